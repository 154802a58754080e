// What the keys do.

extension LineEditor {
  mutating func handle(_ key: Key, afterKill: Bool) -> [Action] {
    if isPasting { return paste(key) }
    if case .searching(let query, let index) = mode { return search(key, query, index) }
    if key != .up, key != .down, key != .control(16), key != .control(14) { historyPrefix = nil }
    switch key {
    case .text(let bytes): buffer.insert(bytes)
    case .enter: return accept()
    case .tab: return askForCompletion()
    case .backspace: buffer.remove(buffer.start(ofCharacterBefore: buffer.cursor)..<buffer.cursor)
    case .delete: buffer.remove(buffer.cursor..<buffer.end(ofCharacterAt: buffer.cursor))
    case .left: buffer.move(to: buffer.start(ofCharacterBefore: buffer.cursor))
    case .right: buffer.move(to: buffer.end(ofCharacterAt: buffer.cursor))
    case .wordLeft: buffer.move(to: buffer.wordStart)
    case .wordRight: buffer.move(to: buffer.wordEnd)
    case .home: buffer.move(to: 0)
    case .end: buffer.move(to: buffer.text.count)
    case .up: recall(-1)
    case .down: recall(1)
    case .control(let byte): return handleControl(byte, afterKill: afterKill)
    case .alt(let byte): handleAlt(byte, afterKill: afterKill)
    case .pasteStart: isPasting = true
    case .insert, .pageUp, .pageDown, .pasteEnd, .unknown: break
    }
    return []
  }

  private mutating func handleControl(_ byte: UInt8, afterKill: Bool) -> [Action] {
    switch byte {
    case 1: buffer.move(to: 0)
    case 2: buffer.move(to: buffer.start(ofCharacterBefore: buffer.cursor))
    case 3: return interrupt()
    case 4:
      if buffer.text.isEmpty { return leave() + [.endOfInput] }
      buffer.remove(buffer.cursor..<buffer.end(ofCharacterAt: buffer.cursor))
    case 5: buffer.move(to: buffer.text.count)
    case 6: buffer.move(to: buffer.end(ofCharacterAt: buffer.cursor))
    case 11: kill(buffer.cursor..<buffer.text.count, afterKill: afterKill)
    case 12:
      let clear = [ASCII.escape] + "[H".bytes + [ASCII.escape] + "[2J".bytes
      return [.write(clear + renderer.draw(prompt: prompt, buffer))]
    case 14: recall(1)
    case 16: recall(-1)
    case 18:
      beforeSearch = buffer
      mode = .searching(query: [], index: history.entries.count)
      return showSearch()
    case 20: buffer.transpose()
    case 21: kill(0..<buffer.cursor, afterKill: afterKill)
    case 23: kill(buffer.argumentStart..<buffer.cursor, afterKill: afterKill)
    case 25: buffer.insert(killed)
    default: break
    }
    return []
  }

