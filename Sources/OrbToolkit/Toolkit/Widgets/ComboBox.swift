// A choice from a list that opens below.

import Graphics

/// Shows the chosen entry; a click, Space, Enter or Alt+Down opens the list.
public final class ComboBox: Control {
  public let items: [String]
  public private(set) var selected: Int { didSet { if selected != oldValue { setNeedsPaint() } } }
  public var didChange: ((Int) -> Void)?

  public init(_ items: [String], selected: Int = 0, didChange: ((Int) -> Void)? = nil) {
    self.items = items
    self.selected = min(max(0, selected), max(0, items.count - 1))
    self.didChange = didChange
    super.init()
  }

  public func select(_ index: Int) {
    if items.indices.contains(index) { selected = index }
  }

  private var title: String { items.indices.contains(selected) ? items[selected] : "" }

  public override func activate() {
    guard let window, !items.isEmpty else { return }
    let reference = Unretained(self)
    let entries = items.enumerated().map { index, item in
      MenuItem.item(item, isChecked: index == selected) { reference.widget.choose(index) }
    }
    let overlay = Menu.open(entries, .belowAtLeastAsWide(frameInWindow), in: window)
    if let menu = overlay.content as? Menu { for _ in 0...selected { menu.move(1) } }
  }

  private func choose(_ index: Int) {
    guard index != selected, items.indices.contains(index) else { return }
    selected = index
    didChange?(index)
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    if case .key(let key) = event, key.isPress {
      if key.matches(.down, .alt) {
        activate()
        return true
      }
      if key.matches(.down) || key.matches(.up) {
        choose(selected + (key.key == .down ? 1 : -1))
        return true
      }
    }
    return super.handle(event, context)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    var widest = 0.0
    for item in items { widest = max(widest, context.textWidth(item, .body)) }
    let ideal = max(96, widest + 12 + 34)
    return Size(width: proposal.width.map { min(ideal, max($0, 72)) } ?? ideal, height: Metrics.controlHeight)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let enabled = isEffectivelyEnabled
    context.painter.fillRounded(bounds, radius: Metrics.controlRadius, face(colors.control, colors))
    let line = enabled ? colors.controlLine : colors.line
    context.painter.strokeRounded(bounds, radius: Metrics.controlRadius, width: 1, line)
    let ink = enabled ? colors.text : colors.disabled(colors.text)
    let room = Rect(left: 12, top: 0, right: bounds.width - 30, bottom: bounds.height)
    context.text(title, .body, fitting: room, color: ink)
    let arrow = Rect(x: bounds.width - 28, y: 0, width: 16, height: bounds.height)
    context.icon(Symbols.chevronDown, in: arrow, side: 14, color: enabled ? colors.dim : ink)
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.comboBox, value: title, actions: [.press, .showMenu])
  }
}
