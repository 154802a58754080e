// The parser's grammar: lists, pipelines, simple commands, functions and aliases.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.9, 2.10.2 and 2.3.1 (aliases).

extension Parser {
  /// Parses commands until `isEnd` holds for the next token, which stays.
  mutating func parseList(until isEnd: (Token) -> Bool) throws(ParseError) -> CommandList {
    var list = CommandList()
    while true {
      while try peek() == .newline { try take() }
      // An alias may stand for a reserved word.
      try replaceAlias()
      if try peek() == .newline { continue }
      if isEnd(try peek()) { return list }
      let chain = try parseChain()
      let separator = try peek()
      list.items.append(.init(chain: chain, isBackground: separator == .symbol(.ampersand)))
      switch separator {
      case .symbol(.ampersand), .symbol(.semicolon), .newline: try take()
      default:
        if isEnd(separator) { return list }
        throw unexpected(separator)
      }
    }
  }

  mutating func parseChain() throws(ParseError) -> Chain {
    var chain = Chain(first: try parsePipeline())
    while true {
      let token = try peek()
      guard token == .symbol(.andIf) || token == .symbol(.orIf) else { return chain }
      try take()
      while try peek() == .newline { try take() }
      chain.rest.append(.init(runsAfterSuccess: token == .symbol(.andIf), pipeline: try parsePipeline()))
    }
  }

  private mutating func parsePipeline() throws(ParseError) -> Pipeline {
    var pipeline = Pipeline(isNegated: false, commands: [])
    while try takeReserved(.not) { pipeline.isNegated.toggle() }
    pipeline.commands.append(try parseCommand())
    while true {
      let carriesErrors = try take(.pipeBoth)
      if !carriesErrors, try !take(.pipe) { return pipeline }
      if carriesErrors, let last = pipeline.commands.popLast() { pipeline.commands.append(last.carryingErrors) }
      while try peek() == .newline { try take() }
      pipeline.commands.append(try parseCommand())
    }
  }

  private mutating func parseCommand() throws(ParseError) -> Command {
    try replaceAlias()
    if !isPOSIX, let extended = try parseExtended() { return extended }
    let compound = try nested { (parser) throws(ParseError) in try parser.parseCompound() }
    guard let compound else { return try parseSimple() }
    var redirections: [Redirection] = []
    while let redirection = try parseRedirection() { redirections.append(redirection) }
    return .compound(compound, redirections: redirections)
  }

  /// Parses `let` or `fn` if one stands here.
  private mutating func parseExtended() throws(ParseError) -> Command? {
    let token = try peek()
    let isLet = token.isWord("let")
    guard isLet || token.isWord("fn") else { return nil }
    try take()
    return isLet ? try parseLet() : try parseTypedFunction()
  }

  private mutating func parseSimple() throws(ParseError) -> Command {
    let first = try peek()
    if case .word(let word) = first, let text = word.plainText, ReservedWord(text) != nil {
      throw unexpected(first, instead: "what it belongs to is not open, or 'then' or 'do' is missing before it")
    }
    var command = SimpleCommand()
    command.line = currentLine()
    while true {
      if let redirection = try parseRedirection() {
        command.redirections.append(redirection)
        continue
      }
      if command.words.isEmpty || isBehindAlias { try replaceAlias() }
      guard case .word(let word) = try peek() else { break }
      try take()
      if command.words.isEmpty, let assignment = word.assignment {
        command.assignments.append(assignment)
      } else {
        command.words.append(word)
      }
      if command.words.count == 1, command.assignments.isEmpty, command.redirections.isEmpty,
        try peek() == .symbol(.leftParenthesis)
      {
        return try parseFunction(named: word)
      }
    }
    let next = try peek()
    guard !command.words.isEmpty || !command.assignments.isEmpty || !command.redirections.isEmpty else {
      throw unexpected(next, instead: "a command has to stand here")
    }
    if next == .symbol(.leftParenthesis) { throw unexpected(next, instead: "quote it to pass it as an argument") }
    return .simple(command)
  }

  private mutating func parseFunction(named word: Word) throws(ParseError) -> Command {
    try take()
    guard try take(.rightParenthesis) else {
      throw unexpected(try peek(), instead: "a function is written 'name() { …; }'")
    }
    guard let name = word.plainText, name.isShellName else {
      throw failure("a function's name has letters, digits and underscores only")
    }
    while try peek() == .newline { try take() }
    return try nested { (parser) throws(ParseError) in
      let body = try parser.parseCommand()
      if case .compound = body { return .function(FunctionDefinition(name: name, body: body)) }
      throw parser.failure("a function's body stands in braces")
    }
  }

