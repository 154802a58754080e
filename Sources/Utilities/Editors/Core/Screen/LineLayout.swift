// Where the characters of a line come to stand: rows when it is wrapped, one long row when it is not.

/// The layout of lines.
struct LineLayout {
  /// Columns of a row; nil for lines that go on beyond the screen.
  var width: Int?
  var tab: Int

  /// A character in its place.
  struct Place {
    /// Its bytes.
    var index: Int
    var end: Int
    var row: Int
    var column: Int
    var columns: Int
  }

  /// Calls `body` for each character until it returns false; returns the place behind the last one it got.
  @discardableResult
  func walk(_ line: [UInt8], _ body: (Place) -> Bool) -> (row: Int, column: Int) {
    var (row, column, absolute, index) = (0, 0, 0, 0)
    while index < line.count {
      let end = Characters.next(line, index)
      var columns = Characters.width(line, index, end, at: absolute, tab: tab)
      absolute += columns
      if let width, column + columns > width {
        if line[index] == 0x09, column < width {
          columns = width - column
        } else {
          (row, column) = (row + 1, 0)
          columns = min(columns, width)
        }
      }
      guard body(Place(index: index, end: end, row: row, column: column, columns: columns)) else { break }
      column += columns
      index = end
    }
    return (row, column)
  }

  /// Rows that a line takes.
  func rows(_ line: [UInt8]) -> Int {
    guard width != nil else { return 1 }
    return walk(line) { _ in true }.row + 1
  }

  /// Where the character at a byte stands; behind the last one for the end of the line.
  func place(_ line: [UInt8], of byte: Int) -> (row: Int, column: Int) {
    var found: (Int, Int)?
    let end = walk(line) { place in
      guard place.index < byte else {
        found = (place.row, place.column)
        return false
      }
      return true
    }
    if let found { return found }
    // The cursor behind a full row stands in the next one.
    if let width, end.column >= width { return (end.row + 1, 0) }
    return end
  }
}
