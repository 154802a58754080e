// The parser's words: quoting and the starts of expansions.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.2; `$'…'` as in POSIX.1-2024.

/// What surrounds the text that is read: it decides what ends it and which quotes count.
enum WordContext: Equatable {
  /// A word of a command.
  case command
  /// Between `"` and `"`.
  case doubleQuotes
  /// The word of `${name-word}`; quoted when the expansion stands in double quotes.
  case braces(isQuoted: Bool)
  /// The expression of `$((…))`.
  case arithmetic
  /// The text of a here-document.
  case hereDocument
  /// A word in `[…]` behind `let`.
  case element
  /// A word in the parentheses of a method.
  case argument
  /// What stands in the brackets of `@name[…]`.
  case index

  /// Whether `'` quotes here.
  var hasSingleQuotes: Bool {
    switch self {
    case .command, .braces(isQuoted: false), .element, .argument, .index: true
    default: false
    }
  }

  /// Whether this is a word that may be several fields.
  var isWord: Bool { self == .command || self == .element || self == .argument }

  /// Whether a backslash quotes `byte` here.
  func backslashQuotes(_ byte: UInt8) -> Bool {
    switch (self, byte) {
    case (.command, _), (.braces(isQuoted: false), _), (.element, _), (.argument, _), (.index, _): true
    case (_, ASCII.dollar), (_, ASCII.backquote), (_, ASCII.backslash): true
    case (.doubleQuotes, ASCII.doubleQuote), (.braces, ASCII.doubleQuote), (.braces, ASCII.rightBrace): true
    default: false
    }
  }
}

extension Parser {
  /// The whole source as text in which only expansions have a meaning; nil when they are wrong.
  mutating func promptParts() -> [WordPart]? {
    do { return try readParts(.hereDocument) } catch { return nil }
  }

  /// Reads the pieces of a word up to what ends it, which stays.
  mutating func readParts(_ context: WordContext) throws(ParseError) -> [WordPart] {
    var parts: [WordPart] = []
    var literal = Bytes()
    var parentheses = 0
    func flush(_ parts: inout [WordPart], _ literal: inout Bytes) {
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
    }
    while let next = byte() {
      if try ends(context, at: next, parentheses: &parentheses) {
        flush(&parts, &literal)
        return parts
      }
      if next == ASCII.at, context.isWord, parts.isEmpty, literal.isEmpty, let part = try readFields() {
        parts.append(part)
        continue
      }
      if let part = try readSpecial(next, context, &literal) {
        flush(&parts, &literal)
        // Quoted pieces that touch are one: a word has one tree, however it was quoted.
        if case .quoted(let more) = part, case .quoted(let text)? = parts.last {
          parts[parts.count - 1] = .quoted(text + more)
        } else {
          parts.append(part)
        }
      }
    }
    flush(&parts, &literal)
    switch context {
    case .command, .hereDocument: return parts
    case .doubleQuotes: throw incomplete("a double quote is still open")
    case .braces: throw incomplete("'${' is still open")
    case .arithmetic: throw incomplete("'$((' is still open")
    case .element, .argument, .index: throw incomplete("a list is still open")
    }
  }

  private func ends(_ context: WordContext, at byte: UInt8, parentheses: inout Int) throws(ParseError) -> Bool {
    switch context {
    case .command: return ASCII.endsWord(byte)
    case .doubleQuotes: return byte == ASCII.doubleQuote
    case .braces: return byte == ASCII.rightBrace
    case .hereDocument: return false
    case .index: return byte == ASCII.rightBracket
    case .element: return byte == ASCII.rightBracket || ASCII.isWhitespace(byte)
    case .argument: return byte == ASCII.rightParenthesis || ASCII.isWhitespace(byte)
    case .arithmetic:
      if byte == ASCII.leftParenthesis { parentheses += 1 }
      guard byte == ASCII.rightParenthesis else { return false }
      parentheses -= 1
      return parentheses < 0
    }
  }

  /// Reads what starts at the byte `next`: a piece of its own, or (nil) more text for `literal`.
  private mutating func readSpecial(
    _ next: UInt8, _ context: WordContext, _ literal: inout Bytes
  ) throws(ParseError) -> WordPart? {
    switch next {
    case ASCII.backslash: return try readBackslash(context, &literal)
    case ASCII.quote where context.hasSingleQuotes: return try readSingleQuotes()
    case ASCII.doubleQuote where context != .hereDocument:
      offset += 1
      if context == .arithmetic { return nil }
      let parts = try nested { (parser) throws(ParseError) in try parser.readParts(.doubleQuotes) }
      offset += 1
      return .doubleQuoted(parts)
    case ASCII.dollar:
      if let part = try readDollar(context) { return part }
      offset += 1
      return .quoted([next])
    case ASCII.backquote: return try readBackquotes(context)
    default: break
    }
    literal.append(next)
    offset += 1
    return nil
  }

  private mutating func readBackslash(
    _ context: WordContext, _ literal: inout Bytes
  ) throws(ParseError) -> WordPart? {
    guard let quoted = byte(1) else {
      if expectsMore { throw incomplete("the line goes on after a backslash") }
      offset += 1
      return .quoted([ASCII.backslash])
    }
    if quoted == ASCII.newline {
      offset += 2
      if byte() == nil, expectsMore { throw incomplete("the line goes on after a backslash") }
      return nil
    }
    guard context.backslashQuotes(quoted) else {
      offset += 1
      return .quoted([ASCII.backslash])
    }
    offset += 2
    return .quoted([quoted])
  }

  private mutating func readSingleQuotes() throws(ParseError) -> WordPart {
    let start = offset + 1
    guard let end = source[start...].firstIndex(of: ASCII.quote) else {
      throw incomplete("a single quote is still open")
    }
    offset = end + 1
    return .quoted(Bytes(source[start..<end]))
  }

  /// Reads `$…`; nil when the dollar stands for itself.
  private mutating func readDollar(_ context: WordContext) throws(ParseError) -> WordPart? {
    joinLines(at: 1)
    guard let next = byte(1) else { return nil }
    switch next {
    case ASCII.leftParenthesis:
      joinLines(at: 2)
      if byte(2) == ASCII.leftParenthesis, isArithmetic(at: offset + 1) { return try readArithmetic() }
      offset += 2
      return .command(try parseSubstitution())
    case ASCII.leftBrace:
      return try nested { (parser) throws(ParseError) in try parser.readBraces(context) }
    case ASCII.quote where context.isWord: return try readEscapedQuotes()
    case _ where ASCII.startsName(next):
      offset += 1
      let name = readName()
      return try readMethod(name) ?? .parameter(ParameterExpansion(name))
    case _ where ASCII.isDigit(next) || ASCII.isSpecialParameter(next):
      offset += 2
      return .parameter(ParameterExpansion([next]))
    default: return nil
    }
  }

  mutating func readName() -> Bytes {
    var name = Bytes()
    while let next = byte(), ASCII.continuesName(next) {
      name.append(next)
      offset += 1
      joinLines()
    }
    return name
  }

  /// `$'…'`: C escapes.
  private mutating func readEscapedQuotes() throws(ParseError) -> WordPart {
    offset += 2
    var text = Bytes()
    while let next = byte(), next != ASCII.quote {
      if next == ASCII.backslash, byte(1) != nil {
        var decoder = EscapeDecoder(.quotes)
        let (decoded, length) = decoder.decode(source[(offset + 1)...])
        text += decoded
        offset += 1 + length
      } else {
        text.append(next)
        offset += 1
      }
    }
    guard byte() != nil else { throw incomplete("a single quote is still open") }
    offset += 1
    return .quoted(text)
  }
}
