// The heads of a table's columns: a click sorts, the edges between them move.

import Graphics

/// The row of column heads; part of `Table`.
final class TableHeader: Widget {
  static let height = 30.0
  private static let grip = 4.0

  var columns: [TableColumn]
  var sorting: (column: Int, ascending: Bool)? { didSet { setNeedsPaint() } }
  var didSort: ((Int, Bool) -> Void)?
  var didResize: (() -> Void)?
  /// Left edges, and the right end behind the last.
  private(set) var edges: [Double] = [0]
  private var hovered: Int? { didSet { if hovered != oldValue { setNeedsPaint() } } }
  private var resizing: (column: Int, grab: Double)?

  init(_ columns: [TableColumn]) {
    self.columns = columns
    super.init()
  }

  /// Where the columns lie in a width.
  func arrange(width: Double) {
    let fixed = columns.reduce(0) { $0 + ($1.grows ? 0 : $1.width) }
    let growing = columns.filter { $0.grows }.count
    let share = growing > 0 ? (width - fixed) / Double(growing) : 0
    edges = [0]
    for column in columns {
      let extent = column.grows ? max(column.leastWidth, share) : column.width
      edges.append((edges.last ?? 0) + extent.wholeNearest)
    }
  }

  func span(_ column: Int) -> (start: Double, end: Double) {
    column >= 0 && column + 1 < edges.count ? (edges[column], edges[column + 1]) : (0, 0)
  }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    for (index, column) in columns.enumerated() {
      let (start, end) = span(index)
      let rect = Rect(left: start, top: 0, right: end, bottom: bounds.height)
      if hovered == index && column.isSortable {
        context.painter.fillRounded(
          rect.inset(by: Insets(horizontal: 2, vertical: 3)), radius: 5, colors.text.withAlpha(0.06))
      }
      let isSorted = sorting?.column == index
      let left = start + (index == 0 ? 14 : 8)
      let room = Rect(left: left, top: 0, right: max(left, end - (isSorted ? 24 : 10)), bottom: bounds.height)
      context.text(
        column.title, .caption, fitting: room, color: isSorted ? colors.text : colors.dim,
        align: column.alignsRight ? .trailing : .leading)
      if isSorted {
        let arrow = Rect(x: end - 22, y: 0, width: 14, height: bounds.height)
        context.icon(
          sorting?.ascending == true ? Symbols.chevronUp : Symbols.chevronDown, in: arrow, side: 12, color: colors.text)
      }
      if index + 1 < columns.count {
        context.painter.fill(Rect(x: end, y: 8, width: 1, height: bounds.height - 16), colors.line)
      }
    }
    context.painter.fill(Rect(x: 0, y: bounds.height - 1, width: bounds.width, height: 1), colors.line)
  }

  private func column(at x: Double) -> Int? {
    columns.indices.first { x >= span($0).start && x < span($0).end }
  }

  /// The column whose right edge is under the pointer.
  private func edge(at x: Double) -> Int? {
    columns.indices.dropLast().first { (span($0).end - x).magnitude <= TableHeader.grip }
  }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .pointer(let pointer) = event else { return false }
    let x = pointer.position.x
    switch pointer.phase {
    case .move:
      if let resizing {
        resize(resizing.column, to: x - resizing.grab)
        return true
      }
      cursor = edge(at: x) == nil ? nil : .resizeHorizontal
      hovered = edge(at: x) == nil ? column(at: x) : nil
      return true
    case .leave:
      hovered = nil
      return false
    case .down:
      guard pointer.button == .left else { return false }
      if let edge = edge(at: x) {
        resizing = (edge, x - span(edge).end)
      } else if let column = column(at: x) {
        sort(by: column)
      }
      return true
    case .up, .cancel:
      resizing = nil
      return true
    case .enter: return false
    }
  }

  private func sort(by column: Int) {
    guard columns[column].isSortable else { return }
    let ascending = sorting?.column == column ? !(sorting?.ascending ?? false) : true
    sorting = (column, ascending)
    didSort?(column, ascending)
  }

  private func resize(_ column: Int, to edge: Double) {
    // The growing column takes what the others leave, so an edge behind it moves the next one instead.
    if columns[column].grows, column + 1 < columns.count {
      let next = column + 1
      columns[next].width = max(columns[next].leastWidth, span(next).end - edge)
    } else {
      columns[column].width = max(columns[column].leastWidth, edge - span(column).start)
      columns[column].grows = false
    }
    didResize?()
  }

  override func accessibilityParts() -> [AccessibilityNode] {
    columns.indices.map { index in
      let (start, end) = span(index)
      var info = AccessibilityInfo(.columnHeader, name: columns[index].title, actions: [.press])
      if let sorting, sorting.column == index { info.value = sorting.ascending ? "ascending" : "descending" }
      return AccessibilityNode(info, rect: Rect(left: start, top: 0, right: end, bottom: bounds.height))
    }
  }
}
