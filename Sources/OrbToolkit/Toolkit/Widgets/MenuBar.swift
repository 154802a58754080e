// The menu bar: titles in a row, each opening a menu. F10 or Alt opens the first.

import Graphics

/// A bar of menus at the top of a window.
public final class MenuBar: Widget {
  public typealias Entry = (title: String, items: () -> [MenuItem])
  private let entries: [Entry]
  private var edges: [Double] = []
  private var open: (index: Int, overlay: Overlay)?
  private var hoveredIndex: Int? { didSet { if hoveredIndex != oldValue { setNeedsPaint() } } }
  private static let side = 10.0

  /// The items of a menu are asked for each time it opens.
  public init(_ entries: [Entry]) {
    self.entries = entries
    super.init()
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    edges = [4]
    for entry in entries {
      edges.append((edges.last ?? 4) + context.textWidth(entry.title, .body) + 2 * MenuBar.side)
    }
    return Size(width: (edges.last ?? 4) + 4, height: 32)
  }

  private func rect(_ index: Int) -> Rect {
    guard index + 1 < edges.count else { return .zero }
    return Rect(left: edges[index], top: 2, right: edges[index + 1], bottom: 30)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    for (index, entry) in entries.enumerated() {
      let rect = rect(index)
      if open?.index == index {
        context.painter.fillRounded(rect, radius: Metrics.controlRadius, colors.selection)
      } else if hoveredIndex == index {
        context.painter.fillRounded(rect, radius: Metrics.controlRadius, colors.text.withAlpha(0.08))
      }
      context.text(entry.title, .body, in: rect, color: colors.text, align: .center)
    }
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .pointer(let pointer) = event else { return false }
    switch pointer.phase {
    case .move:
      hoveredIndex = entries.indices.first { rect($0).contains(pointer.position) }
      if let hoveredIndex, let open, open.index != hoveredIndex { openMenu(hoveredIndex, byKeyboard: false) }
      return true
    case .leave:
      hoveredIndex = nil
      return false
    case .down:
      guard let index = entries.indices.first(where: { rect($0).contains(pointer.position) }) else { return false }
      openMenu(index, byKeyboard: false)
      return true
    default: return pointer.phase == .up
    }
  }

  func openFirst() -> Bool {
    guard !entries.isEmpty, isVisible else { return false }
    openMenu(0, byKeyboard: true)
    return true
  }

  private func openMenu(_ index: Int, byKeyboard: Bool) {
    guard let window, entries.indices.contains(index) else { return }
    if let open { window.dismiss(open.overlay) }
    let anchor = rect(index).offset(by: originInWindow)
    let overlay = Menu.open(entries[index].items(), .below(anchor), in: window, byKeyboard: byKeyboard)
    open = (index, overlay)
    let reference = Unretained(self)
    overlay.didDismiss = {
      reference.widget.open = nil
      reference.widget.setNeedsPaint()
    }
    let count = entries.count
    if let menu = overlay.content as? Menu {
      menu.onSideways = { forward in
        reference.widget.openMenu((index + (forward ? 1 : count - 1)) % count, byKeyboard: true)
      }
    }
    setNeedsPaint()
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.menuBar, name: "Menu bar") }

  public override func accessibilityParts() -> [AccessibilityNode] {
    entries.indices.map { index in
      let state: AccessibilityInfo.State = open?.index == index ? .expanded : []
      return AccessibilityNode(
        AccessibilityInfo(.menuItem, name: entries[index].title, state: state, actions: [.press]), rect: rect(index))
    }
  }
}
