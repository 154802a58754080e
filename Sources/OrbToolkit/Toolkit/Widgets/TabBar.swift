// The row of tabs itself; also alone, where the program shows the pages (documents of an editor).

import Graphics

/// Tabs of which one is chosen, with marks for unsaved changes and buttons that close, if wanted.
public final class TabBar: Widget {
  public static let height = 36.0

  public private(set) var titles: [String]
  public private(set) var selected: Int
  /// A dot beside the title.
  public var unsaved: Set<Int> = [] { didSet { setNeedsPaint() } }
  /// By the user, or by `select`.
  public var didSelect: ((Int) -> Void)?
  /// Shows a button in each tab; also a click with the middle button.
  public var didClose: ((Int) -> Void)? { didSet { setNeedsPaint() } }
  var selectionDidChange: (() -> Void)?
  private var edges: [Double] = [0]
  private var hovered: Int? { didSet { if hovered != oldValue { setNeedsPaint() } } }
  private var hoversClose = false { didSet { if hoversClose != oldValue { setNeedsPaint() } } }

  public init(_ titles: [String], selected: Int = 0) {
    self.titles = titles
    self.selected = min(max(0, selected), max(0, titles.count - 1))
    super.init()
    isFocusable = true
  }

  public func update(titles: [String], selected: Int) {
    self.titles = titles
    self.selected = min(max(0, selected), max(0, titles.count - 1))
    setNeedsLayout()
    setNeedsPaint()
  }

  public func select(_ index: Int) {
    guard titles.indices.contains(index), index != selected else { return }
    selected = index
    setNeedsPaint()
    selectionDidChange?()
    didSelect?(index)
  }

  private func width(_ title: String, _ context: MeasureContext) -> Double {
    min(200, context.textWidth(title, .emphasis) + 28 + (didClose == nil ? 0 : 24))
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    var total = 8.0
    for title in titles { total += width(title, context) }
    return Size(width: proposal.width.map { min($0, total) } ?? total, height: TabBar.height)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let measuring = MeasureContext(fonts: context.fonts, scale: context.scale)
    var widths = titles.map { width($0, measuring) }
    let total = widths.reduce(8, +)
    if total > size.width && total > 8 {
      let part = max(0.2, (size.width - 8) / (total - 8))
      widths = widths.map { $0 * part }
    }
    edges = [4]
    for width in widths { edges.append(((edges.last ?? 4) + width).wholeNearest) }
  }

  private func rect(_ index: Int) -> Rect {
    guard index >= 0, index + 1 < edges.count else { return .zero }
    return Rect(left: edges[index], top: 0, right: edges[index + 1], bottom: TabBar.height)
  }

  private func closeRect(_ index: Int) -> Rect {
    let rect = rect(index)
    return Rect(x: rect.maxX - 28, y: rect.midY - 10, width: 20, height: 20)
  }

  public override var focusRing: FocusRing { .none }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    context.painter.fill(Rect(x: 0, y: bounds.height - 1, width: bounds.width, height: 1), colors.line)
    for index in titles.indices { paintTab(index, &context) }
  }

  private func paintTab(_ index: Int, _ context: inout PaintContext) {
    let colors = context.colors
    let rect = rect(index)
    let isSelected = index == selected
    if hovered == index && !isSelected {
      context.painter.fillRounded(
        rect.inset(by: Insets(top: 4, left: 2, bottom: 4, right: 2)), radius: Metrics.controlRadius,
        colors.text.withAlpha(0.07))
    }
    let closes = didClose != nil
    let room = Rect(left: rect.minX + 14, top: 0, right: rect.maxX - (closes ? 32 : 12), bottom: rect.maxY)
    context.text(
      titles[index], .emphasis, fitting: room, color: isSelected ? colors.text : colors.dim,
      align: closes ? .leading : .center, ellipsis: .middle)
    if isSelected {
      context.painter.fillRounded(
        Rect(x: rect.minX + 10, y: rect.maxY - 3, width: rect.width - 20, height: 3), radius: 1.5, colors.accent)
    }
    if closes {
      let close = closeRect(index)
      if unsaved.contains(index) && hovered != index {
        context.painter.circle(center: close.center, radius: 4, colors.dim)
      } else if isSelected || hovered == index {
        if hovered == index && hoversClose {
          context.painter.fillRounded(close, radius: 5, colors.text.withAlpha(0.12))
        }
        context.icon(Symbols.close, in: close, side: 12, color: colors.dim)
      }
    }
    if isSelected && isFocused && context.showsFocus {
      context.painter.strokeRounded(
        rect.inset(by: Insets(top: 4, left: 4, bottom: 5, right: 4)), radius: Metrics.controlRadius, width: 2,
        colors.accent)
    }
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .pointer(let pointer): return handlePointer(pointer, context)
    case .key(let key):
      guard key.isPress, key.modifiers.forShortcut.isEmpty else { return false }
      switch key.key {
      case .left: select(max(0, selected - 1))
      case .right: select(selected + 1)
      case .home: select(0)
      case .end: select(titles.count - 1)
      default: return false
      }
      return true
    case .focus:
      setNeedsPaint()
      return false
    default: return false
    }
  }

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    let index = titles.indices.first { rect($0).contains(event.position) }
    switch event.phase {
    case .move:
      hovered = index
      hoversClose = index.map { closeRect($0).contains(event.position) } ?? false
      return true
    case .leave:
      hovered = nil
      hoversClose = false
      return false
    case .down:
      guard let index else { return false }
      if let didClose, event.button == .middle || closeRect(index).contains(event.position) {
        didClose(index)
        return true
      }
      guard event.button == .left else { return false }
      context.focus(self)
      select(index)
      return true
    default: return false
    }
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.tabList, name: "Tabs") }

  public override func accessibilityParts() -> [AccessibilityNode] {
    titles.indices.map { index in
      let info = AccessibilityInfo(
        .tab, name: titles[index], value: unsaved.contains(index) ? "unsaved" : "",
        state: index == selected ? .selected : [], actions: [.press])
      return AccessibilityNode(info, rect: rect(index))
    }
  }
}
