// Putting registers into the text, and taking steps back.

extension Sodium {
  /// `p`, `P`, `gp`, `gP`.
  func put(_ register: UInt8?, isBefore: Bool, goesBehind: Bool, count: Int) {
    guard let content = content(ofRegister: register ?? Registers.unnamed) else {
      let name = register ?? Registers.unnamed
      return fail(Array("E353: Nothing in register ".utf8) + [name])
    }
    guard !content.text.isEmpty || content.shape == .lines else { return }
    let count = min(count, Self.largestPut / max(1, content.text.count) + 1)
    rememberLine(cursor.line...cursor.line)
    switch content.shape {
    case .lines: putLines(content.text, isBefore: isBefore, goesBehind: goesBehind, count)
    case .characters: putCharacters(content.text, isBefore: isBefore, goesBehind: goesBehind, count)
    case .block(let width): putBlock(content.text, width, isBefore: isBefore, goesBehind: goesBehind, count)
    }
  }

  /// Bytes that one command puts at most.
  private static let largestPut = 64 << 20

  /// What a register holds, those with a meaning included.
  func content(ofRegister name: UInt8) -> Registers.Content? {
    switch name {
    case UInt8(ascii: "+"), UInt8(ascii: "*"): clipboard
    case UInt8(ascii: "%"): path.isEmpty ? nil : Registers.Content(text: path, shape: .characters)
    default: registers[name]
    }
  }

  private func putLines(_ lines: [UInt8], isBefore: Bool, goesBehind: Bool, _ count: Int) {
    var all: [UInt8] = []
    for _ in 0..<count { all += lines }
    if all.last == 0x0A { all.removeLast() }
    let number = isBefore ? cursor.line : cursor.line + 1
    let size = all.count { $0 == 0x0A } + 1
    text.insertLines(all, before: number, cursor: cursor)
    if size > 2 { tell("\(size) more lines") }
    setChangeMarks(Position(number, 0), Position(number + size - 1, 0))
    place(goesBehind ? Position(min(number + size, text.lastLine), 0) : firstNonBlank(number))
    if goesBehind, number + size > text.lastLine { place(Position(text.lastLine, Int.max)) }
  }

  private func putCharacters(_ bytes: [UInt8], isBefore: Bool, goesBehind: Bool, _ count: Int) {
    var all: [UInt8] = []
    for _ in 0..<count { all += bytes }
    let line = text.line(cursor.line)
    let byte = isBefore ? cursor.byte : Characters.next(line, cursor.byte)
    let start = Position(cursor.line, byte)
    text.replace(start, start, with: all, cursor: cursor)
    let newlines = all.count { $0 == 0x0A }
    let tail = all.count - (all.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
    let end = Position(start.line + newlines, newlines == 0 ? start.byte + all.count : tail)
    setChangeMarks(start, end)
    if goesBehind {
      let length = text.length(ofLine: end.line)
      cursor = end
      if end.byte >= length, end.line < text.lastLine, length > 0 {
        place(Position(end.line + 1, 0))
      } else {
        place(end)
      }
    } else if newlines > 0 {
      place(start)
    } else {
      place(Position(start.line, Characters.previous(text.line(start.line), end.byte)))
    }
  }

  private func putBlock(_ bytes: [UInt8], _ width: Int, isBefore: Bool, goesBehind: Bool, _ count: Int) {
    let rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let line = text.line(cursor.line)
    let byte = isBefore ? cursor.byte : Characters.next(line, cursor.byte)
    let column = Characters.column(line, byte, tab: options.tabStop)
    for (offset, row) in rows.enumerated() {
      let number = cursor.line + offset
      if number > text.lastLine { text.insertLines([], before: number, cursor: cursor) }
      let line = text.line(number)
      let index = Characters.index(line, column: column, tab: options.tabStop)
      let columns = Characters.column(line, line.count, tab: options.tabStop)
      var piece: [UInt8] = Array(repeating: 0x20, count: max(0, column - columns))
      let padding = width - Characters.column(Array(row), row.count, tab: options.tabStop)
      for turn in 0..<count {
        piece += row
        if turn < count - 1 || index < line.count { piece += Array(repeating: 0x20, count: max(0, padding)) }
      }
      text.replace(Position(number, index), Position(number, index), with: piece, cursor: cursor)
    }
    let end = Position(cursor.line + rows.count - 1, byte + width * count)
    setChangeMarks(Position(cursor.line, byte), end)
    place(goesBehind ? end : Position(cursor.line, byte))
  }

  // MARK: - Undo

  func undo(_ times: Int, isRedo: Bool) {
    for _ in 0..<times {
      guard let restored = isRedo ? text.redo() : text.undo() else {
        tell(isRedo ? "Already at newest change" : "Already at oldest change")
        hasFailed = true
        return
      }
      savedLine = nil
      let before = restored.cursor
      // Where the cursor was, when that is in the part that changed; `o` changes the line below it.
      if before.line == restored.line || before.line + 1 == restored.line {
        place(Position(min(before.line, text.lastLine), before.byte))
      } else {
        place(firstNonBlank(restored.line))
      }
    }
  }

  /// Keeps the line that is about to change, for `U`.
  func rememberLine(_ lines: ClosedRange<Int>) {
    guard lines.count == 1 else {
      savedLine = nil
      return
    }
    if savedLine?.number != lines.lowerBound {
      savedLine = (lines.lowerBound, text.line(lines.lowerBound), cursor.line == lines.lowerBound ? cursor.byte : 0)
    }
  }

  /// `U`: the line as it was before the last changes in it.
  func undoLine() {
    guard let saved = savedLine, saved.number <= text.lastLine else { return fail() }
    let now = text.line(saved.number)
    text.setLine(saved.number, saved.bytes, cursor: cursor)
    savedLine = (saved.number, now, cursor.line == saved.number ? cursor.byte : 0)
    place(Position(saved.number, saved.byte))
  }
}
