// A text on the screen: rows of a document from a scroll position on, with line numbers, selection, matches and caret.
// Only the rows that are visible are ever looked at, so the size of the file does not matter. Input:
// EditorViewInput.swift.

public import EditorCore
import Graphics
public import OrbToolkit

/// Shows and edits one text.
public final class EditorView: Widget {
  public let file: TextFile
  /// Lines are broken at the view's edge instead of scrolled sideways.
  public var wrapsLines = true {
    didSet {
      topRow = 0
      firstColumn = 0
      refresh()
    }
  }
  /// Numbers at the left.
  public var showsLineNumbers = true { didSet { refresh() } }
  /// Marks all places that match.
  public var highlight: TextQuery? { didSet { if highlight != oldValue { setNeedsPaint() } } }
  public var fontSize = 13.0 {
    didSet {
      fontSize = fontSize.clamped(7, 36)
      setNeedsLayout()
    }
  }
  /// The text or the caret changed.
  public var onChange: (() -> Void)?

  /// The first line that is shown, and which of its rows.
  var topLine = 0
  var topRow = 0
  /// Columns that are scrolled out at the left.
  var firstColumn = 0
  let scrollBar = ScrollBar(.vertical)
  private(set) var cellWidth = 8.0
  private(set) var rowHeight = 19.0
  private var baseline = 14.0
  private var blink: CaretBlink?
  var isSelecting = false
  var selectionUnit = 1
  var scrollRest = 0.0
  private var revealsAfterLayout = false
  private static let margin = 8.0

  public init(_ file: TextFile) {
    self.file = file
    super.init()
    isFocusable = true
    cursor = .text
    clipsChildren = true
    addChild(scrollBar)
    let me = Unretained(self)
    scrollBar.didScroll = { me.widget.scroll(toPixel: $0) }
    blink = CaretBlink { me.widget.paintCaretRow() }
  }

  deinit { blink?.stop() }

  var buffer: TextBuffer { file.document.buffer }
  var tabWidth: Int { file.document.indentation.width }

  // MARK: - Rows

  /// One row on the screen: part of a line.
  struct VisualRow {
    var line: Int
    var range: Range<ByteOffset>
    /// Whether the line begins here: the row that has the number.
    var isFirst: Bool
  }

  /// Rows that fit into the view.
  var rowCount: Int { max(1, (bounds.height / rowHeight).wholeBelow.clampedToInt) }
  /// Columns that fit beside the numbers.
  var columnCount: Int { max(4, ((bounds.width - textLeft - ScrollBar.thickness - 2) / cellWidth).clampedToInt) }

  private var gutterDigits: Int {
    var digits = 2
    var value = buffer.lineCount
    while value >= 100 {
      value /= 10
      digits += 1
    }
    return digits
  }

  /// Where the text begins.
  var textLeft: Double {
    EditorView.margin + (showsLineNumbers ? Double(gutterDigits) * cellWidth + 2 * EditorView.margin : 0)
  }

