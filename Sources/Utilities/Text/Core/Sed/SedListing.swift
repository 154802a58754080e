// The unambiguous form of a line that `l` writes.

enum SedListing {
  /// The line with escapes, folded at a width, and `$` at its end.
  static func list(_ line: [UInt8], width: Int) -> [UInt8] {
    var output: [UInt8] = []
    var column = 0
    for byte in line {
      let picture = picture(byte)
      if width > 0, column + picture.count > width - 1 {
        output += "\\\n".utf8
        column = 0
      }
      output += picture
      column += picture.count
    }
    return output + [UInt8(ascii: "$")]
  }

  private static func picture(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "\\"): Array("\\\\".utf8)
    case 0x07: Array("\\a".utf8)
    case 0x08: Array("\\b".utf8)
    case 0x09: Array("\\t".utf8)
    case 0x0a: Array("\\n".utf8)
    case 0x0b: Array("\\v".utf8)
    case 0x0c: Array("\\f".utf8)
    case 0x0d: Array("\\r".utf8)
    case 0x20..<0x7f: [byte]
    default: [UInt8(ascii: "\\"), 0x30 + byte >> 6, 0x30 + (byte >> 3 & 7), 0x30 + (byte & 7)]
    }
  }
}
