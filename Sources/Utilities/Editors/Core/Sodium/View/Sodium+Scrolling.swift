// Which part of the text is seen: following the cursor, and the commands that scroll.

extension Sodium {
  /// The rows below the text: status and message.
  static let statusRows = 2
  private static let smallestWidth = 10

  /// The screen has a new size.
  public func resize(width: Int, height: Int) {
    viewport.width = max(Self.smallestWidth, width)
    viewport.height = max(1, height - Self.statusRows)
    scrollToCursor()
  }

  /// Columns of the line numbers.
  var gutterWidth: Int {
    guard options.number || options.relativeNumber else { return 0 }
    let digits = "\(text.lineCount)".utf8.count
    return min(max(4, digits + 1), viewport.width / 2)
  }

  /// Columns of text.
  var textWidth: Int { max(1, viewport.width - gutterWidth) }

  var layout: LineLayout { LineLayout(width: options.wraps ? textWidth : nil, tab: options.tabStop) }

  func rowCount(ofLine number: Int) -> Int { options.wraps ? layout.rows(text.line(number)) : 1 }

  /// The lines that are seen as a whole.
  var visibleLines: ClosedRange<Int> {
    let first = min(viewport.top, text.lastLine)
    var last = first
    var rows = rowCount(ofLine: first) - viewport.topRow
    while last < text.lastLine {
      rows += rowCount(ofLine: last + 1)
      if rows > viewport.height { break }
      last += 1
    }
    return first...last
  }

  // MARK: - Following the cursor

  func scrollToCursor() {
    viewport.top = min(max(viewport.top, 0), text.lastLine)
    if viewport.topRow > 0, viewport.topRow >= rowCount(ofLine: viewport.top) { viewport.topRow = 0 }
    if options.wraps {
      viewport.left = 0
      scrollWrapped()
    } else {
      viewport.topRow = 0
      scrollPlain()
    }
  }

  private var margin: Int { min(options.scrollMargin, (viewport.height - 1) / 2) }

  /// The first line when the cursor's is in the middle; no rows are left empty for that.
  private var centred: Int {
    max(0, min(cursor.line - viewport.height / 2, text.lastLine - viewport.height + 1))
  }

  /// Rows before the cursor's when it is in the middle, more when the text ends below.
  private func centredRows(_ row: Int) -> Int {
    let half = viewport.height / 2
    var below = rowCount(ofLine: cursor.line) - row - 1
    var number = cursor.line
    while number < text.lastLine, below < half {
      number += 1
      below += rowCount(ofLine: number)
    }
    return max(half, viewport.height - 1 - below)
  }

  private func scrollPlain() {
    let height = viewport.height
    let above = cursor.line - margin
    let below = min(cursor.line + margin, text.lastLine)
    if above < viewport.top {
      viewport.top = viewport.top - above > height / 2 ? centred : max(0, above)
    } else if below >= viewport.top + height {
      viewport.top =
        below - viewport.top - height > height / 2 ? centred : below - height + 1
    }
    let column = self.column(of: cursor)
    let line = text.line(cursor.line)
    let width =
      cursor.byte < line.count
      ? Characters.width(line, cursor.byte, Characters.next(line, cursor.byte), at: column, tab: options.tabStop) : 1
    if column < viewport.left || column + width > viewport.left + textWidth {
      viewport.left = max(0, column - textWidth / 2)
      if column + width <= textWidth, viewport.left < textWidth / 2 { viewport.left = 0 }
    }
  }

  private func scrollWrapped() {
    let height = viewport.height
    let row = layout.place(text.line(cursor.line), of: cursor.byte).row
    if cursor.line < viewport.top || cursor.line == viewport.top && row < viewport.topRow {
      let isFar = viewport.top - cursor.line > height / 2
      return putTop(rowsAbove: isFar ? centredRows(row) : margin, row)
    }
    var rows = row - viewport.topRow
    var number = viewport.top
    while number < cursor.line, rows <= 2 * height {
      rows += rowCount(ofLine: number)
      number += 1
    }
    if number == cursor.line, rows < margin, viewport.top > 0 { return putTop(rowsAbove: margin, row) }
    guard number < cursor.line || rows + margin >= height else { return }
    if number < cursor.line || rows >= height + height / 2 { return putTop(rowsAbove: centredRows(row), row) }
    // The whole line of the cursor comes into view, if it can.
    let whole = rowCount(ofLine: cursor.line)
    let below = min(margin, text.lastLine - cursor.line)
    let wanted = whole <= height ? max(row, height - (whole - row) - below) : height - 1 - below
    putTop(rowsAbove: max(0, wanted), row)
  }

