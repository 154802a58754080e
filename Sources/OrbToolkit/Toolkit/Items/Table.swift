// Rows with columns: sortable by a click on a head, columns resizable, virtual like every list.

import Graphics

/// A table.
///
///     let columns = [TableColumn("Name", grows: true), TableColumn("Size", alignsRight: true)]
///     Table(columns, selection: .multiple) { row, column in
///       TableCell(column == 0 ? files[row].name : files[row].size)
///     }
public final class Table: Widget {
  public let rows: TableRows
  private let header: TableHeader
  private let scroll: ScrollView
  /// Shown in place of the rows while there are none.
  public var emptyState: Widget? {
    didSet {
      oldValue?.removeFromParent()
      if let emptyState { addChild(emptyState) }
      updateEmptyState()
    }
  }
  /// Asks the program to sort its rows by a column; it reloads afterwards.
  public var didSort: ((_ column: Int, _ ascending: Bool) -> Void)? {
    get { header.didSort }
    set { header.didSort = newValue }
  }

  public init(
    _ columns: [TableColumn], count: Int = 0, selection: SelectionModel.Mode = .single,
    rowHeight: Double = Metrics.rowHeight, cell: @escaping (_ row: Int, _ column: Int) -> TableCell
  ) {
    let header = TableHeader(columns)
    let rows = TableRows(header, selection: selection, rowHeight: rowHeight, cell: cell)
    self.header = header
    self.rows = rows
    scroll = ScrollView { rows }
    super.init()
    layoutHints.grow = 1
    addChild(header)
    addChild(scroll)
    rows.itemText = { cell($0, 0).text }
    rows.reload(count: count)
    let reference = Unretained(self)
    header.didResize = {
      reference.widget.setNeedsLayout()
      reference.widget.header.setNeedsPaint()
      reference.widget.rows.setNeedsPaint()
    }
  }

  public var count: Int { rows.count }
  public var selection: SelectionModel { rows.selection }

  /// What the arrow in the heads shows; the program sorts.
  public var sorting: (column: Int, ascending: Bool)? {
    get { header.sorting }
    set { header.sorting = newValue }
  }

  @discardableResult public func reload(count: Int) -> Table {
    rows.reload(count: count)
    updateEmptyState()
    return self
  }

  @discardableResult public func onActivate(_ body: @escaping (Int) -> Void) -> Table {
    rows.onActivate = body
    return self
  }

  @discardableResult public func onSelectionChange(_ body: @escaping (SelectionModel) -> Void) -> Table {
    let selection = rows.selection
    rows.selectionDidChange = { body(selection) }
    return self
  }

  private func updateEmptyState() {
    emptyState?.isVisible = rows.count == 0
    scroll.isVisible = rows.count > 0 || emptyState == nil
    setNeedsLayout()
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let width = header.columns.reduce(0) { $0 + ($1.grows ? max(160, $1.leastWidth) : $1.width) }
    let height = TableHeader.height + Double(max(4, min(rows.count, 12))) * rows.rowHeight + 8
    return Size(
      width: proposal.width.map { max(80, $0) } ?? width,
      height: proposal.height.map { max(120, min(height, $0)) } ?? height)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    header.arrange(width: size.width)
    context.place(header, in: Rect(x: 0, y: 0, width: size.width, height: TableHeader.height))
    let room = Rect(left: 0, top: TableHeader.height, right: size.width, bottom: size.height)
    context.place(scroll, in: room)
    if let emptyState { context.place(emptyState, in: room) }
  }

  public override func paint(_ context: inout PaintContext) {
    context.painter.fill(bounds, context.colors.surface)
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.table, value: "\(rows.count) items")
  }
}
