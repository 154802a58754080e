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
  /// The value of a variable, or nil. Fails where an unset one is an error.
  func arithmeticValue(of name: Bytes) throws(ArithmeticError) -> Bytes?
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

  private func byte(_ distance: Int = 0) -> UInt8? {
    index + distance < text.count ? text[index + distance] : nil
  }

  /// Takes `byte` if it stands here.
  private mutating func take(_ wanted: UInt8) -> Bool {
    guard byte() == wanted else { return false }
    index += 1
    skipBlanks()
    return true
  }

  /// Takes `++` or `--`, whichever stands here; the step that it means.
  private mutating func takeStep() -> Int64? {
    guard let first = byte(), first == ASCII.plus || first == ASCII.minus, byte(1) == first else { return nil }
    index += 2
    skipBlanks()
    return first == ASCII.plus ? 1 : -1
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
    while take(UInt8(ascii: ",")) { value = try parseAssignment() }
    return value
  }

  private mutating func parseAssignment() throws(ArithmeticError) -> Int64 {
    guard let first = byte(), ASCII.startsName(first) else { return try parseConditional() }
    let start = index
    if let name = takeName(), let assignment = takeAssignment() {
      let right = try nested { (parser) throws(ArithmeticError) in try parser.parseAssignment() }
      var value = right
      if let symbol = assignment { value = try combine(try self.value(of: name), symbol, right) }
      try assign(name, value)
      return value
    }
    index = start
    return try parseConditional()
  }

  /// Takes `=` (the operator is nil then) or an operator with `=` behind it.
  private mutating func takeAssignment() -> ArithmeticOperator?? {
    if byte() == ASCII.equals {
      guard byte(1) != ASCII.equals else { return nil }
      index += 1
      skipBlanks()
      return .some(nil)
    }
    guard let (symbol, length) = ArithmeticOperator.read(text[index...]), symbol.canAssign,
      byte(length) == ASCII.equals
    else { return nil }
    index += length + 1
    skipBlanks()
    return .some(symbol)
  }

  private mutating func parseConditional() throws(ArithmeticError) -> Int64 {
    let condition = try parseBinary(above: 0)
    guard take(ASCII.question) else { return condition }
    let first = try skipping(condition == 0) { (parser) throws(ArithmeticError) in try parser.parseComma() }
    guard take(ASCII.colon) else { throw failure("':' has to follow '?'") }
    let second = try skipping(condition != 0) { (parser) throws(ArithmeticError) in try parser.parseConditional() }
    return condition != 0 ? first : second
  }

  /// Operators that bind tighter than `level`, and what they join.
  private mutating func parseBinary(above level: Int) throws(ArithmeticError) -> Int64 {
    var value = try parseUnary()
    while let (symbol, length) = ArithmeticOperator.read(text[index...]), symbol.level > level {
      if symbol.canAssign, byte(length) == ASCII.equals { return value }
      index += length
      skipBlanks()
      let isDecided = symbol == .andIf && value == 0 || symbol == .orIf && value != 0
      let outer = isSkipping
      isSkipping = outer || isDecided
      defer { isSkipping = outer }
      let right = try parseBinary(above: symbol.level)
      value = try combine(value, symbol, right)
    }
    return value
  }

  private func combine(
    _ left: Int64, _ symbol: ArithmeticOperator, _ right: Int64
  ) throws(ArithmeticError) -> Int64 {
    switch symbol {
    case .orIf: return left != 0 || right != 0 ? 1 : 0
    case .andIf: return left != 0 && right != 0 ? 1 : 0
    case .or: return left | right
    case .xor: return left ^ right
    case .and: return left & right
    case .equal: return left == right ? 1 : 0
    case .notEqual: return left != right ? 1 : 0
    case .lessOrEqual: return left <= right ? 1 : 0
    case .greaterOrEqual: return left >= right ? 1 : 0
    case .less: return left < right ? 1 : 0
    case .greater: return left > right ? 1 : 0
    case .shiftLeft: return left &<< right
    case .shiftRight: return left &>> right
    case .add: return left &+ right
    case .subtract: return left &- right
    case .multiply: return left &* right
    case .divide, .remainder:
      guard right != 0 else {
        if isSkipping { return 0 }
        throw failure("division by zero")
      }
      let (quotient, overflow) = left.dividedReportingOverflow(by: right)
      if symbol == .divide { return quotient }
      return overflow ? 0 : left % right
    }
  }

  private mutating func parseUnary() throws(ArithmeticError) -> Int64 {
    guard let first = byte() else { throw failure("a number has to stand here") }
    switch first {
    case ASCII.plus, ASCII.minus:
      let start = index
      if let step = takeStep() {
        if let name = takeName() {
          let value = try value(of: name) &+ step
          try assign(name, value)
          return value
        }
        // Before anything but a variable these are two signs.
        index = start
      }
      index += 1
      skipBlanks()
      let value = try nested { (parser) throws(ArithmeticError) in try parser.parseUnary() }
      return first == ASCII.plus ? value : 0 &- value
    case ASCII.tilde, ASCII.exclamation:
      index += 1
      skipBlanks()
      let value = try nested { (parser) throws(ArithmeticError) in try parser.parseUnary() }
      return first == ASCII.tilde ? ~value : value == 0 ? 1 : 0
    case ASCII.leftParenthesis:
      index += 1
      skipBlanks()
      let value = try nested { (parser) throws(ArithmeticError) in try parser.parseComma() }
      guard take(ASCII.rightParenthesis) else { throw failure("')' is missing") }
      return value
    default: return try parseOperand()
    }
  }

  private mutating func parseOperand() throws(ArithmeticError) -> Int64 {
    if let name = takeName() {
      let value = try value(of: name)
      if let step = takeStep() { try assign(name, value &+ step) }
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
    guard !isSkipping, let text = try variables.arithmeticValue(of: name) else { return 0 }
    if let number = text.decimalValue, text.first != ASCII.zero { return number }
    guard depth < Limits.arithmeticDepth else { throw failure("a variable refers to itself") }
    return try Self.evaluate(text, variables, depth: depth + 1)
  }

  private func assign(_ name: Bytes, _ value: Int64) throws(ArithmeticError) {
    if !isSkipping { try variables.setArithmetic(name, to: Bytes(decimal: value)) }
  }
}
