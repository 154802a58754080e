// Visual mode: motions move one end of a selection, operators take it.

extension Sodium {
  func beginVisual(_ shape: VisualShape) {
    visual.anchor = cursor
    visual.toEnd = false
    mode = .visual(shape)
  }

  func beginVisualAgain() {
    guard let last = visual.last else { return fail() }
    mode = .visual(last.shape)
    visual.anchor = clamped(last.anchor)
    place(last.cursor)
    if last.column == .max { wantedColumn = .max }
  }

  func endVisual() {
    guard case .visual(let shape) = mode else { return }
    visual.last = (visual.anchor, cursor, shape, wantedColumn)
    let (from, to) = visualEnds(shape)
    text.setMark(UInt8(ascii: "<"), from)
    text.setMark(UInt8(ascii: ">"), to)
    mode = .normal
    cursor = clamped(cursor)
  }

  private func visualEnds(_ shape: VisualShape) -> (Position, Position) {
    var from = min(visual.anchor, cursor)
    var to = max(visual.anchor, cursor)
    if shape == .lines {
      from.byte = 0
      to.byte = max(0, text.length(ofLine: to.line) - 1)
    }
    return (from, to)
  }

  /// What is selected.
  func selection(_ shape: VisualShape) -> OperatorRange {
    let from = min(visual.anchor, cursor)
    let to = max(visual.anchor, cursor)
    switch shape {
    case .lines: return .lines(from.line...to.line)
    case .characters:
      let line = text.line(to.line)
      // The end of a line is a character, too.
      if to.byte >= line.count, to.line < text.lastLine { return .characters(from, Position(to.line + 1, 0)) }
      return .characters(from, Position(to.line, Characters.next(line, to.byte)))
    case .block:
      let columns = blockColumns()
      return .block(from.line...to.line, columns: columns, toEnd: wantedColumn == .max)
    }
  }

  /// The columns that a block covers.
  func blockColumns() -> ClosedRange<Int> {
    let tab = options.tabStop
    func span(_ place: Position) -> (Int, Int) {
      let line = text.line(place.line)
      let low = Characters.column(line, place.byte, tab: tab)
      let high = Characters.column(line, Characters.next(line, place.byte), tab: tab)
      return (low, max(low, high - 1))
    }
    let (first, second) = (span(visual.anchor), span(cursor))
    return min(first.0, second.0)...max(first.1, second.1)
  }

  /// Selects as much as before from the cursor on.
  func select(_ extent: VisualExtent) {
    let last = min(cursor.line + extent.lines - 1, text.lastLine)
    mode = .visual(extent.shape)
    visual.anchor = cursor
    let start = column(of: cursor)
    switch extent.shape {
    case .lines: cursor = clamped(Position(last, 0))
    case .characters:
      if extent.lines == 1 {
        let line = text.line(cursor.line)
        let index = Characters.index(line, column: start + extent.columns - 1, tab: options.tabStop)
        cursor = Position(cursor.line, min(index, Characters.last(line)))
      } else {
        let line = text.line(last)
        let index = Characters.index(line, column: extent.columns - 1, tab: options.tabStop)
        cursor = Position(last, min(index, Characters.last(line)))
      }
    case .block:
      let line = text.line(last)
      let index = Characters.index(line, column: start + extent.columns - 1, tab: options.tabStop)
      cursor = Position(last, min(index, Characters.last(line)))
      wantedColumn = extent.toEnd ? .max : column(of: cursor)
    }
  }

  private func extent(_ shape: VisualShape) -> VisualExtent {
    let from = min(visual.anchor, cursor)
    let to = max(visual.anchor, cursor)
    let columns = blockColumns()
    let end = column(of: to) + 1
    return VisualExtent(
      shape: shape, lines: to.line - from.line + 1,
      columns: shape == .block ? columns.count : from.line == to.line ? end - column(of: from) : end,
      toEnd: wantedColumn == .max)
  }

  // MARK: - Keys

