// Expressions of calc in tokens.

import CalculatorCore
import UtilitySupport

/// A part of an expression.
enum CalcToken: Equatable {
  case number(Decimal)
  case name(Bytes)
  case symbol(Bytes)

  /// The longest line that is read.
  private static let longest = 10_000
  private static let symbols = [
    "**", "//", "<<", ">>", "+", "-", "*", "/", "%", "^", "!", "&", "|", "~", "(", ")", ",", "=",
  ]

  /// Cuts a line; what stands behind `#` is a comment.
  static func tokens(_ line: Bytes) throws(CalcError) -> [CalcToken] {
    guard line.count <= longest else { throw CalcError("The expression is too long") }
    var tokens: [CalcToken] = []
    var index = 0
    while index < line.count {
      let byte = line[index]
      if byte == UInt8(ascii: "#") { break }
      if Character8.isSpace(byte) {
        index += 1
      } else if Character8.isDigit(byte) || byte == UInt8(ascii: ".") {
        tokens.append(.number(try number(line, &index)))
      } else if Character8.isLetter(byte) || byte == UInt8(ascii: "_") {
        let start = index
        while index < line.count, Character8.isWord(line[index]) { index += 1 }
        tokens.append(.name(Bytes(line[start..<index])))
      } else if let symbol = symbols.first(where: { line[index...].starts(with: $0.utf8) }) {
        tokens.append(.symbol(symbol.bytes))
        index += symbol.utf8.count
      } else {
        throw CalcError("This character is not understood: \(Bytes(line[index...].prefix(4)).text)")
      }
    }
    return tokens
  }

  private static func number(_ line: Bytes, _ index: inout Int) throws(CalcError) -> Decimal {
    let start = index
    if line[index] == 0x30, index + 1 < line.count, let base = base(Character8.lowered(line[index + 1])) {
      index += 2
      return try whole(line, &index, base)
    }
    var text = ""
    func takeDigits() {
      while index < line.count, Character8.isDigit(line[index]) || line[index] == UInt8(ascii: "_") {
        if line[index] != UInt8(ascii: "_") { text.unicodeScalars.append(Unicode.Scalar(line[index])) }
        index += 1
      }
    }
    takeDigits()
    if index < line.count, line[index] == UInt8(ascii: ".") {
      index += 1
      text += text.isEmpty ? "0." : "."
      takeDigits()
    }
    if index < line.count, Character8.lowered(line[index]) == UInt8(ascii: "e") {
      let sign = index + 1 < line.count && (line[index + 1] == 0x2b || line[index + 1] == 0x2d) ? 1 : 0
      if index + 1 + sign < line.count, Character8.isDigit(line[index + 1 + sign]) {
        text += sign == 1 && line[index + 1] == 0x2d ? "e-" : "e"
        index += 1 + sign
        takeDigits()
      }
    }
    guard let value = Decimal(text), index > start else { throw CalcError("This is not a number") }
    return value
  }

  private static func base(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "b"): 2
    case UInt8(ascii: "o"): 8
    default: nil
    }
  }

  private static func whole(_ line: Bytes, _ index: inout Int, _ base: Int) throws(CalcError) -> Decimal {
    var value = Decimal.zero
    var hasDigits = false
    while index < line.count, Character8.isWord(line[index]) {
      let byte = Character8.lowered(line[index])
      index += 1
      if byte == UInt8(ascii: "_") { continue }
      let digit = Character8.isDigit(byte) ? Int(byte) - 0x30 : Int(byte) - 0x57
      guard digit < base else { throw CalcError("This is not a number in base \(base)") }
      do throws(ArithmeticError) { value = try value * Decimal(base) + Decimal(digit) } catch { throw CalcError(error) }
      hasDigits = true
    }
    guard hasDigits else { throw CalcError("This is not a number") }
    return value
  }
}
