// What the commands do to the line.

extension LineEditor {
  /// A count given by hand is at most this.
  static var largestCount: Int { 9999 }

  mutating func takeEmacs(_ key: Key) {
    var key = key
    if isMeta {
      isMeta = false
      if case .text(let bytes) = key, bytes.count == 1 { key = .alt(bytes[0]) }
      if key == .enter { key = .alt(ASCII.carriageReturn) }
      if key == .backspace { key = .alt(ASCII.delete) }
    }
    if isPrefixed {
      isPrefixed = false
      if key == .control(21) { perform(.undo, count: 1) }
      return
    }
    // Digits behind Alt and a digit belong to the same number.
    if count != nil, case .text(let bytes) = key, bytes.count == 1, ASCII.isDigit(bytes[0]) {
      key = .alt(bytes[0])
    }
    let command = EmacsKeys.command(for: key)
    if case .digit(let digit) = command {
      count = min((count ?? 0) * 10 + digit, Self.largestCount)
      return
    }
    let times = count ?? 1
    count = nil
    if case .paste(let bytes) = key { return paste(bytes) }
    perform(command, count: times)
  }

  mutating func perform(_ command: EditCommand, count: Int) {
    switch command {
    case .insert(let bytes): type(bytes, count: count)
    case .enter: enter()
    case .newline: insertLine()
    case .interrupt: end(.interrupt, trailer: "^C")
    case .deleteOrEnd:
      if buffer.text.isEmpty { end(.endOfInput) } else { perform(.delete(.right), count: count) }
    case .move(let motion): move(motion, count: count)
    case .delete(let motion):
      let target = self.target(of: motion, count: count)
      buffer.remove(min(target, buffer.cursor)..<max(target, buffer.cursor))
    case .kill(let motion): kill(to: target(of: motion, count: count))
    case .killLine: killLine()
    case .yank: yank(count: count)
    case .yankPop: yankPop()
    case .transposeCharacters: for _ in 0..<min(count, buffer.text.count) { buffer.transpose() }
    case .transposeWords: buffer.transposeWords()
    case .changeCase(let letterCase): changeCase(letterCase, count: count)
    case .undo: goBack(count: count)
    case .redo: goForth(count: count)
    case .complete: complete()
    case .clearScreen: clearScreen()
    case .recall(let direction): for _ in 0..<count { recall(direction) }
    case .recallEnd(let isFirst): recallEnd(isFirst: isFirst)
    case .search(let isOlder): beginSearch(isOlder: isOlder)
    case .lastArgument: insertLastArgument()
    case .literal: isLiteral = true
    case .comment:
      buffer.replace(0..<0, with: [ASCII.hash])
      end(.accept(buffer.text))
    case .prefix: isPrefixed = true
    case .meta: isMeta = true
    case .digit, .none: break
    }
  }

  // MARK: Typing

  /// Inserts text, where there is room for it.
  mutating func insert(_ bytes: Bytes) {
    guard buffer.text.count + bytes.count <= Limits.editedLine else { return ring() }
    buffer.insert(bytes)
  }

  private mutating func type(_ bytes: Bytes, count: Int) {
    if count == 1 { insert(bytes) } else { insert(Bytes(repeatElement(bytes, count: count).joined())) }
    effect = .typing
    indentEnd()
  }

  /// Pasted text is inserted as it is: a new line in it does not enter the line.
  mutating func paste(_ bytes: Bytes) {
    var text = Bytes()
    for (index, byte) in bytes.enumerated() {
      if byte == ASCII.newline, index > 0, bytes[index - 1] == ASCII.carriageReturn { continue }
      text.append(byte == ASCII.carriageReturn ? ASCII.newline : byte)
    }
    insert(text)
  }

  // MARK: Moving

  func target(of motion: Motion, count: Int) -> Int {
    var place = buffer.cursor
    for _ in 0..<max(count, 0) {
      let next = target(of: motion, from: place)
      if next == place { break }
      place = next
    }
    return place
  }

  private func target(of motion: Motion, from place: Int) -> Int {
    switch motion {
    case .left: buffer.start(ofCharacterBefore: place)
    case .right: buffer.end(ofCharacterAt: place)
    case .wordLeft: buffer.wordStart(place)
    case .wordRight: buffer.wordEnd(place)
    case .argumentLeft: buffer.argumentStart(place)
    case .lineStart: buffer.lineStart(place)
    case .lineEnd: buffer.lineEnd(place)
    }
  }

