// The parser: script text to syntax tree, one complete command at a time.
//
// It reads bytes, tokens and grammar in one pass, because in a shell the three depend on each other: `$(` inside a word
// opens a whole script, and an alias changes the text that follows. This file holds the state and what all parts share;
// the lexer, words, and grammar are in the files beside it. It never evaluates anything.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.3 to 2.10.

/// Parses a script.
public struct Parser {
  var source: Bytes
  var offset = 0
  /// A token that was looked at and not yet taken, with where it starts.
  var lookahead: Lookahead?
  /// Here-documents whose text begins after the next newline.
  var pendingHereDocuments: [HereDocument] = []
  var depth: Int
  /// The line of the first byte; counts on when a line that ends in a backslash is joined with the next.
  var firstLine: Int
  /// A place in the source and its line, so that counting goes on from there.
  var lineMark = (offset: 0, joined: 0, line: 0)
  /// Whether the end of the input may be followed by more (a person typing), so that an unfinished command is asked on.
  let expectsMore: Bool

  /// Whether the language is that of POSIX alone, without this shell's own constructs. May be changed between two
  /// commands.
  public var isPOSIX = false

  /// Names that are replaced in command position. May be changed between two commands.
  public var aliases: [Bytes: Bytes]
  /// Aliases whose text is being read, with the offset where it ends: they are not replaced again inside it.
  var activeAliases: [ActiveAlias] = []
  /// Where the text of an alias that ends in a blank stops: the word behind it is looked up, too.
  var aliasChainEnd: Int?

  struct Lookahead {
    var token: Token
    var start: Int
  }

  struct ActiveAlias {
    var name: Bytes
    var end: Int
  }

  /// A parser of `source`, whose first line has the number `firstLine`. With `expectsMore` a script that just stops
  /// (open quote, missing `fi`, text of a here-document) is reported as incomplete.
  public init(_ source: Bytes, aliases: [Bytes: Bytes] = [:], expectsMore: Bool = false, firstLine: Int = 1) {
    self.init(source, aliases: aliases, expectsMore: expectsMore, firstLine: firstLine, depth: 0)
  }

  init(_ source: Bytes, aliases: [Bytes: Bytes], expectsMore: Bool, firstLine: Int, depth: Int) {
    self.source = source
    self.aliases = aliases
    self.expectsMore = expectsMore
    self.firstLine = firstLine
    self.depth = depth
  }

  /// A parser for text inside this one's script that is cut out of it.
  func inner(_ text: Bytes, firstLine: Int) -> Parser {
    var parser = Parser(text, aliases: aliases, expectsMore: false, firstLine: firstLine, depth: depth)
    parser.isPOSIX = isPOSIX
    return parser
  }

  /// The next complete command: everything up to the newline that ends it. Nil at the end of the script.
  /// After an error the rest of the script is not worth parsing.
  public mutating func nextCommand() throws(ParseError) -> CommandList? {
    while try peek() == .newline { try take() }
    if try peek() == .end { return nil }
    var list = CommandList()
    while true {
      let chain = try parseChain()
      let separator = try peek()
      list.items.append(.init(chain: chain, isBackground: separator == .symbol(.ampersand)))
      switch separator {
      case .symbol(.ampersand), .symbol(.semicolon): try take()
      case .newline:
        try take()
        return list
      case .end: return list
      default: throw unexpected(separator)
      }
      if try peek() == .newline {
        try take()
        return list
      }
      if try peek() == .end { return list }
    }
  }

  /// Everything that is left, as one list.
  public mutating func parseAll() throws(ParseError) -> CommandList {
    var whole = CommandList()
    while let list = try nextCommand() { whole.items += list.items }
    return whole
  }

  // MARK: Shared by the parts

  /// The byte at `distance` from the current one; nil past the end.
  func byte(_ distance: Int = 0) -> UInt8? {
    let index = offset + distance
    return index < source.count ? source[index] : nil
  }

  /// The next token, which stays.
  mutating func peek() throws(ParseError) -> Token {
    if let lookahead { return lookahead.token }
    let read = try lex()
    lookahead = read
    return read.token
  }

  /// Takes the next token.
  @discardableResult
  mutating func take() throws(ParseError) -> Token {
    let token = try peek()
    lookahead = nil
    return token
  }

  /// Takes the next token if it is `symbol`.
  mutating func take(_ symbol: Symbol) throws(ParseError) -> Bool {
    guard try peek() == .symbol(symbol) else { return false }
    lookahead = nil
    return true
  }

  /// The line of the token that was looked at. Cheap when asked for one place after the other.
  mutating func currentLine() -> Int {
    let place = lookahead?.start ?? offset
    if lineMark.joined != firstLine || lineMark.offset > place { lineMark = (0, firstLine, firstLine) }
    for byte in source[lineMark.offset..<place] where byte == ASCII.newline { lineMark.line += 1 }
    lineMark.offset = place
    return lineMark.line
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { (lookahead?.start ?? offset) >= source.count }

  /// Takes out line ends behind backslashes that stand here (2.2.1): the two lines are one.
  mutating func joinLines(at distance: Int = 0) {
    while byte(distance) == ASCII.backslash, byte(distance + 1) == ASCII.newline {
      source.removeSubrange((offset + distance)..<(offset + distance + 2))
      firstLine += 1
    }
  }

  /// The position of the token that was looked at, or of the next byte.
  var position: SourcePosition { position(of: lookahead?.start ?? offset) }

  func position(of offset: Int) -> SourcePosition {
    var position = SourcePosition(line: firstLine, column: 1)
    for byte in source.prefix(offset) {
      if byte == ASCII.newline {
        position.line += 1
        position.column = 1
      } else {
        position.column += 1
      }
    }
    return position
  }

  func failure(_ message: String) -> ParseError { ParseError(message.bytes, at: position) }

  /// The error for input that stops where `what` has to follow.
  func incomplete(_ what: String) -> ParseError {
    ParseError("the input ends here, but ".bytes + what.bytes, at: position, isIncomplete: expectsMore)
  }

  func unexpected(_ token: Token, instead wanted: String = "") -> ParseError {
    var message = token.spelling + " is not expected here".bytes
    if !wanted.isEmpty { message += "; ".bytes + wanted.bytes }
    return ParseError(message, at: position, isIncomplete: token == .end && expectsMore)
  }

  /// Runs `parse` one level deeper, and fails when a script nests deeper than the stack allows.
  mutating func nested<Result>(
    _ parse: (inout Parser) throws(ParseError) -> Result
  ) throws(ParseError) -> Result {
    guard depth < Limits.syntaxDepth else { throw failure("this is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    return try parse(&self)
  }
}
