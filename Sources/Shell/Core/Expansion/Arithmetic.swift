// Arithmetic expansion: 64-bit integers, with the operators of C, that wrap around instead of trapping.
//
// The expression is evaluated while it is parsed; `isSkipping` keeps the side that `&&`, `||` and `?:` do not take from
// assigning or failing.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.6.4; ISO C, 6.5.

/// Why an expression has no value.
struct ArithmeticError: Error, Equatable {
  var message: Bytes
}

/// The variables that an expression reads and writes.
protocol ArithmeticVariables: AnyObject {
  /// The value of a variable, or nil.
  func arithmeticValue(of name: Bytes) -> Bytes?
  /// Sets a variable. Fails for a read-only one.
  func setArithmetic(_ name: Bytes, to value: Bytes) throws(ArithmeticError)
}

/// Evaluates one expression.
struct Arithmetic<Variables: ArithmeticVariables> {
  private let text: Bytes
  private var index = 0
  private var depth: Int
  private var isSkipping = false
  private let variables: Variables

  /// The value of `text`; an empty one is 0.
  static func evaluate(_ text: Bytes, _ variables: Variables, depth: Int = 0) throws(ArithmeticError) -> Int64 {
    var parser = Arithmetic(text: text, depth: depth, variables: variables)
    parser.skipBlanks()
    if parser.index == text.count { return 0 }
    let value = try parser.parseComma()
    guard parser.index == text.count else { throw parser.failure("this is not an operator") }
    return value
  }

  private init(text: Bytes, depth: Int, variables: Variables) {
    self.text = text
    self.depth = depth
    self.variables = variables
  }

  // MARK: Text

  private func failure(_ sentence: String) -> ArithmeticError {
    let rest = Bytes(text[min(index, text.count)...])
    return ArithmeticError(message: "arithmetic: ".bytes + sentence.bytes + ": '".bytes + rest + "'".bytes)
  }

  private mutating func skipBlanks() { while index < text.count, ASCII.isWhitespace(text[index]) { index += 1 } }

  /// Takes `symbol` if it stands here and no byte of `unless` follows.
  private mutating func take(_ symbol: String, unless followers: String = "") -> Bool {
    let length = symbol.utf8.count
    guard text[index...].starts(with: symbol.utf8) else { return false }
    if index + length < text.count, followers.utf8.contains(text[index + length]) { return false }
    index += length
    skipBlanks()
    return true
  }