  // MARK: Redirections

  /// Parses a redirection if one stands here.
  mutating func parseRedirection() throws(ParseError) -> Redirection? {
    var number: Int?
    if case .handleNumber(let given) = try peek() {
      number = given
      try take()
    }
    guard case .symbol(let symbol) = try peek(), symbol.isRedirection else { return nil }
    try take()
    guard case .word(let word) = try peek() else {
      throw unexpected(try peek(), instead: "a redirection needs a file name")
    }
    try take()
    let readsByDefault: Bool
    let target: Redirection.Target
    switch symbol {
    case .less: (target, readsByDefault) = (.read(word), true)
    case .lessGreater: (target, readsByDefault) = (.readWrite(word), true)
    case .lessAmpersand: (target, readsByDefault) = (.duplicate(word), true)
    case .hereString: (target, readsByDefault) = (.hereString(word), true)
    case .hereDocument, .hereDocumentStripping:
      (target, readsByDefault) = (announce(word, stripsTabs: symbol == .hereDocumentStripping), true)
    case .greaterAmpersand: (target, readsByDefault) = (.duplicate(word), false)
    case .doubleGreater: (target, readsByDefault) = (.append(word), false)
    case .ampersandGreater: (target, readsByDefault) = (.writeBoth(word, appends: false), false)
    case .ampersandDoubleGreater: (target, readsByDefault) = (.writeBoth(word, appends: true), false)
    default: (target, readsByDefault) = (.write(word, overridesNoClobber: symbol == .clobber), false)
    }
    return Redirection(handle: number ?? (readsByDefault ? 0 : 1), target: target)
  }

  /// Notes a here-document whose text follows after the line.
  private mutating func announce(_ delimiter: Word, stripsTabs: Bool) -> Redirection.Target {
    let printer = SyntaxPrinter()
    let document = HereDocument(
      delimiter: printer.unquoted(delimiter), stripsTabs: stripsTabs, isLiteral: delimiter.isQuoted)
    pendingHereDocuments.append(document)
    return .hereDocument(document)
  }

  // MARK: Aliases

  /// Whether the token that was looked at is the first one behind an alias that ends in a blank.
  private var isBehindAlias: Bool {
    guard let end = aliasChainEnd, let start = lookahead?.start else { return false }
    return start >= end
  }

  /// Replaces the next word by its alias, again and again, in the text itself.
  mutating func replaceAlias() throws(ParseError) {
    guard !aliases.isEmpty else { return }
    if isBehindAlias { aliasChainEnd = nil }
    while case .word(let word) = try peek(), let name = word.plainText, ReservedWord(name) == nil,
      let text = aliases[name], let start = lookahead?.start
    {
      activeAliases.removeAll { $0.end <= start }
      guard !activeAliases.contains(where: { $0.name == name }), activeAliases.count < Limits.syntaxDepth,
        text.count < Limits.aliasExpansion
      else { return }
      let growth = text.count - (offset - start)
      for index in activeAliases.indices { activeAliases[index].end += growth }
      activeAliases.append(ActiveAlias(name: name, end: start + text.count))
      source.replaceSubrange(start..<offset, with: text)
      offset = start
      lookahead = nil
      if lineMark.offset > start { lineMark = (0, firstLine, firstLine) }
      if let last = text.last, ASCII.isBlank(last) {
        aliasChainEnd = start + text.count
      } else if let end = aliasChainEnd, end > start {
        aliasChainEnd = end + growth
      }
    }
  }
}

extension Command {
  /// The command with its errors going where its output goes: what stands before `|&`.
  fileprivate var carryingErrors: Command {
    let errors = Redirection(handle: 2, target: .duplicate(Word([.literal([UInt8(ascii: "1")])])))
    switch self {
    case .simple(var simple):
      simple.redirections.append(errors)
      return .simple(simple)
    case .compound(let compound, let redirections): return .compound(compound, redirections: redirections + [errors])
    case .function, .letStatement: return self
    }
  }
}

extension Word {
  /// The assignment that the word spells, if it does.
  var assignment: Assignment? {
    guard case .literal(let text)? = parts.first, let equals = text.firstIndex(of: ASCII.equals) else { return nil }
    let name = Bytes(text[..<equals])
    guard name.isShellName else { return nil }
    var value = parts
    let rest = Bytes(text[(equals + 1)...])
    if rest.isEmpty { value.removeFirst() } else { value[0] = .literal(rest) }
    return Assignment(name: name, value: Word(value))
  }
}
