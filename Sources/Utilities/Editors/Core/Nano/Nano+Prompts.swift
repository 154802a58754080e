// Questions and their answers: searching, replacing, files.

extension Nano {
  func askSearch(backwards: Bool) {
    search.isBackwards = backwards
    prompt = NanoPrompt(.search, "Search")
  }

  func askReplace() {
    search.isBackwards = false
    prompt = NanoPrompt(.replaceWhat, "Search (to replace)")
  }

  func askWrite(quits: Bool) {
    prompt = NanoPrompt(.write(quits: quits), "File Name to Write", text: path)
  }

  func save() {
    if path.isEmpty { askWrite(quits: false) } else { write(path, quits: false, isForced: false) }
  }

  func exit() {
    guard text.isModified else { return quit() }
    prompt = NanoPrompt(.saveBeforeExit, "Save modified buffer? ")
  }

  private func quit() {
    isQuitting = true
    actions.append(.quit(status: 0))
  }

  private func write(_ name: [UInt8], quits: Bool, isForced: Bool) {
    isWaiting = true
    actions.append(
      .write(
        WriteRequest(
          path: name, content: text, lines: nil, isForced: isForced, isOwn: name == path || path.isEmpty,
          quits: quits)))
  }

  // MARK: - Keys

  func handlePrompt(_ key: Key) {
    guard var asked = prompt else { return }
    if asked.isQuestion { return handleQuestion(key, asked.purpose) }
    switch key {
    case .ctrl("C"), .escape:
      prompt = nil
      message = Array("Cancelled".utf8)
      return
    case .enter: return finish(asked)
    case .ctrl("G"):
      helpTop = 0
      return
    case .backspace where asked.cursor > 0:
      let start = Characters.previous(asked.text, asked.cursor)
      asked.text.removeSubrange(start..<asked.cursor)
      asked.cursor = start
    case .delete, .ctrl("D"):
      asked.text.removeSubrange(asked.cursor..<Characters.next(asked.text, asked.cursor))
    case .ctrl("K"), .ctrl("U"):
      asked.text = []
      asked.cursor = 0
    case .left, .ctrl("B"): asked.cursor = Characters.previous(asked.text, asked.cursor)
    case .right, .ctrl("F"): asked.cursor = Characters.next(asked.text, asked.cursor)
    case .home, .ctrl("A"): asked.cursor = 0
    case .end, .ctrl("E"): asked.cursor = asked.text.count
    case .up, .ctrl("P"): recall(&asked, -1)
    case .down, .ctrl("N"): recall(&asked, 1)
    case .tab where asked.purpose == .insertFile || isWriting(asked.purpose):
      prompt = asked
      isWaiting = true
      actions.append(.names(path: asked.text))
      return
    case .alt(let scalar): toggleSearch(scalar)
    case .character(let scalar): asked.insert(Characters.bytes(scalar))
    case .paste(let bytes): asked.insert(bytes.filter { $0 != 0x0A && $0 != 0x0D })
    default: break
    }
    prompt = asked
  }

  private func isWriting(_ purpose: NanoPrompt.Purpose) -> Bool {
    if case .write = purpose { return true }
    return false
  }

  private func toggleSearch(_ scalar: UInt32) {
    switch Unicode.Scalar(scalar) {
    case "c", "C": search.isCaseSensitive.toggle()
    case "r", "R": search.isExpression.toggle()
    case "b", "B": search.isBackwards.toggle()
    default: break
    }
  }

  private func recall(_ asked: inout NanoPrompt, _ step: Int) {
    guard asked.purpose == .search || asked.purpose == .replaceWhat else { return }
    let index = (asked.historyIndex ?? search.history.count) + step
    guard index >= 0 else { return }
    asked.historyIndex = index < search.history.count ? index : nil
    asked.text = index < search.history.count ? search.history[index] : []
    asked.cursor = asked.text.count
  }

