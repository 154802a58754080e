// Lines of one width into lines of another: rows that wrapped are joined and wrapped anew; hard line ends stay. Points
// (cursor, selection, the screen's top) move along with the character that they stand at. A pure function of its input.

/// Wraps lines anew.
enum Reflow {
  /// The lines at `columns` wide; `points` (line index and column) are moved along, a column may come out as `columns`.
  static func rewrap(_ lines: [HistoryLine], columns: Int, points: inout [TextPosition]) -> [HistoryLine] {
    var result: [HistoryLine] = []
    result.reserveCapacity(lines.count)
    var moved = points
    let byLine = points.indices.sorted { points[$0].line < points[$1].line }
    var nextPoint = byLine.startIndex
    var index = 0
    var text: [Cell] = []
    while index < lines.count {
      text.removeAll(keepingCapacity: true)
      var offsets: [(point: Int, offset: Int)] = []
      var isOpen = true
      while isOpen && index < lines.count {
        let base = text.count
        text.append(contentsOf: lines[index].cells)
        isOpen = lines[index].isWrapped
        if isOpen, text.last?.isSpacer == true { text.removeLast() }
        while nextPoint < byLine.endIndex, points[byLine[nextPoint]].line <= index {
          let column = points[byLine[nextPoint]].column
          offsets.append((byLine[nextPoint], isOpen ? min(base + column, text.count) : base + column))
          nextPoint += 1
        }
        index += 1
      }
      let first = result.count
      let starts = wrap(text, columns: columns, isOpen: isOpen, into: &result)
      for (point, offset) in offsets {
        let row = starts.lastIndex { $0 <= offset } ?? 0
        moved[point] = TextPosition(line: first + row, column: min(offset - starts[row], columns))
      }
    }
    points = moved
    return result
  }

  /// Appends `text` as rows of at most `columns` cells; the offsets in `text` at which the rows begin.
  private static func wrap(_ text: [Cell], columns: Int, isOpen: Bool, into result: inout [HistoryLine]) -> [Int] {
    var end = text.count
    while end > 0, text[end - 1].isTrimmable { end -= 1 }
    var starts = [0]
    var start = 0
    while end - start > columns {
      var next = start + columns
      // A wide character is not cut: its row ends one cell early.
      let isCut = text[next - 1].isWide
      if isCut { next -= 1 }
      var cells = Array(text[start..<next])
      if isCut { cells.append(Cell(content: Cell.spacerFlag, extra: 0, style: text[next].style.erased)) }
      result.append(HistoryLine(cells: cells, isWrapped: true))
      start = next
      starts.append(start)
    }
    result.append(HistoryLine(cells: Array(text[start..<end]), isWrapped: isOpen))
    return starts
  }
}
