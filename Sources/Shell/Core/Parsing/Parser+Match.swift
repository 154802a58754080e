// The parser's `match`.

extension Parser {
  /// Parses what follows the word `match`: a value, branches that start with `is`, and `end`.
  mutating func parseMatch() throws(ParseError) -> CompoundCommand {
    guard case .word(let subject) = try peek() else {
      throw unexpected(try peek(), instead: "'match' needs a value")
    }
    try take()
    guard try takeLineEnd() else { throw unexpected(try peek(), instead: "the branches start on a new line") }
    var branches: [MatchBranch] = []
    while true {
      while try peek() == .newline { try take() }
      let token = try peek()
      if token.isWord("end") {
        try take()
        return .match(subject, branches)
      }
      guard token.isWord("is") else { throw unexpected(token, instead: "a branch of 'match' starts with 'is'") }
      try take()
      branches.append(try parseMatchBranch())
    }
  }

  private mutating func parseMatchBranch() throws(ParseError) -> MatchBranch {
    var patterns: [[Word]] = [[]]
    var condition: CommandList?
    while true {
      let token = try peek()
      if token.isWord("if") {
        try take()
        condition = CommandList([.init(chain: try parseChain(), isBackground: false)])
        break
      }
      if case .word(let word) = token {
        try take()
        patterns[patterns.count - 1].append(word)
      } else if try take(.pipe) {
        patterns.append([])
      } else {
        break
      }
    }
    guard !patterns.contains(where: { $0.isEmpty }) else { throw failure("a branch of 'match' needs a pattern") }
    guard try takeLineEnd() else { throw unexpected(try peek(), instead: "the commands start on a new line") }
    let body = try parseList { $0.isWord("is") || $0.isWord("end") }
    return MatchBranch(patterns: patterns, condition: condition, body: body)
  }
}
