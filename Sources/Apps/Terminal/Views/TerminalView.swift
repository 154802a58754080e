// The terminal on the screen: holds the core's terminal, feeds it, paints what changed, and turns keys and the pointer
// into what the program gets. Input lives in TerminalViewInput.swift; what is drawn in TerminalPainter.swift.
//
// Output is painted at once when the screen was quiet, and at most every 16 ms while much of it comes: a key's echo is
// never late, and `cat` of a large file is not slowed down by painting.

import Graphics
public import OrbToolkit
public import TerminalCore

/// A terminal in a window.
public final class TerminalView: Widget {
  static let padding = Insets(top: 6, left: 10, bottom: 6, right: 14)
  /// Milliseconds between two paints while output streams.
  private static let paintInterval = 16

  public internal(set) var terminal: TerminalCore.Terminal
  /// The program inside.
  public var process: (any TerminalProcess)?
  /// The title, the bell, the directory, and so on.
  public var onEvent: ((TerminalEvent) -> Void)?
  /// The font size, logical pixels.
  public var fontSize = CellMetrics.standardSize {
    didSet {
      fontSize = fontSize.clamped(CellMetrics.sizes.lowerBound, CellMetrics.sizes.upperBound)
      if fontSize != oldValue { setNeedsLayout() }
    }
  }

  var metrics: CellMetrics
  let scrollBar = ScrollBar(.vertical)
  private var blink: CaretBlink?
  private var paintTimer: Timer?
  private var lastPaint = 0
  private var appliedTheme: Theme?
  private(set) var matches: [TextRange] = []
  private(set) var currentMatch: Int?
  private var flashes = false

  /// Where the pointer went down, while text is being selected.
  var isSelecting = false
  var reportedButton: MouseButton?
  var lastMouseCell: (column: Int, row: Int)?
  var scrollRest = 0.0
  var altIsHeld = false
  var selectionTimer: Timer?
  var pointerPosition = Point(x: 0, y: 0)

  public init(columns: Int = 80, rows: Int = 24) {
    terminal = TerminalCore.Terminal(columns: columns, rows: rows)
    metrics = CellMetrics(fontSize: CellMetrics.standardSize, fonts: .shared, scale: 1)
    super.init()
    isFocusable = true
    cursor = .text
    clipsChildren = true
    addChild(scrollBar)
    let me = Unretained(self)
    scrollBar.didScroll = { me.widget.scroll(toPixel: $0) }
    blink = CaretBlink { me.widget.paintCursor() }
  }

  deinit {
    blink?.stop()
    paintTimer?.cancel()
    selectionTimer?.cancel()
  }

  // MARK: - Output

  /// Takes output of the program.
  public func feed(_ bytes: [UInt8]) {
    terminal.feed(bytes)
    let replies = terminal.takeReplies()
    if !replies.isEmpty { process?.write(replies) }
    for event in terminal.takeEvents() {
      if event == .bell { flash() }
      onEvent?(event)
    }
    schedulePaint()
  }

  public func feed(_ text: String) { feed(Array(text.utf8)) }

  private func schedulePaint() {
    guard let window, paintTimer == nil else { return }
    if terminal.modes.contains(.synchronizedOutput) {
      later(TerminalCore.Terminal.synchronizedOutputLimit)
    } else if window.milliseconds - lastPaint >= TerminalView.paintInterval {
      applyDamage()
    } else {
      later(TerminalView.paintInterval)
    }
  }

  private func later(_ milliseconds: Int) {
    let me = Unretained(self)
    paintTimer = window?.schedule(after: milliseconds) {
      me.widget.paintTimer = nil
      me.widget.applyDamage()
    }
  }

  /// Asks for the paint of the rows that changed.
  func applyDamage() {
    lastPaint = window?.milliseconds ?? 0
    for row in terminal.takeDamage() {
      setNeedsPaint(rect(ofRow: row))
    }
    updateScrollBar()
  }

  private func rect(ofRow row: Int) -> Rect {
    Rect(
      x: 0, y: TerminalView.padding.top + Double(row) * metrics.height, width: bounds.width - ScrollBar.thickness,
      height: metrics.height)
  }

  private func paintCursor() {
    if let cursor = terminal.cursor { setNeedsPaint(rect(ofRow: cursor.row)) }
  }

  private func flash() {
    guard let window, !flashes else { return }
    flashes = true
    setNeedsPaint()
    let me = Unretained(self)
    window.schedule(after: 120) {
      me.widget.flashes = false
      me.widget.setNeedsPaint()
    }
  }

  // MARK: - Scrolling

  private func updateScrollBar() {
    let visible = Double(terminal.rows) * metrics.height
    let history = Double(terminal.scrollbackCount) * metrics.height
    scrollBar.update(
      total: visible + history, visible: visible, offset: history - Double(terminal.viewOffset) * metrics.height)
  }

  private func scroll(toPixel offset: Double) {
    let line = (offset / metrics.height).wholeNearest.clampedToInt
    scroll(to: terminal.scrollbackCount - line)
  }

  /// Shows the lines that lie `offset` lines back.
  func scroll(to offset: Int) {
    terminal.scrollView(to: offset)
    applyDamage()
  }

  // MARK: - Search

