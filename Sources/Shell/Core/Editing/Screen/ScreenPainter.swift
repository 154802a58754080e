// Brings a terminal from the picture that it shows to the one that it has to show, with as few bytes as it takes.
//
// A row is always entered with CR LF and never by the terminal's own wrap, so that terminals that delay the wrap and
// those that do not agree. Of a picture with more rows than the terminal a window is shown that holds the cursor.

/// The terminal's picture.
struct ScreenPainter {
  private var width: Int
  private var height: Int
  /// What the terminal shows, from the first row that belongs to the editor.
  private var shown: [Picture.Row] = [Picture.Row()]
  /// Where the terminal's cursor stands, from the first row that belongs to the editor.
  private(set) var cursor = Picture.Place()
  private var style: UInt8 = 0
  /// The first row of the picture that is shown.
  private var top = 0
  private var output = Bytes()
  /// Attributes of the prompt's styles.
  var promptStyles: [Bytes] = []

  /// Gaps of at most this many columns are written again rather than jumped over.
  private static let shortestJump = 4

  init(width: Int, height: Int) {
    self.width = max(width, 1)
    self.height = max(height, 1)
  }

  /// Takes the row at the cursor as an empty screen.
  mutating func begin() {
    forget()
    top = 0
  }

  /// The same, but for the rows of the picture that are shown.
  mutating func forget() {
    shown = [Picture.Row()]
    cursor = Picture.Place()
  }

  // MARK: Painting

  /// The bytes that lead to `picture`.
  mutating func paint(_ picture: Picture) -> Bytes {
    output = []
    let target = picture.cursor ?? picture.end
    top = max(0, min(top, picture.rows.count - height))
    if target.row < top { top = target.row }
    if target.row >= top + height { top = target.row - height + 1 }
    let rows = picture.rows[top..<min(top + height, picture.rows.count)]
    for (index, row) in rows.enumerated() {
      if index < shown.count {
        change(index, to: row)
      } else {
        if cursor.row < index - 1 { output += sequence(index - 1 - cursor.row, "B") }
        setStyle(0)
        output += "\r\n".bytes
        cursor = .init(row: index, column: 0)
        shown.append(Picture.Row())
        change(index, to: row)
      }
    }
    if shown.count > rows.count {
      move(to: .init(row: rows.count, column: 0))
      setStyle(0)
      output += [ASCII.escape] + "[J".bytes
      shown.removeSubrange(rows.count...)
    }
    move(to: .init(row: target.row - top, column: min(target.column, width - 1)), isPast: target.column >= width)
    setStyle(0)
    defer { output = [] }
    return output
  }

  /// Writes the cells of a row that differ from what it shows.
  private mutating func change(_ index: Int, to row: Picture.Row) {
    let old = shown[index]
    if old == row { return }
    var oldCell = 0
    var oldColumn = 0
    var column = 0
    /// Equal cells since the last one that was written.
    var skipped = 0
    for (number, cell) in row.cells.enumerated() {
      while oldCell < old.cells.count, oldColumn < column {
        oldColumn += old.cells[oldCell].columns
        oldCell += 1
      }
      let isSame =
        oldColumn == column && oldCell < old.cells.count && old.cells[oldCell].columns == cell.columns
        && old.cells[oldCell].style == cell.style && old.bytes(of: old.cells[oldCell]) == row.bytes(of: cell)
      if isSame {
        skipped += 1
      } else {
        let gap = row.cells[(number - skipped)..<number]
        let gapStart = gap.reduce(column) { $0 - $1.columns }
        if skipped <= Self.shortestJump, cursor == Picture.Place(row: index, column: gapStart) {
          for again in gap { write(row, again) }
        }
        move(to: .init(row: index, column: column))
        write(row, cell)
        skipped = 0
      }
      column += cell.columns
    }
    if old.columns > row.columns {
      move(to: .init(row: index, column: row.columns), isPast: row.columns >= width)
      setStyle(0)
      if row.columns < width { output += [ASCII.escape] + "[K".bytes }
    }
    shown[index] = row
  }

  private mutating func write(_ row: Picture.Row, _ cell: Picture.Cell) {
    setStyle(cell.style)
    let bytes = row.bytes(of: cell)
    let isDisputed = cell.length >= 4 && Cluster.isDisputed(bytes)
    // Terminals disagree about the columns of some characters: what a smaller one would leave is made blank, and then
    // the terminal is told where the next character stands.
    if isDisputed {
      output += Bytes(repeating: ASCII.space, count: cell.columns)
      output += sequence(cursor.column + 1, "G")
    }
    output += bytes
    cursor.column += cell.columns
    if isDisputed, cursor.column < width { output += sequence(cursor.column + 1, "G") }
  }

  private mutating func setStyle(_ number: UInt8) {
    guard number != style else { return }
    style = number
    let attributes = attributes(number)
    // From plain nothing has to be taken back.
    output += [ASCII.escape, ASCII.leftBracket]
    if !attributes.isEmpty { output += "0;".bytes + attributes }
    output.append(UInt8(ascii: "m"))
  }

  private func attributes(_ number: UInt8) -> Bytes {
    if let style = Style(rawValue: number) { return style.attributes }
    let index = Int(number) - Int(PromptText.firstStyle)
    return index >= 0 && index < promptStyles.count ? promptStyles[index] : []
  }

  /// Moves the cursor; with `isPast` it may stay behind the last column.
  private mutating func move(to target: Picture.Place, isPast: Bool = false) {
    if isPast, cursor.row == target.row, cursor.column >= width { return }
    if cursor == target { return }
    if cursor.column >= width || (target.column == 0 && cursor.column != 0) {
      output.append(ASCII.carriageReturn)
      cursor.column = 0
    }
    if target.row < cursor.row { output += sequence(cursor.row - target.row, "A") }
    if target.row > cursor.row { output += sequence(target.row - cursor.row, "B") }
    let distance = target.column - cursor.column
    if distance == -1 {
      output.append(ASCII.backspace)
    } else if distance != 0 {
      output += sequence(abs(distance), distance < 0 ? "D" : "C")
    }
    cursor = target
  }

  private func sequence(_ count: Int, _ letter: String) -> Bytes {
    [ASCII.escape, ASCII.leftBracket] + (count == 1 ? [] : Bytes(decimal: count)) + letter.bytes
  }

  // MARK: Ends

  /// Goes to a fresh row behind the picture, which is shown without a cursor.
  mutating func finish() -> Bytes {
    let rows = shown.count - 1 - cursor.row
    begin()
    return (rows > 0 ? sequence(rows, "B") : []) + "\r\n".bytes
  }

  /// Erases the picture, for another size: terminals wrap the rows anew that they show.
  mutating func resize(width: Int, height: Int) -> Bytes {
    let newWidth = max(width, 1)
    var above = 0
    for row in shown.prefix(cursor.row) { above += Self.rowCount(row.inkedColumns, newWidth) }
    let inked = cursor.row < shown.count ? shown[cursor.row].inkedColumns : 0
    above += min(cursor.column / newWidth, Self.rowCount(inked, newWidth) - 1)
    output = [ASCII.carriageReturn]
    if above > 0 { output += sequence(above, "A") }
    output += [ASCII.escape] + "[J".bytes
    self.width = newWidth
    self.height = max(height, 1)
    defer { output = [] }
    begin()
    return output
  }

  private static func rowCount(_ columns: Int, _ width: Int) -> Int { max(1, (columns + width - 1) / width) }
}
