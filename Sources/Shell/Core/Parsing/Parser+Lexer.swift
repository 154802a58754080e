// The parser's lexer: blanks, comments, operators, and the text of here-documents.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.3 and 2.7.4.

extension Parser {
  /// Cuts the next token.
  mutating func lex() throws(ParseError) -> Lookahead {
    try skipBlanks()
    let start = offset
    return Lookahead(token: try lexToken(), start: start)
  }

  private mutating func lexToken() throws(ParseError) -> Token {
    guard let first = byte() else { return .end }
    if first == ASCII.newline {
      offset += 1
      try readHereDocuments()
      return .newline
    }
    if let symbol = lexSymbol() { return .symbol(symbol) }
    if let number = try lexHandleNumber() { return .handleNumber(number) }
    return .word(Word(try nested { (parser) throws(ParseError) in try parser.readParts(.command) }))
  }

  private mutating func lexSymbol() -> Symbol? {
    guard let first = byte(), ASCII.endsWord(first) else { return nil }
    joinLines(at: 1)
    if let second = byte(1), ASCII.endsWord(second) { joinLines(at: 2) }
    let rest = source[offset...]
    for symbol in Symbol.longestFirst where rest.starts(with: symbol.rawValue.utf8) {
      if isPOSIX, symbol.isExtension { continue }
      offset += symbol.rawValue.utf8.count
      return symbol
    }
    return nil
  }

  /// Digits that stand directly before `<` or `>` name the handle to redirect.
  private mutating func lexHandleNumber() throws(ParseError) -> Int? {
    var length = 0
    while let digit = byte(length), ASCII.isDigit(digit) { length += 1 }
    guard length > 0, let next = byte(length), next == ASCII.less || next == ASCII.greater else { return nil }
    guard length <= 3, let number = Bytes(source[offset..<offset + length]).decimalValue,
      number <= Limits.handleNumber
    else { throw failure("handle numbers go up to 255") }
    offset += length
    return Int(number)
  }

  private mutating func skipBlanks() throws(ParseError) {
    while let next = byte() {
      if ASCII.isBlank(next) {
        offset += 1
      } else if next == ASCII.backslash, byte(1) == ASCII.newline {
        offset += 2
        if byte() == nil, expectsMore { throw incomplete("the line goes on after a backslash") }
      } else if next == ASCII.hash {
        while let comment = byte(), comment != ASCII.newline { offset += 1 }
      } else {
        return
      }
    }
  }

  // MARK: Here-documents

  /// Reads the texts that the line just ended has announced.
  private mutating func readHereDocuments() throws(ParseError) {
    let pending = pendingHereDocuments
    pendingHereDocuments = []
    for document in pending { try read(document) }
  }

  private mutating func read(_ document: HereDocument) throws(ParseError) {
    let line = position(of: offset).line
    var text = Bytes()
    var isContinued = false
    while true {
      guard offset < source.count else {
        if expectsMore { throw incomplete("a here-document is still open") }
        // What a last backslash would join is not there.
        if isContinued { text.replaceSubrange((text.count - 2)..., with: [ASCII.newline]) }
        break
      }
      let rest = source[offset...]
      let end = rest.firstIndex(of: ASCII.newline) ?? source.count
      var content = source[offset..<end]
      offset = min(end + 1, source.count)
      if document.stripsTabs, !isContinued { content = content.drop { $0 == ASCII.tab } }
      if !isContinued, content.elementsEqual(document.delimiter) { break }
      // A line that ends in a backslash takes the next one with it, whatever that says.
      let backslashes = content.reversed().prefix { $0 == ASCII.backslash }.count
      isContinued = !document.isLiteral && backslashes % 2 == 1
      text += content
      text.append(ASCII.newline)
    }
    if document.isLiteral {
      document.body = Word(text.isEmpty ? [] : [.quoted(text)])
      return
    }
    var parser = inner(text, firstLine: line)
    document.body = Word(try parser.nested { (parser) throws(ParseError) in try parser.readParts(.hereDocument) })
  }
}