  private mutating func nested(
    _ parse: (inout Self) throws(ArithmeticError) -> Int64
  ) throws(ArithmeticError) -> Int64 {
    guard depth < Limits.arithmeticDepth else { throw failure("this is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    return try parse(&self)
  }

  private mutating func skipping(
    _ isSkipped: Bool, _ parse: (inout Self) throws(ArithmeticError) -> Int64
  ) throws(ArithmeticError) -> Int64 {
    let outer = isSkipping
    isSkipping = outer || isSkipped
    defer { isSkipping = outer }
    return try nested(parse)
  }

  // MARK: Operators, loosest first

  private mutating func parseComma() throws(ArithmeticError) -> Int64 {
    var value = try parseAssignment()
    while take(",") { value = try parseAssignment() }
    return value
  }

  private mutating func parseAssignment() throws(ArithmeticError) -> Int64 {
    let start = index
    if let name = takeName() {
      for symbol in ["=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "^=", "|="] {
        guard take(symbol, unless: symbol == "=" ? "=" : "") else { continue }
        let right = try nested { (parser) throws(ArithmeticError) in try parser.parseAssignment() }
        let value = symbol == "=" ? right : try combine(try value(of: name), String(symbol.dropLast()), right)
        try assign(name, value)
        return value
      }
      index = start
    }
    return try parseConditional()
  }

  private mutating func parseConditional() throws(ArithmeticError) -> Int64 {
    let condition = try parseOr()
    guard take("?") else { return condition }
    let first = try skipping(condition == 0) { (parser) throws(ArithmeticError) in try parser.parseComma() }
    guard take(":") else { throw failure("':' has to follow '?'") }
    let second = try skipping(condition != 0) { (parser) throws(ArithmeticError) in try parser.parseConditional() }
    return condition != 0 ? first : second
  }

  private mutating func parseOr() throws(ArithmeticError) -> Int64 {
    var value = try parseAnd()
    while take("||") {
      let right = try skipping(value != 0) { (parser) throws(ArithmeticError) in try parser.parseAnd() }
      value = value != 0 || right != 0 ? 1 : 0
    }
    return value
  }

  private mutating func parseAnd() throws(ArithmeticError) -> Int64 {
    var value = try parseBinary(level: 0)
    while take("&&") {
      let right = try skipping(value == 0) { (parser) throws(ArithmeticError) in try parser.parseBinary(level: 0) }
      value = value != 0 && right != 0 ? 1 : 0
    }
    return value
  }

  /// Operators that take both sides, by level, with the bytes that may not follow (they would make another operator).
  private static var levels: [[(symbol: String, unless: String)]] {
    [
      [("|", "|=")], [("^", "=")], [("&", "&=")],
      [("==", ""), ("!=", "")],
      [("<=", ""), (">=", ""), ("<", "<"), (">", ">")],
      [("<<", "="), (">>", "=")],
      [("+", "+="), ("-", "-=")],
      [("*", "="), ("/", "="), ("%", "=")],
    ]
  }

  private mutating func parseBinary(level: Int) throws(ArithmeticError) -> Int64 {
    let levels = Self.levels
    guard level < levels.count else { return try parseUnary() }
    var value = try parseBinary(level: level + 1)
    search: while true {
      for (symbol, unless) in levels[level] where take(symbol, unless: unless) {
        value = try combine(value, symbol, try parseBinary(level: level + 1))
        continue search
      }
      return value
    }
  }

  private func combine(_ left: Int64, _ symbol: String, _ right: Int64) throws(ArithmeticError) -> Int64 {
    switch symbol.bytes {
    case "|": return left | right
    case "^": return left ^ right
    case "&": return left & right
    case "==": return left == right ? 1 : 0
    case "!=": return left != right ? 1 : 0
    case "<=": return left <= right ? 1 : 0
    case ">=": return left >= right ? 1 : 0
    case "<": return left < right ? 1 : 0
    case ">": return left > right ? 1 : 0
    case "<<": return left &<< right
    case ">>": return left &>> right
    case "+": return left &+ right
    case "-": return left &- right
    case "*": return left &* right
    default:
      guard right != 0 else {
        if isSkipping { return 0 }
        throw failure("division by zero")
      }
      let (quotient, overflow) = left.dividedReportingOverflow(by: right)
      if symbol.bytes.matches("/") { return quotient }
      return overflow ? 0 : left % right
    }
  }

  private mutating func parseUnary() throws(ArithmeticError) -> Int64 {
    if take("++") { return try step(1) }
    if take("--") { return try step(-1) }
    if take("-") { return 0 &- (try nested { (parser) throws(ArithmeticError) in try parser.parseUnary() }) }
    if take("+") { return try nested { (parser) throws(ArithmeticError) in try parser.parseUnary() } }
    if take("~") { return ~(try nested { (parser) throws(ArithmeticError) in try parser.parseUnary() }) }
    if take("!") { return try nested { (parser) throws(ArithmeticError) in try parser.parseUnary() } == 0 ? 1 : 0 }
    if take("(") {
      let value = try nested { (parser) throws(ArithmeticError) in try parser.parseComma() }
      guard take(")") else { throw failure("')' is missing") }
      return value
    }
    return try parseOperand()
  }

  /// `++name` and `--name`.
  private mutating func step(_ distance: Int64) throws(ArithmeticError) -> Int64 {
    guard let name = takeName() else { throw failure("'++' and '--' need a variable") }
    let value = try value(of: name) &+ distance
    try assign(name, value)
    return value
  }

  private mutating func parseOperand() throws(ArithmeticError) -> Int64 {
    if let name = takeName() {
      let value = try value(of: name)
      if take("++") { try assign(name, value &+ 1) } else if take("--") { try assign(name, value &- 1) }
      return value
    }
    return try parseNumber()
  }

  private mutating func takeName() -> Bytes? {
    guard index < text.count, ASCII.startsName(text[index]) else { return nil }
    let start = index
    while index < text.count, ASCII.continuesName(text[index]) { index += 1 }
    let name = Bytes(text[start..<index])
    skipBlanks()
    return name
  }

  /// Decimal, `0x` hexadecimal and `0` octal constants. They wrap like everything else.
  private mutating func parseNumber() throws(ArithmeticError) -> Int64 {
    guard index < text.count, ASCII.isDigit(text[index]) else { throw failure("a number has to stand here") }
    var radix: Int64 = 10
    if text[index] == ASCII.zero, index + 1 < text.count {
      let next = text[index + 1]
      if next | 0x20 == UInt8(ascii: "x") {
        radix = 16
        index += 2
      } else if ASCII.isDigit(next) {
        radix = 8
        index += 1
      }
    }
    let start = index
    var value: Int64 = 0
    while index < text.count, let digit = digitValue(text[index]), digit < radix {
      value = value &* radix &+ Int64(digit)
      index += 1
    }
    if index == start || (index < text.count && ASCII.continuesName(text[index])) {
      throw failure("this is not a number")
    }
    skipBlanks()
    return value
  }

  private func value(of name: Bytes) throws(ArithmeticError) -> Int64 {
    guard !isSkipping, let text = variables.arithmeticValue(of: name) else { return 0 }
    if let number = text.decimalValue, text.first != ASCII.zero { return number }
    guard depth < Limits.arithmeticDepth else { throw failure("a variable refers to itself") }
    return try Self.evaluate(text, variables, depth: depth + 1)
  }

  private func assign(_ name: Bytes, _ value: Int64) throws(ArithmeticError) {
    if !isSkipping { try variables.setArithmetic(name, to: Bytes(decimal: value)) }
  }
}
