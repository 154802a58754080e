// Values of expressions: a parser by precedence that computes as it reads. From loose to tight: + −, × ÷ mod, sign,
// power (to the right), factorial and percent. "200 + 10 %" is 220, as on a pocket calculator. Parentheses left open at
// the end are closed; nothing else is guessed, and two numbers side by side are an error, not a product.

/// Computes expressions.
public struct Evaluator: Sendable {
  /// Nested parentheses and signs: bounds the stack.
  static let depthLimit = 200

  /// How angles are given.
  public var angleUnit = AngleUnit.radians
  /// The last result, what "ans" stands for.
  public var answer: Decimal?

  public init() {}

  /// The value of an expression.
  public func evaluate(_ text: String) throws(CalculatorError) -> Decimal {
    let length = text.unicodeScalars.count
    var reader = Reader(tokens: try Lexer.tokens(text), end: length, settings: self)
    let value = try reader.sum(0)
    if let rest = reader.current {
      throw CalculatorError(
        rest.token == .symbol(.close) ? .unexpectedParenthesis : .expectedOperator, at: rest.position)
    }
    return value
  }

  /// Names of functions, for help and completion.
  public static let functionNames = [
    "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "ln", "log", "exp", "abs", "floor", "ceil", "round", "fact",
  ]
}

/// Reads tokens and computes.
private struct Reader {
  let tokens: [PlacedToken]
  let end: Int
  let settings: Evaluator
  var index = 0

  init(tokens: [PlacedToken], end: Int, settings: Evaluator) {
    self.tokens = tokens
    self.end = end
    self.settings = settings
  }

  /// A number, and whether it was written with a percent sign and nothing around it.
  struct Value {
    var number: Decimal
    var isPercent = false
  }

  var current: PlacedToken? { index < tokens.count ? tokens[index] : nil }
  var position: Int { current?.position ?? end }

