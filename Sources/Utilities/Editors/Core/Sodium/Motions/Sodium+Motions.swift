// Where motions lead. Pure questions: nothing moves here.

import EditorCore

extension Sodium {
  /// The end of a motion; nil when it leads nowhere.
  func target(_ motion: CursorMotion, _ count: Int?, for action: TextOperator? = nil) throws(EditorError)
    -> MotionTarget?
  {
    let times = max(1, count ?? 1)
    switch motion {
    case .left, .right, .backward, .forward, .lineStart, .firstNonBlank, .lineEnd, .lastNonBlank, .column, .halfLine:
      return target(inLine: motion, count, for: action)
    case .up: return vertical(-times)
    case .down: return vertical(times)
    case .rowUp: return byRows(-times)
    case .rowDown: return byRows(times)
    case .lineBelow: return lineTarget(times)
    case .lineAbove: return lineTarget(-times)
    case .lineHere: return lineTarget(times - 1)
    case .word(let step, let isBig): return word(step, isBig, times, for: action)
    case .find(let scalar, let isForward, let isTill):
      lastFind = (scalar, isForward, isTill)
      return find(scalar, isForward, isTill, times, isAgain: false)
    case .findAgain(let isReversed):
      guard let last = lastFind else { return nil }
      return find(last.scalar, last.isForward != isReversed, last.isTill, times, isAgain: true)
    case .pair: return count.map { percent($0) } ?? pair()
    case .sentence(let isForward): return sentence(isForward, times)
    case .paragraph(let isForward): return paragraph(isForward, times)
    case .section(let isForward, let brace): return section(isForward, brace, times)
    case .unmatched(let bracket): return unmatched(bracket, times)
    case .windowTop: return window(visibleLines.lowerBound + times - 1, limit: visibleLines.upperBound)
    case .windowBottom: return window(max(visibleLines.lowerBound, visibleLines.upperBound - times + 1))
    case .windowMiddle: return window((visibleLines.lowerBound + visibleLines.upperBound) / 2)
    case .lastLine: return jump(toLine: count.map { $0 - 1 } ?? text.lastLine)
    case .firstLine: return jump(toLine: times - 1)
    case .mark(let name, let isLine): return try mark(name, isLine)
    case .search(let typed, let isForward): return try searchTyped(typed, isForward, times)
    case .searchAgain(let isReversed): return try searchAgain(isReversed, times)
    case .wordUnderCursor(let isForward, let isWhole): return try searchWord(isForward, isWhole, times)
    case .byteOffset:
      var target = MotionTarget(text.position(ByteOffset(times - 1)))
      target.isJump = true
      return target
    }
  }

  // MARK: - In the line

  private func target(inLine motion: CursorMotion, _ count: Int?, for action: TextOperator?) -> MotionTarget? {
    let times = max(1, count ?? 1)
    let line = text.line(cursor.line)
    switch motion {
    case .left, .backward:
      return steps(back: times, line, acrossLines: motion == .backward)
    case .right, .forward:
      return steps(on: times, line, acrossLines: motion == .forward, for: action)
    case .lineStart: return MotionTarget(Position(cursor.line, 0))
    case .firstNonBlank: return MotionTarget(firstNonBlank(cursor.line))
    case .lineEnd:
      let number = cursor.line + times - 1
      guard number <= text.lastLine else { return nil }
      let line = text.line(number)
      let last = mode.isVisual ? line.count : Characters.last(line)
      var target = MotionTarget(Position(number, last), .inclusive)
      target.column = .max
      return target
    case .lastNonBlank:
      let number = min(cursor.line + times - 1, text.lastLine)
      let line = text.line(number)
      let last = line.lastIndex { !Characters.isBlank($0) } ?? 0
      return MotionTarget(Position(number, Characters.snap(line, last)), .inclusive)
    case .column:
      let index = Characters.index(line, column: times - 1, tab: options.tabStop)
      var target = MotionTarget(Position(cursor.line, min(index, Characters.last(line))))
      target.column = times - 1
      return target
    default:
      let columns = Characters.column(line, line.count, tab: options.tabStop)
      let wanted = count.map { columns * $0 / 100 } ?? columns / 2
      return MotionTarget(Position(cursor.line, Characters.index(line, column: wanted, tab: options.tabStop)))
    }
  }

  private func steps(back times: Int, _ line: [UInt8], acrossLines: Bool) -> MotionTarget? {
    var place = cursor
    var current = line
    for step in 0..<times {
      if place.byte > 0 {
        place.byte = Characters.previous(current, place.byte)
      } else if acrossLines, place.line > 0 {
        place.line -= 1
        current = text.line(place.line)
        place.byte = Characters.last(current)
      } else {
        if step == 0 { return nil }
        break
      }
    }
    return MotionTarget(place)
  }

  private func steps(on times: Int, _ line: [UInt8], acrossLines: Bool, for action: TextOperator?) -> MotionTarget? {
    var place = cursor
    var current = line
    let goesToEnd = action != nil || mode.isVisual
    for step in 0..<times {
      let next = Characters.next(current, place.byte)
      if next < current.count {
        place.byte = next
      } else if acrossLines, place.line < text.lastLine, !(action != nil && place.byte < current.count) {
        place = Position(place.line + 1, 0)
        current = text.line(place.line)
      } else if goesToEnd, place.byte < current.count {
        // An operator takes the last character, too.
        place.byte = current.count
      } else {
        // On an empty line an operator takes nothing, which is no failure.
        if step == 0, action == nil { return nil }
        break
      }
    }
    return MotionTarget(place)
  }

  // MARK: - Lines

  private func vertical(_ lines: Int) -> MotionTarget? {
    guard lines < 0 ? cursor.line > 0 : cursor.line < text.lastLine else { return nil }
    return kept(min(max(cursor.line + lines, 0), text.lastLine))
  }

