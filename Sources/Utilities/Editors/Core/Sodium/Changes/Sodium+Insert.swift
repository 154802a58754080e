// Insert and replace mode.

extension Sodium {
  /// Begins to insert at a place.
  func beginInsert(at position: Position, _ mode: SodiumMode = .insert) {
    self.mode = mode
    cursor = clamped(position)
    insertion = Insertion()
    insertion.start = cursor
    wantedColumn = column(of: cursor)
  }

  /// The commands that lead to insert mode.
  func insert(_ place: NormalVerb.InsertPlace, count: Int) {
    var at = cursor
    let line = text.line(cursor.line)
    switch place {
    case .before: break
    case .behind: at.byte = Characters.next(line, cursor.byte)
    case .firstNonBlank:
      at.byte = line.firstIndex { !Characters.isBlank($0) } ?? line.count
    case .lineStart: at.byte = 0
    case .lineEnd: at.byte = line.count
    case .lastInsertion: at = text.mark(UInt8(ascii: "^")) ?? cursor
    case .lineBelow, .lineAbove:
      savedLine = nil
      openLine(below: place == .lineBelow)
      insertion.count = count
      insertion.opensLines = true
      return
    }
    rememberLine(at.line...at.line)
    beginInsert(at: at)
    insertion.count = count
  }

  /// A new line with the indentation of this one.
  private func openLine(below: Bool) {
    let indent = options.autoIndents ? Array(text.line(cursor.line).prefix(while: Characters.isBlank)) : []
    let number = below ? cursor.line + 1 : cursor.line
    text.insertLines(indent, before: number, cursor: cursor)
    beginInsert(at: Position(number, indent.count))
    if !indent.isEmpty { insertion.ownIndent = number }
  }

  // MARK: - Keys

  func handleInsertKey(_ key: Key) {
    if !insertion.prefix.isEmpty { return handlePrefixed(key) }
    if key == .escape || key == .ctrl("C") { return endInsert() }
    insertion.keys.append(key)
    if completion.isEmpty == false, key != .ctrl("N"), key != .ctrl("P") { completion = [] }
    switch key {
    case .character(let scalar): type(Characters.bytes(scalar))
    case .enter, .ctrl("J"): typeNewline()
    case .tab: typeTab()
    case .backspace: eraseBack()
    case .delete: eraseForward()
    case .ctrl("W"): eraseWord()
    case .ctrl("U"): eraseToStart()
    case .ctrl("V"), .ctrl("Q"), .ctrl("R"), .ctrl("K"): insertion.prefix = [key]
    case .ctrl("T"): shiftTyped(1)
    case .ctrl("D"): shiftTyped(-1)
    case .ctrl("E"): copyFromLine(cursor.line + 1)
    case .ctrl("Y"): copyFromLine(cursor.line - 1)
    case .ctrl("A"): if let last = registers[UInt8(ascii: ".")] { type(last.text) }
    case .ctrl("N"), .ctrl("P"): completeWord(isForward: key == .ctrl("N"))
    case .ctrl("O"):
      let resumed = mode
      endInsert(steps: false)
      insertion.resumes = resumed
    case .paste(let bytes): type(Self.pasted(bytes))
    case .insert: mode = mode == .insert ? .replace : .insert
    default: moveInInsert(key)
    }
  }

