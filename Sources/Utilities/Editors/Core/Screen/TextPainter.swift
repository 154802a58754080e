// Paints lines of a text into a frame, with the styles that someone else chooses.

/// Paints lines.
struct TextPainter {
  var layout: LineLayout
  /// The first column of the text on the screen, and the columns there.
  var origin: Int
  var width: Int
  /// Columns that are scrolled out at the left.
  var left: Int
  var showsInvisible: Bool

  /// Paints the rows of a line that fit between `row` and `end`, but for the first `skipped` ones; the row behind it.
  func paint(
    _ line: [UInt8], _ look: LineLook, into frame: inout ScreenFrame, from row: Int, to end: Int, skipped: Int
  ) -> Int {
    var styles = [ScreenStyle](repeating: .plain, count: 0)
    if !look.styles.isEmpty {
      styles = Array(repeating: .plain, count: line.count)
      for (range, style) in look.styles {
        for index in range.clamped(to: 0..<line.count) { styles[index] = style }
      }
    }
    var absolute = 0
    let tail = layout.walk(line) { place in
      let screenRow = row + place.row - skipped
      guard screenRow < end else { return false }
      var style = place.index < styles.count ? styles[place.index] : .plain
      if let block = look.block, block.overlaps(absolute...absolute + max(0, place.columns - 1)) { style = .reversed }
      absolute += place.columns
      let column = place.column - left
      if layout.width == nil, column >= width { return false }
      guard screenRow >= row else { return true }
      draw(line, place, &frame, screenRow, column, style)
      return true
    }
    let last = row + tail.row - skipped
    if last >= row, last < end, tail.column - left >= 0, tail.column - left < width {
      if showsInvisible { frame.put(0x24, columns: 1, last, origin + tail.column - left, .faint) }
      if look.marksEnd { frame.rows[last][origin + tail.column - left].style = .reversed }
    }
    return min(end, max(row, last + 1))
  }

  private func draw(
    _ line: [UInt8], _ place: LineLayout.Place, _ frame: inout ScreenFrame, _ row: Int, _ column: Int,
    _ style: ScreenStyle
  ) {
    let isTab = line[place.index] == 0x09
    // What is cut off at a side shows as a sign, a tab as what is left of it.
    if column < 0 || column + place.columns > width || isTab {
      for offset in max(0, -column)..<max(max(0, -column), min(place.columns, width - column)) {
        var sign: UInt32 = isTab ? 0x20 : column < 0 ? 0x3C : 0x3E
        var shown = style
        if isTab, showsInvisible {
          sign = offset == 0 ? 0x3E : 0x2D
          if shown == .plain { shown = .faint }
        }
        frame.put(sign, columns: 1, row, origin + column + offset, shown)
      }
      return
    }
    let first = line[place.index]
    let isOdd = first < 0x20 || first == 0x7F || place.columns == 4
    let shown = isOdd && style == .plain ? .faint : style
    _ = frame.draw(line, place.index, place.end, row, origin + column, tab: layout.tab, shown)
  }
}
