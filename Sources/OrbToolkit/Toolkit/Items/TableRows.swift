// The rows inside a Table.

import Graphics

/// The virtual rows of a `Table`.
public final class TableRows: ItemView {
  public let rowHeight: Double
  static let inset = 4.0
  private let header: TableHeader
  private let cell: (Int, Int) -> TableCell

  init(
    _ header: TableHeader, selection: SelectionModel.Mode, rowHeight: Double, cell: @escaping (Int, Int) -> TableCell
  ) {
    self.header = header
    self.rowHeight = max(16, rowHeight)
    self.cell = cell
    super.init(selection: selection)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 300, height: Double(count) * rowHeight + 2 * TableRows.inset)
  }

  public override func rect(ofItem index: Int) -> Rect {
    Rect(
      x: TableRows.inset, y: TableRows.inset + Double(index) * rowHeight,
      width: max(0, bounds.width - 2 * TableRows.inset), height: rowHeight)
  }

  /// Where the text of the first column is, for editing in place.
  public func titleRect(ofItem index: Int) -> Rect {
    let row = rect(ofItem: index)
    return Rect(left: 38, top: row.minY, right: max(120, header.span(0).end - 4), bottom: row.maxY)
  }

  public override func item(at point: Point) -> Int? {
    guard bounds.contains(point), point.y >= TableRows.inset else { return nil }
    let index = ((point.y - TableRows.inset) / rowHeight).clampedToInt
    return index < count ? index : nil
  }

  public override func items(in rect: Rect) -> Range<Int> {
    guard !rect.isEmpty else { return 0..<0 }
    let first = max(0, ((rect.minY - TableRows.inset) / rowHeight).clampedToInt)
    let last = ((rect.maxY - TableRows.inset) / rowHeight).wholeAbove.clampedToInt
    return min(first, count)..<min(max(first, last), count)
  }

  public override func neighbour(of index: Int, _ key: Key) -> Int? {
    let page = max(1, ((parent?.bounds.height ?? bounds.height) / rowHeight).clampedToInt - 1)
    switch key {
    case .up: return index - 1
    case .down: return index + 1
    case .pageUp: return index - page
    case .pageDown: return index + page
    default: return nil
    }
  }

  public override func paintItem(_ index: Int, in rect: Rect, _ context: inout PaintContext) {
    let colors = context.colors
    if let background = background(index, context) {
      context.painter.fillRounded(rect, radius: Metrics.controlRadius, background)
    }
    for column in header.columns.indices {
      let cell = self.cell(index, column)
      let (start, end) = header.span(column)
      var left = start + (column == 0 ? 14 : 8)
      let ink = column > 0 || cell.isDim ? colors.dim : colors.text
      if let icon = cell.icon {
        context.icon(
          icon, in: Rect(x: left, y: rect.minY, width: 16, height: rect.height),
          color: cell.tintsIcon ? colors.accent : ink)
        left += 16 + 8
      }
      let room = Rect(left: left, top: rect.minY, right: max(left, end - 10), bottom: rect.maxY)
      context.text(
        cell.text, column == 0 ? .body : .number, fitting: room, color: ink,
        align: header.columns[column].alignsRight ? .trailing : .leading, ellipsis: .middle)
    }
  }

  public override func accessibilityOfItem(_ index: Int) -> AccessibilityInfo {
    let rest = header.columns.indices.dropFirst().map { cell(index, $0).text }.filter { !$0.isEmpty }
    return AccessibilityInfo(.row, name: cell(index, 0).text, value: rest.joined(separator: ", "), actions: [.press])
  }
}
