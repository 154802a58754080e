// The picture of a line on a terminal that knows no sequences (TERM=dumb): one row, in which the text is moved to the
// left and right, drawn with characters, blanks and backspaces only.

/// The row of a dumb terminal.
struct DumbPainter {
  private var width: Int
  private var shown = Picture.Row()
  private var column = 0
  /// The first column of the line that is shown.
  private var left = 0

  init(width: Int) { self.width = max(width, 2) }

  /// Takes the row at the cursor as empty.
  mutating func begin() {
    shown = Picture.Row()
    column = 0
    left = 0
  }

  /// The bytes that lead to `line`, a row of any length, with the cursor before its column `cursor`.
  mutating func paint(_ line: Picture.Row, cursor: Int) -> Bytes {
    // The last column stays free: some terminals move on when it is written.
    let room = width - 1
    if cursor < left { left = max(0, cursor - room / 2) }
    if cursor >= left + room { left = cursor - room / 2 }
    if line.columns <= room { left = 0 }
    let window = Self.cut(line, from: left, columns: room)
    var common = 0
    var commonColumns = 0
    while common < min(window.cells.count, shown.cells.count),
      window.bytes(of: window.cells[common]) == shown.bytes(of: shown.cells[common])
    {
      commonColumns += window.cells[common].columns
      common += 1
    }
    var output = Bytes()
    if window.cells.count > common || shown.columns > window.columns {
      output += move(to: commonColumns)
      for cell in window.cells[common...] { output += window.bytes(of: cell) }
      column = window.columns
      let rest = max(0, shown.columns - window.columns)
      output += Bytes(repeating: ASCII.space, count: rest)
      column += rest
    }
    shown = window
    return output + move(to: max(0, cursor - left))
  }

  private mutating func move(to target: Int) -> Bytes {
    var output = Bytes()
    if target < column {
      output = Bytes(repeating: ASCII.backspace, count: column - target)
    } else {
      var place = 0
      for cell in shown.cells where place < target {
        if place >= column { output += shown.bytes(of: cell) }
        place += cell.columns
      }
    }
    column = target
    return output
  }

  private static func cut(_ line: Picture.Row, from left: Int, columns: Int) -> Picture.Row {
    var row = Picture.Row()
    var place = 0
    for cell in line.cells {
      if place >= left, place + cell.columns <= left + columns {
        var copy = cell
        copy.start = row.bytes.count
        row.bytes += line.bytes(of: cell)
        row.cells.append(copy)
        row.columns += cell.columns
      } else if place + cell.columns > left, place < left {
        // Half of a wide character.
        row.cells.append(.init(start: row.bytes.count, length: 1, columns: 1, style: 0))
        row.bytes.append(ASCII.less)
        row.columns += 1
      }
      place += cell.columns
    }
    return row
  }

  /// Goes to a fresh row.
  mutating func finish() -> Bytes {
    begin()
    return "\r\n".bytes
  }

  /// Starts anew on a fresh row of another width.
  mutating func resize(width: Int) -> Bytes {
    self.width = max(width, 2)
    return finish()
  }
}
