// The scanner's commands: words, operators, reserved words.

extension SyntaxScanner {
  mutating func readCommandByte() {
    guard let next = byte() else { return }
    switch next {
    case ASCII.quote:
      startWord(isPlain: false)
      add(1, .string)
      open(.singleQuotes)
    case ASCII.doubleQuote:
      startWord(isPlain: false)
      add(1, .string)
      open(.doubleQuotes)
    case ASCII.backslash:
      if byte(1) == ASCII.newline {
        add(2, .escape)
        return noteLine()
      }
      startWord(isPlain: false)
      add(2, .escape)
    case ASCII.dollar:
      startWord(isPlain: byte(1).map { !Self.startsExpansion($0) } ?? true)
      readDollar(inside: .plain)
    case ASCII.backquote:
      if !isInBackquotes { startWord(isPlain: false) }
      readBackquote()
    case ASCII.hash where state.word == nil:
      var length = 1
      while let more = byte(length), more != ASCII.newline { length += 1 }
      add(length, .comment)
    case _ where ASCII.endsWord(next):
      endWord()
      readSeparator(next)
    default:
      startWord(isPlain: true)
      if next == ASCII.equals { noteAssignment() }
      index += 1
    }
  }

  /// Colours `name=`.
  private mutating func noteAssignment() {
    guard let word = state.word, word.isPlain, state.expectsCommand, Bytes(text[word.start..<index]).isShellName,
      !state.expectsTarget, !state.expectsPattern, state.expectsDelimiter == nil
    else { return }
    spans.append(SyntaxSpan(start: word.start, end: index + 1, style: .variable))
  }

  private static func startsExpansion(_ byte: UInt8) -> Bool {
    ASCII.continuesName(byte) || ASCII.isSpecialParameter(byte) || byte == ASCII.leftParenthesis
      || byte == ASCII.leftBrace || byte == ASCII.quote
  }

  private mutating func startWord(isPlain: Bool) {
    if state.word == nil { state.word = .init(start: index) }
    if !isPlain { state.word?.isPlain = false }
  }

  // MARK: Separators

  private mutating func readSeparator(_ next: UInt8) {
    switch next {
    case ASCII.newline:
      index += 1
      if !state.documents.isEmpty { state.isInDocument = true }
      if !state.goesOn { endCommand() }
      noteLine()
    case ASCII.space, ASCII.tab: index += 1
    case ASCII.less, ASCII.greater: readRedirection()
    case ASCII.ampersand where byte(1) == ASCII.greater:
      add(1, .symbol)
      readRedirection()
    case ASCII.leftParenthesis: readOpening()
    case ASCII.rightParenthesis: readClosing()
    default: readOperator(next)
    }
  }

  private mutating func endCommand() {
    state.expectsCommand = true
    if state.context == .matchBranch { state.expectsPattern = false }
    state.expectsTarget = false
    state.expectsDelimiter = nil
    state.hasOptions = true
  }

  private mutating func readOperator(_ next: UInt8) {
    let isDouble = byte(1) == next
    if next == ASCII.semicolon, isDouble {
      if state.context == .branch { close() }
      let isBranch = state.context == .block(end: .esacWord)
      add(2, isBranch ? .symbol : .error)
      endCommand()
      state.expectsPattern = isBranch
      return
    }
    if state.expectsPattern, next == ASCII.pipe { return add(1, .symbol) }
    add(isDouble ? 2 : 1, .symbol)
    endCommand()
    state.goesOn = next == ASCII.pipe || (next == ASCII.ampersand && isDouble)
  }

  private mutating func readRedirection() {
    if byte() == ASCII.less, byte(1) == ASCII.less, byte(2) != ASCII.less {
      let strips = byte(2) == ASCII.minus
      add(strips ? 3 : 2, .symbol)
      state.expectsDelimiter = strips
      return
    }
    var length = 1
    while length < 3, let more = byte(length),
      more == ASCII.less || more == ASCII.greater || more == ASCII.ampersand || more == ASCII.pipe
    {
      length += 1
    }
    add(length, .symbol)
    state.expectsTarget = true
  }

  private mutating func readOpening() {
    if state.expectsPattern { return add(1, .symbol) }
    if byte(1) == ASCII.rightParenthesis {
      // `name()`.
      add(2, .symbol)
      return endCommand()
    }
    add(1, .symbol)
    open(.subshell)
    startCommands()
  }

  private mutating func readClosing() {
    if state.expectsPattern, state.context != .matchBranch {
      add(1, .symbol)
      state.expectsPattern = false
      open(.branch)
      return startCommands()
    }
    // A branch of `case` in a substitution may end without `;;`.
    guard
      let place = state.levels.lastIndex(where: { $0.context == .subshell || $0.context == .substitution }),
      place == state.levels.count - 1
    else { return add(1, .error) }
    let isSubshell = state.context == .subshell
    add(1, .symbol)
    close()
    if isSubshell {
      state.word = nil
      state.expectsCommand = false
    }
    state.goesOn = false
  }

  // MARK: Words

