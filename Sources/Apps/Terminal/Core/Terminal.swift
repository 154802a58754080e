// The terminal as an application sees it: bytes from the program go in, bytes for the program and events come out, and
// rows can be asked for to be painted. Value semantics and no I/O: the same input always gives the same terminal.

/// An xterm-256color terminal without a window.
public struct Terminal: Sendable {
  /// The name for the environment variable TERM.
  public static let termName = "xterm-256color"
  /// Scrollback lines unless asked otherwise.
  public static let standardScrollback = 10_000
  /// A program that holds a frame back longer than this is painted anyway, in milliseconds.
  public static let synchronizedOutputLimit = 150

  private var parser = Parser()
  var screen: Screen

  /// A terminal of 2...2000 columns and 1...1000 rows; other sizes are clamped.
  public init(columns: Int = 80, rows: Int = 24, scrollbackLines: Int = Terminal.standardScrollback) {
    screen = Screen(columns: columns, rows: rows, scrollbackLines: scrollbackLines)
  }

  // MARK: - Output of the program

  /// Takes output of the program, in pieces of any size.
  public mutating func feed(_ bytes: Span<UInt8>) { parser.feed(bytes, to: &screen) }
  /// Takes output of the program, in pieces of any size.
  public mutating func feed(_ bytes: [UInt8]) { parser.feed(bytes.span, to: &screen) }
  /// Takes output of the program.
  public mutating func feed(_ text: String) { feed(Array(text.utf8)) }

  /// Bytes to write to the program (answers to its questions); forgets them.
  public mutating func takeReplies() -> [UInt8] {
    defer { screen.replies = [] }
    return screen.replies
  }

  /// What happened since the last call; forgets it.
  public mutating func takeEvents() -> [TerminalEvent] {
    defer { screen.events = [] }
    return screen.events
  }

  // MARK: - Size, colours

  public var columns: Int { screen.columns }
  public var rows: Int { screen.rows }

  /// Changes the size: the primary screen is wrapped anew, the alternate one cut or extended.
  public mutating func resize(columns: Int, rows: Int) { screen.resize(columns: columns, rows: rows) }

  /// Tells the size of a cell in pixels, which programs may ask for.
  public mutating func setCellSize(width: Int, height: Int) {
    screen.cellWidth = min(max(width, 1), 1000)
    screen.cellHeight = min(max(height, 1), 1000)
  }

  /// Sets the theme's colours; what the program changed is dropped.
  public mutating func setTheme(_ palette: Palette, isDark: Bool) {
    let changed = screen.isDarkScheme != isDark
    screen.themePalette = palette
    screen.palette = palette
    screen.isDarkScheme = isDark
    screen.damage.markAll()
    if changed && screen.modes.contains(.schemeReporting) { screen.reportScheme() }
  }

  /// The colours in use.
  public var palette: Palette { screen.palette }
  /// The title that the program set, UTF-8 as it came.
  public var title: [UInt8] { screen.title }
  /// The modes in effect.
  public var modes: TerminalModes { screen.modes }
  /// Which mouse events the program wants.
  public var mouseTracking: MouseTracking { screen.mouse }
  /// Whether the alternate screen is shown.
  public var isAlternateScreen: Bool { screen.isAlternate }

  // MARK: - What is shown

  /// The number of the oldest line that is kept.
  public var firstLine: Int { screen.firstLine }
  /// One more than the number of the last line.
  public var endLine: Int { screen.endLine }
  /// Lines that have scrolled off and can be scrolled back to: none on the alternate screen.
  public var scrollbackCount: Int { screen.isAlternate ? 0 : screen.scrollback.count }
  /// How many lines the view is scrolled back: 0 follows the output.
  public var viewOffset: Int { screen.viewOffset }

  /// Scrolls the view so that it is `offset` lines back; clamped to what there is.
  public mutating func scrollView(to offset: Int) {
    let offset = min(max(offset, 0), scrollbackCount)
    guard offset != screen.viewOffset else { return }
    screen.viewOffset = offset
    screen.damage.markAll()
  }

  /// The number of the line that a row of the view shows.
  public func line(atViewRow row: Int) -> Int { screen.firstGridLine - screen.viewOffset + row }
  /// The cells of a line by its number; blank cells at its end may be missing.
  public func cells(ofLine line: Int) -> ArraySlice<Cell> { screen.cells(ofLine: line) }
  /// Whether the line goes on in the next one.
  public func isWrapped(line: Int) -> Bool { screen.isWrapped(line: line) }
  /// The combining marks on a cell's character, usually none.
  public func marks(of cell: Cell) -> [UInt32] { cell.marks == 0 ? [] : screen.clusters[cell.marks] }
  /// The target of a cell's hyperlink (OSC 8), as it came.
  public func hyperlink(of cell: Cell) -> [UInt8]? { screen.links[cell.hyperlink] }