  /// Takes one of the symbols if it is next.
  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard current?.token == .symbol(symbol) else { return false }
    index += 1
    return true
  }

  private func arithmetic(
    at position: Int, _ body: () throws(ArithmeticError) -> Decimal
  ) throws(CalculatorError) -> Decimal {
    do { return try body() } catch { throw CalculatorError(.arithmetic(error), at: position) }
  }

  mutating func sum(_ depth: Int) throws(CalculatorError) -> Decimal {
    if depth > Evaluator.depthLimit { throw CalculatorError(.tooLong, at: position) }
    var left = try product(depth).number
    while true {
      let place = position
      let isPlus = take(.plus)
      guard isPlus || take(.minus) else { return left }
      let right = try product(depth)
      let before = left
      left = try arithmetic(at: place) { () throws(ArithmeticError) in
        let amount = right.isPercent ? try before.times(right.number) : right.number
        return isPlus ? try before.plus(amount) : try before.minus(amount)
      }
    }
  }

  private mutating func product(_ depth: Int) throws(CalculatorError) -> Value {
    var left = try signed(depth)
    while true {
      let place = position
      let before = left.number
      if take(.times) {
        let right = try signed(depth).number
        left = Value(number: try arithmetic(at: place) { () throws(ArithmeticError) in try before.times(right) })
      } else if take(.divide) {
        let right = try signed(depth).number
        left = Value(number: try arithmetic(at: place) { () throws(ArithmeticError) in try before.over(right) })
      } else if current?.token == .name("mod") {
        index += 1
        let right = try signed(depth).number
        left = Value(number: try arithmetic(at: place) { () throws(ArithmeticError) in try before.modulo(right) })
      } else {
        return left
      }
    }
  }

  private mutating func signed(_ depth: Int) throws(CalculatorError) -> Value {
    if depth > Evaluator.depthLimit { throw CalculatorError(.tooLong, at: position) }
    if take(.plus) { return try signed(depth + 1) }
    if take(.minus) {
      let value = try signed(depth + 1)
      return Value(number: value.number.negated, isPercent: value.isPercent)
    }
    return try power(depth)
  }

  /// The exponent may have a sign, and binds to the right: 2^−3, 2^3^2 is 2^9. −2^2 is −4.
  private mutating func power(_ depth: Int) throws(CalculatorError) -> Value {
    let base = try postfix(depth)
    let place = position
    guard take(.power) else { return base }
    let exponent = try signed(depth + 1).number
    let number = try arithmetic(at: place) { () throws(ArithmeticError) in try base.number.raised(to: exponent) }
    return Value(number: number)
  }

  private mutating func postfix(_ depth: Int) throws(CalculatorError) -> Value {
    var value = Value(number: try primary(depth))
    while true {
      let place = position
      let number = value.number
      if take(.factorial) {
        value = Value(number: try arithmetic(at: place) { () throws(ArithmeticError) in try number.factorial() })
      } else if take(.percent) {
        let hundredth = try arithmetic(at: place) { () throws(ArithmeticError) in try number.over(Decimal(100)) }
        value = Value(number: hundredth, isPercent: true)
      } else {
        return value
      }
    }
  }

  private mutating func primary(_ depth: Int) throws(CalculatorError) -> Decimal {
    let place = position
    guard let next = current else { throw CalculatorError(.unexpectedEnd, at: end) }
    index += 1
    switch next.token {
    case .number(let value): return value
    case .name(let name): return try named(name, place, depth)
    case .symbol(.open):
      let value = try sum(depth + 1)
      // An open parenthesis at the end is closed.
      if !take(.close), current != nil { throw CalculatorError(.expectedOperator, at: position) }
      return value
    case .symbol(.root):
      let value = try rootOperand(depth)
      return try arithmetic(at: place) { () throws(ArithmeticError) in try value.squareRoot() }
    case .symbol: throw CalculatorError(.expectedNumber, at: place)
    }
  }

  /// √ takes what stands next to it: √9! is 3!.
  private mutating func rootOperand(_ depth: Int) throws(CalculatorError) -> Decimal {
    if depth > Evaluator.depthLimit { throw CalculatorError(.tooLong, at: position) }
    return try primary(depth + 1)
  }

  private mutating func named(_ name: String, _ place: Int, _ depth: Int) throws(CalculatorError) -> Decimal {
    switch name {
    case "pi", "π": return try arithmetic(at: place) { () throws(ArithmeticError) in try Decimal.pi() }
    case "tau", "τ": return try arithmetic(at: place) { () throws(ArithmeticError) in try Decimal.pi() * Decimal(2) }
    case "e": return try arithmetic(at: place) { () throws(ArithmeticError) in try Decimal.one.exponential() }
    case "ans":
      guard let answer = settings.answer else { throw CalculatorError(.noAnswerYet, at: place) }
      return answer
    default: break
    }
    guard Evaluator.functionNames.contains(name) else { throw CalculatorError(.unknownName(name), at: place) }
    guard take(.open) else { throw CalculatorError(.expectedParenthesis(name), at: place) }
    let argument = try sum(depth + 1)
    if !take(.close), current != nil { throw CalculatorError(.expectedOperator, at: position) }
    let unit = settings.angleUnit
    return try arithmetic(at: place) { () throws(ArithmeticError) in try Evaluator.apply(name, argument, unit) }
  }
}

extension Evaluator {
  /// The value of one of `functionNames`.
  public static func apply(_ name: String, _ value: Decimal, _ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    switch name {
    case "sqrt": try value.squareRoot()
    case "sin": try value.sine(unit)
    case "cos": try value.cosine(unit)
    case "tan": try value.tangent(unit)
    case "asin": try value.arcSine(unit)
    case "acos": try value.arcCosine(unit)
    case "atan": try value.arcTangent(unit)
    case "ln": try value.logarithm(digits: Decimal.precision - 2)
    case "log": try value.logarithmToTen().rounded(digits: Decimal.precision - 2)
    case "exp": try value.exponential(digits: Decimal.precision - 2)
    case "abs": value.magnitude
    case "floor": try value.floor()
    case "ceil": try value.negated.floor().negated
    case "round":
      try value.magnitude.plus(Decimal("0.5") ?? .zero).floor().times(value.isBelowZero ? Decimal(-1) : .one)
    default: try value.factorial()
    }
  }
}
