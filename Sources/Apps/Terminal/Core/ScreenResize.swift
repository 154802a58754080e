// A new size. The primary screen and its scrollback are one text that is wrapped anew; the alternate screen belongs to
// a program that draws it again and is only cut or extended.

extension Screen {
  mutating func resize(columns newColumns: Int, rows newRows: Int) {
    let newColumns = min(max(newColumns, Limit.columns.lowerBound), Limit.columns.upperBound)
    let newRows = min(max(newRows, Limit.rows.lowerBound), Limit.rows.upperBound)
    guard newColumns != columns || newRows != rows else { return }
    if isAlternate {
      resizeAlternateShown(newColumns, newRows)
    } else {
      reflowPrimary(newColumns, newRows)
      hiddenGrid = Grid(columns: newColumns, rows: newRows)
    }
    let oldTabs = tabStops
    tabStops = Screen.standardTabs(newColumns)
    for index in 0..<min(oldTabs.count, newColumns) { tabStops[index] = oldTabs[index] }
    top = 0
    bottom = newRows - 1
    damage = DamageTracker(rows: newRows)
    viewOffset = min(viewOffset, scrollback.count)
    if modes.contains(.resizeReporting) { reportSize() }
  }

  private mutating func resizeAlternateShown(_ newColumns: Int, _ newRows: Int) {
    let alternate = grid
    let alternateCursor = cursor
    grid = hiddenGrid
    cursor = hiddenSavedCursor ?? Cursor()
    selection = nil
    reflowPrimary(newColumns, newRows)
    hiddenGrid = grid
    if hiddenSavedCursor != nil { hiddenSavedCursor = cursor }
    cursor = alternateCursor
    let lost = max(0, cursor.row - newRows + 1)
    grid = Self.cropped(alternate, columns: newColumns, rows: newRows, skipping: lost)
    cursor.row -= lost
    cursor.column = min(cursor.column, newColumns - 1)
    cursor.isWrapPending = false
  }

  private static func cropped(_ old: Grid, columns: Int, rows: Int, skipping: Int) -> Grid {
    var new = Grid(columns: columns, rows: rows)
    for row in 0..<min(rows, old.rows - skipping) {
      var line = Array(old.line(row + skipping).prefix(columns))
      if let last = line.indices.last, line[last].isWide { line[last] = .erased(line[last].style) }
      new.load(line[...], wrapped: false, row: row)
    }
    return new
  }

  private mutating func reflowPrimary(_ newColumns: Int, _ newRows: Int) {
    let history = scrollback.count
    let firstNumber = scrollback.forgotten
    var lines = (0..<history).map { scrollback[$0] }
    let used = usedRows()
    for row in 0..<used {
      let cells = Array(grid.line(row).prefix(grid.usedColumns(row)))
      lines.append(HistoryLine(cells: cells, isWrapped: grid.isWrapped(row)))
    }
    let cursorColumn = cursor.column + (cursor.isWrapPending ? 1 : 0)
    var points = [
      TextPosition(line: history + cursor.row, column: cursorColumn), TextPosition(line: history, column: 0),
    ]
    if let selection {
      points.append(TextPosition(line: selection.start.line - firstNumber, column: selection.start.column))
      points.append(TextPosition(line: selection.end.line - firstNumber, column: selection.end.column))
    }
    if newColumns != columns { lines = Reflow.rewrap(lines, columns: newColumns, points: &points) }
    let blank = max(0, rows - used - max(0, rows - newRows))
    let wanted = min(points[1].line, lines.count + blank - newRows)
    let first = max(0, wanted, lines.count - newRows)
    rebuild(lines, first, newColumns, newRows, firstNumber)
    placeCursor(points[0], first)
    if let old = selection, points.count == 4 { moveSelection(old, points[2], points[3], firstNumber) }
  }

  /// Rows down to the last one that is not blank or holds the cursor.
  private func usedRows() -> Int {
    var used = rows
    while used > cursor.row + 1, grid.usedColumns(used - 1) == 0 { used -= 1 }
    return used
  }

  private mutating func rebuild(
    _ lines: [HistoryLine], _ first: Int, _ newColumns: Int, _ newRows: Int, _ firstNumber: Int
  ) {
    scrollback = Scrollback(capacity: scrollback.capacity, lines: lines[..<first], firstNumber: firstNumber)
    grid = Grid(columns: newColumns, rows: newRows)
    for row in 0..<min(newRows, lines.count - first) {
      grid.load(lines[first + row].cells[...], wrapped: lines[first + row].isWrapped, row: row)
    }
  }

  private mutating func placeCursor(_ point: TextPosition, _ first: Int) {
    cursor.row = min(max(point.line - first, 0), rows - 1)
    cursor.isWrapPending = point.column >= columns && modes.contains(.autowrap)
    cursor.column = min(point.column, columns - 1)
    if var saved = savedCursor {
      saved.row = min(saved.row, rows - 1)
      saved.column = min(saved.column, columns - 1)
      saved.isWrapPending = false
      savedCursor = saved
    }
  }

  private mutating func moveSelection(
    _ old: Selection, _ start: TextPosition, _ end: TextPosition, _ firstNumber: Int
  ) {
    // A block has no meaning once its rows have been wrapped anew.
    guard old.kind != .block else {
      selection = nil
      return
    }
    let from = TextPosition(line: start.line + firstNumber, column: start.column)
    let to = TextPosition(line: end.line + firstNumber, column: end.column)
    selection = Selection(
      kind: .character, anchor: TextRange(start: from, end: from), head: TextRange(start: to, end: to))
  }
}