  /// The place in a line at the column that is wanted.
  func kept(_ number: Int) -> MotionTarget {
    var target = MotionTarget(place(inLine: number, column: wantedColumn), .lines)
    target.keepsColumn = true
    return target
  }

  func place(inLine number: Int, column: Int) -> Position {
    let line = text.line(number)
    let last = mode.isVisual && column == .max ? line.count : Characters.last(line)
    let index = column == .max ? last : Characters.index(line, column: column, tab: options.tabStop)
    return Position(number, min(index, last))
  }

  /// A line so many below (or above); as far as there are lines, but not nowhere.
  private func lineTarget(_ lines: Int) -> MotionTarget? {
    let number = min(max(cursor.line + lines, 0), text.lastLine)
    guard number != cursor.line || lines == 0 else { return nil }
    return MotionTarget(firstNonBlank(number), .lines)
  }

  private func jump(toLine number: Int) -> MotionTarget {
    let line = min(max(number, 0), text.lastLine)
    var target = options.startOfLine ? MotionTarget(firstNonBlank(line), .lines) : kept(line)
    target.isJump = true
    return target
  }

  private func percent(_ count: Int) -> MotionTarget? {
    guard count <= 100 else { return nil }
    return jump(toLine: (count * text.lineCount + 99) / 100 - 1)
  }

  private func window(_ number: Int, limit: Int = .max) -> MotionTarget {
    var target = MotionTarget(firstNonBlank(min(max(number, 0), min(limit, text.lastLine))), .lines)
    target.isJump = true
    return target
  }

  /// By rows of the screen; without wrapping these are lines.
  private func byRows(_ rows: Int) -> MotionTarget? {
    let width = textWidth
    guard options.wraps, width > 0 else {
      return vertical(rows).map { MotionTarget($0.place) }
    }
    var number = cursor.line
    let column = self.column(of: cursor)
    var row = column / width + rows
    while row < 0, number > 0 {
      number -= 1
      row += rowCount(ofLine: number)
    }
    while row >= rowCount(ofLine: number), number < text.lastLine {
      row -= rowCount(ofLine: number)
      number += 1
    }
    guard row >= 0, row < rowCount(ofLine: number) else { return nil }
    return MotionTarget(place(inLine: number, column: row * width + column % width))
  }

  private func mark(_ name: UInt8, _ isLine: Bool) throws(EditorError) -> MotionTarget? {
    guard let place = markPlace(name) else { throw EditorError("E20: Mark not set") }
    var target =
      isLine
      ? MotionTarget(firstNonBlank(place.line), .lines)
      : MotionTarget(Position(place.line, min(place.byte, Characters.last(text.line(place.line)))))
    target.isJump = true
    target.isLarge = !isLine
    return target
  }

  /// The place of a mark, by the name that is typed.
  func markPlace(_ name: UInt8) -> Position? {
    switch name {
    case UInt8(ascii: "'"), UInt8(ascii: "`"): text.mark(UInt8(ascii: "'")) ?? .zero
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"):
      text.mark(name)
    default: nil
    }
  }

  // MARK: - Words and characters

  private func word(
    _ step: CursorMotion.WordStep, _ isBig: Bool, _ times: Int, for action: TextOperator?
  ) -> MotionTarget? {
    var walker = TextWalker(text, cursor, isBig: isBig)
    var step = step
    var mayStay = false
    if step == .nextStart, action == .change, walker.kind != 0 {
      // To change a word leaves the blanks behind it alone.
      step = .nextEnd
      mayStay = true
    }
    var isDone = true
    for turn in 0..<times where isDone {
      switch step {
      case .nextStart: isDone = walker.toNextWord(staysInLine: action != nil && turn == times - 1)
      case .nextEnd: isDone = walker.toWordEnd(mayStay: mayStay && turn == 0)
      case .previousStart: isDone = walker.toPreviousWord()
      case .previousEnd: isDone = walker.toPreviousWordEnd()
      }
    }
    let isBackward = step == .previousStart || step == .previousEnd
    if !isDone, action == nil || isBackward {
      // It goes as far as it can, and fails when that is nowhere.
      let last = Position(walker.place.line, min(walker.place.byte, Characters.last(walker.line)))
      if (mode.isVisual || isBackward ? walker.place : last) == cursor { return nil }
    }
    var place = walker.place
    if step == .nextEnd {
      if place.byte >= walker.line.count, place.byte > 0 { place.byte = Characters.last(walker.line) }
      return MotionTarget(place, .inclusive)
    }
    if step == .previousEnd { return MotionTarget(place, .inclusive) }
    if action == nil, step == .nextStart, !mode.isVisual { place.byte = min(place.byte, Characters.last(walker.line)) }
    return MotionTarget(place)
  }

  private func find(_ scalar: UInt32, _ isForward: Bool, _ isTill: Bool, _ times: Int, isAgain: Bool) -> MotionTarget? {
    let line = text.line(cursor.line)
    var place = cursor.byte
    var left = times
    // A repeated `t` is not stopped by the character that it stopped before.
    var isFirst = isAgain && isTill
    while true {
      let next = isForward ? Characters.next(line, place) : Characters.previous(line, place)
      guard isForward ? next < line.count : place > 0 else { return nil }
      place = next
      guard Characters.scalar(line, place).value == scalar else {
        isFirst = false
        continue
      }
      if isFirst, times == 1 {
        isFirst = false
        continue
      }
      isFirst = false
      left -= 1
      if left == 0 { break }
    }
    if isTill { place = isForward ? Characters.previous(line, place) : Characters.next(line, place) }
    return MotionTarget(Position(cursor.line, place), isForward ? .inclusive : .exclusive)
  }
}