  /// The cursor in the view, nil if it is hidden or scrolled away.
  public var cursor: (row: Int, column: Int, shape: CursorShape)? {
    guard let painted = paintedCursor else { return nil }
    return (painted.row, painted.column, painted.shape)
  }

  private var paintedCursor: DamageTracker.PaintedCursor? {
    let row = screen.cursor.row + screen.viewOffset
    guard screen.modes.contains(.cursorVisible), row < rows else { return nil }
    return DamageTracker.PaintedCursor(row: row, column: screen.cursor.column, shape: screen.cursorShape)
  }

  /// Whether a paint would change nothing.
  public var isUpToDate: Bool { screen.damage.isEmpty(cursor: paintedCursor) }

  /// The rows of the view that changed since the last call, in order; forgets them.
  public mutating func takeDamage() -> [Int] {
    screen.damage.take(viewOffset: screen.viewOffset, cursor: paintedCursor)
  }

  /// Makes every row count as changed.
  public mutating func invalidate() { screen.damage.markAll() }

  /// Clears the screen and the scrollback, keeping the cursor's line at the top.
  public mutating func clear() {
    if !screen.isAlternate {
      screen.scrollUpToCursor()
      screen.eraseDisplay(3)
    }
  }

  /// Puts everything back to the start (RIS).
  public mutating func reset() {
    parser = Parser()
    screen.reset()
  }

  // MARK: - Selection and search

  /// What is selected.
  public var selection: Selection? { screen.selection }

  /// Begins a selection. Columns are borders between cells for characters and blocks, cells for words.
  public mutating func beginSelection(_ kind: Selection.Kind, at position: TextPosition) {
    screen.beginSelection(kind, at: position)
  }

  /// Moves the end of the selection.
  public mutating func extendSelection(to position: TextPosition) { screen.extendSelection(to: position) }

  /// Selects all text that is kept.
  public mutating func selectAll() {
    screen.beginSelection(.character, at: TextPosition(line: firstLine, column: 0))
    screen.extendSelection(to: TextPosition(line: endLine - 1, column: columns))
  }

  /// Selects a range, for instance an occurrence that was found.
  public mutating func select(_ range: TextRange) {
    screen.beginSelection(.character, at: range.start)
    screen.extendSelection(to: range.end)
  }

  /// Selects nothing.
  public mutating func clearSelection() {
    guard screen.selection != nil else { return }
    screen.selection = nil
    screen.damage.markAll()
  }

  /// The selected text in UTF-8: wrapped rows joined, blanks at line ends dropped. Nil if nothing is selected.
  public func selectedText() -> [UInt8]? { screen.selectedText() }

  /// Where `text` stands in screen and scrollback, oldest first; at most `limit` places.
  public func occurrences(of text: String, ignoringCase: Bool = true, limit: Int = 10_000) -> [TextRange] {
    screen.occurrences(of: text.unicodeScalars.map { $0.value }, ignoringCase: ignoringCase, limit: limit)
  }

  /// The text of a line, without blanks at its end.
  public func text(ofLine line: Int) -> [UInt8] {
    var text: [UInt8] = []
    screen.append(line, 0..<columns, to: &text, trimming: true)
    return text
  }

  // MARK: - Input for the program

  /// The bytes of a key press.
  public func encode(_ key: TerminalKey, _ modifiers: KeyModifiers = []) -> [UInt8] {
    InputEncoder.encode(key, modifiers, screen.modes)
  }

  /// The bytes of a mouse event; empty if the program did not ask for it. A wheel on the alternate screen becomes
  /// cursor keys for programs that know no mouse.
  public func encode(_ report: MouseReport) -> [UInt8] {
    let isWheel = report.button == .wheelUp || report.button == .wheelDown
    if screen.mouse == .off && isWheel && screen.isAlternate && screen.modes.contains(.alternateScroll) {
      return encode(report.button == .wheelUp ? .up : .down)
    }
    return InputEncoder.encode(report, screen.mouse, screen.modes)
  }

  /// The bytes of a paste: control characters are dropped, line ends become CR, framed if the program asked for it.
  public func encodePaste(_ text: [UInt8]) -> [UInt8] {
    InputEncoder.paste(text, bracketed: screen.modes.contains(.bracketedPaste))
  }

  /// Whether a paste holds several lines and would run them at once: worth a question.
  public func pasteNeedsWarning(_ text: [UInt8]) -> Bool {
    !screen.modes.contains(.bracketedPaste) && text.contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// The bytes that tell of a focus change; empty if the program did not ask for it.
  public func encodeFocus(_ isFocused: Bool) -> [UInt8] {
    screen.modes.contains(.focusReporting) ? [0x1B, 0x5B, isFocused ? 0x49 : 0x4F] : []
  }
}
