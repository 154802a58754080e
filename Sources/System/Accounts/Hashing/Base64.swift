// Base64 without padding, as hashes of passwords are written.
//
// Specification: RFC 4648, 4; PHC string format, "B64".

/// Bytes as letters and back.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var (buffer, bits): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(letters[Int(buffer >> bits & 63)])
      }
    }
    if bits > 0 { text.append(letters[Int(buffer << (6 - bits) & 63)]) }
    return text
  }

  /// nil for what no bytes are written as.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    var (buffer, bits): (UInt32, UInt32) = (0, 0)
    for letter in text {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      buffer = buffer << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
      buffer &= (1 << bits) - 1
    }
    // What is left over has to be nothing, or two texts would mean the same.
    return buffer == 0 ? bytes : nil
  }
}
