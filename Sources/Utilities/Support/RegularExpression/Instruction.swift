// The instructions of a compiled pattern, and the sets of characters that they name.

/// One step of the machine.
enum Instruction: Sendable {
  case scalar(UInt32)
  case any
  /// A set, by its index.
  case set(Int)
  /// Goes on at both places.
  case fork(Int, Int)
  case jump(Int)
  case lineStart
  case lineEnd
  case wordBoundary
  case notWordBoundary
  case wordStart
  case wordEnd
  case notBehindWord
  case notBeforeWord
  case match
}

/// Ranges of scalar values.
struct CharacterSet: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  /// The ASCII classes by name; nil for an unknown one.
  static func ranges(of name: Bytes) -> [ClosedRange<UInt32>]? {
    let upper: ClosedRange<UInt32> = 0x41...0x5a
    let lower: ClosedRange<UInt32> = 0x61...0x7a
    let digits: ClosedRange<UInt32> = 0x30...0x39
    switch name {
    case "alpha": return [upper, lower]
    case "digit": return [digits]
    case "alnum": return [upper, lower, digits]
    case "upper": return [upper]
    case "lower": return [lower]
    case "space": return [0x09...0x0d, 0x20...0x20]
    case "blank": return [0x09...0x09, 0x20...0x20]
    case "punct": return [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e]
    case "cntrl": return [0...0x1f, 0x7f...0x7f]
    case "print": return [0x20...0x7e]
    case "graph": return [0x21...0x7e]
    case "xdigit": return [digits, 0x41...0x46, 0x61...0x66]
    default: return nil
    }
  }

  /// Letters, digits and the underscore.
  static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a]

  func contains(_ scalar: UInt32, ignoresCase: Bool) -> Bool {
    var found = ranges.contains { $0.contains(scalar) }
    if !found, ignoresCase, let other = Self.otherCase(scalar) { found = ranges.contains { $0.contains(other) } }
    return found != isNegated
  }

  /// The other form of an ASCII letter.
  static func otherCase(_ scalar: UInt32) -> UInt32? {
    let lowered = scalar | 0x20
    return lowered >= 0x61 && lowered <= 0x7a ? scalar ^ 0x20 : nil
  }
}

/// UTF-8, one character at a time.
enum ScalarReader {
  /// The scalar value at `index` (below the end) and its length; an ill-formed byte stands alone, above Unicode's
  /// range.
  static func decode(_ text: Bytes, at index: Int) -> (scalar: UInt32, length: Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard first >= 0xc2, first < 0xf5, index + length <= text.count else { return (0x8000_0000 | UInt32(first), 1) }
    var scalar = UInt32(first) & (0x7f >> UInt32(length))
    for byte in text[index + 1..<index + length] {
      guard byte & 0xc0 == 0x80 else { return (0x8000_0000 | UInt32(first), 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3f)
    }
    return (scalar, length)
  }
}
