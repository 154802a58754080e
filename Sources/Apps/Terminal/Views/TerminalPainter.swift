// Draws rows of a terminal: backgrounds as runs, text as runs of one style, boxes by themselves, then underlines and
// the cursor. Only rows that the damage touches; nothing is allocated for a cell.

import Graphics
import OrbToolkit
import TerminalCore

/// What is drawn over the text.
struct TerminalOverlay {
  var isFocused = false
  var showsCursor = true
  /// Places that were found, and the one that is current.
  var matches: [TextRange] = []
  var currentMatch: Int?
}

/// Draws a terminal into a painter whose origin is the grid's corner.
struct TerminalPainter {
  let terminal: TerminalCore.Terminal
  let metrics: CellMetrics
  let theme: Theme
  let overlay: TerminalOverlay
  let fonts: FontLibrary
  private let selectionColor: Color
  private let foreground: Color
  private let background: Color
  /// The sixteen named colours as text on the plain background: none of them disappears in it.
  private let readable: [Color]
  private static let leastContrast = 2.5

  init(
    _ terminal: TerminalCore.Terminal, _ metrics: CellMetrics, _ theme: Theme, _ overlay: TerminalOverlay,
    _ fonts: FontLibrary
  ) {
    self.fonts = fonts
    self.terminal = terminal
    self.metrics = metrics
    self.theme = theme
    self.overlay = overlay
    let foreground = Color(terminal.palette.foreground)
    let background = Color(terminal.palette.background)
    self.foreground = foreground
    self.background = background
    readable = terminal.palette.entries.prefix(16).map { entry in
      let color = Color(entry)
      return color.contrast(with: background) < TerminalPainter.leastContrast ? color.mix(foreground, 0.55) : color
    }
    selectionColor = overlay.isFocused ? theme.colors.selection : theme.colors.inactiveSelection
  }

  /// The colours and font of a cell, resolved.
  struct Look: Equatable {
    var foreground: Color
    var background: Color?
    var isBold: Bool
    var isItalic: Bool
  }

  func draw(rows: Range<Int>, _ painter: Painter) {
    let clip = painter.clipBounds
    for row in rows {
      let top = Double(row) * metrics.height
      guard top < clip.maxY, top + metrics.height > clip.minY else { continue }
      draw(row, top, painter)
    }
    drawCursor(painter)
  }

  private func draw(_ row: Int, _ top: Double, _ painter: Painter) {
    let line = terminal.line(atViewRow: row)
    let cells = terminal.cells(ofLine: line)
    let selected = terminal.selection?.columns(ofLine: line, width: terminal.columns)
    let marks = marks(on: line)
    var run = Run(look: look(.blank), start: 0)
    var column = 0
    for cell in cells {
      var look = look(cell)
      if selected?.contains(column) == true { look.background = selectionColor }
      if let mark = marks.first(where: { $0.columns.contains(column) }) { highlight(&look, mark.isCurrent) }
      if look != run.look || cell.isWide || cell.isWideTail || isDrawn(cell) || run.isAlone {
        flush(&run, column, top, painter)
        run = Run(look: look, start: column)
      }
      run.add(cell, isAlone: cell.isWide || isDrawn(cell))
      column += 1
    }
    flush(&run, column, top, painter)
    if let selected, selected.upperBound > column {
      // Lines are stored without the blanks at their end; the selection shows them.
      fill(max(column, selected.lowerBound), selected.upperBound, top, selectionColor, painter)
    }
    drawDecorations(cells, top, painter)
  }

  private func isDrawn(_ cell: Cell) -> Bool { BoxDrawing.covers(cell.scalar) || !terminal.marks(of: cell).isEmpty }

  /// Cells of one look.
  private struct Run {
    var look: Look
    var start: Int
    var scalars: [Unicode.Scalar] = []
    var cell = Cell.blank
    var isAlone = false

    init(look: Look, start: Int) {
      self.look = look
      self.start = start
    }

    mutating func add(_ cell: Cell, isAlone: Bool) {
      self.cell = cell
      self.isAlone = isAlone
      // The second half of a wide character is only background.
      scalars.append(cell.isWideTail || cell.isSpacer ? " " : Unicode.Scalar(cell.scalar) ?? "\u{FFFD}")
    }
  }

  private func flush(_ run: inout Run, _ end: Int, _ top: Double, _ painter: Painter) {
    guard end > run.start else { return }
    if let background = run.look.background { fill(run.start, end, top, background, painter) }
    let x = Double(run.start) * metrics.width
    let point = Point(x: x, y: top + metrics.baseline)
    let style = metrics.style(run.look.isBold, run.look.isItalic)
    if run.isAlone {
      let rect = Rect(x: x, y: top, width: metrics.width, height: metrics.height)
      let box = BoxDrawing(cell: rect, stroke: metrics.stroke, color: run.look.foreground)
      if BoxDrawing.covers(run.cell.scalar), box.draw(run.cell.scalar, painter) { return }
      if let scalar = run.scalars.first {
        painter.drawScalar(scalar, at: point, style: style, color: run.look.foreground)
      }
      for mark in terminal.marks(of: run.cell) {
        if let scalar = Unicode.Scalar(mark), mark != 0xFE0F, mark != 0x200D {
          // Marks without an advance are made to hang to the left, over the character that was just set.
          let hangs = fonts.advance(scalar, style) == 0
          let place = hangs ? Point(x: x + metrics.width, y: point.y) : point
          painter.drawScalar(scalar, at: place, style: style, color: run.look.foreground)
        }
      }
      return
    }
    painter.drawCells(run.scalars, at: point, cellWidth: metrics.width, style: style, color: run.look.foreground)
  }