  /// Handles the keys that mean something else than in normal mode; false when they do not, or the mode has ended.
  func handledVisually(_ keys: [Key], _ line: [UInt8]?) -> Bool {
    guard case .visual(let shape) = mode else { return false }
    var parser = CommandParser(keys, line: line, isVisual: true)
    do throws(ParseStop) {
      let (register, count, key) = try parser.prefix()
      if let verb = try visualVerb(key, &parser, shape) {
        if case .put = verb, Registers.isClipboard(register), clipboard == nil {
          pending = []
          askClipboard(again: keys)
          return true
        }
        pending = []
        var command = NormalCommand(register: register, count: count, verb: verb)
        if case .operate(let action, _) = verb { command.verb = .operate(action, .lines) }
        let extent = extent(shape)
        if command.isChange, !isRepeating { lastChange = RepeatableChange(command: command, selection: extent) }
        runVisual(command)
        return true
      }
      guard try handledKey(key, count, &parser, shape) else { return false }
      pending = []
    } catch {
      switch error {
      case .incomplete: break
      case .invalid: fail()
      case .needsLine: return false
      }
    }
    return true
  }

  /// The operators and changes of visual mode.
  private func visualVerb(
    _ key: Key, _ parser: inout CommandParser, _ shape: VisualShape
  ) throws(ParseStop) -> NormalVerb? {
    if key == .delete { return .operate(.delete, .lines) }
    func lines(_ action: TextOperator) -> NormalVerb {
      mode = .visual(.lines)
      return .operate(action, .lines)
    }
    switch key.ascii.map({ Unicode.Scalar($0) }) {
    case "d", "x": return .operate(.delete, .lines)
    case "D" where shape == .block:
      wantedColumn = .max
      return .operate(.delete, .lines)
    case "D", "X": return lines(.delete)
    case "c", "s": return .operate(.change, .lines)
    case "C":
      guard shape == .block else { return lines(.change) }
      wantedColumn = .max
      return .operate(.change, .lines)
    case "S", "R": return lines(.change)
    case "y": return .operate(.yank, .lines)
    case "Y": return shape == .block ? .operate(.yank, .lines) : lines(.yank)
    case ">": return .operate(.shiftRight, .lines)
    case "<": return .operate(.shiftLeft, .lines)
    case "=": return .operate(.indent, .lines)
    case "!": return .operate(.filter, .lines)
    case "~": return .operate(.toggleCase, .lines)
    case "u": return .operate(.lowercase, .lines)
    case "U": return .operate(.uppercase, .lines)
    case "J": return .operate(.join, .lines)
    case "p", "P": return .put(isBefore: key.ascii == UInt8(ascii: "P"), goesBehind: false)
    case "r": return .replaceCharacter(try parser.next())
    case "I" where shape == .block: return .insert(.before)
    case "A" where shape != .lines: return .insert(.behind)
    case "I" where shape != .lines: return .insert(.before)
    default: return nil
    }
  }

  /// Changes of the selection itself.
  private func handledKey(
    _ key: Key, _ count: Int?, _ parser: inout CommandParser, _ shape: VisualShape
  ) throws(ParseStop) -> Bool {
    switch key {
    case .escape, .ctrl("C"): endVisual()
    case .ctrl("V"), .ctrl("Q"): if shape == .block { endVisual() } else { mode = .visual(.block) }
    default:
      switch key.ascii.map({ Unicode.Scalar($0) }) {
      case "v": if shape == .characters { endVisual() } else { mode = .visual(.characters) }
      case "V": if shape == .lines { endVisual() } else { mode = .visual(.lines) }
      case "o":
        swap(&visual.anchor, &cursor)
        wantedColumn = column(of: cursor)
      case "O": swapColumns(shape)
      case "i", "a":
        extend(by: try parser.object(), isInner: key.ascii == UInt8(ascii: "i"), max(1, count ?? 1))
      case ":":
        endVisual()
        openLine(.command(prefix: Array("'<,'>".utf8)))
      case "g": return try handledGo(&parser)
      default: return false
      }
    }
    return true
  }