  private mutating func handleAlt(_ byte: UInt8, afterKill: Bool) {
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"): buffer.move(to: buffer.wordStart)
    case UInt8(ascii: "f"), UInt8(ascii: "F"): buffer.move(to: buffer.wordEnd)
    case UInt8(ascii: "d"), UInt8(ascii: "D"): kill(buffer.cursor..<buffer.wordEnd, afterKill: afterKill)
    case ASCII.delete, ASCII.backspace: kill(buffer.wordStart..<buffer.cursor, afterKill: afterKill)
    case ASCII.period:
      let words = history.entries.last?.split(separator: ASCII.space)
      if let last = words?.last { buffer.insert(Bytes(last)) }
    default: break
    }
  }

  /// Removes text for Ctrl+Y. What is removed in one go is kept as one.
  private mutating func kill(_ range: Range<Int>, afterKill: Bool) {
    let goesBack = range.upperBound == buffer.cursor
    let removed = buffer.remove(range)
    killed = !afterKill ? removed : goesBack ? removed + killed : killed + removed
    isLastKill = true
  }

  /// Pasted text is inserted as it is: a new line in it does not enter the line.
  private mutating func paste(_ key: Key) -> [Action] {
    switch key {
    case .pasteEnd: isPasting = false
    case .text(let bytes): buffer.insert(bytes)
    case .enter: buffer.insert([ASCII.newline])
    case .tab: buffer.insert([ASCII.space])
    default: break
    }
    return []
  }

  // MARK: History

  /// Goes to the next entry in `direction` that starts with what was typed.
  private mutating func recall(_ direction: Int) {
    if historyPrefix == nil {
      historyPrefix = buffer.text
      draft = buffer
      historyIndex = history.entries.count
    }
    let prefix = historyPrefix ?? []
    var index = historyIndex + direction
    while index >= 0, index < history.entries.count {
      if history.entries[index].starts(with: prefix), history.entries[index] != buffer.text {
        historyIndex = index
        buffer = EditBuffer(history.entries[index])
        return
      }
      index += direction
    }
    if index >= history.entries.count {
      historyIndex = history.entries.count
      buffer = draft
    }
  }

  // MARK: Search

  private mutating func showSearch() -> [Action] {
    guard case .searching(let query, let index) = mode else { return [] }
    let isFound = index < history.entries.count || query.isEmpty
    let title = isFound ? "(search) '" : "(search: nothing found) '"
    return [.write(renderer.redraw(prompt: title.bytes + query + "': ".bytes, buffer))]
  }

  private mutating func search(_ key: Key, _ query: Bytes, _ index: Int) -> [Action] {
    switch key {
    case .text(let bytes): find(query + bytes, from: min(index, history.entries.count - 1))
    case .backspace:
      find(
        Bytes(query.prefix(query.isEmpty ? 0 : UTF8Scanner.start(before: query.count, in: query))),
        from: history.entries.count - 1)
    case .control(18): find(query, from: index - 1)
    case .control(7), .control(3):
      buffer = beforeSearch
      return leaveSearch()
    default:
      let shown = leaveSearch()
      return key == .unknown ? shown : shown + handle(key, afterKill: false)
    }
    return showSearch()
  }

  private mutating func leaveSearch() -> [Action] {
    mode = .editing
    historyIndex = history.entries.count
    return [.write(renderer.redraw(prompt: prompt, buffer))]
  }

  /// Shows the newest entry at or before `start` that contains `query`; without one, the shown entry stays.
  private mutating func find(_ query: Bytes, from start: Int) {
    var index = start
    while index >= 0, !query.isEmpty {
      if let place = Self.firstOccurrence(of: query, in: history.entries[index]) {
        buffer = EditBuffer(history.entries[index])
        buffer.move(to: place)
        mode = .searching(query: query, index: index)
        return
      }
      index -= 1
    }
    mode = .searching(query: query, index: history.entries.count)
  }

  private static func firstOccurrence(of query: Bytes, in text: Bytes) -> Int? {
    guard query.count <= text.count else { return nil }
    return (0...(text.count - query.count)).first { text[$0...].starts(with: query) }
  }

  // MARK: Completion

  private mutating func askForCompletion() -> [Action] {
    mode = .completing
    return [.complete(line: buffer.text, cursor: buffer.cursor)]
  }

  /// Inserts what all candidates share; a second Tab lists them.
  mutating func insert(_ completion: Completion) -> [Action] {
    guard completion.start >= 0, completion.start <= buffer.cursor, let first = completion.candidates.first else {
      return [.write([ASCII.bell])]
    }
    let typed = Bytes(buffer.text[completion.start..<buffer.cursor])
    if completion.candidates.count == 1 {
      buffer.remove(completion.start..<buffer.cursor)
      buffer.insert(first.replacement + first.suffix)
      return []
    }
    let prefix = completion.commonPrefix
    if prefix != typed, prefix.count >= typed.count {
      buffer.remove(completion.start..<buffer.cursor)
      buffer.insert(prefix)
      return []
    }
    guard wasTab else { return [.write([ASCII.bell])] }
    let cursor = buffer.cursor
    buffer.move(to: buffer.text.count)
    var bytes = renderer.update(buffer) + renderer.finish() + completion.table(width: width)
    buffer.move(to: cursor)
    bytes += renderer.draw(prompt: prompt, buffer)
    return [.write(bytes)]
  }
}
