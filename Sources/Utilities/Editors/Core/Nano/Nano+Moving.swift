// Moving about, and which part of the text is seen.

import EditorCore

extension Nano {
  func move(_ key: Key) {
    let line = text.line(cursor.line)
    switch key {
    case .ctrl("B"), .left:
      place(
        cursor.byte > 0
          ? Position(cursor.line, Characters.previous(line, cursor.byte))
          : cursor.line > 0 ? Position(cursor.line - 1, Int.max) : cursor)
    case .ctrl("F"), .right:
      place(
        cursor.byte < line.count
          ? Position(cursor.line, Characters.next(line, cursor.byte))
          : cursor.line < text.lastLine ? Position(cursor.line + 1, 0) : cursor)
    case .ctrl("P"), .up: moveLines(-1)
    case .ctrl("N"), .down: moveLines(1)
    case .ctrl("A"), .home: place(Position(cursor.line, 0))
    case .ctrl("E"), .end: place(Position(cursor.line, line.count))
    case .ctrl("Y"), .pageUp: page(-1)
    case .ctrl("V"), .pageDown: page(1)
    default:
      var walker = TextWalker(text, cursor)
      if key == .wordLeft { _ = walker.toPreviousWord() } else { _ = walker.toNextWord(staysInLine: false) }
      place(walker.place)
    }
  }

  /// Up or down, in the column that was wanted first.
  private func moveLines(_ lines: Int) {
    let number = min(max(cursor.line + lines, 0), text.lastLine)
    guard number != cursor.line else { return }
    let column = wantedColumn
    let bytes = text.line(number)
    cursor = Position(number, Characters.index(bytes, column: column, tab: options.tabSize))
  }

  private func page(_ direction: Int) {
    let step = max(1, viewport.height - 2)
    viewport.top = min(max(0, viewport.top + direction * step), text.lastLine)
    moveLines(direction * step)
  }

  func scroll(_ lines: Int) {
    viewport.top = min(max(0, viewport.top + lines), text.lastLine)
    moveLines(lines)
  }

  func moveParagraph(_ direction: Int) {
    var number = cursor.line
    func isBlank(_ number: Int) -> Bool { text.line(number).allSatisfy(Characters.isBlank) }
    if direction > 0 {
      while number < text.lastLine, !isBlank(number) { number += 1 }
      while number < text.lastLine, isBlank(number) { number += 1 }
    } else {
      number = max(0, number - 1)
      while number > 0, isBlank(number) { number -= 1 }
      while number > 0, !isBlank(number - 1) { number -= 1 }
    }
    place(Position(number, 0))
  }

  func matchBracket() {
    // The other editor knows how.
    let helper = Sodium()
    helper.text = text
    helper.cursor = cursor
    guard let partner = helper.partner(of: cursor) else {
      message = Array("Not a bracket".utf8)
      return
    }
    place(partner)
  }

  func showPosition() {
    let lines = text.lineCount
    let column = Characters.column(text.line(cursor.line), cursor.byte, tab: options.tabSize) + 1
    let width = Characters.column(text.line(cursor.line), .max, tab: options.tabSize) + 1
    let offset = text.offset(cursor).value
    let total = max(1, text.byteCount)
    message = Array(
      ("line \(cursor.line + 1)/\(lines) (\((cursor.line + 1) * 100 / lines)%), col \(column)/\(width) "
        + "(\(column * 100 / width)%), char \(offset)/\(text.byteCount) (\(min(100, offset * 100 / total))%)").utf8)
  }

  // MARK: - The window

  /// Rows that are not text: the title, the messages and two rows of help.
  static let otherRows = 4

  /// The screen has a new size.
  public func resize(width: Int, height: Int) {
    viewport.width = max(10, width)
    viewport.height = max(1, height - Self.otherRows)
    scrollToCursor()
  }

  var gutterWidth: Int {
    options.showsNumbers ? min("\(text.lineCount)".utf8.count + 1, viewport.width / 2) : 0
  }

  var textWidth: Int { max(1, viewport.width - gutterWidth) }

  var layout: LineLayout { LineLayout(width: options.wraps ? textWidth : nil, tab: options.tabSize) }

  func scrollToCursor() {
    viewport.top = min(max(viewport.top, 0), text.lastLine)
    let column = Characters.column(text.line(cursor.line), cursor.byte, tab: options.tabSize)
    viewport.left = 0
    if options.wraps {
      scrollWrapped()
      return
    }
    // As in nano, the line of the cursor moves by pages.
    if column >= textWidth - 1 {
      let step = max(1, textWidth - 9)
      viewport.left = max(0, column / step * step - 8 + (column / step == 0 ? 8 : 0))
      if column - viewport.left >= textWidth - 1 { viewport.left = column - textWidth + 2 }
    }
    let height = viewport.height
    if cursor.line < viewport.top {
      viewport.top = viewport.top - cursor.line > height / 2 ? max(0, cursor.line - height / 2) : cursor.line
    } else if cursor.line >= viewport.top + height {
      let isFar = cursor.line - viewport.top - height >= height / 2
      viewport.top = isFar ? max(0, cursor.line - height / 2) : cursor.line - height + 1
    }
  }

  private func scrollWrapped() {
    if cursor.line < viewport.top { viewport.top = cursor.line }
    viewport.topRow = 0
    // The first line from which the cursor's row is on the screen.
    let row = layout.place(text.line(cursor.line), of: cursor.byte).row
    if row >= viewport.height {
      viewport.top = cursor.line
      viewport.topRow = row - viewport.height + 1
      return
    }
    var rows = row
    var top = cursor.line
    while top > viewport.top {
      rows += layout.rows(text.line(top - 1))
      if rows >= viewport.height { break }
      top -= 1
    }
    viewport.top = top
  }
}
