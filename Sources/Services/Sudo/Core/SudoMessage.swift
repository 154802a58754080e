// Lists of texts as bytes: each with its length in front, four bytes, the lowest first.

/// Packs and unpacks the payloads of `sudo:`.
public enum SudoMessage {
  public static func packed(_ parts: [[UInt8]]) -> [UInt8] {
    parts.flatMap { part in (0..<4).map { UInt8(truncatingIfNeeded: part.count >> ($0 * 8)) } + part }
  }

  /// nil where the lengths do not fill the payload exactly.
  public static func unpacked(_ bytes: [UInt8]) -> [[UInt8]]? {
    var parts: [[UInt8]] = []
    var position = 0
    while position < bytes.count {
      guard bytes.count - position >= 4 else { return nil }
      let length = (0..<4).reduce(0) { $0 | Int(bytes[position + $1]) << ($1 * 8) }
      position += 4
      guard length <= bytes.count - position else { return nil }
      parts.append(Array(bytes[position..<position + length]))
      position += length
    }
    return parts
  }
}
