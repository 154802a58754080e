// What a person calls a character, in bytes that may or may not be UTF-8: extended grapheme clusters (UAX 29, by the
// standard library), where a byte that belongs to no valid sequence is a character of its own. Runs of ASCII, nearly
// all there is in most files, never reach the Unicode tables.

/// One character: its bytes and the columns it takes.
public struct Grapheme: Equatable, Sendable {
  /// Bytes before it in what was read.
  public var start: Int
  /// Bytes of it.
  public var length: Int
  /// Its first scalar, U+FFFD for an invalid byte.
  public var scalar: UInt32
  /// 1 or 2; a tab counts 1 here, because its width depends on where it stands.
  public var columns: Int

  public var end: Int { start + length }
}

/// Finds the characters in bytes.
public enum Graphemes {
  /// A cluster longer than this is cut: no script needs it, and text made to be slow has it.
  private static let scalarLimit = 256

  /// The characters of `bytes`, in order.
  public static func split(_ bytes: ArraySlice<UInt8>) -> [Grapheme] {
    var result: [Grapheme] = []
    result.reserveCapacity(bytes.count)
    forEach(in: bytes) {
      result.append($0)
      return true
    }
    return result
  }

  /// Calls `body` with each character in order until it returns false; stores nothing, so a line may be very long.
  public static func forEach(in bytes: ArraySlice<UInt8>, _ body: (Grapheme) -> Bool) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if isAlone(bytes, index) {
        let offset = index - bytes.startIndex
        guard body(Grapheme(start: offset, length: 1, scalar: UInt32(bytes[index]), columns: 1)) else { return }
        index += 1
      } else {
        guard cluster(bytes, &index, body) else { return }
      }
    }
  }

  /// ASCII that is followed by ASCII (or nothing) is a character, but for CR LF.
  private static func isAlone(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard bytes[index] < 0x80 else { return false }
    guard index + 1 < bytes.endIndex else { return true }
    return bytes[index + 1] < 0x80 && !(bytes[index] == 0x0D && bytes[index + 1] == 0x0A)
  }

  /// Splits a stretch that needs the tables; false if `body` wants no more.
  private static func cluster(_ bytes: ArraySlice<UInt8>, _ index: inout Int, _ body: (Grapheme) -> Bool) -> Bool {
    var text = String.UnicodeScalarView()
    var lengths: [Int] = []
    var next = index
    while next < bytes.endIndex && lengths.count < scalarLimit {
      let (scalar, length) = decode(bytes[next...])
      text.append(scalar)
      lengths.append(length)
      next += length
      let isBorder = scalar.value < 0x80 && next < bytes.endIndex && bytes[next] < 0x80
      if isBorder && !(scalar == "\r" && bytes[next] == 0x0A) { break }
    }
    var scalarIndex = 0
    for character in String(text) {
      let start = index - bytes.startIndex
      var length = 0
      var columns = 0
      var first: UInt32 = 0xFFFD
      for (place, scalar) in character.unicodeScalars.enumerated() {
        if place == 0 { first = scalar.value }
        // U+FE0F asks for the emoji form, which is wide.
        columns = scalar.value == 0xFE0F && place > 0 ? 2 : max(columns, place == 0 ? self.columns(scalar.value) : 1)
        length += lengths[scalarIndex]
        scalarIndex += 1
      }
      index += length
      guard body(Grapheme(start: start, length: length, scalar: first, columns: columns)) else { return false }
    }
    return true
  }

  /// The first scalar and its bytes; an invalid byte is U+FFFD and one byte.
  public static func decode(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int) {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let first = bytes.first else { return (replacement, 0) }
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2 && first <= 0xF4 && bytes.count >= length else { return (replacement, 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in bytes.dropFirst().prefix(length - 1) {
      guard byte & 0xC0 == 0x80 else { return (replacement, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, let scalar = Unicode.Scalar(value) else { return (replacement, 1) }
    return (scalar, length)
  }

  /// 2 for the blocks whose characters are wide in a fixed-width font, otherwise 1.
  public static func columns(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
