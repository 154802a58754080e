// Typing in the command line: editing, history, completion, and searching along.

extension Sodium {
  func openLine(_ purpose: CommandLine.Purpose) {
    line = CommandLine()
    line.purpose = purpose
    if case .command(let prefix) = purpose { line.insert(prefix) }
    line.returnMode = mode
    line.origin = cursor
    line.originTop = viewport
    mode = .commandLine
  }

  func handleLineKey(_ key: Key) {
    if let prefix = line.prefix {
      line.prefix = nil
      return insertBehind(prefix, key)
    }
    if key != .tab, key != .backTab { line.choices = [] }
    switch key {
    case .escape, .ctrl("C"): return closeLine()
    case .enter, .ctrl("J"): return finishLine()
    case .backspace:
      if line.text.isEmpty { return closeLine() }
      if line.cursor > 0 { line.erase(from: Characters.previous(line.text, line.cursor)) }
    case .ctrl("W"): eraseLineWord()
    case .ctrl("U"): line.erase(from: 0)
    case .ctrl("R"), .ctrl("V"), .ctrl("Q"): line.prefix = key
    case .tab, .backTab: completeLine(isForward: key == .tab)
    case .up, .ctrl("P"): recall(-1)
    case .down, .ctrl("N"): recall(1)
    case .left: line.cursor = Characters.previous(line.text, line.cursor)
    case .right: line.cursor = Characters.next(line.text, line.cursor)
    case .home, .ctrl("B"): line.cursor = 0
    case .end, .ctrl("E"): line.cursor = line.text.count
    case .delete:
      let end = Characters.next(line.text, line.cursor)
      line.text.removeSubrange(line.cursor..<end)
    case .character(let scalar): line.insert(Characters.bytes(scalar))
    case .paste(let bytes): line.insert(bytes.filter { $0 != 0x0A && $0 != 0x0D })
    default: break
    }
    searchAlong()
  }

  private func insertBehind(_ prefix: Key, _ key: Key) {
    guard prefix == .ctrl("R") else { return line.insert(key.bytes) }
    switch key {
    case .ctrl("W"):
      let old = text.line(cursor.line)
      if let range = wordAtCursor() { line.insert(Array(old[range])) }
    case .escape: break
    default:
      guard let name = key.ascii, let content = content(ofRegister: name) else { return }
      var bytes = content.text
      if bytes.last == 0x0A { bytes.removeLast() }
      line.insert(bytes.map { $0 == 0x0A ? 0x0D : $0 })
    }
    searchAlong()
  }

  private func eraseLineWord() {
    var index = line.cursor
    while index > 0, Characters.isBlank(line.text[index - 1]) { index -= 1 }
    if index > 0 {
      let kind = Characters.wordClass(line.text, Characters.previous(line.text, index))
      while index > 0, Characters.wordClass(line.text, Characters.previous(line.text, index)) == kind {
        index = Characters.previous(line.text, index)
      }
    }
    line.erase(from: index)
  }

  // MARK: - History

  private func recall(_ step: Int) {
    var isSearch = false
    if case .search = line.purpose { isSearch = true }
    let lines = isSearch ? histories.searches : histories.commands
    if line.historyIndex == nil { line.own = line.text }
    var index = (line.historyIndex ?? lines.count) + step
    // Only lines that begin as what was typed.
    while lines.indices.contains(index), !lines[index].starts(with: line.own) { index += step }
    if index >= lines.count {
      line.historyIndex = nil
      line.text = line.own
    } else if index >= 0 {
      line.historyIndex = index
      line.text = lines[index]
    }
    line.cursor = line.text.count
  }

  // MARK: - Searching along

  /// Shows where the search that is being typed would lead.
  private func searchAlong() {
    guard case .search(let isForward) = line.purpose, options.searchesWhileTyping, depth == 0 else { return }
    search.typed = nil
    cursor = line.origin
    viewport = line.originTop
    let parts = Self.split(line.text, at: line.sign)
    guard !parts.pattern.isEmpty, text.byteCount < Self.longestLiveSearch,
      let pattern = try? compile(parts.pattern)
    else { return }
    search.typed = pattern
    let hit =
      isForward
      ? TextSearcher.next(pattern, text, behind: cursor, wraps: options.wrapsSearch)
      : TextSearcher.previous(pattern, text, before: cursor, wraps: options.wrapsSearch)
    if let hit { cursor = hit.place }
  }

  /// Larger texts are searched when the line is complete.
  private static let longestLiveSearch = 16 << 20

  // MARK: - The end

  private func leaveLine() {
    mode = line.returnMode
    search.typed = nil
    cursor = line.origin
    viewport.restore(line.originTop)
  }

  private func closeLine() {
    leaveLine()
    pending = []
    if depth > 0 { hasFailed = true }
  }

  private func finishLine() {
    let typed = line.text
    let purpose = line.purpose
    leaveLine()
    switch purpose {
    case .search:
      histories.add(typed, isSearch: true)
      tryPending(line: typed)
    case .command:
      histories.add(typed, isSearch: false)
      mode = .normal
      runLine(typed)
      if !typed.isEmpty { registers.set(UInt8(ascii: ":"), Registers.Content(text: typed, shape: .characters)) }
      if mode == .normal, insertion.resumes != nil { resumeInsert() }
    case .filter(let lines): filter(lines, through: typed)
    }
  }

  // MARK: - Completion

  private func completeLine(isForward: Bool) {
    if line.choices.isEmpty {
      guard case .command = line.purpose else { return line.insert([0x09]) }
      let head = Array(line.text[..<line.cursor])
      let word = head.lastIndex(of: 0x20).map { $0 + 1 } ?? 0
      line.nameStart = word
      if word == 0 {
        let stem = head.drop { !($0 >= 0x61 && $0 <= 0x7A || $0 >= 0x41 && $0 <= 0x5A) }
        line.nameStart = stem.startIndex
        return offer(ExCommand.names.filter { $0.starts(with: stem) })
      }
      if head.starts(with: "set ".utf8) || head.starts(with: "se ".utf8) {
        return offer(EditorOptions.names.filter { $0.starts(with: head[word...]) })
      }
      waiting = .names
      actions.append(.names(path: Array(head[word...])))
      return
    }
    line.choice = (line.choice + (isForward ? 1 : line.choices.count - 1)) % line.choices.count
    show(line.choices[line.choice])
  }

  /// Takes the names that the line may be completed to.
  func offer(_ names: [[UInt8]]) {
    guard mode == .commandLine, !names.isEmpty else { return fail() }
    let typed = Array(line.text[line.nameStart..<line.cursor])
    guard names.count > 1 else { return show(names[0]) }
    // As far as all agree; then one after the other.
    var common = names[0]
    for name in names { while !name.starts(with: common) { common.removeLast() } }
    line.choices = names + [typed]
    if common.count > typed.count {
      line.choices = []
      show(common)
    } else {
      line.choice = 0
      show(names[0])
    }
  }

  private func show(_ name: [UInt8]) {
    line.text.replaceSubrange(line.nameStart..<line.cursor, with: name)
    line.cursor = line.nameStart + name.count
  }
}