  /// Looks for text and marks all places; shows the newest. How many there are.
  @discardableResult
  public func search(_ text: String) -> Int {
    matches = text.isEmpty ? [] : terminal.occurrences(of: text, limit: 2000)
    currentMatch = matches.isEmpty ? nil : matches.count - 1
    showMatch()
    return matches.count
  }

  /// Goes on to the next place (towards older text if `back`), round at the end; its number from 1.
  @discardableResult
  public func nextMatch(back: Bool) -> Int? {
    guard let current = currentMatch else { return nil }
    currentMatch = (current + (back ? matches.count - 1 : 1)) % matches.count
    showMatch()
    return currentMatch.map { $0 + 1 }
  }

  private func showMatch() {
    if let index = currentMatch {
      let line = matches[index].start.line
      let first = terminal.line(atViewRow: 0)
      if line < first || line >= first + terminal.rows {
        terminal.scrollView(to: terminal.endLine - terminal.rows - line + terminal.rows / 2)
      }
    }
    terminal.invalidate()
    applyDamage()
  }

  // MARK: - Layout and paint

  public override var focusRing: FocusRing { .none }
  public override var wantsInitialFocus: Bool { true }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let cell = CellMetrics(fontSize: fontSize, fonts: context.fonts, scale: context.scale)
    let ideal = Size(
      width: cell.width * 80 + TerminalView.padding.horizontal, height: cell.height * 24 + TerminalView.padding.vertical
    )
    return Size(width: proposal.width ?? ideal.width, height: proposal.height ?? ideal.height)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    metrics = CellMetrics(fontSize: fontSize, fonts: context.fonts, scale: context.scale)
    let width = size.width - TerminalView.padding.horizontal
    let height = size.height - TerminalView.padding.vertical
    let columns = max(2, (width / metrics.width).clampedToInt)
    let rows = max(1, (height / metrics.height).clampedToInt)
    terminal.setCellSize(width: metrics.width.clampedToInt, height: metrics.height.clampedToInt)
    if columns != terminal.columns || rows != terminal.rows {
      terminal.resize(columns: columns, rows: rows)
      let replies = terminal.takeReplies()
      if !replies.isEmpty { process?.write(replies) }
      tellSize()
    }
    context.place(
      scrollBar,
      in: Rect(x: size.width - ScrollBar.thickness, y: 2, width: ScrollBar.thickness, height: size.height - 4))
    terminal.invalidate()
    applyDamage()
    setNeedsPaint()
  }

  /// Tells the program how large its terminal is.
  public func tellSize() {
    process?.resize(
      columns: terminal.columns, rows: terminal.rows, width: (Double(terminal.columns) * metrics.width).clampedToInt,
      height: (Double(terminal.rows) * metrics.height).clampedToInt)
  }

  public override func didAttach(to window: Window) { applyTheme(window.theme) }

  public override func appearanceDidChange() {
    if let window { applyTheme(window.theme) }
    setNeedsPaint()
  }

  private func applyTheme(_ theme: Theme) {
    guard theme !== appliedTheme else { return }
    appliedTheme = theme
    terminal.setTheme(TerminalTheme.palette(theme), isDark: theme.isDark)
    let replies = terminal.takeReplies()
    if !replies.isEmpty { process?.write(replies) }
  }

  public override func paint(_ context: inout PaintContext) {
    let modes = terminal.modes
    let base = modes.contains(.reverseVideo) ? terminal.palette.foreground : terminal.palette.background
    context.painter.fill(bounds, Color(base))
    var overlay = TerminalOverlay()
    overlay.isFocused = isFocused && context.isWindowActive
    overlay.showsCursor = !overlay.isFocused || !modes.contains(.cursorBlink) || blink?.isShown != false
    overlay.matches = matches
    overlay.currentMatch = currentMatch
    context.painter.save()
    context.painter.clip(to: bounds)
    context.painter.translate(x: TerminalView.padding.left, y: TerminalView.padding.top)
    TerminalPainter(terminal, metrics, context.theme, overlay, context.fonts)
      .draw(rows: 0..<terminal.rows, context.painter)
    context.painter.restore()
    if flashes { context.painter.fill(bounds, context.colors.text.withAlpha(0.08)) }
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool { handleInput(event, context) }

  // MARK: - Focus

  func focusChanged(_ change: FocusChange) {
    let bytes = terminal.encodeFocus(change != .lost)
    if !bytes.isEmpty { process?.write(bytes) }
    if change == .lost { blink?.stop() } else { blink?.restart(window) }
    paintCursor()
  }

  /// Sends what was typed, back at the newest line.
  func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if terminal.viewOffset > 0 { scroll(to: 0) }
    terminal.clearSelection()
    process?.write(bytes)
    blink?.restart(window)
    applyDamage()
  }

  // MARK: - Accessibility

  public override func accessibility() -> AccessibilityInfo {
    var lines = (0..<terminal.rows).map {
      String(decoding: terminal.text(ofLine: terminal.line(atViewRow: $0)), as: UTF8.self)
    }
    while lines.last?.utf8.isEmpty == true { lines.removeLast() }
    return AccessibilityInfo(.textArea, name: "Terminal", value: lines.joined(separator: "\n"))
  }

  /// How far a pointer position lies from the grid's corner.
  func gridPoint(_ point: Point) -> Point {
    Point(x: point.x - TerminalView.padding.left, y: point.y - TerminalView.padding.top)
  }
}
