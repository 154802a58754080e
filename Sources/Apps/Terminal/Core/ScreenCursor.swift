// Moving the cursor and scrolling: C0 controls, the cursor functions of CSI, tab stops, the scroll region.

extension Screen {
  mutating func execute(_ control: UInt8) {
    switch control {
    case 0x07: post(.bell)
    case 0x08: backspace()
    case 0x09: tab(1)
    case 0x0A, 0x0B, 0x0C:
      index()
      if modes.contains(.newLine) { carriageReturn() }
    case 0x0D: carriageReturn()
    case 0x0E: cursor.active = 1
    case 0x0F: cursor.active = 0
    default: break
    }
  }

  mutating func carriageReturn() {
    cursor.column = 0
    cursor.isWrapPending = false
  }

  private mutating func backspace() {
    if cursor.isWrapPending && modes.contains(.reverseWrap) {
      cursor.isWrapPending = false
    } else if cursor.column > 0 {
      cursor.isWrapPending = false
      cursor.column -= 1
    } else if modes.contains(.reverseWrap), cursor.row > top, grid.isWrapped(cursor.row - 1) {
      cursor.row -= 1
      cursor.column = columns - 1
    }
  }

  /// IND: down one row, scrolling at the region's bottom.
  mutating func index() {
    if cursor.row == bottom {
      scrollUp(1)
    } else if cursor.row < rows - 1 {
      cursor.row += 1
    }
    cursor.isWrapPending = false
  }

  /// RI: up one row, scrolling at the region's top.
  mutating func reverseIndex() {
    if cursor.row == top {
      scrollDown(1)
    } else if cursor.row > 0 {
      cursor.row -= 1
    }
    cursor.isWrapPending = false
  }

  // MARK: - Scrolling

  mutating func scrollUp(_ count: Int) {
    let count = min(count, bottom - top + 1)
    if !isAlternate && top == 0 {
      // Rows below the region keep their place but not their number.
      if bottom < rows - 1 { dropSelection(rows: bottom + 1...rows - 1) }
      for row in 0..<count { pushToScrollback(row) }
    } else {
      dropSelection(rows: top...bottom)
    }
    grid.scrollUp(top: top, bottom: bottom, count: count, style: cursor.style)
    markRegion()
  }

  mutating func scrollDown(_ count: Int) {
    dropSelection(rows: top...bottom)
    grid.scrollDown(top: top, bottom: bottom, count: count, style: cursor.style)
    markRegion()
  }

  private mutating func markRegion() {
    if top == 0 && bottom == rows - 1 { damage.markAll() } else { damage.mark(top...bottom) }
  }

  private mutating func pushToScrollback(_ row: Int) {
    let start = grid.offset(row)
    let used = grid.usedColumns(row)
    let before = scrollback.count
    scrollback.push(grid.cells[start..<start + used], wrapped: grid.isWrapped(row))
    if viewOffset > 0 {
      // A reader who has scrolled back keeps what they read.
      viewOffset = min(viewOffset + 1, scrollback.count)
      damage.markAll()
    }
    if scrollback.count == before, let range = selection, range.end.line < scrollback.forgotten { selection = nil }
  }

  // MARK: - CSI cursor functions

  /// Up or down without leaving the region that the cursor is in.
  mutating func moveVertically(_ count: Int) {
    let low = cursor.row >= top ? top : 0
    let high = cursor.row <= bottom ? bottom : rows - 1
    cursor.row = min(max(cursor.row + count, low), high)
    cursor.isWrapPending = false
  }

  mutating func moveHorizontally(_ count: Int) {
    cursor.column = min(max(cursor.column + count, 0), columns - 1)
    cursor.isWrapPending = false
  }

  /// To a zero-based column.
  mutating func move(column: Int) {
    cursor.column = min(max(column, 0), columns - 1)
    cursor.isWrapPending = false
  }

  /// To a zero-based row, which counts from the region's top in origin mode.
  mutating func move(row: Int) {
    let isOrigin = modes.contains(.origin)
    let low = isOrigin ? top : 0
    let high = isOrigin ? bottom : rows - 1
    cursor.row = min(max(row + low, low), high)
    cursor.isWrapPending = false
  }

  mutating func setRegion(_ first: Int, _ last: Int) {
    let last = last == 0 ? rows : min(last, rows)
    let first = max(first, 1)
    guard first < last else { return }
    top = first - 1
    bottom = last - 1
    move(row: 0)
    move(column: 0)
  }

  // MARK: - Tabs

  mutating func tab(_ count: Int) {
    for _ in 0..<min(count, columns) {
      var column = cursor.column + 1
      while column < columns - 1 && !tabStops[column] { column += 1 }
      cursor.column = min(column, columns - 1)
    }
  }

  mutating func tabBack(_ count: Int) {
    for _ in 0..<min(count, columns) {
      var column = cursor.column - 1
      while column > 0 && !tabStops[column] { column -= 1 }
      cursor.column = max(column, 0)
    }
    cursor.isWrapPending = false
  }

  mutating func clearTabs(_ which: Int) {
    if which == 0 { tabStops[cursor.column] = false }
    if which == 3 { tabStops = Array(repeating: false, count: columns) }
  }
}
