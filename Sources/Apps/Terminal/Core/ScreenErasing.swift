// Erasing, inserting and deleting. Everything keeps the current background (BCE) and drops a selection that it touches.

extension Screen {
  /// ED.
  mutating func eraseDisplay(_ which: Int) {
    switch which {
    case 0:
      eraseLine(0)
      eraseRows(cursor.row + 1, rows)
    case 1:
      eraseRows(0, cursor.row)
      eraseLine(1)
    case 2: eraseRows(0, rows)
    case 3:
      scrollback.removeAll()
      viewOffset = 0
      selection = nil
      damage.markAll()
    default: break
    }
  }

  private mutating func eraseRows(_ from: Int, _ to: Int) {
    guard from < to else { return }
    dropSelection(rows: from...to - 1)
    for row in from..<to {
      grid.clear(row: row, style: cursor.style)
      markDirty(row)
    }
  }

  /// EL.
  mutating func eraseLine(_ which: Int) {
    switch which {
    case 0: erase(cursor.column, columns)
    case 1: erase(0, cursor.column + 1)
    case 2: erase(0, columns)
    default: break
    }
  }

  /// ECH.
  mutating func eraseCharacters(_ count: Int) { erase(cursor.column, min(columns, cursor.column + count)) }

  private mutating func erase(_ from: Int, _ to: Int) {
    dropSelection(rows: cursor.row...cursor.row)
    grid.erase(row: cursor.row, from: from, to: to, style: cursor.style)
    cursor.isWrapPending = false
    markDirty(cursor.row)
  }

  /// ICH.
  mutating func insertCharacters(_ count: Int) {
    dropSelection(rows: cursor.row...cursor.row)
    grid.insert(row: cursor.row, column: cursor.column, count: count, style: cursor.style)
    cursor.isWrapPending = false
    markDirty(cursor.row)
  }

  /// DCH.
  mutating func deleteCharacters(_ count: Int) {
    dropSelection(rows: cursor.row...cursor.row)
    grid.delete(row: cursor.row, column: cursor.column, count: count, style: cursor.style)
    cursor.isWrapPending = false
    markDirty(cursor.row)
  }

  /// IL, inside the region only.
  mutating func insertLines(_ count: Int) {
    guard cursor.row >= top && cursor.row <= bottom else { return }
    dropSelection(rows: cursor.row...bottom)
    grid.scrollDown(top: cursor.row, bottom: bottom, count: count, style: cursor.style)
    carriageReturn()
    damage.mark(cursor.row...bottom)
  }

  /// DL, inside the region only.
  mutating func deleteLines(_ count: Int) {
    guard cursor.row >= top && cursor.row <= bottom else { return }
    dropSelection(rows: cursor.row...bottom)
    grid.scrollUp(top: cursor.row, bottom: bottom, count: count, style: cursor.style)
    carriageReturn()
    damage.mark(cursor.row...bottom)
  }

  /// DECALN: the screen full of E, for alignment tests.
  mutating func alignmentTest() {
    top = 0
    bottom = rows - 1
    selection = nil
    for row in 0..<rows {
      grid.clear(row: row, style: CellStyle())
      for column in 0..<columns { grid[row, column] = Cell(content: 0x45, extra: 0, style: CellStyle()) }
    }
    move(row: 0)
    move(column: 0)
    damage.markAll()
  }

  /// Forgets the selection if it touches these rows of the grid: their text is about to go.
  mutating func dropSelection(rows range: ClosedRange<Int>) {
    guard let current = selection else { return }
    let first = firstGridLine + range.lowerBound
    let last = firstGridLine + range.upperBound
    if current.end.line >= first && current.start.line <= last {
      selection = nil
      damage.markAll()
    }
  }

  /// Moves the cursor's row to the top and erases the rest: what "clear" of a terminal's menu means.
  mutating func scrollUpToCursor() {
    selection = nil
    grid.scrollUp(top: 0, bottom: rows - 1, count: cursor.row, style: CellStyle())
    cursor.row = 0
    for row in 1..<max(1, rows) { grid.clear(row: row, style: CellStyle()) }
    damage.markAll()
  }
}