  private mutating func move(_ motion: Motion, count: Int) {
    let isAtEnd = buffer.cursor == buffer.text.count
    switch motion {
    case .right where isAtEnd, .lineEnd where isAtEnd: accept(suggestion: suggestion)
    case .wordRight where isAtEnd: for _ in 0..<min(count, Limits.historyEntries) { acceptWord() }
    default: buffer.move(to: target(of: motion, count: count))
    }
  }

  private mutating func accept(suggestion: Bytes) {
    if !suggestion.isEmpty { insert(suggestion) }
  }

  private mutating func acceptWord() {
    let whole = EditBuffer(buffer.text + suggestion)
    guard whole.text.count > buffer.text.count else { return }
    accept(suggestion: Bytes(whole.text[buffer.text.count..<max(whole.wordEnd(buffer.cursor), buffer.cursor)]))
  }

  // MARK: Removing and putting back

  /// Removes the text up to `target` for Ctrl+Y. What is removed in one go is kept as one.
  mutating func kill(to target: Int) {
    let isBack = target < buffer.cursor
    let removed = buffer.remove(min(target, buffer.cursor)..<max(target, buffer.cursor))
    kills.keep(removed, joins: lastEffect == .kill, atStart: isBack)
    effect = .kill
  }

  private mutating func killLine() {
    let end = buffer.lineEnd(buffer.cursor)
    kill(to: end == buffer.cursor ? min(end + 1, buffer.text.count) : end)
  }

  private mutating func yank(count: Int) {
    let start = buffer.cursor
    for _ in 0..<min(count, 100) { insert(kills.current) }
    effect = .yank(start: start)
  }

  private mutating func yankPop() {
    guard case .yank(let start) = lastEffect, start <= buffer.cursor else { return ring() }
    kills.rotate()
    buffer.replace(start..<buffer.cursor, with: kills.current)
    effect = .yank(start: start)
  }

  private mutating func changeCase(_ letterCase: LetterCase, count: Int) {
    let end = target(of: .wordRight, count: count)
    guard end > buffer.cursor else { return }
    buffer.replace(buffer.cursor..<end, with: letterCase.apply(Bytes(buffer.text[buffer.cursor..<end])))
  }

  mutating func goBack(count: Int) {
    effect = .undo
    for _ in 0..<count {
      guard let state = undo.undo(from: buffer) else { return ring() }
      buffer = state
    }
  }

  mutating func goForth(count: Int) {
    effect = .undo
    for _ in 0..<count {
      guard let state = undo.redo(from: buffer) else { return ring() }
      buffer = state
    }
  }

  mutating func clearScreen() {
    if isDumb { return }
    output += [ASCII.escape] + "[H".bytes + [ASCII.escape] + "[2J".bytes
    screen.begin()
  }

  // MARK: Lines

  /// Enters the line, or goes on with it where it is not complete.
  mutating func enter() {
    if surroundings.isIncomplete(buffer.text) { insertLine() } else { end(.accept(buffer.text)) }
  }

  /// Goes on in a new line, indented as what is open asks for.
  mutating func insertLine() {
    let state = Highlighter.state(Bytes(buffer.text[..<buffer.cursor]))
    let depth = state.isQuoting ? 0 : min(state.depth, Limits.indentation)
    insert([ASCII.newline] + Bytes(repeating: ASCII.space, count: 2 * depth))
  }

  /// Moves a line that a closing word starts to where the opening one stands.
  private mutating func indentEnd() {
    let start = buffer.lineStart(buffer.cursor)
    guard start > 0, buffer.cursor == buffer.lineEnd(buffer.cursor), buffer.cursor - start < 100 else { return }
    let line = buffer.text[start..<buffer.cursor]
    let word = Bytes(line.drop { $0 == ASCII.space })
    switch word {
    case "fi", "done", "esac", "then", "else", "elif", "do", "}", ")", "is", "end": break
    default: return
    }
    let state = Highlighter.state(Bytes(buffer.text[..<(start - 1)]))
    if word.matches("is") || word.matches("end"), state.context != .matchBranch, state.context != .definition { return }
    let indent = line.count - word.count
    guard !state.isQuoting, indent == 2 * state.depth, indent > 0 else { return }
    let steps = word.matches("esac") && state.context == .branch ? 2 : 1
    buffer.replace(start..<(start + indent), with: Bytes(repeating: ASCII.space, count: max(0, indent - 2 * steps)))
    buffer.move(to: buffer.lineEnd(buffer.cursor))
  }
}
