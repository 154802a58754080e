// Putting characters on the grid: wrapping, insert mode, wide and zero-width characters, character sets, REP. The run
// of plain ASCII is the path that decides the terminal's speed: no work per character but the store.

extension Screen: ParserHandler {
  mutating func printASCII(_ run: Span<UInt8>) {
    if modes.contains(.insert) || cursor.set != .ascii {
      for index in run.indices { print(UInt32(run[index])) }
      return
    }
    var index = 0
    while index < run.count {
      wrapIfPending()
      let room = columns - cursor.column
      let take = min(room, run.count - index)
      grid.write(
        run.extracting(index..<index + take), row: cursor.row, column: cursor.column, style: cursor.style, link: link)
      markDirty(cursor.row)
      advanceCursor(take)
      index += take
    }
    lastPrinted = UInt32(run[run.count - 1])
  }

  mutating func print(_ scalar: UInt32) {
    let scalar = scalar < 0x7F ? cursor.set.map(scalar) : scalar
    switch CharacterWidth.cells(of: scalar) {
    case 0: combine(scalar)
    case 1: printNarrow(scalar)
    default: printWide(scalar)
    }
  }

  /// REP: the last character again.
  mutating func repeatLast(_ count: Int) {
    guard lastPrinted != 0 else { return }
    // More than a screenful shows nothing new.
    for _ in 0..<min(count, columns * rows) { print(lastPrinted) }
  }

  private mutating func printNarrow(_ scalar: UInt32) {
    wrapIfPending()
    if modes.contains(.insert) { grid.insert(row: cursor.row, column: cursor.column, count: 1, style: cursor.style) }
    let cell = Cell(content: scalar, extra: link, style: cursor.style)
    grid.put(cell, row: cursor.row, column: cursor.column)
    markDirty(cursor.row)
    advanceCursor(1)
    lastPrinted = scalar
  }

  private mutating func printWide(_ scalar: UInt32) {
    wrapIfPending()
    if cursor.column == columns - 1 {
      if modes.contains(.autowrap) {
        let spacer = Cell(content: Cell.spacerFlag, extra: 0, style: cursor.style.erased)
        grid.put(spacer, row: cursor.row, column: cursor.column)
        markDirty(cursor.row)
        wrap()
      } else {
        cursor.column -= 1
      }
    }
    if modes.contains(.insert) { grid.insert(row: cursor.row, column: cursor.column, count: 2, style: cursor.style) }
    let cell = Cell(content: scalar, extra: link, style: cursor.style)
    grid.putWide(cell, row: cursor.row, column: cursor.column)
    markDirty(cursor.row)
    advanceCursor(2)
    lastPrinted = scalar
  }

  /// Joins a zero-width scalar to the character before the cursor.
  private mutating func combine(_ mark: UInt32) {
    var column = cursor.isWrapPending ? cursor.column : cursor.column - 1
    guard column >= 0 else { return }
    if grid[cursor.row, column].isWideTail && column > 0 { column -= 1 }
    var cell = grid[cursor.row, column]
    guard !cell.isBlank else { return }
    cell.marks = clusters.appending(mark, to: cell.marks)
    grid[cursor.row, column] = cell
    markDirty(cursor.row)
    let widens = mark == 0xFE0F && !cell.isWide && CharacterWidth.becomesWideEmoji(cell.scalar)
    if widens && column + 1 < columns && !cursor.isWrapPending {
      grid.putWide(cell, row: cursor.row, column: column)
      advanceCursor(1)
    }
  }

  private mutating func advanceCursor(_ cells: Int) {
    cursor.column += cells
    if cursor.column >= columns {
      cursor.column = columns - 1
      cursor.isWrapPending = modes.contains(.autowrap)
    }
  }

  private mutating func wrapIfPending() {
    if cursor.isWrapPending { wrap() }
  }

  private mutating func wrap() {
    grid.setWrapped(cursor.row, true)
    cursor.column = 0
    cursor.isWrapPending = false
    index()
  }
}
