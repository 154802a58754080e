// The visible cells of one screen (primary or alternate): one contiguous array, and an order of its lines, so that
// scrolling moves 8 bytes a line and never a cell. Knows wide characters (a half is never left alone), erasing and the
// soft-wrap flag of a line. Not the cursor, not the modes: those are Screen's.

/// The cells of one screen.
struct Grid: Sendable {
  let columns: Int
  let rows: Int
  private(set) var cells: [Cell]
  /// For each visible row the line of `cells` that holds it.
  private var order: [Int]
  /// For each line of `cells`: does it continue on the next row?
  private var wraps: [Bool]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: .blank, count: columns * rows)
    order = Array(0..<rows)
    wraps = Array(repeating: false, count: rows)
  }

  func offset(_ row: Int) -> Int { order[row] * columns }

  subscript(_ row: Int, _ column: Int) -> Cell {
    get { cells[order[row] * columns + column] }
    set { cells[order[row] * columns + column] = newValue }
  }

  /// Whether the text of `row` goes on in the next row without a line end.
  func isWrapped(_ row: Int) -> Bool { wraps[order[row]] }
  mutating func setWrapped(_ row: Int, _ value: Bool) { wraps[order[row]] = value }

  /// The cells of a row.
  func line(_ row: Int) -> ArraySlice<Cell> {
    let start = offset(row)
    return cells[start..<start + columns]
  }

  /// The number of cells of `row` up to the last one that shows something; a row that wraps counts whole, because its
  /// blanks stand inside a line of text.
  func usedColumns(_ row: Int) -> Int {
    if isWrapped(row) { return columns }
    let start = offset(row)
    var end = columns
    while end > 0, cells[start + end - 1].isTrimmable { end -= 1 }
    return end
  }

  // MARK: - Writing

  /// Writes ASCII over the cells from `column`; the run must fit.
  mutating func write(_ run: Span<UInt8>, row: Int, column: Int, style: CellStyle, link: UInt32) {
    let start = offset(row) + column
    separate(row, column)
    separate(row, column + run.count)
    var span = cells.mutableSpan
    for index in run.indices {
      span[start &+ index] = Cell(content: UInt32(run[index]), extra: link, style: style)
    }
  }

  /// Writes one cell.
  mutating func put(_ cell: Cell, row: Int, column: Int) {
    separate(row, column)
    separate(row, column + 1)
    cells[offset(row) + column] = cell
  }

  /// Writes the two halves of a wide character.
  mutating func putWide(_ cell: Cell, row: Int, column: Int) {
    separate(row, column)
    separate(row, column + 2)
    let start = offset(row) + column
    cells[start] = cell
    cells[start].content |= Cell.wideHeadFlag
    cells[start + 1] = Cell(content: Cell.wideTailFlag, extra: cell.extra & 0xFFFF, style: cell.style)
  }

  /// Makes the border before `column` a border between characters: a wide one that spans it becomes blanks.
  private mutating func separate(_ row: Int, _ column: Int) {
    guard column > 0 && column < columns else { return }
    let start = offset(row) + column
    guard cells[start].isWideTail else { return }
    cells[start].content = 0
    cells[start - 1].content = 0
    cells[start - 1].marks = 0
  }

  // MARK: - Erasing and shifting inside a row

  /// Erases the cells from `from` up to but not `to`, keeping the style's background.
  mutating func erase(row: Int, from: Int, to: Int, style: CellStyle) {
    guard from < to else { return }
    separate(row, from)
    separate(row, to)
    let start = offset(row)
    let blank = Cell.erased(style)
    if to == columns { wraps[order[row]] = false }
    var span = cells.mutableSpan
    for index in start + from..<start + to { span[index] = blank }
  }

  /// Moves the cells from `column` right by `count` and erases the gap; what leaves the row is lost.
  mutating func insert(row: Int, column: Int, count: Int, style: CellStyle) {
    let count = min(count, columns - column)
    separate(row, column)
    separate(row, columns - count)
    let start = offset(row)
    var index = columns - 1
    while index >= column + count {
      cells[start + index] = cells[start + index - count]
      index -= 1
    }
    for index in start + column..<start + column + count { cells[index] = .erased(style) }
    wraps[order[row]] = false
  }

  /// Removes `count` cells at `column`, moves the rest left and erases the end.
  mutating func delete(row: Int, column: Int, count: Int, style: CellStyle) {
    let count = min(count, columns - column)
    separate(row, column)
    separate(row, column + count)
    let start = offset(row)
    var index = column
    while index + count < columns {
      cells[start + index] = cells[start + index + count]
      index += 1
    }
    for index in start + columns - count..<start + columns { cells[index] = .erased(style) }
    wraps[order[row]] = false
  }

  // MARK: - Scrolling

  /// Moves the rows of the region up by `count`; the rows that come in at the bottom are erased.
  mutating func scrollUp(top: Int, bottom: Int, count: Int, style: CellStyle) {
    for _ in 0..<min(count, bottom - top + 1) {
      let first = order[top]
      var row = top
      while row < bottom {
        order[row] = order[row + 1]
        row += 1
      }
      order[bottom] = first
      clear(row: bottom, style: style)
    }
  }

  /// Moves the rows of the region down by `count`; the rows that come in at the top are erased.
  mutating func scrollDown(top: Int, bottom: Int, count: Int, style: CellStyle) {
    for _ in 0..<min(count, bottom - top + 1) {
      let last = order[bottom]
      var row = bottom
      while row > top {
        order[row] = order[row - 1]
        row -= 1
      }
      order[top] = last
      clear(row: top, style: style)
    }
  }

  /// Erases a whole row.
  mutating func clear(row: Int, style: CellStyle) {
    let start = offset(row)
    let blank = Cell.erased(style)
    let end = start + columns
    wraps[order[row]] = false
    var span = cells.mutableSpan
    for index in start..<end { span[index] = blank }
  }

  /// Puts a line of at most `columns` cells into a row that is blank.
  mutating func load(_ line: ArraySlice<Cell>, wrapped: Bool, row: Int) {
    let start = offset(row)
    var index = start
    for cell in line.prefix(columns) {
      cells[index] = cell
      index += 1
    }
    wraps[order[row]] = wrapped
  }
}