  /// What came from the terminal's clipboard, with LF at the ends of lines.
  static func pasted(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D { continue }
      result.append(byte == 0x0D ? 0x0A : byte)
    }
    return result
  }

  /// The key behind Ctrl-V or Ctrl-R.
  private func handlePrefixed(_ key: Key) {
    insertion.keys.append(key)
    let prefix = insertion.prefix
    insertion.prefix = []
    if prefix.first == .ctrl("R") {
      if key == .escape { return }
      guard let name = key.ascii else { return fail() }
      if Registers.isClipboard(name), clipboard == nil {
        insertion.keys.removeLast(2)
        return askClipboard(again: [.ctrl("R"), key])
      }
      guard let content = content(ofRegister: name) else { return fail() }
      type(content.text)
      if Registers.isClipboard(name) { clipboard = nil }
      return
    }
    if prefix.first == .ctrl("K") { return }
    let digits = prefix.dropFirst() + [key]
    let isNumber = digits.allSatisfy { $0.ascii.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    if isNumber {
      guard digits.count == 3 else {
        insertion.prefix = prefix + [key]
        return
      }
      let value = digits.reduce(0) { $0 * 10 + Int($1.ascii ?? 0x30) - 0x30 }
      let scalar = UInt32(min(value, 255))
      return type(scalar == 0x0A ? [0] : Characters.bytes(scalar))
    }
    switch key {
    case .enter: type([0x0D])
    case .ctrl("J"): type([0])
    default: type(key.bytes)
    }
  }

  // MARK: - Typing

  /// Inserts bytes at the cursor, or writes them over what is there.
  func type(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    insertion.ownIndent = nil
    if mode == .replace, !bytes.contains(0x0A) {
      overwrite(bytes)
    } else {
      text.replace(cursor, cursor, with: bytes, cursor: insertion.start)
    }
    if let last = bytes.lastIndex(of: 0x0A) {
      cursor = Position(cursor.line + bytes.count { $0 == 0x0A }, bytes.count - last - 1)
    } else {
      cursor.byte += bytes.count
    }
    wantedColumn = column(of: cursor)
    if options.textWidth > 0, mode == .insert { breakLine() }
  }

  private func overwrite(_ bytes: [UInt8]) {
    let line = text.line(cursor.line)
    var index = 0
    var end = cursor.byte
    while index < bytes.count {
      let next = Characters.next(line, end)
      insertion.replaced.append(end < line.count ? Array(line[end..<next]) : nil)
      end = next
      index = Characters.next(bytes, index)
    }
    text.replace(cursor, Position(cursor.line, end), with: bytes, cursor: insertion.start)
  }

  /// Breaks a line that has become longer than 'textwidth' at a blank.
  private func breakLine() {
    let line = text.line(cursor.line)
    guard cursor.byte == line.count, column(of: cursor) > options.textWidth else { return }
    let limit = Characters.index(line, column: options.textWidth, tab: options.tabStop)
    let indent = line.prefix(while: Characters.isBlank).count
    guard let blank = line[indent..<min(limit + 1, line.count)].lastIndex(where: Characters.isBlank), blank > indent
    else { return }
    let from = Position(cursor.line, blank)
    let rest = cursor.byte - blank - 1
    let margin = options.autoIndents ? Array(line[..<indent]) : []
    text.replace(from, Position(cursor.line, blank + 1), with: [0x0A] + margin, cursor: insertion.start)
    cursor = Position(cursor.line + 1, margin.count + rest)
  }

  private func typeNewline() {
    let line = text.line(cursor.line)
    let indent = options.autoIndents ? Array(line.prefix(while: Characters.isBlank).prefix(cursor.byte)) : []
    var from = cursor
    var to = cursor
    if options.autoIndents {
      // Blanks behind the cursor become the new indentation's.
      while to.byte < line.count, Characters.isBlank(line[to.byte]) { to.byte += 1 }
    }
    if insertion.ownIndent == cursor.line, line[..<cursor.byte].allSatisfy(Characters.isBlank) { from.byte = 0 }
    if mode == .replace { insertion.replaced.append(nil) }
    text.replace(from, to, with: [0x0A] + indent, cursor: insertion.start)
    cursor = Position(cursor.line + 1, indent.count)
    insertion.ownIndent = indent.isEmpty ? nil : cursor.line
    wantedColumn = column(of: cursor)
  }

  private func typeTab() {
    let own = insertion.ownIndent
    guard options.expandsTabs || options.softTabStop > 0 else { return type([0x09]) }
    let step = options.softTabStop > 0 ? options.softTabStop : options.tabStop
    let column = self.column(of: cursor)
    type(Array(repeating: 0x20, count: step - column % step))
    insertion.ownIndent = own
  }

  // MARK: - Erasing

  private func erase(from start: Position) {
    text.replace(start, cursor, with: [], cursor: insertion.start)
    cursor = start
    if start < insertion.start { insertion.start = start }
    wantedColumn = column(of: cursor)
  }

  private func eraseBack() {
    if mode == .replace { return unreplace() }
    if cursor.byte == 0 {
      guard cursor.line > 0 else { return fail() }
      return erase(from: Position(cursor.line - 1, text.length(ofLine: cursor.line - 1)))
    }
    let line = text.line(cursor.line)
    // A soft tab goes as a whole.
    if options.softTabStop > 0, line[..<cursor.byte].last == 0x20 {
      let column = self.column(of: cursor)
      let wanted = (column - 1) / options.softTabStop * options.softTabStop
      var start = cursor.byte
      while start > 0, line[start - 1] == 0x20, self.column(of: Position(cursor.line, start)) > wanted { start -= 1 }
      return erase(from: Position(cursor.line, start))
    }
    erase(from: Position(cursor.line, Characters.previous(line, cursor.byte)))
  }

  /// Backspace in replace mode: what was there comes back.
  private func unreplace() {
    guard cursor > insertion.start, let old = insertion.replaced.popLast() else {
      let line = text.line(cursor.line)
      if cursor.byte > 0 { cursor.byte = Characters.previous(line, cursor.byte) }
      return
    }
    if cursor.byte == 0 {
      return erase(from: Position(cursor.line - 1, text.length(ofLine: cursor.line - 1)))
    }
    let start = Position(cursor.line, Characters.previous(text.line(cursor.line), cursor.byte))
    text.replace(start, cursor, with: old ?? [], cursor: insertion.start)
    cursor = start
  }

  private func eraseForward() {
    let line = text.line(cursor.line)
    if cursor.byte < line.count {
      text.replace(
        cursor, Position(cursor.line, Characters.next(line, cursor.byte)), with: [], cursor: insertion.start)
    } else if cursor.line < text.lastLine {
      text.replace(cursor, Position(cursor.line + 1, 0), with: [], cursor: insertion.start)
    }
  }

  private func eraseWord() {
    guard cursor.byte > 0 else { return eraseBack() }
    let line = text.line(cursor.line)
    var index = cursor.byte
    while index > 0, Characters.isBlank(line[index - 1]) { index -= 1 }
    if index > 0 {
      let kind = Characters.wordClass(line, Characters.previous(line, index))
      while index > 0, Characters.wordClass(line, Characters.previous(line, index)) == kind {
        index = Characters.previous(line, index)
      }
    }
    // What was typed goes first; what stood there before, with the next press.
    if insertion.start.line == cursor.line, insertion.start.byte < cursor.byte {
      index = max(index, insertion.start.byte)
    }
    erase(from: Position(cursor.line, index))
  }

  private func eraseToStart() {
    guard cursor.byte > 0 else { return eraseBack() }
    var index = text.line(cursor.line).prefix(while: Characters.isBlank).count
    if index >= cursor.byte { index = 0 }
    if insertion.start.line == cursor.line, insertion.start.byte < cursor.byte {
      index = max(index, insertion.start.byte)
    }
    erase(from: Position(cursor.line, index))
  }

  // MARK: - Other keys

  private func shiftTyped(_ levels: Int) {
    let line = text.line(cursor.line)
    let columns = indentation(line)
    let wanted = max(
      0,
      levels > 0
        ? columns / options.shift * options.shift + options.shift
        : (columns - 1) / options.shift * options.shift)
    let old = line.count
    setIndentation(cursor.line, wanted)
    cursor.byte = max(0, cursor.byte + text.length(ofLine: cursor.line) - old)
  }

  private func copyFromLine(_ number: Int) {
    guard number >= 0, number <= text.lastLine else { return fail() }
    let line = text.line(number)
    let index = Characters.index(line, column: column(of: cursor), tab: options.tabStop)
    guard index < line.count else { return fail() }
    type(Array(line[index..<Characters.next(line, index)]))
  }

  private func moveInInsert(_ key: Key) {
    let line = text.line(cursor.line)
    var target = cursor
    switch key {
    case .left: target.byte = Characters.previous(line, cursor.byte)
    case .right: target.byte = Characters.next(line, cursor.byte)
    case .up: target = insertPlace(inLine: cursor.line - 1)
    case .down: target = insertPlace(inLine: cursor.line + 1)
    case .home: target.byte = 0
    case .end: target.byte = line.count
    case .pageUp: target = insertPlace(inLine: max(0, cursor.line - viewport.height))
    case .pageDown: target = insertPlace(inLine: min(text.lastLine, cursor.line + viewport.height))
    case .wordLeft, .wordRight:
      var walker = TextWalker(text, cursor)
      _ = key == .wordLeft ? walker.toPreviousWord() : walker.toNextWord(staysInLine: false)
      target = walker.place
    default: return
    }
    // A move begins a new insertion.
    let column = wantedColumn
    text.closeGroup()
    insertion.keys = []
    insertion.count = 1
    insertion.block = nil
    insertion.replaced = []
    cursor = clamped(target)
    insertion.start = cursor
    wantedColumn = key == .up || key == .down ? column : self.column(of: cursor)
  }

  private func insertPlace(inLine number: Int) -> Position {
    guard number >= 0, number <= text.lastLine else { return cursor }
    return Position(number, Characters.index(text.line(number), column: wantedColumn, tab: options.tabStop))
  }

  /// Ctrl-N and Ctrl-P: the next word of the text that begins as the one before the cursor.
  private func completeWord(isForward: Bool) {
    let line = text.line(cursor.line)
    var start = cursor.byte
    while start > 0, Characters.wordClass(line, Characters.previous(line, start)) > 1 {
      start = Characters.previous(line, start)
    }
    if completion.isEmpty {
      let stem = Array(line[start..<cursor.byte])
      completion = words(beginningWith: stem, isForward: isForward) + [stem]
      guard completion.count > 1 else {
        completion = []
        return fail("Pattern not found")
      }
    }
    let word = completion.removeFirst()
    completion.append(word)
    text.replace(Position(cursor.line, start), cursor, with: word, cursor: insertion.start)
    cursor.byte = start + word.count
  }

  /// Lines around the cursor that completion looks at.
  private static let completionWindow = 5000

  private func words(beginningWith stem: [UInt8], isForward: Bool) -> [[UInt8]] {
    var found: [[UInt8]] = []
    let first = max(0, cursor.line - Self.completionWindow)
    let last = min(text.lastLine, cursor.line + Self.completionWindow)
    let order =
      isForward
      ? Array(cursor.line...last) + Array(first..<cursor.line)
      : Array((first...cursor.line).reversed()) + Array((cursor.line..<last + 1).dropFirst().reversed())
    for number in order {
      let line = text.line(number)
      var index = 0
      while index < line.count {
        let kind = Characters.wordClass(line, index)
        var end = Characters.next(line, index)
        guard kind > 1 else {
          index = end
          continue
        }
        while end < line.count, Characters.wordClass(line, end) == kind { end = Characters.next(line, end) }
        let word = Array(line[index..<end])
        if word.count > stem.count, word.starts(with: stem), !found.contains(word) { found.append(word) }
        index = end
      }
      if found.count > 100 { break }
    }
    return found
  }

  // MARK: - The end

  /// Back to normal mode; the text is inserted as often as was asked for.
  func endInsert(steps: Bool = true) {
    let keys = insertion.keys
    completion = []
    registers.set(UInt8(ascii: "."), Registers.Content(text: typedText(keys), shape: .characters))
    if insertion.count > 1, depth < Self.depthLimit, !keys.isEmpty {
      let count = min(insertion.count, Self.stepLimit / keys.count)
      let opens = insertion.opensLines
      insertion.count = 1
      let isPlain = keys.allSatisfy { $0.scalar != nil } && mode == .insert && !opens && options.textWidth == 0
      if isPlain { type(Array(repeatElement(typedText(keys), count: count - 1).joined())) }
      for _ in 1..<max(1, isPlain ? 1 : count) {
        if opens { openLine(below: true) }
        execute(keys)
        guard mode.isTyping else { return }
      }
    }
    if !isRepeating, depth == 0 || lastChange != nil { lastChange?.inserted = keys }
    if let own = insertion.ownIndent, own == cursor.line, text.line(own).allSatisfy(Characters.isBlank) {
      text.setLine(own, [], cursor: cursor)
      cursor.byte = 0
    }
    if let block = insertion.block { spread(block) }
    text.setMark(UInt8(ascii: "^"), cursor)
    text.setMark(UInt8(ascii: "."), Position(cursor.line, max(0, cursor.byte - 1)))
    setChangeMarks(insertion.start, cursor)
    let line = text.line(cursor.line)
    if steps, cursor.byte > 0 { cursor.byte = Characters.previous(line, cursor.byte) }
    mode = .normal
    if let corner = insertion.block?.corner { cursor = corner }
    insertion = Insertion()
    if steps { place(cursor) }
  }

  /// The text that plain keys typed.
  private func typedText(_ keys: [Key]) -> [UInt8] {
    var bytes: [UInt8] = []
    for key in keys {
      switch key {
      case .character(let scalar): bytes += Characters.bytes(scalar)
      case .enter: bytes.append(0x0A)
      case .tab: bytes.append(0x09)
      case .paste(let pasted): bytes += Self.pasted(pasted)
      case .backspace: if !bytes.isEmpty { bytes.removeLast() }
      default: break
      }
    }
    return bytes
  }

  /// Puts what was typed in the first line of a block into the others.
  private func spread(_ block: Insertion.Block) {
    guard cursor.line == block.start.line, cursor.byte > block.start.byte else { return }
    let typed = text.bytes(block.start, cursor)
    for number in block.lines.dropFirst() where number <= text.lastLine {
      let line = text.line(number)
      let columns = Characters.column(line, line.count, tab: options.tabStop)
      var index = block.toEnd ? line.count : Characters.index(line, column: block.column, tab: options.tabStop)
      var piece = typed
      if !block.toEnd, columns < block.column {
        guard block.pads else { continue }
        piece = Array(repeating: 0x20, count: block.column - columns) + typed
        index = line.count
      }
      text.replace(Position(number, index), Position(number, index), with: piece, cursor: block.start)
    }
  }
}