  mutating func endWord() {
    guard let word = state.word else { return }
    state.word = nil
    state.goesOn = false
    let bytes = text[word.start..<index]
    if let strips = state.expectsDelimiter {
      state.expectsDelimiter = nil
      state.documents.append(.init(delimiter: Self.unquoted(bytes), stripsTabs: strips))
      return colour(word, .keyword)
    }
    if state.expectsTarget {
      state.expectsTarget = false
      return
    }
    if state.expectsPattern {
      if state.context == .matchBranch {
        // A condition of the branch.
        guard bytes.elementsEqual("if".utf8) else { return }
        state.expectsPattern = false
        state.expectsCommand = true
        return colour(word, .keyword)
      }
      if bytes.elementsEqual("esac".utf8) {
        state.expectsPattern = false
        apply(.esacWord, word)
      }
      return
    }
    if state.expectsSubject {
      state.expectsSubject = false
      if state.context == .block(end: .doneWord) { colour(word, .variable) }
      return
    }
    if state.expectsIn, word.isPlain, bytes.elementsEqual("in".utf8) {
      state.expectsIn = false
      state.expectsPattern = state.context == .block(end: .esacWord)
      return colour(word, .keyword)
    }
    guard state.expectsCommand else { return endArgument(word, bytes) }
    endCommandName(word, Bytes(bytes))
  }

  private mutating func endArgument(_ word: SyntaxState.WordState, _ bytes: ArraySlice<UInt8>) {
    guard word.isPlain else { return }
    if bytes.elementsEqual("--".utf8) {
      state.hasOptions = false
      return colour(word, .option)
    }
    if state.hasOptions, bytes.count > 1, bytes.first == ASCII.minus { return colour(word, .option) }
    guard bytes.count > 1, bytes.first == ASCII.at, ASCII.startsName(bytes[word.start + 1]) else { return }
    // `@name`, with the elements that are meant.
    var end = word.start + 1
    while end < bytes.endIndex, ASCII.continuesName(bytes[end]) { end += 1 }
    if end < bytes.endIndex, bytes[end] == ASCII.leftBracket { end = bytes.endIndex }
    spans.append(SyntaxSpan(start: word.start, end: end, style: .variable))
  }

  private mutating func endCommandName(_ word: SyntaxState.WordState, _ bytes: Bytes) {
    // An assignment: its name has got its colour, and the command is still to come.
    if let equals = bytes.firstIndex(of: ASCII.equals), Bytes(bytes[..<equals]).isShellName { return }
    guard word.isPlain else {
      state.expectsCommand = false
      return
    }
    if applyExtension(bytes, word) { return }
    if let reserved = ReservedWord(bytes) { return apply(reserved, word) }
    state.expectsIn = false
    spans.append(SyntaxSpan(start: word.start, end: index, style: .plain, isCommand: true))
    state.expectsCommand = CompletionContext.precedesCommand(bytes)
    state.hasOptions = true
  }

  private mutating func colour(_ word: SyntaxState.WordState, _ style: Style) {
    guard word.isPlain else { return }
    spans.append(SyntaxSpan(start: word.start, end: index, style: style))
  }

  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> Bytes {
    bytes.filter { $0 != ASCII.quote && $0 != ASCII.doubleQuote && $0 != ASCII.backslash }
  }

  // MARK: Reserved words

  /// Opens and closes what a reserved word opens and closes.
  private mutating func apply(_ reserved: ReservedWord, _ word: SyntaxState.WordState) {
    var isRight = true
    state.expectsCommand = true
    state.hasOptions = true
    switch reserved {
    case .ifWord: open(.block(end: .fiWord))
    case .whileWord, .untilWord: open(.block(end: .doneWord))
    case .forWord, .caseWord:
      open(.block(end: reserved == .forWord ? .doneWord : .esacWord))
      state.expectsCommand = false
      state.expectsSubject = true
      state.expectsIn = true
    case .openBrace: open(.group)
    case .thenWord, .elifWord, .elseWord: isRight = state.context == .block(end: .fiWord)
    case .doWord:
      isRight = state.context == .block(end: .doneWord)
      state.expectsIn = false
    case .closeBrace: isRight = leave(.group)
    case .esacWord:
      if state.context == .branch { close() }
      isRight = leave(.block(end: .esacWord))
    case .fiWord, .doneWord: isRight = leave(.block(end: reserved))
    default: break
    }
    colour(word, isRight ? .keyword : .error)
  }

  /// Words of this shell's own that begin and end something. Returns whether `bytes` is one.
  private mutating func applyExtension(_ bytes: Bytes, _ word: SyntaxState.WordState) -> Bool {
    switch bytes {
    case "let": state.expectsCommand = false
    case "match", "fn":
      open(bytes.matches("fn") ? .definition : .match)
      state.expectsCommand = false
    case "is" where state.context == .match || state.context == .matchBranch:
      if state.context == .matchBranch { close() }
      open(.matchBranch)
      state.expectsPattern = true
    case "end" where state.context == .definition: _ = leave(.definition)
    case "end" where state.context == .match || state.context == .matchBranch:
      if state.context == .matchBranch { close() }
      _ = leave(.match)
    default: return false
    }
    colour(word, .keyword)
    return true
  }

  /// Leaves a compound command that a word has ended.
  private mutating func leave(_ context: SyntaxState.Context) -> Bool {
    guard state.context == context else { return false }
    state.levels.removeLast()
    state.word = nil
    state.expectsCommand = false
    return true
  }
}
