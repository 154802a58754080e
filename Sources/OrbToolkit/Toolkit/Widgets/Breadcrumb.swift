// The parts of a path as buttons. Where they do not fit, the first ones give way to an ellipsis.

import Graphics

/// A path one can climb: a click on a part goes there, on the room behind the last one edits the path.
public final class Breadcrumb: Widget {
  public private(set) var parts: [String]
  public var onSelect: ((Int) -> Void)?
  public var onEdit: (() -> Void)?
  private var edges: [(index: Int, start: Double, end: Double)] = []
  private var startsWithEllipsis = false
  private var hovered: Int? { didSet { if hovered != oldValue { setNeedsPaint() } } }

  public init(_ parts: [String]) {
    self.parts = parts
    super.init()
    layoutHints.grow = 1
  }

  public func update(_ parts: [String]) {
    self.parts = parts
    setNeedsLayout()
    setNeedsPaint()
  }

  private static let side = 7.0
  private static let arrow = 14.0

  /// The last part stands out.
  private func role(_ index: Int) -> TextRole { index == parts.count - 1 ? .emphasis : .body }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    var total = 8.0
    for (index, part) in parts.enumerated() {
      total += context.textWidth(part, role(index)) + 2 * Breadcrumb.side + Breadcrumb.arrow
    }
    return Size(width: proposal.width.map { max(64, min($0, total)) } ?? total, height: Metrics.toolbarControlHeight)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let measuring = MeasureContext(fonts: context.fonts, scale: context.scale)
    let widths = parts.enumerated().map { index, part in
      min(220, measuring.textWidth(part, role(index)).rounded(.up)) + 2 * Breadcrumb.side
    }
    var first = 0
    func total(from index: Int) -> Double {
      widths[index...].reduce(0, +) + Double(widths.count - index) * Breadcrumb.arrow + 8 + (index > 0 ? 24 : 0)
    }
    while first < widths.count - 1 && total(from: first) > size.width { first += 1 }
    startsWithEllipsis = first > 0
    edges = []
    var x = first > 0 ? 28.0 : 4
    for index in first..<max(first, widths.count) {
      let end = min(x + widths[index], size.width - 2)
      edges.append((index, x, end))
      x = end + Breadcrumb.arrow
    }
  }

  private func rect(_ edge: (index: Int, start: Double, end: Double)) -> Rect {
    Rect(left: edge.start, top: 3, right: edge.end, bottom: bounds.height - 3)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    context.painter.fillRounded(bounds, radius: Metrics.controlRadius, colors.control)
    context.painter.strokeRounded(bounds, radius: Metrics.controlRadius, width: 1, colors.line)
    if startsWithEllipsis {
      context.text("…", .body, in: Rect(x: 10, y: 0, width: 16, height: bounds.height), color: colors.dim)
    }
    for (position, edge) in edges.enumerated() {
      let rect = rect(edge)
      let isLast = position == edges.count - 1
      if hovered == edge.index {
        context.painter.fillRounded(rect, radius: 5, colors.text.withAlpha(0.08))
      }
      let room = rect.inset(by: Insets(horizontal: Breadcrumb.side, vertical: 0))
      context.text(
        parts[edge.index], role(edge.index), fitting: room, color: isLast ? colors.text : colors.dim,
        ellipsis: .middle)
      if !isLast {
        let arrow = Rect(x: edge.end, y: 0, width: Breadcrumb.arrow, height: bounds.height)
        context.icon(Symbols.chevronRight, in: arrow, side: 12, color: colors.dim)
      }
    }
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .pointer(let pointer) = event else { return false }
    let hit = edges.first { rect($0).contains(pointer.position) }
    switch pointer.phase {
    case .move:
      hovered = hit?.index
      cursor = hit == nil && onEdit != nil ? .text : nil
      return true
    case .leave:
      hovered = nil
      return false
    case .down:
      guard pointer.button == .left else { return false }
      if let hit { onSelect?(hit.index) } else { onEdit?() }
      return true
    default: return false
    }
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.group, name: "Path") }

  public override func accessibilityParts() -> [AccessibilityNode] {
    edges.map { edge in
      AccessibilityNode(AccessibilityInfo(.button, name: parts[edge.index], actions: [.press]), rect: rect(edge))
    }
  }
}
