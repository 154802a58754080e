// Draws rows of a text: the caret's line, line numbers, selection and matches behind, characters cell by cell in front.

import EditorCore
import Graphics
import OrbToolkit

struct EditorPainter {
  let view: EditorView
  let colors: OrbToolkit.Palette
  let fonts: FontLibrary
  let baseline: Double
  let isFocused: Bool
  /// The line that `spans` begins with, and the coloured spans of each line from there.
  let firstLine: Int
  let spans: [[SyntaxSpan]]

  private var style: TextStyle { TextStyle(family: .monospace, size: view.fontSize) }

  func draw(_ row: EditorView.VisualRow, top: Double, isCaretRow: Bool, _ painter: Painter) {
    let area = Rect(x: 0, y: top, width: view.bounds.width, height: view.rowHeight)
    if isCaretRow && view.file.document.selection.isEmpty {
      painter.fill(area, colors.surface.mix(colors.text, 0.045))
    }
    drawNumber(row, top, isCaretRow, painter)
    var painter = painter
    painter.clip(
      to: Rect(x: view.textLeft - 1, y: top, width: view.bounds.width - view.textLeft, height: view.rowHeight))
    drawRanges(row, top, painter)
    drawText(row, top, painter)
  }

  private func drawNumber(_ row: EditorView.VisualRow, _ top: Double, _ isCaretRow: Bool, _ painter: Painter) {
    guard view.showsLineNumbers, row.isFirst else { return }
    let text = "\(row.line + 1)"
    let width = Double(text.utf8.count) * view.cellWidth
    let color = isCaretRow ? colors.text : colors.dim.mix(colors.surface, 0.25)
    painter.drawText(
      text, at: Point(x: view.textLeft - 12 - width, y: top + baseline), style: style, color: color)
  }

  /// Selection and matches.
  private func drawRanges(_ row: EditorView.VisualRow, _ top: Double, _ painter: Painter) {
    if let query = view.highlight {
      // A match may reach over the row's ends.
      let reach = query.needle.count
      let around = max(.zero, row.range.lowerBound - reach)..<row.range.upperBound + reach
      view.buffer.forEachMatch(query, in: around) { match in
        fill(match, row, top, matchColor, painter)
        return true
      }
    }
    let selection = view.file.document.selection
    guard !selection.isEmpty else { return }
    if isFocused || view.highlight == nil {
      fill(selection.range, row, top, isFocused ? colors.selection : colors.inactiveSelection, painter)
    } else if let rect = rect(selection.range, row, top) {
      // While one searches the selection is the match that was found, and has to stand out though the field has the
      // focus.
      painter.fill(rect, matchColor)
      painter.strokeRounded(rect, radius: 2, width: 1.5, colors.warning)
    }
  }

  /// Pale, so that text of every colour can be read on it.
  private var matchColor: Color { colors.warning.mix(colors.surface, 0.85) }

  private func fill(
    _ range: Range<ByteOffset>, _ row: EditorView.VisualRow, _ top: Double, _ color: Color, _ painter: Painter
  ) {
    if let rect = rect(range, row, top) { painter.fill(rect, color) }
  }

  /// Where a range lies in a row.
  private func rect(_ range: Range<ByteOffset>, _ row: EditorView.VisualRow, _ top: Double) -> Rect? {
    guard range.lowerBound <= row.range.upperBound, range.upperBound > row.range.lowerBound else { return nil }
    let from = column(max(range.lowerBound, row.range.lowerBound), row)
    var to = column(min(range.upperBound, row.range.upperBound), row)
    // A selected line end shows as half a cell.
    let isPastEnd = range.upperBound > row.range.upperBound && view.isLineEnd(row)
    var width = Double(to - from) * view.cellWidth
    if isPastEnd { width += view.cellWidth / 2 }
    to = max(to, from)
    return Rect(
      x: view.textLeft + Double(from - view.firstColumn) * view.cellWidth, y: top, width: width,
      height: view.rowHeight)
  }

  /// The column of a place in its row.
  private func column(_ offset: ByteOffset, _ row: EditorView.VisualRow) -> Int {
    TextBuffer.columns(of: view.buffer.bytes(in: row.range.lowerBound..<offset)[...], tabWidth: view.tabWidth)
  }

