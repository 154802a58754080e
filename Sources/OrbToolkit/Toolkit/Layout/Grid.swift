// Rows and columns with common edges: forms, keypads.

import Graphics

/// Children in rows of a fixed number of columns; each column as wide as its widest child, and those that grow share
/// the rest.
public final class Grid: Widget {
  public let columns: Int
  public var horizontalSpacing: Double { didSet { setNeedsLayout() } }
  public var verticalSpacing: Double { didSet { setNeedsLayout() } }
  /// All columns as wide and all rows as high as each other, filling what there is: keypads.
  public let isUniform: Bool
  /// Across a cell's height.
  public var alignment = CrossAlignment.center

  public init(
    columns: Int, spacing: Double = Metrics.related, verticalSpacing: Double? = nil, isUniform: Bool = false,
    @WidgetBuilder _ content: () -> [Widget]
  ) {
    self.columns = max(1, columns)
    horizontalSpacing = spacing
    self.verticalSpacing = verticalSpacing ?? spacing
    self.isUniform = isUniform
    super.init()
    for child in content() { addChild(child) }
  }

  private struct Cell {
    let widget: Widget
    let row: Int
    let column: Int
    let span: Int
  }

  private func cells() -> [Cell] {
    var cells: [Cell] = []
    var row = 0
    var column = 0
    for child in children where child.isVisible {
      let span = min(columns, child.layoutHints.columnSpan)
      if column + span > columns {
        row += 1
        column = 0
      }
      cells.append(Cell(widget: child, row: row, column: column, span: span))
      column += span
    }
    return cells
  }

  /// Widths of the columns for a total width (nil: their ideal).
  private func widths(_ cells: [Cell], _ total: Double?, _ context: MeasureContext) -> [Double] {
    let gaps = horizontalSpacing * Double(columns - 1)
    if isUniform {
      if let total { return [Double](repeating: max(0, (total - gaps) / Double(columns)), count: columns) }
      var widest = 0.0
      for cell in cells where cell.span == 1 { widest = max(widest, context.measure(cell.widget, .ideal).width) }
      return [Double](repeating: widest, count: columns)
    }
    var widths = [Double](repeating: 0, count: columns)
    var shares = [Double](repeating: 0, count: columns)
    for cell in cells where cell.span == 1 {
      widths[cell.column] = max(widths[cell.column], context.measure(cell.widget, .ideal).width)
      shares[cell.column] = max(shares[cell.column], cell.widget.layoutHints.grow)
    }
    guard let total else { return widths }
    let rest = total - gaps - widths.reduce(0, +)
    let sum = shares.reduce(0, +)
    if rest > 0 && sum > 0 {
      for column in widths.indices { widths[column] += rest * shares[column] / sum }
    } else if rest < 0 {
      // The widest gives way: forms have one wide column.
      if let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
        widths[widest] = max(40, widths[widest] + rest)
      }
    }
    return widths
  }

  private func width(of cell: Cell, _ widths: [Double]) -> Double {
    widths[cell.column..<(cell.column + cell.span)].reduce(0, +) + horizontalSpacing * Double(cell.span - 1)
  }

  private func heights(_ cells: [Cell], _ widths: [Double], _ total: Double?, _ context: MeasureContext) -> [Double] {
    let rows = (cells.last?.row ?? -1) + 1
    var heights = [Double](repeating: 0, count: rows)
    for cell in cells {
      let size = context.measure(cell.widget, Proposal(width: width(of: cell, widths), height: nil))
      heights[cell.row] = max(heights[cell.row], size.height)
    }
    if isUniform, rows > 0 {
      let gaps = verticalSpacing * Double(rows - 1)
      let height = total.map { max(0, ($0 - gaps) / Double(rows)) } ?? heights.reduce(0, max)
      return [Double](repeating: height, count: rows)
    }
    return heights
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let cells = cells()
    let widths = widths(cells, proposal.width, context)
    let heights = heights(cells, widths, nil, context)
    return Size(
      width: widths.reduce(0, +) + horizontalSpacing * Double(columns - 1),
      height: heights.reduce(0, +) + verticalSpacing * Double(max(0, heights.count - 1)))
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let measuring = MeasureContext(fonts: context.fonts, scale: context.scale)
    let cells = cells()
    let widths = widths(cells, size.width, measuring)
    let heights = heights(cells, widths, size.height, measuring)
    for cell in cells {
      let x = widths[..<cell.column].reduce(0, +) + horizontalSpacing * Double(cell.column)
      let y = heights[..<cell.row].reduce(0, +) + verticalSpacing * Double(cell.row)
      let rect = Rect(x: x, y: y, width: width(of: cell, widths), height: heights[cell.row])
      place(cell.widget, in: rect, context)
    }
  }

  private func place(_ widget: Widget, in rect: Rect, _ context: LayoutContext) {
    let alignment = widget.layoutHints.alignment ?? (isUniform ? .fill : self.alignment)
    var target = rect
    if alignment != .fill {
      let height = min(rect.height, context.measure(widget, Proposal(width: rect.width, height: nil)).height)
      let slack = rect.height - height
      target.y += alignment == .center ? slack / 2 : alignment == .end ? slack : 0
      target.height = height
    }
    context.place(widget, in: target)
  }
}
