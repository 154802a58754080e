// The words and numbers of a date as people write it.

import UtilitySupport

/// A piece of a date.
enum DateToken: Equatable {
  /// Letters, in lower case and without dots.
  case word(Bytes)
  /// Digits, and how many of them; a sign if there was one; digits behind a point as nanoseconds.
  case number(value: Int, digits: Int, sign: Int, nanoseconds: Int?)
  case mark(UInt8)

  /// Texts longer than this are no dates.
  private static let longest = 4096

  /// Nil for what cannot be a date.
  static func parse(_ text: Bytes) -> [DateToken]? {
    guard text.count <= longest else { return nil }
    var tokens: [DateToken] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      if Character8.isSpace(byte) {
        index += 1
      } else if byte == UInt8(ascii: "(") {
        // A comment.
        var depth = 0
        repeat {
          if text[index] == UInt8(ascii: "(") { depth += 1 }
          if text[index] == UInt8(ascii: ")") { depth -= 1 }
          index += 1
        } while depth > 0 && index < text.count
        if depth > 0 { return nil }
      } else if Character8.isLetter(byte) {
        let letters = text[index...].prefix { Character8.isLetter($0) || $0 == UInt8(ascii: ".") }
        index += letters.count
        tokens.append(.word(letters.filter { $0 != UInt8(ascii: ".") }.map(Character8.lowered)))
      } else if Character8.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        guard let token = number(text, &index) else { return nil }
        tokens.append(token)
      } else {
        tokens.append(.mark(byte))
        index += 1
      }
    }
    return tokens
  }

  private static func number(_ text: Bytes, _ index: inout Int) -> DateToken? {
    var sign = 0
    let first = text[index]
    if !Character8.isDigit(first) {
      sign = first == UInt8(ascii: "-") ? -1 : 1
      index += 1
      while index < text.count, Character8.isSpace(text[index]) { index += 1 }
      guard index < text.count, Character8.isDigit(text[index]) else { return .mark(first) }
    }
    let digits = text[index...].prefix(while: Character8.isDigit)
    guard let value = digits.decimal else { return nil }
    index += digits.count
    var nanoseconds: Int?
    if index + 1 < text.count, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ","),
      Character8.isDigit(text[index + 1])
    {
      let fraction = text[(index + 1)...].prefix(while: Character8.isDigit)
      index += 1 + fraction.count
      let nine = Bytes(fraction.prefix(9)) + Bytes(repeating: 0x30, count: max(0, 9 - fraction.count))
      nanoseconds = nine.decimal
    }
    return .number(value: value, digits: digits.count, sign: sign, nanoseconds: nanoseconds)
  }
}