  private func drawText(_ row: EditorView.VisualRow, _ top: Double, _ painter: Painter) {
    let bytes = view.buffer.bytes(in: row.range)
    let last = view.firstColumn + view.columnCount + 1
    var column = 0
    var run: [Unicode.Scalar] = []
    var runColumn = 0
    var runKind = SyntaxKind.plain
    func flush() {
      guard !run.isEmpty else { return }
      painter.drawCells(
        run, at: point(runColumn, top), cellWidth: view.cellWidth, style: style(runKind), color: color(runKind))
      run.removeAll(keepingCapacity: true)
    }
    var kinds = KindReader(row, firstLine, spans, lineStart: view.buffer.start(ofLine: row.line))
    Graphemes.forEach(in: bytes[...]) { grapheme in
      let width = TextBuffer.width(of: grapheme, at: column, tabWidth: view.tabWidth)
      if column + width > view.firstColumn {
        if grapheme.length == 1 && grapheme.scalar > 0x20 && grapheme.scalar < 0x7F {
          let kind = kinds.kind(at: grapheme.start)
          if kind != runKind { flush() }
          runKind = kind
          if run.isEmpty { runColumn = column }
          run.append(Unicode.Scalar(grapheme.scalar) ?? " ")
        } else {
          flush()
          let ink = color(kinds.kind(at: grapheme.start))
          drawCluster(bytes[grapheme.start..<grapheme.end], grapheme, column, top, ink, painter)
        }
      }
      column += width
      return column <= last
    }
    flush()
  }

  private func drawCluster(
    _ bytes: ArraySlice<UInt8>, _ grapheme: Grapheme, _ column: Int, _ top: Double, _ ink: Color, _ painter: Painter
  ) {
    if grapheme.scalar == 0x20 || grapheme.scalar == 9 { return }
    var place = point(column, top)
    if grapheme.scalar < 0x20 || grapheme.scalar == 0x7F {
      // A control character is shown by its picture.
      let picture = Unicode.Scalar(grapheme.scalar == 0x7F ? 0x2421 : 0x2400 + grapheme.scalar) ?? " "
      painter.drawScalar(picture, at: place, style: style, color: colors.warning)
      return
    }
    var rest = bytes
    var isFirst = true
    while !rest.isEmpty {
      let (scalar, length) = Graphemes.decode(rest)
      rest = rest.dropFirst(length)
      let hangs = !isFirst && fonts.advance(scalar, style) == 0
      place.x = point(column, top).x + (hangs ? Double(grapheme.columns) * view.cellWidth : 0)
      let isInvalid = scalar == "\u{FFFD}"
      painter.drawScalar(scalar, at: place, style: style, color: isInvalid ? colors.error : ink)
      isFirst = false
    }
  }

  private func point(_ column: Int, _ top: Double) -> Point {
    Point(x: view.textLeft + Double(column - view.firstColumn) * view.cellWidth, y: top + baseline)
  }

  private func style(_ kind: SyntaxKind) -> TextStyle {
    var style = style
    if kind == .heading { style.weight = 700 }
    return style
  }

  private func color(_ kind: SyntaxKind) -> Color {
    switch kind {
    case .plain: colors.text
    case .comment: colors.dim
    case .string: colors.success
    case .number: colors.warning
    case .keyword, .heading: colors.accent
    case .type: colors.accent.mix(colors.success, 0.55)
    }
  }

  /// Tells the kind of each byte of a row, asked in order.
  private struct KindReader {
    private let spans: [SyntaxSpan]
    /// Where the row begins in its line.
    private let offset: Int
    private var next = 0

    init(_ row: EditorView.VisualRow, _ firstLine: Int, _ lines: [[SyntaxSpan]], lineStart: ByteOffset) {
      let index = row.line - firstLine
      spans = lines.indices.contains(index) ? lines[index] : []
      offset = row.range.lowerBound.value - lineStart.value
    }

    mutating func kind(at place: Int) -> SyntaxKind {
      let place = place + offset
      while next < spans.count && spans[next].range.upperBound <= place { next += 1 }
      return next < spans.count && spans[next].range.lowerBound <= place ? spans[next].kind : .plain
    }
  }

  func drawCaret(_ row: EditorView.VisualRow, top: Double, _ painter: Painter) {
    let column = column(view.file.document.caret, row)
    guard column >= view.firstColumn else { return }
    let x = view.textLeft + Double(column - view.firstColumn) * view.cellWidth
    painter.fill(Rect(x: x - 1, y: top + 1, width: 2, height: view.rowHeight - 2), colors.accent)
  }
}
