// What is being typed on the pager's own row: a number, or the text of a search.

/// Input of a pager.
struct PagerInput {
  /// What the text will be used for, by the key that asked for it.
  private(set) var purpose: UInt8?
  private(set) var text: [UInt8] = []
  /// A number in front of a command.
  var number: Int?

  /// What the row shows; nil when nothing is typed.
  var prompt: [UInt8]? {
    if let purpose { return [purpose] + text }
    return number.map { Array(":\($0)".utf8) }
  }

  mutating func ask(_ key: UInt8) {
    purpose = key
    text = []
  }

  /// Takes a digit; false for another key.
  mutating func takeDigit(_ key: UInt8) -> Bool {
    guard key >= 0x30, key <= 0x39, key > 0x30 || number != nil else { return false }
    number = min((number ?? 0) * 10 + Int(key - 0x30), 1 << 40)
    return true
  }

  /// What became of a key.
  enum Outcome {
    case going
    case cancelled
    case done(purpose: UInt8, text: [UInt8])
  }

  /// Takes a key of the text.
  mutating func type(_ key: UInt8) -> Outcome {
    guard let purpose else { return .cancelled }
    // Marks and options are one key long.
    if purpose == UInt8(ascii: "m") || purpose == UInt8(ascii: "'") || purpose == UInt8(ascii: "-")
      || purpose == UInt8(ascii: ":")
    {
      self.purpose = nil
      return key == 0x1b || key == 3 ? .cancelled : .done(purpose: purpose, text: [key])
    }
    switch key {
    case 0x0d, 0x0a:
      self.purpose = nil
      return .done(purpose: purpose, text: text)
    case 0x1b, 3, 7:
      self.purpose = nil
      return .cancelled
    case 0x7f, 8:
      guard !text.isEmpty else {
        self.purpose = nil
        return .cancelled
      }
      while let last = text.popLast(), last & 0xc0 == 0x80 {}
    case 21: text = []
    default: text.append(key)
    }
    return .going
  }
}
