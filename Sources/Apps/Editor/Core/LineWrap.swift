// Where a line is broken when it is wider than the view: behind the last blank that fits, or inside a word that is too
// long.

/// Breaks lines into rows.
public enum LineWrap {
  /// The bytes at which the rows of a line begin, 0 first. `columns` is at least 1.
  public static func rowStarts(of line: ArraySlice<UInt8>, columns: Int, tabWidth: Int) -> [Int] {
    var starts = [0]
    // A line of narrow ASCII that fits needs no closer look.
    if line.count <= columns && !line.contains(where: { $0 >= 0x80 || $0 == 9 }) { return starts }
    var column = 0
    var breakAt: (index: Int, column: Int)?
    Graphemes.forEach(in: line) { grapheme in
      let width = TextBuffer.width(of: grapheme, at: column, tabWidth: tabWidth)
      let isBlank = grapheme.scalar == 0x20 || grapheme.scalar == 9
      // Blanks hang over the edge rather than begin a row.
      if column + width > columns && column > 0 && !isBlank {
        if let place = breakAt {
          starts.append(place.index)
          column -= place.column
        } else {
          starts.append(grapheme.start)
          column = 0
        }
        breakAt = nil
      }
      column += width
      if isBlank { breakAt = (grapheme.end, column) }
      return true
    }
    return starts
  }
}
