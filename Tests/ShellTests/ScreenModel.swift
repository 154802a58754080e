// A small terminal for the line editor's tests: cells with colours, a cursor, scrolling, and the sequences that the
// editor uses. It wraps its rows anew when it is resized, as terminals do.
//
// Like xterm it delays the wrap: the cursor stays in the last column until the next character. That a terminal wraps by
// itself is counted: the editor never relies on it.

import ShellCore

struct ScreenModel {
  struct Cell: Equatable {
    var text = " "
    var style = ""
    /// The second column of a wide character.
    var isTail = false
  }

  private(set) var width: Int
  private(set) var height: Int
  /// All rows, those that have left the screen first.
  private(set) var rows: [[Cell]] = [[]]
  private(set) var row = 0
  private(set) var column = 0
  /// The first row on the screen.
  private(set) var top = 0
  private var style = ""
  private var isWrapPending = false
  /// The cursor's shape (DECSCUSR).
  private(set) var shape = 0
  private(set) var isBracketed = false
  /// Bytes that the model does not know: a test fails on any.
  private(set) var unknown: [String] = []
  /// How often the terminal had to wrap by itself.
  private(set) var wraps = 0
  private(set) var bells = 0

  init(width: Int, height: Int = 24) {
    self.width = width
    self.height = height
  }

  /// The rows as text, without blanks at their ends.
  var text: [String] {
    var lines = rows.map { Self.trimmed($0.map { $0.isTail ? "" : $0.text }.joined()) }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The rows with their colours: `{31}text{}`.
  func coloured(from first: Int = 0) -> [String] {
    rows.dropFirst(first).map { cells in
      var line = ""
      var style = ""
      for cell in cells where !cell.isTail {
        if cell.style != style { line += "{\(cell.style)}" }
        style = cell.style
        line += cell.text
      }
      return Self.trimmed(style.isEmpty ? line : line + "{}")
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The cells of the rows from `first` on, without blanks at the ends.
  func cells(from first: Int = 0) -> [[Cell]] {
    var rows = rows.dropFirst(first).map { cells in
      var end = cells.count
      while end > 0, cells[end - 1] == Cell() { end -= 1 }
      return Array(cells[..<end])
    }
    while rows.last == [] { rows.removeLast() }
    return rows
  }

  // MARK: Input

  mutating func write(_ bytes: Bytes) {
    var scalars = Array(bytes.text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\r": move(column: 0)
      case "\n": down(1)
      case "\u{8}": move(column: column - 1)
      case "\u{7}": bells += 1
      case "\u{1b}": escape(&scalars)
      default: put(scalar)
      }
    }
  }

  private mutating func move(column: Int) {
    self.column = max(0, min(column, width - 1))
    isWrapPending = false
  }

  private mutating func move(row: Int) {
    self.row = max(top, min(row, top + height - 1))
    while rows.count <= self.row { rows.append([]) }
    isWrapPending = false
  }

  private mutating func down(_ count: Int) {
    row += count
    top = max(top, row - height + 1)
    while rows.count <= row { rows.append([]) }
    isWrapPending = false
  }

  private mutating func escape(_ scalars: inout ArraySlice<Unicode.Scalar>) {
    guard scalars.popFirst() == "[" else { return unknown.append("escape") }
    var digits = ""
    while let next = scalars.first, next.value < 0x40 {
      digits.unicodeScalars.append(next)
      scalars.removeFirst()
    }
    let count = max(1, Int(digits) ?? 1)
    switch scalars.popFirst() {
    case "A": move(row: row - count)
    case "B": move(row: row + count)
    case "C": move(column: column + count)
    case "D": move(column: column - count)
    case "G": move(column: count - 1)
    case "H":
      row = top
      move(column: 0)
    case "J":
      if digits == "2" {
        for index in top..<rows.count { rows[index] = [] }
      } else {
        eraseLine()
        for index in (row + 1)..<max(rows.count, row + 1) { rows[index] = [] }
      }
    case "K": eraseLine()
    case "m": style = digits == "0" ? "" : digits.hasPrefix("0;") ? String(digits.dropFirst(2)) : digits
    case "h", "l":
      if digits != "?2004" { unknown.append("mode \(digits)") }
    case "q" where digits.hasSuffix(" "): shape = Int(digits.dropLast()) ?? -1
    case let other: unknown.append("CSI \(digits)\(other.map(String.init) ?? "")")
    }
  }

  private mutating func eraseLine() { rows[row] = Array(rows[row].prefix(column)) }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let columns = Self.columns(scalar)
    if columns == 0 {
      let end = isWrapPending ? column + 1 : column
      if let index = rows[row].prefix(end).lastIndex(where: { !$0.isTail }) {
        rows[row][index].text.unicodeScalars.append(scalar)
      }
      return
    }
    if isWrapPending || column + columns > width {
      wraps += 1
      column = 0
      down(1)
    }
    while rows[row].count < min(column + columns, width) { rows[row].append(Cell()) }
    guard column + columns <= width else { return }
    clear(column)
    if columns == 2 { clear(column + 1) }
    rows[row][column] = Cell(text: String(scalar), style: style)
    if columns == 2 { rows[row][column + 1] = Cell(text: "", style: style, isTail: true) }
    column += columns
    if column >= width {
      column = width - 1
      isWrapPending = true
    }
  }

  /// What is left of a wide character when one half is written over.
  private mutating func clear(_ column: Int) {
    if rows[row][column].isTail, column > 0 { rows[row][column - 1] = Cell() }
    if column + 1 < rows[row].count, rows[row][column + 1].isTail { rows[row][column + 1] = Cell() }
    rows[row][column] = Cell()
  }

  // MARK: Size

  /// Wraps the rows anew; the cursor goes with its character.
  mutating func resize(width: Int, height: Int) {
    // Of what has left the screen a little is enough.
    let forgotten = max(0, top - height)
    rows.removeFirst(forgotten)
    row -= forgotten
    var wrapped: [[Cell]] = []
    var cursor = (row: 0, column: 0)
    for (index, cells) in rows.enumerated() {
      var cells = cells[...]
      while cells.last?.text == " ", cells.last?.style == "" { cells.removeLast() }
      let first = wrapped.count
      var starts = [0]
      var offset = 0
      while cells.count - offset > width {
        var end = offset + width
        if cells[end].isTail, end - 1 > offset { end -= 1 }
        wrapped.append(Array(cells[offset..<end]))
        offset = end
        starts.append(end)
      }
      wrapped.append(Array(cells[offset...]))
      if index == row {
        let piece = starts.lastIndex { $0 <= column } ?? 0
        cursor = (first + piece, min(column - starts[piece], width - 1))
      }
    }
    (self.width, self.height) = (width, height)
    rows = wrapped
    while rows.count > cursor.row + 1, rows.last == [] { rows.removeLast() }
    (row, column) = cursor
    isWrapPending = false
    top = min(max(0, rows.count - height), row)
  }

  static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36f, 0x200d, 0xfe0f: 0
    case 0x3000...0x9fff, 0xac00...0xd7a3, 0x1f300...0x1f64f, 0x1f900...0x1f9ff: 2
    default: 1
    }
  }
}
