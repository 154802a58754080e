// The named classes of characters.
//
// Beyond ASCII they know the letters of the large scripts, not every one of Unicode.

enum CharacterClasses {
  /// The ranges of a class; nil for a name that is none.
  static func ranges(of name: [UInt8], usesBytes: Bool) -> [ClosedRange<UInt32>]? {
    let upper: ClosedRange<UInt32> = 0x41...0x5a
    let lower: ClosedRange<UInt32> = 0x61...0x7a
    let digits: ClosedRange<UInt32> = 0x30...0x39
    let ascii: [ClosedRange<UInt32>]
    var wide: [ClosedRange<UInt32>] = []
    switch name {
    case "alpha": (ascii, wide) = ([upper, lower], letters)
    case "digit": ascii = [digits]
    case "alnum": (ascii, wide) = ([upper, lower, digits], letters)
    case "upper": (ascii, wide) = ([upper], CaseFolding.ranges(isUpper: true))
    case "lower": (ascii, wide) = ([lower], CaseFolding.ranges(isUpper: false))
    case "space": ascii = space
    case "blank": ascii = [0x09...0x09, 0x20...0x20]
    case "punct":
      (ascii, wide) = ([0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e], [0xa1...0xa9, 0x2010...0x2027])
    case "cntrl": ascii = [0...0x1f, 0x7f...0x7f]
    case "print": (ascii, wide) = ([0x20...0x7e], [0xa0...0x10ffff])
    case "graph": (ascii, wide) = ([0x21...0x7e], [0xa1...0x10ffff])
    case "xdigit": ascii = [digits, 0x41...0x46, 0x61...0x66]
    default: return nil
    }
    return usesBytes ? ascii : ascii + wide
  }

  static let space: [ClosedRange<UInt32>] = [0x09...0x0d, 0x20...0x20]

  /// Letters, digits and the underscore.
  static func word(usesBytes: Bool) -> [ClosedRange<UInt32>] {
    [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a] + (usesBytes ? [] : letters)
  }

  /// The letters of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, the scripts of India, Thai, Georgian, Kana, Han,
  /// Hangul.
  private static let letters: [ClosedRange<UInt32>] = [
    0xaa...0xaa, 0xb5...0xb5, 0xba...0xba, 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x2c1, 0x370...0x373, 0x376...0x377,
    0x37b...0x37d, 0x37f...0x37f, 0x386...0x386, 0x388...0x3ff, 0x400...0x481, 0x48a...0x52f, 0x531...0x556,
    0x560...0x588, 0x5d0...0x5ea, 0x620...0x64a, 0x671...0x6d3, 0x904...0x939, 0x985...0x9b9, 0xe01...0xe30,
    0x10a0...0x10ff, 0x1e00...0x1fff, 0x3041...0x3096, 0x30a1...0x30fa, 0x3400...0x4dbf, 0x4e00...0x9fff,
    0xac00...0xd7a3, 0x20000...0x2fa1f,
  ]
}

/// `case "text":` on a name.
func ~= (literal: String, value: [UInt8]) -> Bool { literal.utf8.elementsEqual(value) }
