// Operators: from a command to the part of the text it works on, and what is done with it.

extension Sodium {
  /// Does an operator of normal mode.
  func operate(_ action: TextOperator, _ target: OperatorTarget, _ command: NormalCommand) {
    do throws(EditorError) {
      guard let (range, isLarge) = try range(action, target, command.count) else { return fail() }
      apply(action, range, register: command.register, isLarge: isLarge, isDoubled: target == .lines)
    } catch { fail(error.message) }
  }

  // MARK: - Ranges

  private func range(
    _ action: TextOperator, _ target: OperatorTarget, _ count: Int?
  ) throws(EditorError) -> (OperatorRange, isLarge: Bool)? {
    switch target {
    case .lines:
      let last = cursor.line + max(1, count ?? 1) - 1
      // Vim takes what there is; only the last line alone has nothing behind it.
      return (.lines(cursor.line...min(last, text.lastLine)), false)
    case .object(let object, let isInner):
      guard let part = part(object, isInner: isInner, max(1, count ?? 1)) else { return nil }
      if part.isLines { return (.lines(part.start.line...part.end.line), false) }
      return (action == .delete ? widened(part.start, part.end) : .characters(part.start, part.end), false)
    case .motion(let motion):
      guard let target = try self.target(motion, count, for: action) else { return nil }
      return (range(action, to: target), target.isLarge)
    }
  }

  /// What an operator takes on the way from the cursor to a target.
  private func range(_ action: TextOperator, to target: MotionTarget) -> OperatorRange {
    let from = min(cursor, target.place)
    var to = max(cursor, target.place)
    if target.kind == .lines { return .lines(from.line...to.line) }
    let line = text.line(to.line)
    if target.kind == .inclusive {
      to.byte = Characters.next(line, to.byte)
    } else if to.byte == 0, to.line > from.line {
      // An end in the first column is the end of the line before; from an indentation on it is whole lines.
      let indent = text.line(from.line).prefix(while: Characters.isBlank).count
      to = Position(to.line - 1, text.length(ofLine: to.line - 1))
      if from.byte <= indent { return .lines(from.line...to.line) }
    }
    return action == .delete ? widened(from, to) : .characters(from, to)
  }

  /// Whole lines, when a deletion of several would leave nothing but blanks at both sides.
  private func widened(_ from: Position, _ to: Position) -> OperatorRange {
    guard to.line > from.line else { return .characters(from, to) }
    let indent = text.line(from.line).prefix(while: Characters.isBlank).count
    let rest = text.line(to.line).dropFirst(to.byte)
    guard from.byte <= indent, rest.allSatisfy(Characters.isBlank) else { return .characters(from, to) }
    return .lines(from.line...to.line)
  }

  // MARK: - Doing

  /// Does an operator with a range.
  func apply(
    _ action: TextOperator, _ range: OperatorRange, register: UInt8?, isLarge: Bool = false, isDoubled: Bool = false,
    levels: Int = 1
  ) {
    if action != .yank { rememberLine(range.lines(text)) }
    switch action {
    case .delete: delete(range, register, isLarge)
    case .change: change(range, register, isLarge)
    case .yank: yank(range, register, keepsCursor: isDoubled)
    case .shiftRight: shift(range.lines(text), by: levels)
    case .shiftLeft: shift(range.lines(text), by: -levels)
    case .toggleCase, .lowercase, .uppercase, .rotate: recase(action, range, keepsCursor: isDoubled)
    case .indent: reindent(range.lines(text))
    case .filter: askForFilter(range.lines(text))
    case .join, .joinPlain:
      let lines = range.lines(text)
      join(lines.lowerBound, count: max(2, lines.count), isPlain: action == .joinPlain)
    case .format: format(range.lines(text))
    }
  }

  /// A copy of a range.
  func content(_ range: OperatorRange) -> Registers.Content {
    switch range {
    case .characters(let from, let to):
      return Registers.Content(text: text.bytes(from, to), shape: .characters)
    case .lines(let lines):
      return Registers.Content(text: text.bytes(ofLines: lines), shape: .lines)
    case .block(let lines, let columns, let toEnd):
      var copy: [UInt8] = []
      for number in lines {
        let line = text.line(number)
        copy += line[bytes(ofColumns: columns, toEnd: toEnd, line)] + [0x0A]
      }
      copy.removeLast()
      return Registers.Content(text: copy, shape: .block(width: columns.count))
    }
  }

  /// The bytes of a line that a block covers.
  func bytes(ofColumns columns: ClosedRange<Int>, toEnd: Bool, _ line: [UInt8]) -> Range<Int> {
    let low = Characters.index(line, column: columns.lowerBound, tab: options.tabStop)
    if toEnd || low >= line.count { return low..<line.count }
    let last = Characters.index(line, column: columns.upperBound, tab: options.tabStop)
    return low..<max(low, Characters.next(line, last))
  }

