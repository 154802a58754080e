// A list of rows, of which only those in sight exist.
//
//   ListView(selection: .single) { index in ListItem(names[index], icon: Symbols.folder) }
//     .reload(count: names.count)

import Graphics

/// A scrolling virtual list with one title per row.
public final class ListView: Widget {
  public let rows: ListRows
  private let scroll: ScrollView
  /// Shown in place of the rows while there are none.
  public var emptyState: Widget? {
    didSet {
      oldValue?.removeFromParent()
      if let emptyState { addChild(emptyState) }
      updateEmptyState()
    }
  }
  /// Rows that it asks for at least.
  public var leastRows = 4
  /// A face and a border of its own (false: it lies on what is below).
  public var isFramed = true { didSet { setNeedsPaint() } }

  public init(
    count: Int = 0, selection: SelectionModel.Mode = .single, rowHeight: Double = Metrics.rowHeight,
    row: @escaping (Int) -> ListItem
  ) {
    let rows = ListRows(selection: selection, rowHeight: rowHeight, row: row)
    self.rows = rows
    scroll = ScrollView { rows }
    super.init()
    layoutHints.grow = 1
    addChild(scroll)
    rows.itemText = { row($0).title }
    rows.reload(count: count)
  }

  public var count: Int { rows.count }
  public var selection: SelectionModel { rows.selection }

  /// There is new content.
  @discardableResult public func reload(count: Int) -> ListView {
    rows.reload(count: count)
    updateEmptyState()
    return self
  }

  @discardableResult public func onActivate(_ body: @escaping (Int) -> Void) -> ListView {
    rows.onActivate = body
    return self
  }

  @discardableResult public func onSelectionChange(_ body: @escaping (SelectionModel) -> Void) -> ListView {
    let selection = rows.selection
    rows.selectionDidChange = { body(selection) }
    return self
  }

  /// Selects a row and scrolls to it.
  public func select(_ index: Int) { rows.select(index) }

  private func updateEmptyState() {
    emptyState?.isVisible = rows.count == 0
    scroll.isVisible = rows.count > 0 || emptyState == nil
    setNeedsLayout()
  }

  private var inset: Double { isFramed ? 1 : 0 }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let rowsShown = Double(max(leastRows, min(rows.count, 12)))
    let ideal = Size(width: 220, height: rowsShown * rows.rowHeight + 8 + 2 * inset)
    let least = Double(leastRows) * rows.rowHeight + 8
    return Size(
      width: proposal.width.map { max($0, 80) } ?? ideal.width,
      height: proposal.height.map { min(ideal.height, max($0, least)) } ?? ideal.height)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let inner = Rect(origin: .zero, size: size).inset(by: inset)
    context.place(scroll, in: inner)
    if let emptyState { context.place(emptyState, in: inner) }
  }

  public override func paint(_ context: inout PaintContext) {
    guard isFramed else { return }
    context.painter.fillRounded(bounds, radius: Metrics.controlRadius, context.colors.surface)
    context.painter.strokeRounded(bounds, radius: Metrics.controlRadius, width: 1, context.colors.line)
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.list, value: "\(rows.count) items")
  }
}
