// A sitting with calc: variables, the last result, and how results are written.

import CalculatorCore
import UtilitySupport

/// Why an expression has no value.
struct CalcError: Error {
  let message: String

  init(_ message: String) { self.message = message }
  init(_ error: ArithmeticError) { message = CalculatorError(.arithmetic(error), at: 0).message }
}

/// Variables and settings.
struct CalcSession {
  /// More names than anyone gives; a script must not fill the memory.
  private static let mostVariables = 10_000

  var base = 10
  var digits = 16
  var usesDegrees = false
  private var variables: [(name: Bytes, value: Decimal)] = []

  init() {}

  /// The value of a name.
  func value(of name: Bytes) -> Decimal? { variables.first { $0.name == name }?.value }

  private mutating func set(_ name: Bytes, _ value: Decimal) throws(CalcError) {
    if let index = variables.firstIndex(where: { $0.name == name }) {
      variables[index].value = value
    } else {
      guard variables.count < Self.mostVariables else { throw CalcError("Too many variables") }
      variables.append((name, value))
    }
  }

  /// What a line comes to, as text; nil for an empty line, a comment, and one that only gives a name its value.
  mutating func result(of line: Bytes) throws(CalcError) -> Bytes? {
    var tokens = try CalcToken.tokens(line)
    guard !tokens.isEmpty else { return nil }
    var base = self.base
    if tokens.count >= 2, case .name(let name) = tokens[tokens.count - 1], let named = Self.base(name),
      case .name(let word) = tokens[tokens.count - 2], word.elementsEqual("in".utf8) || word.elementsEqual("to".utf8)
    {
      base = named
      tokens.removeLast(2)
    } else if tokens.count == 1, case .name(let name) = tokens[0], let named = Self.base(name) {
      self.base = named
      return nil
    }
    var target: Bytes?
    if tokens.count > 2, case .name(let name) = tokens[0], tokens[1] == .symbol("=".bytes) {
      target = name
      tokens.removeFirst(2)
    }
    var parser = CalcParser(tokens, self)
    let value = try parser.run()
    if let target {
      guard !CalcParser.isReserved(target) else { throw CalcError("\"\(target.text)\" has its meaning already") }
      try set(target, value)
      return nil
    }
    try set("ans".bytes, value)
    return text(of: value, base: base)
  }

  private static func base(_ name: Bytes) -> Int? {
    switch name {
    case "hex": 16
    case "bin": 2
    case "oct": 8
    case "dec": 10
    default: nil
    }
  }

  private func text(of value: Decimal, base: Int) -> Bytes {
    if base != 10, value.isWhole, let text = Self.digits(of: value.magnitude, base: base) {
      let prefix = base == 16 ? "0x" : base == 8 ? "0o" : "0b"
      return (value.isBelowZero ? "-" : "").bytes + prefix.bytes + text
    }
    let shown = NumberFormat(grouping: "", point: ".", digits: value.isWhole ? Decimal.precision : digits)
    // The calculator's minus sign is a character of its own; programs read the plain one.
    var text = Bytes()
    var rest = shown.string(value).bytes[...]
    while let byte = rest.first {
      let isMinus = rest.starts(with: [0xe2, 0x88, 0x92])
      text.append(isMinus ? UInt8(ascii: "-") : byte)
      rest = rest.dropFirst(isMinus ? 3 : 1)
    }
    return text
  }

  /// The digits of a whole number in another base; nil for one that is too large to be exact.
  private static func digits(of value: Decimal, base: Int) -> Bytes? {
    let divisor = Decimal(base)
    var rest = value
    var text = Bytes()
    guard let limit = Decimal("1e50"), rest < limit else { return nil }
    repeat {
      guard let digit = (try? rest.modulo(divisor))?.int, let next = try? (rest / divisor).floor() else { return nil }
      text.append(digit < 10 ? 0x30 + UInt8(digit) : 0x57 + UInt8(digit))
      rest = next
    } while !rest.isZero
    return Bytes(text.reversed())
  }
}
