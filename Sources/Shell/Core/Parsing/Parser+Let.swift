// The parser's `let`.

extension Parser {
  /// Parses what follows the word `let`.
  mutating func parseLet() throws(ParseError) -> Command {
    var statement = LetStatement()
    while skipToWord(), let first = byte(), ASCII.startsName(first) {
      var target = LetStatement.Target(name: readName(), index: try readIndex(), type: nil)
      if byte() == ASCII.colon, byte(1) != ASCII.colon { target.type = try readType() }
      statement.targets.append(target)
    }
    if statement.targets.isEmpty {
      guard isAtCommandEnd else { throw failure("'let' needs the name of a variable") }
      return try redirected(statement)
    }
    let operation = LetStatement.Operator.allCases.first { source[offset...].starts(with: $0.rawValue.utf8) }
    guard let operation else { throw failure("'let' needs a name, an operator such as '=', and a value") }
    offset += operation.rawValue.utf8.count
    statement.operation = operation
    while skipToWord(), !isAtCommandEnd {
      if byte() == ASCII.leftBracket {
        offset += 1
        statement.values.append(.list(try readWords(.element, until: ASCII.rightBracket)))
      } else {
        statement.values.append(
          .word(Word(try nested { (parser) throws(ParseError) in try parser.readParts(.command) })))
      }
    }
    guard !statement.values.isEmpty else { throw failure("'let' needs a value") }
    return try redirected(statement)
  }

  /// The statement with the redirections that follow it, which it has as a group of one command.
  private mutating func redirected(_ statement: LetStatement) throws(ParseError) -> Command {
    var redirections: [Redirection] = []
    while let redirection = try parseRedirection() { redirections.append(redirection) }
    if redirections.isEmpty { return .letStatement(statement) }
    let pipeline = Pipeline(isNegated: false, commands: [.letStatement(statement)])
    let list = CommandList([.init(chain: Chain(first: pipeline), isBackground: false)])
    return .compound(.group(list), redirections: redirections)
  }

  /// Skips blanks and joined lines. Always true, so that it can stand in conditions.
  private mutating func skipToWord() -> Bool {
    joinLines()
    while let next = byte(), ASCII.isBlank(next) {
      offset += 1
      joinLines()
    }
    return true
  }

  private var isAtCommandEnd: Bool {
    guard let next = byte() else { return true }
    if ASCII.isDigit(next) {
      // The number of a handle that is redirected is no value.
      let end = source[offset...].first { !ASCII.isDigit($0) }
      return end == ASCII.less || end == ASCII.greater
    }
    return ASCII.endsWord(next) && !ASCII.isBlank(next) || next == ASCII.hash
  }

  /// Reads `:type`.
  mutating func readType() throws(ParseError) -> ValueType {
    offset += 1
    var spelling = Bytes()
    while let next = byte(), ASCII.continuesName(next) || next == ASCII.leftBracket || next == ASCII.rightBracket {
      spelling.append(next)
      offset += 1
    }
    guard let type = ValueType(spelling) else {
      throw failure("the types are str, int, float, bool, [type], map and map[type]")
    }
    return type
  }

  // MARK: Functions with named parameters

  /// Parses what follows the word `fn`: `name parameter… -- description`, commands, `end`.
  mutating func parseTypedFunction() throws(ParseError) -> Command {
    guard skipToWord(), let first = byte(), ASCII.startsName(first) else { throw failure("'fn' needs a name") }
    var definition = FunctionDefinition(name: readName(), body: .compound(.group(CommandList()), redirections: []))
    while skipToWord(), !isAtCommandEnd {
      if byte() == ASCII.minus, byte(1) == ASCII.minus {
        let line = source[(offset + 2)...].prefix { $0 != ASCII.newline }
        offset += 2 + line.count
        let text = line.drop(while: ASCII.isBlank).reversed().drop(while: ASCII.isWhitespace).reversed()
        definition.summary = Bytes(text)
        break
      }
      guard let first = byte(), ASCII.startsName(first) else { throw failure("a parameter needs a name") }
      var parameter = FunctionParameter(name: readName(), type: nil, usual: nil)
      if byte() == ASCII.colon { parameter.type = try readType() }
      if byte() == ASCII.equals {
        offset += 1
        parameter.usual = Word(try nested { (parser) throws(ParseError) in try parser.readParts(.command) })
      }
      definition.parameters.append(parameter)
    }
    let body = try nested { (parser) throws(ParseError) in
      guard try parser.takeLineEnd() else { throw parser.unexpected(try parser.peek(), instead: "a new line or ';'") }
      let list = try parser.parseList { $0.isWord("end") }
      guard try parser.peek().isWord("end") else {
        throw parser.unexpected(try parser.peek(), instead: "'fn' is closed by 'end'")
      }
      try parser.take()
      return list
    }
    definition.body = .compound(.group(body), redirections: [])
    return .function(definition)
  }

  /// Takes a new line or `;`.
  mutating func takeLineEnd() throws(ParseError) -> Bool {
    let token = try peek()
    guard token == .newline || token == .symbol(.semicolon) else { return false }
    try take()
    return true
  }
}

extension Token {
  /// Whether this is the plain word `text`.
  func isWord(_ text: String) -> Bool {
    guard case .word(let word) = self else { return false }
    return word.plainText?.matches(text) ?? false
  }
}
