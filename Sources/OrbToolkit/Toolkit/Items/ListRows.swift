// The rows inside a ListView.

import Graphics

/// The virtual rows of a `ListView`.
public final class ListRows: ItemView {
  public let rowHeight: Double
  /// Above the first and below the last row.
  static let inset = 4.0
  private let row: (Int) -> ListItem

  init(selection: SelectionModel.Mode, rowHeight: Double, row: @escaping (Int) -> ListItem) {
    self.rowHeight = max(16, rowHeight)
    self.row = row
    super.init(selection: selection)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 220, height: Double(count) * rowHeight + 2 * ListRows.inset)
  }

  public override func rect(ofItem index: Int) -> Rect {
    Rect(
      x: ListRows.inset, y: ListRows.inset + Double(index) * rowHeight,
      width: max(0, bounds.width - 2 * ListRows.inset), height: rowHeight)
  }

  public override func item(at point: Point) -> Int? {
    guard bounds.contains(point), point.y >= ListRows.inset else { return nil }
    let index = ((point.y - ListRows.inset) / rowHeight).clampedToInt
    return index < count ? index : nil
  }

  public override func items(in rect: Rect) -> Range<Int> {
    guard !rect.isEmpty else { return 0..<0 }
    let first = max(0, ((rect.minY - ListRows.inset) / rowHeight).clampedToInt)
    let last = ((rect.maxY - ListRows.inset) / rowHeight).wholeAbove.clampedToInt
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
    let item = row(index)
    let colors = context.colors
    if let background = background(index, context) {
      context.painter.fillRounded(rect, radius: Metrics.controlRadius, background)
    }
    var ink = item.isDim ? colors.dim : colors.text
    if !isEffectivelyEnabled { ink = colors.disabled(ink) }
    var left = rect.minX + 10
    if let icon = item.icon {
      // Tall rows have room for an app's icon.
      let side = rowHeight >= 40 ? 28.0 : Metrics.icon
      context.icon(icon, in: Rect(x: left, y: rect.minY, width: side, height: rect.height), side: side, color: ink)
      left += side + (rowHeight >= 40 ? 12 : 8)
    }
    var right = rect.maxX - 10
    if !item.detail.isEmpty {
      let width = context.fonts.measure(item.detail, TextRole.caption.style).width.wholeAbove
      right = max(left, right - width)
      let detail = Rect(left: right, top: rect.minY, right: rect.maxX - 10, bottom: rect.maxY)
      context.text(item.detail, .caption, in: detail, color: colors.dim)
      right -= 12
    }
    let title = Rect(left: left, top: rect.minY, right: max(left, right), bottom: rect.maxY)
    context.text(item.title, item.isHeader ? .emphasis : .body, fitting: title, color: ink, ellipsis: .middle)
  }

  public override func accessibilityOfItem(_ index: Int) -> AccessibilityInfo {
    let item = row(index)
    return AccessibilityInfo(.row, name: item.title, value: item.detail, actions: [.press])
  }
}