  private func handledGo(_ parser: inout CommandParser) throws(ParseStop) -> Bool {
    let key = try parser.next()
    let action: TextOperator
    switch key.ascii.map({ Unicode.Scalar($0) }) {
    case "J": action = .joinPlain
    case "~": action = .toggleCase
    case "u": action = .lowercase
    case "U": action = .uppercase
    case "?": action = .rotate
    case "q", "w": action = .format
    case "v":
      guard let last = visual.last, case .visual(let shape) = mode else { return true }
      visual.last = (visual.anchor, cursor, shape, wantedColumn)
      mode = .visual(last.shape)
      visual.anchor = clamped(last.anchor)
      place(last.cursor)
      return true
    default: return false
    }
    guard case .visual(let shape) = mode else { return true }
    let command = NormalCommand(register: nil, count: nil, verb: .operate(action, .lines))
    if !isRepeating { lastChange = RepeatableChange(command: command, selection: extent(shape)) }
    runVisual(command)
    return true
  }

  private func swapColumns(_ shape: VisualShape) {
    guard shape == .block, visual.anchor.line != cursor.line else {
      swap(&visual.anchor, &cursor)
      return
    }
    let (first, second) = (column(of: visual.anchor), column(of: cursor))
    visual.anchor = place(inLine: visual.anchor.line, column: second)
    place(place(inLine: cursor.line, column: first))
  }

  /// Makes the selection an object, or adds one to it.
  private func extend(by object: TextObject, isInner: Bool, _ count: Int) {
    let isFresh = visual.anchor == cursor
    var found: TextPart?
    if isFresh {
      found = part(object, isInner: isInner, count)
    } else {
      // Behind the selection the next object begins.
      let old = cursor
      let line = text.line(cursor.line)
      switch object {
      case .word, .sentence:
        guard cursor > visual.anchor else { return fail() }
        let next = Characters.next(line, cursor.byte)
        cursor = next < line.count ? Position(cursor.line, next) : Position(min(cursor.line + 1, text.lastLine), 0)
      case .paragraph:
        guard cursor.line < text.lastLine else { return fail() }
        cursor = Position(cursor.line + 1, 0)
      case .bracket:
        // The pair around the one that is selected.
        found = part(object, isInner: isInner, count)
        if let same = found, same.start == min(visual.anchor, old) { found = part(object, isInner: isInner, count + 1) }
      case .quote, .tag: break
      }
      if found == nil { found = part(object, isInner: isInner, count) }
      cursor = old
    }
    guard let part = found else { return fail() }
    if isFresh || !isAdding(object) { visual.anchor = part.start }
    if part.isLines {
      mode = .visual(.lines)
      return place(Position(part.end.line, 0))
    }
    if case .visual(.lines) = mode, object != .paragraph { mode = .visual(.characters) }
    var end = part.end
    if end.byte > 0 {
      end.byte = Characters.previous(text.line(end.line), end.byte)
    } else if end.line > part.start.line {
      end = Position(end.line - 1, text.length(ofLine: end.line - 1))
    }
    place(max(end, part.start))
  }

  private func isAdding(_ object: TextObject) -> Bool {
    switch object {
    case .word, .sentence, .paragraph: true
    default: false
    }
  }

  // MARK: - Doing

  /// Does a command with the selection, and ends visual mode.
  func runVisual(_ command: NormalCommand) {
    guard case .visual(let shape) = mode else { return }
    let range = selection(shape)
    let from = min(visual.anchor, cursor)
    switch command.verb {
    case .operate(let action, _):
      let wanted = wantedColumn
      endVisualKeepingCursor()
      if shape == .block, action == .change, wanted == .max { wantedColumn = .max }
      apply(action, range, register: command.register, levels: max(1, command.count ?? 1))
      if action == .yank, shape == .characters { place(from) }
    case .put(let isBefore, _): replaceSelection(range, command, isBefore)
    case .replaceCharacter(let key): replaceSelected(range, key, from)
    case .insert(let place): insertAtBlock(range, shape, isBehind: place == .behind)
    default: endVisual()
    }
  }

  private func endVisualKeepingCursor() {
    let wanted = wantedColumn
    endVisual()
    wantedColumn = wanted
  }

