// Builds the syntax tree of an awk program: rules, functions, statements. Expressions: AwkParser+Expressions.
//
// Specification: POSIX.1-2017, awk, grammar; `nextfile`, `delete array` and `**` as everywhere.

/// A program being parsed.
struct AwkParser {
  private var lexer: AwkLexer
  var token: AwkToken = .end
  /// The line of `token`.
  private(set) var line = 1
  private(set) var rules: [AwkRule] = []
  private(set) var functions: [AwkFunction] = []
  var depth = 0
  /// `>` redirects here.
  var redirects = false
  /// `in` belongs to a loop here.
  var isLoopHead = false

  /// Nesting of statements and expressions.
  private static let deepest = 250

  init(_ text: [UInt8]) { lexer = AwkLexer(text) }

  // MARK: Tokens

  mutating func advance() throws(AwkError) {
    token = try lexer.next()
    line = lexer.line
    if token == .newline { line -= 1 }
  }

  func fault(_ message: String? = nil) -> AwkError {
    AwkError(message ?? "syntax error at or near \(shown)", line: line)
  }

  private var shown: String {
    switch token {
    case .symbol(let symbol): String(decoding: symbol.bytes, as: UTF8.self)
    case .name(let name), .functionName(let name): String(decoding: name, as: UTF8.self)
    case .newline: "end of line"
    case .end: "end of program"
    case .string: "a string"
    case .number: "a number"
    default: "a word"
    }
  }

  func isAt(_ symbol: StaticString) -> Bool { token.isSymbol(symbol) }

  mutating func take(_ symbol: StaticString) throws(AwkError) -> Bool {
    guard isAt(symbol) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ symbol: StaticString) throws(AwkError) {
    guard try take(symbol) else { throw fault() }
  }

  mutating func skipNewlines() throws(AwkError) { while token == .newline { try advance() } }

  mutating func enter() throws(AwkError) {
    depth += 1
    if depth > Self.deepest { throw fault("program is nested too deeply") }
  }

  // MARK: Rules

  mutating func parse() throws(AwkError) {
    try advance()
    while true {
      while token == .newline || isAt(";") { try advance() }
      if token == .end { return }
      if token == .keyword(.function) { try parseFunction() } else { try parseRule() }
    }
  }

  private mutating func parseRule() throws(AwkError) {
    var rule = AwkRule(pattern: .always, body: nil)
    if token == .keyword(.begin) || token == .keyword(.end) {
      rule.pattern = token == .keyword(.begin) ? .begin : .end
      try advance()
      guard isAt("{") else { throw fault() }
    } else if !isAt("{") {
      let first = try parseExpression()
      if try take(",") {
        try skipNewlines()
        rule.pattern = .range(first, try parseExpression())
      } else {
        rule.pattern = .expression(first)
      }
    }
    if isAt("{") { rule.body = try parseBlock() }
    rules.append(rule)
  }

  private mutating func parseFunction() throws(AwkError) {
    try advance()
    let name: [UInt8]
    switch token {
    case .name(let text), .functionName(let text): name = text
    default: throw fault()
    }
    let start = line
    try advance()
    try expect("(")
    var parameters: [[UInt8]] = []
    try skipNewlines()
    while !isAt(")") {
      guard case .name(let parameter) = token else { throw fault() }
      if parameters.contains(parameter) { throw fault("a parameter is named twice") }
      parameters.append(parameter)
      try advance()
      try skipNewlines()
      if try take(",") { try skipNewlines() } else if !isAt(")") { throw fault() }
    }
    try advance()
    try skipNewlines()
    guard isAt("{") else { throw fault() }
    functions.append(AwkFunction(name: name, parameters: parameters, body: try parseBlock(), line: start))
  }

  /// The statements between braces.
  private mutating func parseBlock() throws(AwkError) -> [AwkStatement] {
    try enter()
    defer { depth -= 1 }
    try expect("{")
    var statements: [AwkStatement] = []
    while true {
      while token == .newline || isAt(";") { try advance() }
      if isAt("}") { break }
      if token == .end { throw fault() }
      statements.append(try parseStatement())
    }
    try advance()
    return statements
  }

  // MARK: Statements

  /// Ends a simple statement.
  private mutating func endStatement() throws(AwkError) {
    if token == .newline || isAt(";") { return try advance() }
    guard isAt("}") || token == .end else { throw fault() }
  }

  private mutating func parseStatement() throws(AwkError) -> AwkStatement {
    try enter()
    defer { depth -= 1 }
    if isAt("{") { return .block(try parseBlock()) }
    if try take(";") { return .block([]) }
    guard case .keyword(let keyword) = token else {
      let statement = try parseSimpleStatement()
      try endStatement()
      return statement
    }
    switch keyword {
    case .ifKeyword: return try parseIf()
    case .whileKeyword:
      try advance()
      let condition = try parseCondition()
      if try take(";") { return .whileLoop(condition, .block([])) }
      try skipNewlines()
      return .whileLoop(condition, try parseStatement())
    case .doKeyword: return try parseDo()
    case .forKeyword: return try parseFor()
    default:
      let statement = try parseSimpleStatement()
      try endStatement()
      return statement
    }
  }

