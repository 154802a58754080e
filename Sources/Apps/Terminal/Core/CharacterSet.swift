// The character sets of ISO 2022 that programs still use: ASCII, British and DEC Special Graphics (boxes).

/// A character set that ESC ( and its like may choose.
enum CharacterSet: UInt8, Sendable {
  case ascii, lineDrawing, british

  /// The scalar that `byte` (0x20...0x7E) stands for.
  func map(_ byte: UInt32) -> UInt32 {
    switch self {
    case .ascii: return byte
    case .british: return byte == 0x23 ? 0xA3 : byte
    case .lineDrawing:
      guard byte >= 0x5F && byte <= 0x7E else { return byte }
      return CharacterSet.lineDrawingScalars[Int(byte - 0x5F)]
    }
  }

  /// DEC Special Graphics, 0x5F to 0x7E.
  private static let lineDrawingScalars: [UInt32] = [
    0x20, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0xB0, 0xB1, 0x2424, 0x240B, 0x2518, 0x2510, 0x250C, 0x2514,
    0x253C, 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524, 0x2534, 0x252C, 0x2502, 0x2264, 0x2265, 0x3C0,
    0x2260, 0xA3, 0xB7,
  ]
}
