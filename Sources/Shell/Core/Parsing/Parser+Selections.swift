// The parser's arrays, maps and methods in words: `@name[index]`, `${name[index]}`, `$method(…)`, `@(…)`.

extension Parser {
  /// Reads `@…` at the start of a word; nil when the sign stands for itself.
  mutating func readFields() throws(ParseError) -> WordPart? {
    guard !isPOSIX, let next = byte(1) else { return nil }
    if next == ASCII.leftParenthesis {
      offset += 2
      let list = try parseSubstitution()
      return .selection(Selection(source: .command(list), index: try readIndex(), makesFields: true))
    }
    let start = offset
    let hasBraces = next == ASCII.leftBrace
    offset += hasBraces ? 2 : 1
    guard let first = byte(), ASCII.startsName(first) else {
      offset = start
      return nil
    }
    let name = readName()
    if byte() == ASCII.leftParenthesis, !hasBraces, let method = ValueMethod(name) {
      let arguments = try readArguments()
      return .selection(Selection(source: .method(method, arguments), index: try readIndex(), makesFields: true))
    }
    let index = try readIndex()
    if hasBraces {
      guard byte() == ASCII.rightBrace else {
        offset = start
        return nil
      }
      offset += 1
    }
    return .selection(Selection(source: .variable(name), index: index, makesFields: true))
  }

  /// Reads `[index]` if it stands here.
  mutating func readIndex() throws(ParseError) -> Word? {
    guard byte() == ASCII.leftBracket else { return nil }
    offset += 1
    let parts = try nested { (parser) throws(ParseError) in try parser.readParts(.index) }
    offset += 1
    return Word(parts)
  }

  /// `$name(…)` behind the name: the arguments, when it is a method.
  mutating func readMethod(_ name: Bytes) throws(ParseError) -> WordPart? {
    guard !isPOSIX, byte() == ASCII.leftParenthesis, let method = ValueMethod(name) else { return nil }
    return .selection(Selection(source: .method(method, try readArguments()), index: nil, makesFields: false))
  }

  private mutating func readArguments() throws(ParseError) -> [Word] {
    offset += 1
    return try readWords(.argument, until: ASCII.rightParenthesis)
  }

  /// Reads words up to the byte `end`, which is taken, over as many lines as they need.
  mutating func readWords(_ context: WordContext, until end: UInt8) throws(ParseError) -> [Word] {
    try nested { (parser) throws(ParseError) in
      var words: [Word] = []
      while true {
        parser.joinLines()
        guard let next = parser.byte() else { throw parser.incomplete("a list is still open") }
        if next == end {
          parser.offset += 1
          return words
        }
        if ASCII.isWhitespace(next) { parser.offset += 1 } else { words.append(Word(try parser.readParts(context))) }
      }
    }
  }
}
