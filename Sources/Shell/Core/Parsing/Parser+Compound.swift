// The parser's compound commands.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.9.4.

extension Parser {
  /// Takes the next word if it is the reserved word `reserved`.
  mutating func takeReserved(_ reserved: ReservedWord) throws(ParseError) -> Bool {
    guard isReserved(try peek(), reserved) else { return false }
    try take()
    return true
  }

  private func isReserved(_ token: Token, _ reserved: ReservedWord) -> Bool {
    guard case .word(let word) = token, let text = word.plainText else { return false }
    return text.matches(reserved.rawValue)
  }

  private mutating func expect(_ reserved: ReservedWord, because sentence: String) throws(ParseError) {
    guard try takeReserved(reserved) else { throw unexpected(try peek(), instead: sentence) }
  }

  /// Parses commands up to one of `ends`, of which at least one command is required.
  private mutating func parseBody(until ends: [ReservedWord], _ sentence: String) throws(ParseError) -> CommandList {
    let list = try parseList { token in
      guard case .word(let word) = token, let text = word.plainText else { return false }
      return ends.contains { text.matches($0.rawValue) }
    }
    guard !list.items.isEmpty else { throw unexpected(try peek(), instead: sentence) }
    return list
  }

  /// Parses a compound command if one starts here.
  mutating func parseCompound() throws(ParseError) -> CompoundCommand? {
    if try take(.leftParenthesis) {
      let list = try parseList { $0 == .symbol(.rightParenthesis) }
      guard !list.items.isEmpty else { throw unexpected(try peek(), instead: "'( )' needs a command") }
      try take()
      return .subshell(list)
    }
    if !isPOSIX, try peek().isWord("match") {
      try take()
      return try parseMatch()
    }
    guard case .word(let word) = try peek(), let text = word.plainText, let reserved = ReservedWord(text) else {
      return nil
    }
    switch reserved {
    case .openBrace:
      try take()
      let list = try parseBody(until: [.closeBrace], "'{ }' needs a command")
      try expect(.closeBrace, because: "'{' is closed by '}'")
      return .group(list)
    case .ifWord:
      try take()
      return try parseConditional()
    case .whileWord, .untilWord:
      try take()
      let condition = try parseBody(until: [.doWord], "a loop needs a condition")
      return .loop(isUntil: reserved == .untilWord, condition: condition, body: try parseLoopBody())
    case .forWord:
      try take()
      return try parseForEach()
    case .caseWord:
      try take()
      return try parseSelect()
    default: return nil
    }
  }

  private mutating func parseLoopBody() throws(ParseError) -> CommandList {
    try expect(.doWord, because: "the body of a loop starts with 'do'")
    let body = try parseBody(until: [.doneWord], "a loop needs a body")
    try expect(.doneWord, because: "the body of a loop ends with 'done'")
    return body
  }

  private mutating func parseConditional() throws(ParseError) -> CompoundCommand {
    var branches: [ConditionalBranch] = []
    repeat {
      let condition = try parseBody(until: [.thenWord], "'if' needs a condition")
      try expect(.thenWord, because: "'then' follows the condition")
      let body = try parseBody(until: [.elifWord, .elseWord, .fiWord], "'then' needs a command")
      branches.append(ConditionalBranch(condition: condition, body: body))
    } while try takeReserved(.elifWord)
    var otherwise: CommandList?
    if try takeReserved(.elseWord) { otherwise = try parseBody(until: [.fiWord], "'else' needs a command") }
    try expect(.fiWord, because: "'if' is closed by 'fi'")
    return .conditional(branches, otherwise: otherwise)
  }

  private mutating func parseForEach() throws(ParseError) -> CompoundCommand {
    guard case .word(let word) = try peek(), let name = word.plainText, name.isShellName else {
      throw unexpected(try peek(), instead: "'for' needs the name of a variable")
    }
    try take()
    let isClosed = try take(.semicolon)
    while try peek() == .newline { try take() }
    var words: [Word]?
    if !isClosed, try takeReserved(.inWord) {
      var list: [Word] = []
      while case .word(let word) = try peek() {
        list.append(word)
        try take()
      }
      words = list
      let separator = try peek()
      guard separator == .newline || separator == .symbol(.semicolon) else {
        throw unexpected(separator, instead: "the words of 'for' end with ';' or a new line")
      }
      try take()
      while try peek() == .newline { try take() }
    }
    return .forEach(name: name, words: words, body: try parseLoopBody())
  }

  private mutating func parseSelect() throws(ParseError) -> CompoundCommand {
    guard case .word(let subject) = try peek() else {
      throw unexpected(try peek(), instead: "'case' needs a word to compare")
    }
    try take()
    while try peek() == .newline { try take() }
    try expect(.inWord, because: "'in' follows the word of 'case'")
    var branches: [SelectBranch] = []
    while true {
      while try peek() == .newline { try take() }
      if try takeReserved(.esacWord) { return .select(subject, branches) }
      branches.append(try parseSelectBranch())
      if try take(.doubleSemicolon) { continue }
      try expect(.esacWord, because: "a branch of 'case' ends with ';;' or 'esac'")
      return .select(subject, branches)
    }
  }

  private mutating func parseSelectBranch() throws(ParseError) -> SelectBranch {
    _ = try take(.leftParenthesis)
    var patterns: [Word] = []
    repeat {
      guard case .word(let pattern) = try peek() else {
        throw unexpected(try peek(), instead: "a branch of 'case' starts with a pattern")
      }
      patterns.append(pattern)
      try take()
    } while try take(.pipe)
    guard try take(.rightParenthesis) else {
      throw unexpected(try peek(), instead: "')' follows the patterns of 'case'")
    }
    let body = try parseList { token in
      if token == .symbol(.doubleSemicolon) { return true }
      guard case .word(let word) = token else { return false }
      return word.plainText?.matches("esac") ?? false
    }
    return SelectBranch(patterns: patterns, body: body)
  }
}
