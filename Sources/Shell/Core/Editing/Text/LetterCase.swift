// Capital and small letters of the alphabets that have a simple rule: Latin (ASCII and Latin-1), Greek, Cyrillic.
// Everything else stays as it is.

/// Changes the case of text.
enum LetterCase {
  case upper
  case lower
  /// The first letter large, the others small.
  case capital
  /// Each letter to what it is not.
  case toggled

  func apply(_ text: Bytes) -> Bytes {
    var result = Bytes()
    var index = 0
    var isFirst = true
    while index < text.count {
      let (scalar, length) = UTF8Scanner.decode(text[index...])
      let other: UInt32
      switch self {
      case .upper: other = Self.upper(scalar)
      case .lower: other = Self.lower(scalar)
      case .capital: other = isFirst ? Self.upper(scalar) : Self.lower(scalar)
      case .toggled: other = Self.upper(scalar) == scalar ? Self.lower(scalar) : Self.upper(scalar)
      }
      if Self.upper(scalar) != Self.lower(scalar) { isFirst = false }
      result += other == scalar ? Bytes(text[index..<index + length]) : UTF8Scanner.encode(other)
      index += length
    }
    return result
  }

  private static func upper(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x61...0x7a, 0xe0...0xf6, 0xf8...0xfe, 0x3b1...0x3c1, 0x3c3...0x3cb, 0x430...0x44f: scalar - 0x20
    case 0x450...0x45f: scalar - 0x50
    default: scalar
    }
  }

  private static func lower(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5a, 0xc0...0xd6, 0xd8...0xde, 0x391...0x3a1, 0x3a3...0x3ab, 0x410...0x42f: scalar + 0x20
    case 0x400...0x40f: scalar + 0x50
    default: scalar
    }
  }
}