  func yank(_ range: OperatorRange, _ register: UInt8?, keepsCursor: Bool = false) {
    let content = content(range)
    registers.yank(content, to: register)
    if Registers.isClipboard(register) { actions.append(.setClipboard(content.text)) }
    switch range {
    case .characters(let from, let to):
      setChangeMarks(from, Position(to.line, max(0, to.byte - 1)))
      if !keepsCursor { place(from) }
    case .lines(let lines):
      setChangeMarks(Position(lines.lowerBound, 0), Position(lines.upperBound, 0))
      if !keepsCursor, cursor.line != lines.lowerBound || mode.isVisual {
        place(mode.isVisual ? Position(lines.lowerBound, 0) : place(inLine: lines.lowerBound, column: wantedColumn))
      }
      if lines.count > 2 { tell("\(lines.count) lines yanked") }
    case .block(let lines, let columns, _):
      let line = text.line(lines.lowerBound)
      let byte = Characters.index(line, column: columns.lowerBound, tab: options.tabStop)
      place(Position(lines.lowerBound, byte))
    }
  }

  func setChangeMarks(_ from: Position, _ to: Position) {
    text.setMark(UInt8(ascii: "["), from)
    text.setMark(UInt8(ascii: "]"), to)
  }

  /// Puts what is deleted into the registers.
  func cut(_ range: OperatorRange, _ register: UInt8?, _ isLarge: Bool) {
    var spans = true
    if case .characters(let from, let to) = range { spans = from.line != to.line }
    if case .block(let lines, _, _) = range { spans = lines.count > 1 }
    let content = content(range)
    registers.delete(content, to: register, isLarge: spans, alwaysShifts: isLarge)
    if Registers.isClipboard(register) { actions.append(.setClipboard(content.text)) }
  }

  private func delete(_ range: OperatorRange, _ register: UInt8?, _ isLarge: Bool) {
    switch range {
    case .characters(let from, let to):
      if from == to { return place(from) }
      cut(range, register, isLarge)
      text.replace(from, to, with: [], cursor: from)
      place(from)
    case .lines(let lines):
      cut(range, register, isLarge)
      let old = text.lineCount
      savedLine = nil
      var before = firstNonBlank(lines.lowerBound)
      if cursor.line == before.line { before.byte = lines.count > 1 ? cursor.byte : min(cursor.byte, before.byte) }
      text.deleteLines(lines, cursor: before)
      if lines.count == old {
        tell("--No lines in buffer--")
      } else if lines.count > 2 {
        tell("\(lines.count) fewer lines")
      }
      place(firstNonBlank(min(lines.lowerBound, text.lastLine)))
    case .block(let lines, let columns, let toEnd):
      cut(range, register, isLarge)
      for number in lines {
        let line = text.line(number)
        let part = bytes(ofColumns: columns, toEnd: toEnd, line)
        if part.isEmpty { continue }
        text.replace(
          Position(number, part.lowerBound), Position(number, part.upperBound), with: [], cursor: cursor)
      }
      let byte = Characters.index(text.line(lines.lowerBound), column: columns.lowerBound, tab: options.tabStop)
      place(Position(lines.lowerBound, byte))
    }
    setChangeMarks(cursor, cursor)
  }

  private func change(_ range: OperatorRange, _ register: UInt8?, _ isLarge: Bool) {
    switch range {
    case .characters(let from, let to):
      if from != to {
        cut(range, register, isLarge)
        text.replace(from, to, with: [], cursor: from)
      }
      beginInsert(at: from)
    case .lines(let lines):
      cut(range, register, isLarge)
      let indent = options.autoIndents ? text.line(lines.lowerBound).prefix(while: Characters.isBlank) : []
      let last = Position(lines.upperBound, text.length(ofLine: lines.upperBound))
      text.replace(Position(lines.lowerBound, 0), last, with: Array(indent), cursor: cursor)
      beginInsert(at: Position(lines.lowerBound, indent.count))
      insertion.ownIndent = indent.isEmpty ? nil : lines.lowerBound
    case .block(let lines, let columns, _):
      delete(range, register, isLarge)
      let byte = Characters.index(text.line(lines.lowerBound), column: columns.lowerBound, tab: options.tabStop)
      beginInsert(at: Position(lines.lowerBound, byte))
      insertion.block = Insertion.Block(
        lines: lines, column: columns.lowerBound, start: cursor, pads: false, toEnd: false)
    }
  }
}
