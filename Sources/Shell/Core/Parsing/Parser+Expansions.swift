// The parser's expansions: `${…}`, `$((…))`, `$(…)` and backquotes.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.6.2 to 2.6.4.

extension Parser {
  // MARK: Parameters

  /// Reads `${…}`, the dollar included.
  mutating func readBraces(_ context: WordContext) throws(ParseError) -> WordPart {
    offset += 2
    joinLines()
    if byte() == ASCII.hash, let length = lengthOperand() {
      offset += 1 + length
      let name = Bytes(source[(offset - length)..<offset])
      offset += 1
      return .parameter(ParameterExpansion(name, .length))
    }
    let start = offset
    let name = try readParameterName()
    if !isPOSIX, name.isShellName, let index = try readIndex() {
      if byte() == ASCII.rightBrace {
        offset += 1
        return .selection(Selection(source: .variable(name), index: index, makesFields: false))
      }
      offset = start + name.count
    }
    let operation = try readOperation()
    if operation == .value, !name.isEmpty { return .parameter(ParameterExpansion(name)) }
    let takesPattern =
      switch operation {
      case .removePrefix, .removeSuffix: true
      default: false
      }
    let isQuoted =
      switch context {
      case .doubleQuotes, .hereDocument, .arithmetic, .braces(isQuoted: true): true
      default: false
      }
    guard operation != .invalid, !name.isEmpty else {
      offset = start
      let parts = try readParts(.braces(isQuoted: isQuoted))
      offset += 1
      return .parameter(ParameterExpansion([], .invalid, word: Word(parts)))
    }
    let parts = try readParts(.braces(isQuoted: isQuoted && !takesPattern))
    offset += 1
    return .parameter(ParameterExpansion(name, operation, word: Word(parts)))
  }

  /// For `${#name}` (at the `#`): the length of the name. Nil when `#` itself is the parameter, as in `${#}` or
  /// `${#-0}`.
  private func lengthOperand() -> Int? {
    guard let first = byte(1) else { return nil }
    var length = 1
    if ASCII.continuesName(first) {
      while let next = byte(1 + length), ASCII.continuesName(next) { length += 1 }
    } else if !ASCII.isSpecialParameter(first) {
      return nil
    }
    return byte(1 + length) == ASCII.rightBrace ? length : nil
  }

  /// Reads the name; an empty one when something else stands there.
  private mutating func readParameterName() throws(ParseError) -> Bytes {
    guard let first = byte() else { throw incomplete("'${' is still open") }
    if ASCII.startsName(first) { return readName() }
    if ASCII.isDigit(first) {
      var digits = Bytes()
      while let next = byte(), ASCII.isDigit(next) {
        digits.append(next)
        offset += 1
      }
      return digits
    }
    guard ASCII.isSpecialParameter(first) else { return [] }
    offset += 1
    return [first]
  }

  /// Reads the operator after the name, or the brace that ends the expansion without one.
  private mutating func readOperation() throws(ParseError) -> ParameterExpansion.Operation {
    joinLines()
    guard var next = byte() else { throw incomplete("'${' is still open") }
    offset += 1
    joinLines()
    if next == ASCII.rightBrace { return .value }
    if next == ASCII.percent || next == ASCII.hash {
      let isLongest = byte() == next
      if isLongest { offset += 1 }
      return next == ASCII.percent ? .removeSuffix(longest: isLongest) : .removePrefix(longest: isLongest)
    }
    let whenEmpty = next == ASCII.colon
    if whenEmpty {
      guard let operation = byte() else { throw incomplete("'${' is still open") }
      next = operation
      offset += 1
      joinLines()
    }
    switch next {
    case ASCII.minus: return .useDefault(whenEmpty: whenEmpty)
    case ASCII.equals: return .assignDefault(whenEmpty: whenEmpty)
    case ASCII.question: return .failIfUnset(whenEmpty: whenEmpty)
    case ASCII.plus: return .useAlternative(whenEmpty: whenEmpty)
    default: return .invalid
    }
  }

  // MARK: Arithmetic

  /// Whether the parentheses that open at `start` with `((` also close as `))`: otherwise `$((` starts a command
  /// substitution whose first command is a subshell. Decided by one scan, so that no text is ever parsed twice.
  func isArithmetic(at start: Int) -> Bool {
    var open = 0
    var index = start
    while index < source.count {
      switch source[index] {
      case ASCII.backslash: index += 1
      case ASCII.quote, ASCII.doubleQuote:
        let quote = source[index]
        index += 1
        while index < source.count, source[index] != quote { index += 1 }
      case ASCII.leftParenthesis: open += 1
      case ASCII.rightParenthesis:
        open -= 1
        if open == 1 { return index + 1 >= source.count || source[index + 1] == ASCII.rightParenthesis }
      default: break
      }
      index += 1
    }
    return true
  }

  /// Reads `$((…))`, the dollar included.
  mutating func readArithmetic() throws(ParseError) -> WordPart {
    offset += 3
    let parts = try nested { (parser) throws(ParseError) in try parser.readParts(.arithmetic) }
    guard byte(1) != nil else { throw incomplete("'$((' is still open") }
    guard byte(1) == ASCII.rightParenthesis else { throw failure("'$((' has to be closed by '))'") }
    offset += 2
    return .arithmetic(parts)
  }

  // MARK: Commands

  /// Reads the script of `$(…)` behind the parenthesis, and the closing one.
  mutating func parseSubstitution() throws(ParseError) -> CommandList {
    let outerLookahead = lookahead
    let outerDocuments = pendingHereDocuments
    lookahead = nil
    pendingHereDocuments = []
    let list = try nested { (parser) throws(ParseError) in
      let list = try parser.parseList { $0 == .symbol(.rightParenthesis) }
      guard try parser.take(.rightParenthesis) else { throw parser.unexpected(try parser.peek()) }
      return list
    }
    lookahead = outerLookahead
    pendingHereDocuments = outerDocuments + pendingHereDocuments
    return list
  }

  /// Reads a script in backquotes.
  mutating func readBackquotes(_ context: WordContext) throws(ParseError) -> WordPart {
    let line = position(of: offset).line
    let start = offset
    var script = Bytes()
    offset += 1
    while let next = byte(), next != ASCII.backquote {
      if next == ASCII.backslash, let quoted = byte(1) {
        let isUnwrapped =
          quoted == ASCII.dollar || quoted == ASCII.backquote || quoted == ASCII.backslash
          || (quoted == ASCII.doubleQuote && context == .doubleQuotes)
        script += isUnwrapped ? [quoted] : [next, quoted]
        offset += 2
      } else {
        script.append(next)
        offset += 1
      }
    }
    guard byte() != nil else {
      offset = start
      throw incomplete("a backquote is still open")
    }
    offset += 1
    var parser = inner(script, firstLine: line)
    let list = try parser.nested { (parser) throws(ParseError) in try parser.parseAll() }
    return .command(list)
  }
}