  private func replaceSelection(_ range: OperatorRange, _ command: NormalCommand, _ isBefore: Bool) {
    let name = command.register ?? Registers.unnamed
    guard let content = content(ofRegister: name) else {
      endVisual()
      return fail(Array("E353: Nothing in register ".utf8) + [name])
    }
    endVisual()
    rememberLine(range.lines(text))
    let before = registers
    let isAll = range == .lines(0...text.lastLine)
    var endsLine = false
    if case .characters(_, let to) = range { endsLine = to.byte >= text.length(ofLine: to.line) && to.byte > 0 }
    var endsText = false
    if case .lines(let lines) = range { endsText = lines.upperBound == text.lastLine }
    apply(.delete, range, register: nil)
    let after = registers
    registers = before
    registers.set(name == Registers.unnamed ? Registers.scratch : name, content)
    let source = name == Registers.unnamed ? Registers.scratch : name
    let isLines = content.shape == .lines
    if case .lines = range {
      // Whatever comes in place of lines is lines.
      if !isLines { registers.set(source, Registers.Content(text: content.text + [0x0A], shape: .lines)) }
      put(source, isBefore: !endsText || isAll, goesBehind: false, count: max(1, command.count ?? 1))
      if isAll { text.deleteLines(text.lastLine...text.lastLine, cursor: cursor) }
    } else if isLines {
      // Lines in place of characters split the line.
      let at = endsLine && !text.isEmpty(line: cursor.line) ? Position(cursor.line, Int.max) : cursor
      text.replace(at, at, with: [0x0A], cursor: cursor)
      put(source, isBefore: false, goesBehind: false, count: max(1, command.count ?? 1))
    } else {
      let isBehind = endsLine && !text.isEmpty(line: cursor.line)
      put(source, isBefore: !isBehind, goesBehind: false, count: max(1, command.count ?? 1))
    }
    registers = isBefore ? before : after
    if name != Registers.unnamed { registers.set(name, content) }
  }

  private func replaceSelected(_ range: OperatorRange, _ key: Key, _ from: Position) {
    endVisual()
    guard key.scalar != nil || key == .tab || key == .enter else { return fail() }
    let new = key == .enter ? [0x0A] : key.bytes
    rememberLine(range.lines(text))
    for number in range.lines(text).reversed() {
      let line = text.line(number)
      var part = 0..<line.count
      switch range {
      case .characters(let start, let end):
        let low = number == start.line ? start.byte : 0
        part = low..<max(low, number == end.line ? min(end.byte, line.count) : line.count)
      case .block(_, let columns, let toEnd): part = bytes(ofColumns: columns, toEnd: toEnd, line)
      case .lines: break
      }
      var bytes: [UInt8] = []
      var index = part.lowerBound
      while index < part.upperBound {
        bytes += new
        index = Characters.next(line, index)
      }
      text.replace(Position(number, part.lowerBound), Position(number, part.upperBound), with: bytes, cursor: from)
    }
    if case .block(let lines, let columns, _) = range {
      place(
        Position(
          lines.lowerBound,
          Characters.index(
            text.line(lines.lowerBound), column: columns.lowerBound, tab: options.tabStop)))
    } else {
      place(from)
    }
  }

  /// `I` and `A` at a block, or at the ends of a selection.
  private func insertAtBlock(_ range: OperatorRange, _ shape: VisualShape, isBehind: Bool) {
    endVisual()
    let tab = options.tabStop
    switch range {
    case .block(let lines, let columns, let toEnd):
      savedLine = nil
      let first = lines.lowerBound
      let column = isBehind ? columns.upperBound + 1 : columns.lowerBound
      let line = text.line(first)
      var byte = isBehind && toEnd ? line.count : Characters.index(line, column: column, tab: tab)
      let width = Characters.column(line, line.count, tab: tab)
      if isBehind, !toEnd, width < column {
        let blanks = [UInt8](repeating: 0x20, count: column - width)
        text.replace(Position(first, line.count), Position(first, line.count), with: blanks, cursor: cursor)
        byte = line.count + blanks.count
      }
      beginInsert(at: Position(first, byte))
      insertion.block = Insertion.Block(
        lines: lines, column: column, start: cursor, pads: isBehind, toEnd: isBehind && toEnd)
      insertion.block?.corner = Position(first, Characters.index(line, column: columns.lowerBound, tab: tab))
    case .characters(let from, let to):
      rememberLine(from.line...from.line)
      let end = to.byte == 0 && to.line > from.line ? Position(to.line - 1, text.length(ofLine: to.line - 1)) : to
      beginInsert(at: isBehind ? end : from)
    case .lines: break
    }
  }
}