  private mutating func parseCondition() throws(AwkError) -> AwkExpression {
    try expect("(")
    let condition = try parseExpression()
    try expect(")")
    return condition
  }

  private mutating func parseIf() throws(AwkError) -> AwkStatement {
    try advance()
    let condition = try parseCondition()
    try skipNewlines()
    let body = try parseStatement()
    // The `else` may stand on a line of its own.
    var skipped = self
    while skipped.token == .newline || skipped.isAt(";") { try skipped.advance() }
    guard skipped.token == .keyword(.elseKeyword) else { return .conditional(condition, body, nil) }
    self = skipped
    try advance()
    try skipNewlines()
    return .conditional(condition, body, try parseStatement())
  }

  private mutating func parseDo() throws(AwkError) -> AwkStatement {
    try advance()
    try skipNewlines()
    let body = try parseStatement()
    while token == .newline || isAt(";") { try advance() }
    guard token == .keyword(.whileKeyword) else { throw fault() }
    try advance()
    let condition = try parseCondition()
    try endStatement()
    return .doLoop(body, condition)
  }

  private mutating func parseFor() throws(AwkError) -> AwkStatement {
    try advance()
    try expect("(")
    if case .name(let variable) = token {
      var ahead = self
      try ahead.advance()
      if ahead.token == .keyword(.inKeyword) {
        try ahead.advance()
        if case .name(let array) = ahead.token {
          try ahead.advance()
          if ahead.isAt(")") {
            self = ahead
            try advance()
            try skipNewlines()
            return .forIn(variable, array: array, try parseStatement())
          }
        }
      }
    }
    let first = isAt(";") ? nil : try parseSimpleStatement()
    try expect(";")
    try skipNewlines()
    let condition = isAt(";") ? nil : try parseExpression()
    try expect(";")
    try skipNewlines()
    let step = isAt(")") ? nil : try parseSimpleStatement()
    try expect(")")
    if try take(";") { return .forLoop(first, condition, step, .block([])) }
    try skipNewlines()
    return .forLoop(first, condition, step, try parseStatement())
  }

  private var endsSimple: Bool { token == .newline || token == .end || isAt(";") || isAt("}") }

  private mutating func parseSimpleStatement() throws(AwkError) -> AwkStatement {
    guard case .keyword(let keyword) = token else { return .expression(try parseExpression()) }
    let start = line
    switch keyword {
    case .print, .printf: return try parsePrint(isFormatted: keyword == .printf)
    case .delete: return try parseDelete()
    case .breakKeyword: return try parseWord(.breakLoop(line: start))
    case .continueKeyword: return try parseWord(.continueLoop(line: start))
    case .next: return try parseWord(.next(line: start))
    case .nextFile: return try parseWord(.nextFile(line: start))
    case .exit:
      try advance()
      return .exit(endsSimple ? nil : try parseExpression())
    case .returnKeyword:
      try advance()
      return .returnValue(endsSimple ? nil : try parseExpression(), line: start)
    case .getline: return .expression(try parseExpression())
    default: throw fault()
    }
  }

  private mutating func parseWord(_ statement: AwkStatement) throws(AwkError) -> AwkStatement {
    try advance()
    return statement
  }

  private mutating func parseDelete() throws(AwkError) -> AwkStatement {
    try advance()
    guard case .name(let array) = token else { throw fault() }
    try advance()
    guard try take("[") else { return .delete(array, []) }
    let keys = try parseList(endedBy: "]")
    try expect("]")
    return .delete(array, keys)
  }

  private mutating func parsePrint(isFormatted: Bool) throws(AwkError) -> AwkStatement {
    try advance()
    let before = redirects
    redirects = true
    var arguments: [AwkExpression] = []
    if !endsSimple, !isAt(">"), !isAt(">>"), !isAt("|") {
      arguments = [try parseExpression()]
      while try take(",") {
        try skipNewlines()
        arguments.append(try parseExpression())
      }
      if arguments.count == 1 {
        if case .list(let list) = arguments[0] { arguments = list }
      }
    }
    redirects = before
    var output = AwkOutput.standard
    if try take(">") {
      output = .file(try parseConcatenation(isTarget: true))
    } else if try take(">>") {
      output = .append(try parseConcatenation(isTarget: true))
    } else if try take("|") {
      output = .command(try parseConcatenation(isTarget: true))
    }
    if isFormatted, arguments.isEmpty { throw fault("printf: no format") }
    return isFormatted ? .printf(arguments, output) : .print(arguments, output)
  }
}
