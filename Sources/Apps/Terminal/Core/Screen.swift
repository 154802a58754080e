// The state of the terminal that the parser acts on: two grids, cursor, modes, scrollback, selection and what has to be
// told to the program (replies) and to the application (events). The extensions beside this file hold the functions:
// printing, cursor motion, erasing, modes, SGR, reports, OSC, resizing. No I/O, no clock, no pixels.

/// What happened that the application should show or do.
public enum TerminalEvent: Equatable, Sendable {
  /// The title changed (OSC 0, 2).
  case title
  /// BEL.
  case bell
  /// The palette changed: everything has to be painted.
  case palette
  /// The shell reported its working directory (OSC 7), as a file URL or a path.
  case workingDirectory([UInt8])
  /// The program wants to set the clipboard (OSC 52): decoded bytes, UTF-8 by convention.
  case clipboard([UInt8])
  /// The program wants to show a notification (OSC 9, 777).
  case notification([UInt8])
  /// OSC 9;4: progress in percent, nil when it is over.
  case progress(Int?)
}

/// The state of a terminal.
struct Screen: Sendable {
  /// Bounds on sizes.
  enum Limit {
    /// A wide character needs two columns.
    static let columns = 2...2000
    static let rows = 1...1000
    /// Bytes of replies that wait for the application; a program that asks more without reading gets no answer.
    static let replies = 64 * 1024
    static let events = 64
    /// Bytes of a title.
    static let title = 1024
    /// Titles that CSI 22 t stores.
    static let titleStack = 16
  }

  var grid: Grid
  /// The grid that is not shown: the alternate one while the primary is, and the other way round.
  var hiddenGrid: Grid
  var isAlternate = false
  var scrollback: Scrollback
  var cursor = Cursor()
  var savedCursor: Cursor?
  var hiddenSavedCursor: Cursor?
  /// The scroll region, both rows inclusive.
  var top = 0
  var bottom: Int
  var tabStops: [Bool]
  var modes = TerminalModes.initial
  var savedModes: [UInt16: Bool] = [:]
  var mouse = MouseTracking.off
  var cursorShape = CursorShape.block
  var lastPrinted: UInt32 = 0
  var clusters = ClusterTable()
  var links = HyperlinkTable()
  var link: UInt32 = 0

  var title: [UInt8] = []
  var titleStack: [[UInt8]] = []
  var themePalette = Palette.standard
  var palette = Palette.standard
  var isDarkScheme = true
  /// Pixels of one cell, for reports.
  var cellWidth = 8
  var cellHeight = 16

  var replies: [UInt8] = []
  var events: [TerminalEvent] = []
  var damage: DamageTracker
  /// Lines by which the view is scrolled back.
  var viewOffset = 0
  var selection: Selection?

  init(columns: Int, rows: Int, scrollbackLines: Int) {
    let columns = min(max(columns, Limit.columns.lowerBound), Limit.columns.upperBound)
    let rows = min(max(rows, Limit.rows.lowerBound), Limit.rows.upperBound)
    grid = Grid(columns: columns, rows: rows)
    hiddenGrid = grid
    scrollback = Scrollback(capacity: scrollbackLines)
    bottom = rows - 1
    tabStops = Screen.standardTabs(columns)
    damage = DamageTracker(rows: rows)
  }

  var columns: Int { grid.columns }
  var rows: Int { grid.rows }

  static func standardTabs(_ columns: Int) -> [Bool] { (0..<columns).map { $0 > 0 && $0 % 8 == 0 } }

  /// The number of the line that the grid's first row shows.
  var firstGridLine: Int { scrollback.forgotten + scrollback.count }

  mutating func markDirty(_ row: Int) { damage.mark(row) }

  mutating func post(_ event: TerminalEvent) {
    // Bells and titles come in bursts; one of a kind is enough.
    if events.count < Limit.events && events.last != event { events.append(event) }
  }

  mutating func reply(_ text: [UInt8]) {
    if replies.count + text.count <= Limit.replies { replies.append(contentsOf: text) }
  }

  mutating func reply(_ text: String) { reply(Array(text.utf8)) }

  // MARK: - Reset

  /// RIS: everything but the scrollback and the application's theme is as at the start.
  mutating func reset() {
    if isAlternate { switchScreen(toAlternate: false) }
    let fresh = Grid(columns: columns, rows: rows)
    grid = fresh
    hiddenGrid = fresh
    savedCursor = nil
    hiddenSavedCursor = nil
    tabStops = Screen.standardTabs(columns)
    mouse = .off
    savedModes = [:]
    titleStack = []
    palette = themePalette
    cursor = Cursor()
    softReset()
    modes = .initial
    selection = nil
    post(.palette)
    damage.markAll()
  }

  /// DECSTR: modes and margins, not the contents.
  mutating func softReset() {
    modes.formUnion([.autowrap, .cursorVisible])
    modes.subtract([.insert, .origin, .applicationCursor, .applicationKeypad])
    top = 0
    bottom = rows - 1
    cursor.style = CellStyle()
    cursor.origin = false
    cursor.sets = InlineSets()
    cursor.active = 0
    cursor.isWrapPending = false
    savedCursor = nil
    cursorShape = .block
    link = 0
    damage.markAll()
  }

  // MARK: - The alternate screen

  /// Shows the other grid.
  mutating func switchScreen(toAlternate: Bool) {
    guard toAlternate != isAlternate else { return }
    isAlternate = toAlternate
    swap(&grid, &hiddenGrid)
    swap(&savedCursor, &hiddenSavedCursor)
    selection = nil
    viewOffset = 0
    damage.markAll()
  }

  mutating func saveCursor() {
    savedCursor = cursor
    savedCursor?.origin = modes.contains(.origin)
  }

  mutating func restoreCursor() {
    cursor = savedCursor ?? Cursor()
    modes = cursor.origin ? modes.union(.origin) : modes.subtracting(.origin)
    cursor.row = min(cursor.row, rows - 1)
    cursor.column = min(cursor.column, columns - 1)
  }
}