  private func finish(_ asked: NanoPrompt) {
    prompt = nil
    switch asked.purpose {
    case .search:
      guard remember(asked.text) else { return }
      searchAgain(backwards: search.isBackwards)
    case .replaceWhat:
      guard remember(asked.text) else { return }
      prompt = NanoPrompt(.replaceBy, "Replace with")
    case .replaceBy:
      search.replacement = asked.text
      beginReplacing()
    case .goToLine: goTo(asked.text)
    case .write(let quits):
      guard !asked.text.isEmpty else {
        message = Array("Cancelled".utf8)
        return
      }
      write(asked.text, quits: quits, isForced: false)
    case .insertFile:
      guard !asked.text.isEmpty else { return }
      isWaiting = true
      actions.append(.read(path: asked.text, .insert(afterLine: cursor.line)))
    case .command:
      guard !asked.text.isEmpty else { return }
      isWaiting = true
      actions.append(.run(command: asked.text, input: nil, .insert(afterLine: cursor.line)))
    case .saveBeforeExit, .replaceThis, .overwrite: break
    }
  }

  /// Keeps what is searched for; an empty answer means the last one.
  private func remember(_ text: [UInt8]) -> Bool {
    if !text.isEmpty {
      search.text = text
      search.history = Array((search.history.filter { $0 != text } + [text]).suffix(100))
    }
    if search.text.isEmpty { message = Array("Cancelled".utf8) }
    return !search.text.isEmpty
  }