  /// The rows of a line.
  func rows(ofLine line: Int) -> [VisualRow] {
    let range = buffer.range(ofLine: line)
    guard wrapsLines else { return [VisualRow(line: line, range: range, isFirst: true)] }
    let starts = LineWrap.rowStarts(of: buffer.bytes(in: range)[...], columns: columnCount, tabWidth: tabWidth)
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? range.lowerBound + starts[index + 1] : range.upperBound
      return VisualRow(line: line, range: range.lowerBound + starts[index]..<end, isFirst: index == 0)
    }
  }

  /// The rows that are on the screen, one more than fits.
  func visibleRows() -> [VisualRow] {
    var result: [VisualRow] = []
    var line = topLine
    var skip = topRow
    while line < buffer.lineCount && result.count <= rowCount {
      let rows = rows(ofLine: line)
      result += rows.dropFirst(min(skip, rows.count - 1))
      skip = 0
      line += 1
    }
    return Array(result.prefix(rowCount + 1))
  }

  /// The number of the row of `rows` in which a place is shown.
  func index(of offset: ByteOffset, in rows: [VisualRow]) -> Int? {
    rows.lastIndex { row in
      row.range.lowerBound <= offset && offset <= row.range.upperBound
        && (row.isFirst || row.range.lowerBound <= offset)
    }
  }

  // MARK: - Colours

  /// Lines before the view that are read to know whether it begins inside a comment.
  private static let syntaxLead = 300

  /// The coloured spans of the lines that are on the screen, from the first of them on.
  func syntaxSpans(through last: Int) -> [[SyntaxSpan]] {
    guard let highlighter = SyntaxHighlighter(fileName: file.name) else { return [] }
    var state = SyntaxHighlighter.State.normal
    var result: [[SyntaxSpan]] = []
    for line in max(0, topLine - EditorView.syntaxLead)..<min(last + 1, buffer.lineCount) {
      let range = buffer.range(ofLine: line)
      // A line beyond the lexer's limit is not copied for nothing.
      let text = range.byteCount > 1 << 14 ? [] : buffer.bytes(in: range)
      let (spans, next) = highlighter.highlight(text[...], from: state)
      state = next
      if line >= topLine { result.append(spans) }
    }
    return result
  }

  // MARK: - Scrolling

  /// Moves the view by rows.
  func scroll(rows count: Int) {
    if wrapsLines {
      scrollWrapped(count)
    } else {
      topLine += count
    }
    clampScroll()
    refresh()
  }

  private func scrollWrapped(_ count: Int) {
    var left = count
    while left > 0 {
      let here = rows(ofLine: topLine).count
      if topRow + left < here {
        topRow += left
        return
      }
      guard topLine < buffer.lineCount - 1 else { return }
      left -= here - topRow
      topLine += 1
      topRow = 0
    }
    while left < 0 {
      if topRow + left >= 0 {
        topRow += left
        return
      }
      left += topRow
      guard topLine > 0 else {
        topRow = 0
        return
      }
      topLine -= 1
      topRow = rows(ofLine: topLine).count
    }
  }

  private func clampScroll() {
    let last = wrapsLines ? buffer.lineCount - 1 : max(0, buffer.lineCount - rowCount / 2)
    topLine = min(max(0, topLine), max(0, min(last, buffer.lineCount - 1)))
    if topLine == buffer.lineCount - 1 { topRow = min(topRow, max(0, rows(ofLine: topLine).count - 1)) }
    firstColumn = max(0, firstColumn)
  }

  private func scroll(toPixel offset: Double) {
    topLine = (offset / rowHeight).wholeNearest.clampedToInt
    topRow = 0
    clampScroll()
    refresh()
  }

  /// Scrolls as little as it takes to show the caret.
  func revealCaret(centered: Bool = false) {
    let caret = file.document.caret
    let line = buffer.line(at: caret)
    let visible = visibleRows().prefix(rowCount)
    if index(of: caret, in: Array(visible)) == nil {
      let rowsOfLine = rows(ofLine: line)
      let row = index(of: caret, in: rowsOfLine) ?? 0
      let isAbove = line < topLine || line == topLine && row < topRow
      topLine = line
      topRow = row
      if centered { scrollWithoutPaint(-(rowCount / 2)) } else if !isAbove { scrollWithoutPaint(1 - rowCount) }
    }
    revealColumn()
    refresh()
  }

  private func scrollWithoutPaint(_ count: Int) {
    if wrapsLines { scrollWrapped(count) } else { topLine += count }
    clampScroll()
  }

  private func revealColumn() {
    guard !wrapsLines else { return }
    let column = file.document.caretPlace.column
    if column < firstColumn { firstColumn = max(0, column - 8) }
    if column >= firstColumn + columnCount { firstColumn = column - columnCount + 8 }
  }

  func refresh() {
    let visible = Double(rowCount) * rowHeight
    let total = Double(buffer.lineCount) * rowHeight
    scrollBar.update(
      total: max(visible, total + visible / 2), visible: visible, offset: Double(topLine) * rowHeight)
    setNeedsPaint()
  }

  // MARK: - After a change

  /// The document changed or its caret moved: shows it.
  func changed(centered: Bool = false) {
    blink?.restart(window)
    // Before the first layout there is no telling what is visible.
    if bounds.isEmpty { revealsAfterLayout = true }
    revealCaret(centered: centered)
    onChange?()
  }

  private func paintCaretRow() {
    guard let index = index(of: file.document.caret, in: visibleRows()) else { return }
    setNeedsPaint(Rect(x: 0, y: Double(index) * rowHeight, width: bounds.width, height: rowHeight))
  }

  func focusChanged(_ change: FocusChange) {
    if change == .lost { blink?.stop() } else { blink?.restart(window) }
    setNeedsPaint()
  }

  // MARK: - Layout and paint

  public override var focusRing: FocusRing { .none }
  public override var wantsInitialFocus: Bool { true }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 640, height: proposal.height ?? 400)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let style = TextStyle(family: .monospace, size: fontSize)
    let metrics = context.fonts.metrics(style)
    cellWidth = max(2, context.snap(context.fonts.advance("M", style)))
    rowHeight = max(4, context.snap(fontSize * TextRole.code.lineHeight / 13))
    baseline = context.snap((rowHeight - metrics.height) / 2 + metrics.ascent)
    context.place(
      scrollBar,
      in: Rect(x: size.width - ScrollBar.thickness, y: 2, width: ScrollBar.thickness, height: size.height - 4))
    clampScroll()
    refresh()
    if revealsAfterLayout && !bounds.isEmpty {
      revealsAfterLayout = false
      topLine = 0
      revealCaret(centered: true)
    }
  }

  public override func paint(_ context: inout PaintContext) {
    let rows = visibleRows()
    let caretIndex = index(of: file.document.caret, in: rows)
    context.painter.fill(bounds, context.colors.surface)
    let clip = context.painter.clipBounds
    let painter = EditorPainter(
      view: self, colors: context.colors, fonts: context.fonts, baseline: baseline,
      isFocused: isFocused && context.isWindowActive, firstLine: topLine,
      spans: syntaxSpans(through: rows.last?.line ?? topLine))
    for (index, row) in rows.enumerated() {
      let top = Double(index) * rowHeight
      guard top < clip.maxY, top + rowHeight > clip.minY else { continue }
      painter.draw(row, top: top, isCaretRow: index == caretIndex, context.painter)
    }
    if let caretIndex, isFocused, context.isWindowActive, blink?.isShown != false {
      painter.drawCaret(rows[caretIndex], top: Double(caretIndex) * rowHeight, context.painter)
    }
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool { handleInput(event, context) }

  public override func accessibility() -> AccessibilityInfo {
    let rows = visibleRows()
    var value = ""
    if let first = rows.first, let last = rows.last {
      value = String(decoding: buffer.bytes(in: first.range.lowerBound..<last.range.upperBound), as: UTF8.self)
    }
    return AccessibilityInfo(.textArea, name: file.name, value: value)
  }
}
