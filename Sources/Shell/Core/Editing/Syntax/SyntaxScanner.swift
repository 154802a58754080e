// Reads the line as the parser would, but never gives up: it finds the pieces to colour in a text that is half typed.
//
// One pass, no recursion: what is open lies on a stack (SyntaxState). The parser alone decides what a command means.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.2, 2.3, 2.4 and 2.10.

/// Finds the pieces of a text.
struct SyntaxScanner {
  let text: Bytes
  var state: SyntaxState
  var spans: [SyntaxSpan]
  var index: Int
  /// States at the starts of lines.
  var checkpoints: [(offset: Int, state: SyntaxState, spanCount: Int)] = []

  /// More than this is open only in nonsense.
  private static let deepest = 200

  init(_ text: Bytes, from offset: Int = 0, state: SyntaxState = SyntaxState(), spans: [SyntaxSpan] = []) {
    self.text = text
    self.state = state
    self.spans = spans
    index = offset
  }

  /// Reads to the end.
  mutating func scan() {
    while index < text.count { step() }
    if state.word != nil { endWord() }
  }

  private mutating func step() {
    if state.isInDocument { return readDocumentLine() }
    switch state.context {
    case .singleQuotes: readSingleQuotes()
    case .dollarQuotes, .doubleQuotes: readDoubleQuotes()
    case .braces: readBraces()
    case .arithmetic(let open): readArithmetic(open)
    default: readCommandByte()
    }
  }

  // MARK: Helpers

  func byte(_ distance: Int = 0) -> UInt8? { index + distance < text.count ? text[index + distance] : nil }

  mutating func add(_ length: Int, _ style: Style) {
    let end = min(index + length, text.count)
    if let last = spans.last, last.end == index, last.style == style, !last.isCommand {
      spans[spans.count - 1].end = end
    } else if end > index {
      spans.append(SyntaxSpan(start: index, end: end, style: style))
    }
    index = end
  }

  mutating func open(_ context: SyntaxState.Context) {
    guard state.levels.count < Self.deepest else { return }
    state.levels.append(.init(context: context, word: state.word, expectsCommand: state.expectsCommand))
  }

  /// Leaves what was opened last, and goes on with the word around it.
  mutating func close() {
    guard let level = state.levels.popLast() else { return }
    state.word = level.word
    state.expectsCommand = level.expectsCommand
  }

  mutating func noteLine() {
    checkpoints.append((index, state, spans.count))
  }

  // MARK: Quotes

  private mutating func readSingleQuotes() {
    var length = 0
    while let next = byte(length) {
      length += 1
      if next == ASCII.quote {
        add(length, .string)
        return close()
      }
      if next == ASCII.newline {
        add(length, .string)
        return noteLine()
      }
    }
    add(length, .string)
  }

  private mutating func readDoubleQuotes() {
    guard let next = byte() else { return }
    let isDollar = state.context == .dollarQuotes
    switch next {
    case ASCII.quote where isDollar, ASCII.doubleQuote where !isDollar:
      add(1, .string)
      close()
    case ASCII.backslash: add(2, .escape)
    case ASCII.dollar where !isDollar: readDollar(inside: .string)
    case ASCII.backquote where !isDollar: readBackquote()
    case ASCII.newline:
      add(1, .string)
      noteLine()
    default: add(1, .string)
    }
  }

  private mutating func readBraces() {
    guard let next = byte() else { return }
    switch next {
    case ASCII.rightBrace:
      add(1, .variable)
      close()
    case ASCII.backslash: add(2, .escape)
    case ASCII.doubleQuote:
      add(1, .string)
      open(.doubleQuotes)
    case ASCII.quote:
      add(1, .string)
      open(.singleQuotes)
    case ASCII.dollar: readDollar(inside: .variable)
    case ASCII.newline:
      add(1, .variable)
      noteLine()
    default: add(1, .variable)
    }
  }

  private mutating func readArithmetic(_ open: Int) {
    guard let next = byte() else { return }
    switch next {
    case ASCII.leftParenthesis:
      add(1, .symbol)
      set(.arithmetic(open + 1))
    case ASCII.rightParenthesis:
      add(1, .symbol)
      if open > 0 {
        set(.arithmetic(open - 1))
      } else {
        if byte() == ASCII.rightParenthesis { add(1, .symbol) }
        close()
      }
    case ASCII.dollar: readDollar(inside: .variable)
    case ASCII.newline:
      add(1, .plain)
      noteLine()
    case _ where ASCII.continuesName(next) && !ASCII.isDigit(next): add(1, .variable)
    default: add(1, .plain)
    }
  }

  private mutating func set(_ context: SyntaxState.Context) {
    if !state.levels.isEmpty { state.levels[state.levels.count - 1].context = context }
  }

  // MARK: Expansions

  /// Reads `$…`; a dollar that stands for itself is shown as `outer`.
  mutating func readDollar(inside outer: Style) {
    guard let next = byte(1) else { return add(1, outer) }
    switch next {
    case ASCII.leftParenthesis:
      if byte(2) == ASCII.leftParenthesis {
        add(3, .symbol)
        return open(.arithmetic(0))
      }
      add(2, .symbol)
      open(.substitution)
      startCommands()
    case ASCII.leftBrace:
      add(2, .variable)
      open(.braces)
    case ASCII.quote where outer == .plain:
      add(2, .string)
      open(.dollarQuotes)
    case _ where ASCII.startsName(next):
      var length = 2
      while let more = byte(length), ASCII.continuesName(more) { length += 1 }
      add(length, .variable)
    case _ where ASCII.isDigit(next) || ASCII.isSpecialParameter(next): add(2, .variable)
    default: add(1, outer)
    }
  }

  var isInBackquotes: Bool { state.levels.contains { $0.context == .backquotes } }

  mutating func readBackquote() {
    if isInBackquotes {
      if state.word != nil, state.context == .backquotes { endWord() }
      while let level = state.levels.last {
        close()
        if level.context == .backquotes { break }
      }
      return add(1, .symbol)
    }
    add(1, .symbol)
    open(.backquotes)
    startCommands()
  }

  /// What follows is a list of commands.
  mutating func startCommands() {
    state.word = nil
    state.expectsCommand = true
    state.hasOptions = true
    state.goesOn = false
  }

  // MARK: Here-documents

  private mutating func readDocumentLine() {
    var length = 0
    while let next = byte(length), next != ASCII.newline { length += 1 }
    var line = text[index..<index + length]
    if let document = state.documents.first {
      if document.stripsTabs { line = line.drop { $0 == ASCII.tab } }
      if line.elementsEqual(document.delimiter) {
        add(length, .keyword)
        state.documents.removeFirst()
        state.isInDocument = !state.documents.isEmpty
      } else {
        add(length, .string)
      }
    }
    if byte() == ASCII.newline {
      index += 1
      noteLine()
    }
  }
}
