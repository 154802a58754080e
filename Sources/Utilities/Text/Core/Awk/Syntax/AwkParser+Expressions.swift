// The expressions of awk, from the weakest binding to the strongest.

extension AwkParser {
  /// Expressions with commas between them.
  mutating func parseList(endedBy end: StaticString) throws(AwkError) -> [AwkExpression] {
    let before = (redirects, isLoopHead)
    (redirects, isLoopHead) = (false, false)
    defer { (redirects, isLoopHead) = before }
    var list: [AwkExpression] = []
    try skipNewlines()
    if isAt(end) { return list }
    repeat {
      try skipNewlines()
      list.append(try parseExpression())
      try skipNewlines()
    } while try take(",")
    return list
  }

  /// A whole expression.
  mutating func parseExpression() throws(AwkError) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    let left = try parseConditional()
    guard case .symbol(let symbol) = token, let (isPlain, operation) = Self.assignment(symbol) else { return left }
    guard Self.isTarget(left) else {
      // `! x = y` and `1 + x = y` assign to the last operand.
      if let deeper = try parseAssignmentInside(left, isPlain, operation) { return deeper }
      throw fault()
    }
    try advance()
    try skipNewlines()
    return .assign(left, isPlain ? nil : operation, try parseExpression())
  }

  static func isTarget(_ expression: AwkExpression) -> Bool {
    switch expression {
    case .variable, .element, .field: true
    default: false
    }
  }

  private static func assignment(_ symbol: String8) -> (isPlain: Bool, AwkOperator)? {
    switch symbol {
    case String8("="): (true, .add)
    case String8("+="): (false, .add)
    case String8("-="): (false, .subtract)
    case String8("*="): (false, .multiply)
    case String8("/="): (false, .divide)
    case String8("%="): (false, .modulo)
    case String8("^="): (false, .power)
    default: nil
    }
  }

  /// An assignment to the right end of an expression that is no target itself.
  private mutating func parseAssignmentInside(
    _ left: AwkExpression, _ isPlain: Bool, _ operation: AwkOperator
  ) throws(AwkError) -> AwkExpression? {
    func assignment(_ parser: inout AwkParser, _ target: AwkExpression) throws(AwkError) -> AwkExpression {
      try parser.advance()
      try parser.skipNewlines()
      return .assign(target, isPlain ? nil : operation, try parser.parseExpression())
    }
    switch left {
    case .not(let operand) where Self.isTarget(operand): return .not(try assignment(&self, operand))
    case .negate(let operand) where Self.isTarget(operand): return .negate(try assignment(&self, operand))
    case .and(let first, let operand) where Self.isTarget(operand): return .and(first, try assignment(&self, operand))
    case .or(let first, let operand) where Self.isTarget(operand): return .or(first, try assignment(&self, operand))
    case .binary(let sign, let first, let operand) where Self.isTarget(operand):
      return .binary(sign, first, try assignment(&self, operand))
    default: return nil
    }
  }

  private mutating func parseConditional() throws(AwkError) -> AwkExpression {
    let condition = try parseOr()
    guard try take("?") else { return condition }
    try skipNewlines()
    let first = try parseExpression()
    try skipNewlines()
    try expect(":")
    try skipNewlines()
    return .conditional(condition, first, try parseExpression())
  }

  private mutating func parseOr() throws(AwkError) -> AwkExpression {
    var left = try parseAnd()
    while try take("||") {
      try skipNewlines()
      left = .or(left, try parseAnd())
    }
    return left
  }

  private mutating func parseAnd() throws(AwkError) -> AwkExpression {
    var left = try parseIn()
    while try take("&&") {
      try skipNewlines()
      left = .and(left, try parseIn())
    }
    return left
  }

  private mutating func parseIn() throws(AwkError) -> AwkExpression {
    var left = try parseMatch()
    while token == .keyword(.inKeyword), !isLoopHead {
      try advance()
      guard case .name(let array) = token else { throw fault() }
      try advance()
      if case .list(let keys) = left {
        left = .contains(keys, array: array)
      } else {
        left = .contains([left], array: array)
      }
    }
    return left
  }

  private mutating func parseMatch() throws(AwkError) -> AwkExpression {
    var left = try parseComparison()
    while isAt("~") || isAt("!~") {
      let isNegated = isAt("!~")
      try advance()
      left = .match(left, try parseComparison(), isNegated: isNegated)
    }
    return left
  }

  private mutating func parseComparison() throws(AwkError) -> AwkExpression {
    let left = try parsePipe()
    guard case .symbol(let symbol) = token else { return left }
    let operation: AwkOperator
    switch symbol {
    case String8("<"): operation = .less
    case String8("<="): operation = .lessOrEqual
    case String8("=="): operation = .equal
    case String8("!="): operation = .notEqual
    case String8(">") where !redirects: operation = .greater
    case String8(">="): operation = .greaterOrEqual
    default: return left
    }
    try advance()
    return .binary(operation, left, try parsePipe())
  }

  /// `command | getline`.
  private mutating func parsePipe() throws(AwkError) -> AwkExpression {
    var left = try parseConcatenation(isTarget: false)
    while isAt("|") {
      var ahead = self
      try ahead.advance()
      guard ahead.token == .keyword(.getline) else { return left }
      self = ahead
      try advance()
      left = .getline(.command(left), target: try parseOptionalTarget())
    }
    return left
  }

  /// Whether an operand starts here that would be joined to the one before.
  private var startsOperand: Bool {
    switch token {
    case .number, .string, .regex, .name, .functionName, .builtin: true
    case .symbol(let symbol):
      symbol == String8("$") || symbol == String8("!") || symbol == String8("(") || symbol == String8("-")
        || symbol == String8("+") || symbol == String8("++") || symbol == String8("--")
    default: false
    }
  }

  /// - Parameter isTarget: behind `>` of print: no comparison may follow.
  mutating func parseConcatenation(isTarget: Bool) throws(AwkError) -> AwkExpression {
    var left = try parseSum()
    while startsOperand, !isAt("-"), !isAt("+"), token != .keyword(.inKeyword) {
      if case .regex = token, isTarget { break }
      left = .binary(.concatenate, left, try parseSum())
    }
    return left
  }

  private mutating func parseSum() throws(AwkError) -> AwkExpression {
    var left = try parseProduct()
    while isAt("+") || isAt("-") {
      let operation: AwkOperator = isAt("+") ? .add : .subtract
      try advance()
      left = .binary(operation, left, try parseProduct())
    }
    return left
  }

  private mutating func parseProduct() throws(AwkError) -> AwkExpression {
    var left = try parseUnary()
    while isAt("*") || isAt("/") || isAt("%") {
      let operation: AwkOperator = isAt("*") ? .multiply : isAt("/") ? .divide : .modulo
      try advance()
      left = .binary(operation, left, try parseUnary())
    }
    return left
  }

  private mutating func parseUnary() throws(AwkError) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    if try take("!") { return .not(try parseUnary()) }
    if try take("-") { return .negate(try parseUnary()) }
    if try take("+") { return .plus(try parseUnary()) }
    return try parsePower()
  }

  private mutating func parsePower() throws(AwkError) -> AwkExpression {
    let base = try parsePostfix()
    guard try take("^") else { return base }
    // To the right, and a sign may stand there.
    return .binary(.power, base, try parseExponent())
  }

  private mutating func parseExponent() throws(AwkError) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    if try take("-") { return .negate(try parseExponent()) }
    if try take("+") { return .plus(try parseExponent()) }
    if try take("!") { return .not(try parseExponent()) }
    return try parsePower()
  }

  private mutating func parsePostfix() throws(AwkError) -> AwkExpression {
    let operand = try parsePrimary()
    guard Self.isTarget(operand) else { return operand }
    if try take("++") { return .increment(operand, by: 1, isPrefix: false) }
    if try take("--") { return .increment(operand, by: -1, isPrefix: false) }
    return operand
  }

  // MARK: Primaries

  private mutating func parsePrimary() throws(AwkError) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    switch token {
    case .number(let value):
      try advance()
      return .number(value)
    case .string(let text):
      try advance()
      return .string(text)
    case .regex(let pattern):
      try advance()
      return .regex(pattern)
    case .name(let name): return try parseVariable(name)
    case .functionName(let name):
      try advance()
      try expect("(")
      let arguments = try parseList(endedBy: ")")
      try expect(")")
      return .call(name, arguments)
    case .builtin(let builtin): return try parseBuiltin(builtin)
    case .keyword(.getline): return try parseGetline()
    case .symbol: return try parseSymbol()
    default: throw fault()
    }
  }

  private mutating func parseVariable(_ name: [UInt8]) throws(AwkError) -> AwkExpression {
    try advance()
    guard try take("[") else { return .variable(name) }
    let keys = try parseList(endedBy: "]")
    try expect("]")
    if keys.isEmpty { throw fault() }
    return .element(name, keys)
  }

  private mutating func parseSymbol() throws(AwkError) -> AwkExpression {
    if try take("$") {
      if isAt("++") || isAt("--") {
        return .field(try parseSymbol())
      }
      if try take("-") { return .field(.negate(try parsePrimary())) }
      return .field(try parsePrimary())
    }
    if isAt("++") || isAt("--") {
      let step: Double = isAt("++") ? 1 : -1
      try advance()
      let target = try parsePrimary()
      guard Self.isTarget(target) else { throw fault() }
      return .increment(target, by: step, isPrefix: true)
    }
    if try take("-") { return .negate(try parsePrimary()) }
    if try take("+") { return .plus(try parsePrimary()) }
    if try take("!") { return .not(try parsePrimary()) }
    guard try take("(") else { throw fault() }
    let list = try parseList(endedBy: ")")
    try expect(")")
    guard let first = list.first else { throw fault() }
    return list.count == 1 ? .group(first) : .list(list)
  }

  private mutating func parseBuiltin(_ builtin: AwkBuiltin) throws(AwkError) -> AwkExpression {
    try advance()
    guard isAt("(") else {
      guard builtin == .length else { throw fault() }
      return .builtin(.length, [])
    }
    try advance()
    let arguments = try parseList(endedBy: ")")
    try expect(")")
    return .builtin(builtin, arguments)
  }

  private mutating func parseGetline() throws(AwkError) -> AwkExpression {
    try advance()
    let target = try parseOptionalTarget()
    guard try take("<") else { return .getline(.main, target: target) }
    return .getline(.file(try parsePostfix()), target: target)
  }

  /// The variable that `getline` fills, if there is one.
  private mutating func parseOptionalTarget() throws(AwkError) -> AwkExpression? {
    switch token {
    case .name(let name): return try parseVariable(name)
    case .symbol(let symbol) where symbol == String8("$"): return try parseSymbol()
    default: return nil
    }
  }
}
