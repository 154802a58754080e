// A small terminal for the line editor's tests: cells, a cursor, and the sequences that the editor uses.
//
// Like xterm it delays the wrap: the cursor stays in the last column until the next character.

import ShellCore

struct ScreenModel {
  let width: Int
  private(set) var rows: [[String]] = [[]]
  private(set) var row = 0
  private(set) var column = 0
  /// Bytes that the model does not know: a test fails on any.
  private(set) var unknown: [String] = []

  init(width: Int) { self.width = width }

  /// The rows as text, without blanks at their ends.
  var text: [String] {
    var lines = rows.map { cells in
      var line = cells.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func write(_ bytes: Bytes) {
    var scalars = Array(bytes.text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": down(1)
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}": break
      case "\u{1b}": escape(&scalars)
      default: put(scalar)
      }
    }
  }

  private mutating func down(_ count: Int) {
    row += count
    while rows.count <= row { rows.append([]) }
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
    case "A": row = max(0, row - count)
    case "B": down(count)
    case "C": column = min(width - 1, column + count)
    case "D": column = max(0, column - count)
    case "H": (row, column) = (0, 0)
    case "J":
      if digits == "2" {
        rows = rows.map { _ in [] }
      } else {
        eraseLine()
        rows.removeSubrange((row + 1)...)
      }
    case "K": eraseLine()
    case "h", "l", "m": break
    case let other: unknown.append("CSI \(digits)\(other.map(String.init) ?? "")")
    }
  }

  private mutating func eraseLine() { rows[row] = Array(rows[row].prefix(column)) }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let columns = Self.columns(scalar)
    if columns == 0 {
      let index = rows[row].prefix(column).lastIndex { !$0.isEmpty }
      if let index { rows[row][index].unicodeScalars.append(scalar) }
      return
    }
    if column + columns > width {
      column = 0
      down(1)
    }
    while rows[row].count < column + columns { rows[row].append(" ") }
    rows[row][column] = String(scalar)
    if columns == 2 { rows[row][column + 1] = "" }
    column += columns
  }

  static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36f: 0
    case 0x3000...0x9fff, 0x1f300...0x1f5ff: 2
    default: 1
    }
  }
}