  /// Makes the first line one that has about so many rows before the cursor's row.
  private func putTop(rowsAbove: Int, _ row: Int) {
    viewport.top = cursor.line
    viewport.topRow = 0
    if row > rowsAbove {
      // A line that is higher than the screen is seen from its middle on.
      viewport.topRow = rowCount(ofLine: cursor.line) > viewport.height ? row - rowsAbove : 0
      return
    }
    var rows = row
    while viewport.top > 0 {
      rows += rowCount(ofLine: viewport.top - 1)
      if rows > rowsAbove { break }
      viewport.top -= 1
    }
  }

  // MARK: - Commands

  func scroll(_ kind: NormalVerb.Scroll, _ count: Int?) {
    let times = max(1, min(count ?? 1, text.lineCount))
    let height = viewport.height
    switch kind {
    case .lineDown: scrollLines(times)
    case .lineUp: scrollLines(-times)
    case .halfDown, .halfUp:
      let lines = count.map { min($0, text.lineCount) } ?? max(1, height / 2)
      scrollHalf(kind == .halfDown ? lines : -lines)
    case .pageDown, .pageUp: scrollPages(kind == .pageDown ? times : -times)
    case .left, .right:
      guard !options.wraps else { return }
      viewport.left = max(0, viewport.left + (kind == .left ? times : -times))
      let column = self.column(of: cursor)
      if column < viewport.left || column >= viewport.left + textWidth {
        place(place(inLine: cursor.line, column: kind == .left ? viewport.left : viewport.left + textWidth - 1))
      }
    default: scrollTo(kind, count)
    }
  }

  private func scrollLines(_ lines: Int) {
    guard lines > 0 ? viewport.top < text.lastLine : viewport.top > 0 else { return fail() }
    viewport.top = min(max(viewport.top + lines, 0), text.lastLine)
    viewport.topRow = 0
    keepCursorInside()
  }

  /// Moves the cursor into the lines that are seen.
  private func keepCursorInside() {
    let lines = visibleLines
    let low = lines.lowerBound + (viewport.top > 0 ? margin : 0)
    let high = max(low, lines.upperBound - (lines.upperBound < text.lastLine ? margin : 0))
    let wanted = min(max(cursor.line, low), high)
    guard wanted != cursor.line else { return }
    let column = wantedColumn
    cursor = place(inLine: wanted, column: column)
  }

  private func scrollHalf(_ lines: Int) {
    guard lines > 0 ? cursor.line < text.lastLine : cursor.line > 0 else { return fail() }
    let target = min(max(cursor.line + lines, 0), text.lastLine)
    let lastTop = max(viewport.top, text.lastLine - viewport.height + 1)
    viewport.top = min(max(viewport.top + lines, 0), lines > 0 ? lastTop : text.lastLine)
    viewport.topRow = 0
    let column = wantedColumn
    place(options.startOfLine ? firstNonBlank(target) : place(inLine: target, column: column))
    if !options.startOfLine { wantedColumn = column }
  }

  private func scrollPages(_ pages: Int) {
    let step = max(1, viewport.height - 2)
    let isDown = pages > 0
    guard isDown ? visibleLines.upperBound < text.lastLine || cursor.line < text.lastLine : viewport.top > 0 else {
      return fail()
    }
    let old = visibleLines
    if isDown {
      viewport.top = min(max(old.upperBound - 1, viewport.top + 1) + (pages - 1) * step, text.lastLine)
    } else {
      viewport.top = max(0, viewport.top + pages * step)
    }
    viewport.topRow = 0
    let lines = visibleLines
    let line = min(max(cursor.line, lines.lowerBound), max(lines.lowerBound, lines.upperBound))
    place(firstNonBlank(line))
  }

  /// `zt`, `zz`, `zb` and their relatives.
  private func scrollTo(_ kind: NormalVerb.Scroll, _ count: Int?) {
    if let count { place(place(inLine: min(count - 1, text.lastLine), column: wantedColumn)) }
    let height = viewport.height
    let row = options.wraps ? layout.place(text.line(cursor.line), of: cursor.byte).row : 0
    switch kind {
    case .toTop, .toTopNonBlank: putTop(rowsAbove: margin, row)
    case .toMiddle, .toMiddleNonBlank: putTop(rowsAbove: max(row, (height - 1) / 2), row)
    default: putTop(rowsAbove: max(row, height - rowCount(ofLine: cursor.line) + row), row)
    }
    switch kind {
    case .toTopNonBlank, .toMiddleNonBlank, .toBottomNonBlank: place(firstNonBlank(cursor.line))
    default: break
    }
  }
}