  private func fill(_ from: Int, _ to: Int, _ top: Double, _ color: Color, _ painter: Painter) {
    painter.fill(
      Rect(x: Double(from) * metrics.width, y: top, width: Double(to - from) * metrics.width, height: metrics.height),
      color)
  }

  // MARK: - Colours

  private func look(_ cell: Cell) -> Look {
    let style = cell.style
    let attributes = style.attributes
    var foreground = textColor(style)
    var background = color(style.background, background)
    var hasBackground = style.background != .standard
    if attributes.contains(.inverse) != terminal.modes.contains(.reverseVideo) {
      swap(&foreground, &background)
      hasBackground = true
    }
    if attributes.contains(.faint) { foreground = foreground.mix(background, 0.45) }
    if attributes.contains(.invisible) { foreground = background }
    return Look(
      foreground: foreground, background: hasBackground ? background : nil, isBold: attributes.contains(.bold),
      isItalic: attributes.contains(.italic))
  }

  private func textColor(_ style: CellStyle) -> Color {
    if style.background == .standard, case .indexed(let index) = style.foreground.kind, index < 16 {
      return readable[Int(index)]
    }
    return color(style.foreground, foreground)
  }

  private func color(_ colour: CellColour, _ standard: Color) -> Color {
    switch colour.kind {
    case .standard: standard
    case .indexed(let index): Color(terminal.palette.entries[Int(index)])
    case .rgb(let red, let green, let blue): Color(red: red, green: green, blue: blue)
    }
  }

  private func marks(on line: Int) -> [(columns: Range<Int>, isCurrent: Bool)] {
    guard !overlay.matches.isEmpty else { return [] }
    var result: [(columns: Range<Int>, isCurrent: Bool)] = []
    for (index, match) in overlay.matches.enumerated() {
      if match.start.line > line { break }
      guard match.end.line >= line else { continue }
      let from = match.start.line == line ? match.start.column : 0
      let to = match.end.line == line ? match.end.column : terminal.columns
      if from < to { result.append((from..<to, index == overlay.currentMatch)) }
    }
    return result
  }

  private func highlight(_ look: inout Look, _ isCurrent: Bool) {
    look.background = isCurrent ? theme.colors.warning : theme.colors.warning.mix(theme.colors.surface, 0.65)
    if isCurrent { look.foreground = theme.colors.window }
  }

  // MARK: - Lines

  private func drawDecorations(_ cells: ArraySlice<Cell>, _ top: Double, _ painter: Painter) {
    for (column, cell) in cells.enumerated() {
      let attributes = cell.style.attributes
      let isLink = cell.hyperlink != 0
      guard cell.style.underline != .none || isLink || !attributes.isDisjoint(with: [.strikethrough, .overline]) else {
        continue
      }
      let color = look(cell).foreground
      let x = Double(column) * metrics.width
      let line = { (y: Double) in
        painter.fill(Rect(x: x, y: y, width: metrics.width, height: metrics.stroke), color)
      }
      if attributes.contains(.strikethrough) { line(top + metrics.baseline - metrics.fontSize * 0.3) }
      if attributes.contains(.overline) { line(top) }
      underline(isLink && cell.style.underline == .none ? .dotted : cell.style.underline, x, top, color, painter)
    }
  }

  private func underline(_ kind: Underline, _ x: Double, _ top: Double, _ color: Color, _ painter: Painter) {
    let y = min(top + metrics.baseline + 2 * metrics.stroke, top + metrics.height - metrics.stroke)
    func dash(_ from: Double, _ to: Double, _ y: Double) {
      painter.fill(
        Rect(x: x + metrics.width * from, y: y, width: metrics.width * (to - from), height: metrics.stroke), color)
    }
    switch kind {
    case .none: break
    case .single: dash(0, 1, y)
    case .double:
      dash(0, 1, y)
      dash(0, 1, min(y + 2 * metrics.stroke, top + metrics.height - metrics.stroke))
    case .curly:
      for part in 0..<4 {
        dash(Double(part) / 4, Double(part + 1) / 4, part % 2 == 0 ? y : y + metrics.stroke)
      }
    case .dotted: for part in 0..<2 { dash(Double(part) / 2, Double(part) / 2 + 0.25, y) }
    case .dashed: dash(0, 0.7, y)
    }
  }

  private func drawCursor(_ painter: Painter) {
    guard overlay.showsCursor, let cursor = terminal.cursor else { return }
    let line = terminal.cells(ofLine: terminal.line(atViewRow: cursor.row))
    let index = line.startIndex + cursor.column
    let cell = index < line.endIndex ? line[index] : .blank
    let width = cell.isWide ? 2 * metrics.width : metrics.width
    let rect = Rect(
      x: Double(cursor.column) * metrics.width, y: Double(cursor.row) * metrics.height, width: width,
      height: metrics.height)
    let color = Color(terminal.palette.cursor)
    guard overlay.isFocused else {
      painter.strokeRounded(rect, radius: 1, width: 1, color)
      return
    }
    switch cursor.shape {
    case .bar: painter.fill(Rect(x: rect.x, y: rect.y, width: 2 * metrics.stroke, height: rect.height), color)
    case .underline:
      painter.fill(
        Rect(x: rect.x, y: rect.maxY - 2 * metrics.stroke, width: rect.width, height: 2 * metrics.stroke), color)
    case .block:
      painter.fill(rect, color)
      guard let scalar = Unicode.Scalar(cell.scalar), scalar != " " else { return }
      let ink = Color(terminal.palette.background)
      let style = metrics.style(cell.style.attributes.contains(.bold), cell.style.attributes.contains(.italic))
      painter.drawScalar(scalar, at: Point(x: rect.x, y: rect.y + metrics.baseline), style: style, color: ink)
    }
  }
}
