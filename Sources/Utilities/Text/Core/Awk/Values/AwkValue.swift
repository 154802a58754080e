// The values of awk: numbers, strings, and input, which is a number if it looks like one.

enum AwkValue {
  case none
  case number(Double)
  case string([UInt8])
  /// Text from outside.
  case input([UInt8])
  /// A constant expression on its way to a function.
  case pattern(Int)

  /// The number; of a text the one it starts with.
  var number: Double {
    switch self {
    case .none, .pattern: 0
    case .number(let value): value
    case .string(let text), .input(let text): Self.number(of: text)
    }
  }

  /// Short whole numbers are the most common ones.
  private static func number(of text: [UInt8]) -> Double {
    if text.count < 10, !text.isEmpty {
      var value = 0
      for byte in text {
        guard byte >= 0x30, byte <= 0x39 else { return NumberText.parse(text[...]).value }
        value = value &* 10 &+ Int(byte &- 0x30)
      }
      return Double(value)
    }
    return NumberText.parse(text[...]).value
  }

  var isTrue: Bool {
    switch self {
    case .none, .pattern: false
    case .number(let value): value != 0
    case .string(let text): !text.isEmpty
    case .input(let text):
      if let value = Self.looksNumeric(text) { value != 0 } else { !text.isEmpty }
    }
  }

  /// The number that a text is, blanks around it aside; nil when it is none.
  static func looksNumeric(_ text: [UInt8]) -> Double? {
    guard let first = text.first(where: { $0 > 0x20 }), first < 0x3a || first | 0x20 >= 0x61 else { return nil }
    let (value, end) = NumberText.parse(text[...])
    guard end > 0 else { return nil }
    for byte in text[end...] where byte != 0x20 && !(byte >= 0x09 && byte <= 0x0d) { return nil }
    return value
  }

  /// The number for comparisons; nil for what compares as text.
  var comparable: Double? {
    switch self {
    case .none, .pattern: 0
    case .number(let value): value
    case .string: nil
    case .input(let text): Self.looksNumeric(text)
    }
  }
}