  private func goTo(_ answer: [UInt8]) {
    let parts = answer.split { $0 == UInt8(ascii: ",") || $0 == 0x20 }
    var numbers: [Int] = []
    for part in parts {
      let digits = part.first == UInt8(ascii: "-") ? part.dropFirst() : part
      guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
        message = Array("Invalid line or column number".utf8)
        return
      }
      let value = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), 1_000_000_000) }
      numbers.append(part.count > digits.count ? -value : value)
    }
    guard let line = numbers.first else {
      message = Array("Cancelled".utf8)
      return
    }
    // A negative number counts from the end.
    go(line: line < 0 ? text.lineCount + line + 1 : line, column: numbers.count > 1 ? numbers[1] : 1)
  }

  private func handleQuestion(_ key: Key, _ purpose: NanoPrompt.Purpose) {
    let letter = key.ascii.map { $0 | 0x20 }
    let isYes = letter == UInt8(ascii: "y")
    let isNo = letter == UInt8(ascii: "n")
    if key == .ctrl("C") || key == .escape {
      prompt = nil
      if purpose == .replaceThis { return endReplacing() }
      message = Array("Cancelled".utf8)
      return
    }
    switch purpose {
    case .saveBeforeExit:
      if isYes { askWrite(quits: true) } else if isNo { quit() }
    case .overwrite:
      guard isYes || isNo else { return }
      prompt = nil
      if isYes, let request = refused { write(request.path, quits: request.quits, isForced: true) }
      refused = nil
    default: answerReplace(isYes: isYes, isNo: isNo, isAll: letter == UInt8(ascii: "a"))
    }
  }

  // MARK: - Searching

  private func pattern() -> VimPattern? {
    do throws(EditorError) {
      return try VimPattern(
        search.text, isExpression: search.isExpression, ignoresCase: !search.isCaseSensitive)
    } catch {
      message = Array("Bad regex: ".utf8) + error.message
      return nil
    }
  }

  func searchAgain(backwards: Bool) {
    guard !search.text.isEmpty else {
      message = Array("No current search pattern".utf8)
      return
    }
    guard let pattern = pattern() else { return }
    let hit =
      backwards
      ? TextSearcher.previous(pattern, text, before: cursor) : TextSearcher.next(pattern, text, behind: cursor)
    guard let hit else {
      message = Array("\"".utf8) + search.text + Array("\" not found".utf8)
      return
    }
    if hit.place == cursor {
      message = Array("This is the only occurrence".utf8)
    } else if hit.isWrapped {
      message = Array("Search Wrapped".utf8)
    }
    place(hit.place)
  }

  // MARK: - Replacing

  private func beginReplacing() {
    guard !options.isViewOnly else {
      message = Array("Key is invalid in view mode".utf8)
      return
    }
    search.replacements = 0
    search.replacesAll = false
    search.start = cursor
    search.hasWrapped = false
    search.match = nil
    nextReplacement(from: cursor)
  }

  /// Finds the next match to ask about, once around the text.
  private func nextReplacement(from place: Position) {
    guard let pattern = pattern() else { return endReplacing() }
    var line = place.line
    var from = place.byte
    while true {
      let bytes = text.line(line)
      if let match = pattern.match(bytes, from: min(from, bytes.count)), !match.isEmpty {
        let found = Position(line, match.lowerBound)
        if search.hasWrapped, found >= search.start { return endReplacing() }
        search.match = (found, match.count)
        self.place(found)
        if search.replacesAll { return replaceMatch() }
        prompt = NanoPrompt(.replaceThis, "Replace this instance? ")
        return
      }
      line += 1
      from = 0
      if line > text.lastLine {
        if search.hasWrapped { return endReplacing() }
        search.hasWrapped = true
        line = 0
      }
      if search.hasWrapped, line > search.start.line { return endReplacing() }
    }
  }

  private func answerReplace(isYes: Bool, isNo: Bool, isAll: Bool) {
    guard isYes || isNo || isAll, let match = search.match else { return }
    prompt = nil
    if isNo {
      return nextReplacement(from: Position(match.place.line, match.place.byte + match.length))
    }
    search.replacesAll = isAll
    replaceMatch()
    while search.replacesAll, search.match != nil, prompt == nil {
      nextReplacement(from: cursor)
      if search.match == nil { break }
    }
  }

  /// Replaces the match that was found, and goes on.
  private func replaceMatch() {
    guard let match = search.match, let pattern = pattern() else { return endReplacing() }
    let line = text.line(match.place.line)
    let range = match.place.byte..<match.place.byte + match.length
    var new = search.replacement
    if search.isExpression {
      new = Substitution(pattern: pattern, replacement: Self.escaped(search.replacement)).text(for: range, in: line)
    }
    let end = Position(match.place.line, range.upperBound)
    replace(match.place, end, with: new)
    if match.place.line == search.start.line, match.place < search.start {
      search.start.byte += new.count - range.count
    }
    search.replacements += 1
    if !search.replacesAll { nextReplacement(from: cursor) }
  }

  /// In nano `&` is no sign for the match.
  private static func escaped(_ text: [UInt8]) -> [UInt8] {
    text.flatMap { $0 == UInt8(ascii: "&") ? [0x5C, $0] : [$0] }
  }

  private func endReplacing() {
    prompt = nil
    let count = search.replacements
    let found = search.match != nil || count > 0
    search.match = nil
    search.replacesAll = false
    message =
      found
      ? Array("Replaced \(count) occurrence\(count == 1 ? "" : "s")".utf8)
      : Array("\"".utf8) + search.text + Array("\" not found".utf8)
  }

  // MARK: - Answers

  func take(_ answer: EditorAnswer) {
    switch answer {
    case .written(let request):
      if request.isOwn {
        path = request.path
        if request.content.revision == text.revision { text.markSaved() }
      }
      message = Array(
        "Wrote \(request.content.lineCount - 1 + (request.content.finalEnding.isEmpty ? 0 : 1)) lines".utf8)
      if request.quits { quit() }
    case .notWritten(let request, let reason, let mayForce):
      guard mayForce else {
        message = Array("Error writing ".utf8) + request.path + Array(": ".utf8) + reason
        return
      }
      refused = request
      prompt = NanoPrompt(.overwrite, "")
      prompt?.label = reason + Array("; OVERWRITE? ".utf8)
    case .file(let name, let bytes, _, _):
      guard let bytes else {
        message = name + Array(" not found".utf8)
        return
      }
      type(Sodium.pasted(bytes))
      message = Array("Inserted \(bytes.count { $0 == 0x0A }) lines".utf8)
    case .output(let bytes, let status, _):
      type(Sodium.pasted(bytes))
      if status != 0 { message = Array("Command failed with \(status)".utf8) }
    case .names(let names): complete(names)
    case .clipboard(let bytes): cutBuffer = Sodium.pasted(bytes)
    case .failed(let reason): message = reason
    }
  }

  private func complete(_ names: [[UInt8]]) {
    guard var common = names.first else { return }
    for name in names { while !name.starts(with: common) { common.removeLast() } }
    guard common.count >= prompt?.text.count ?? 0 else { return }
    prompt?.text = common
    prompt?.cursor = common.count
  }
}
