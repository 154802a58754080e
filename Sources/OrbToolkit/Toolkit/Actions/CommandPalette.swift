// The command palette: every action of the window in a list with a search field (Ctrl+Shift+P).

import Graphics

extension Window {
  /// Opens the list of all enabled actions.
  public func openCommandPalette() {
    let all = (actions + (application?.actions ?? [])).filter { $0.isEnabled && !$0.title.isEmpty }
    guard !all.isEmpty else { return }
    let palette = CommandPalette(all)
    let overlay = Overlay(palette, .upper)
    palette.onDone = { [unowned(unsafe) self] action in
      // SAFETY: the palette is a layer of this window.
      unsafe self.dismiss(overlay)
      action?.perform()
    }
    overlay.didDismiss = { palette.onDone = nil }
    present(overlay)
  }
}

final class CommandPalette: Widget {
  var onDone: ((Action?) -> Void)?
  private let actions: [Action]
  private var matches: [Action]
  private let field = TextField(placeholder: "Search commands")
  private var list: ListView?

  init(_ actions: [Action]) {
    self.actions = actions
    matches = actions
    super.init()
    field.icon = Symbols.search
    let reference = Unretained(self)
    let list = ListView(count: actions.count) { index in
      let matches = reference.widget.matches
      guard index < matches.count else { return ListItem("") }
      return ListItem(
        matches[index].title, icon: matches[index].icon ?? Symbols.blank, detail: matches[index].shortcut?.title ?? "")
    }
    list.isFramed = false
    list.rows.activatesOnClick = true
    list.rows.isSteeredFromOutside = true
    list.onActivate { reference.widget.run($0) }
    list.select(0)
    self.list = list
    field.didChange = { reference.widget.filter($0) }
    field.onSubmit = { _ in
      reference.widget.run(reference.widget.list?.selection.current ?? 0)
      return true
    }
    addChild(field)
    addChild(list)
  }

  override var shadowOutset: Double { 32 }

  private func filter(_ text: String) {
    let wanted = text.lowercased()
    matches = wanted.isEmpty ? actions : actions.filter { CommandPalette.contains($0.title.lowercased(), wanted) }
    list?.reload(count: matches.count)
    list?.select(0)
  }

  /// All letters of `wanted` occur in this order.
  static func contains(_ text: String, _ wanted: String) -> Bool {
    var rest = wanted.utf8[...]
    for byte in text.utf8 where byte == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  private func run(_ index: Int) {
    guard index < matches.count else { return }
    onDone?(matches[index])
  }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .key(let key) = event, key.isPress, key.modifiers.forShortcut.isEmpty, let list else { return false }
    guard [.up, .down, .pageUp, .pageDown].contains(key.key), !matches.isEmpty else { return false }
    let current = list.selection.current ?? 0
    let target = list.rows.neighbour(of: current, key.key) ?? current
    list.select(min(max(target, 0), matches.count - 1))
    return true
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(
      width: 480,
      height: 16 + Metrics.controlHeight + 8 + Double(min(10, max(4, actions.count))) * Metrics.rowHeight + 8)
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(field, in: Rect(x: 8, y: 8, width: size.width - 16, height: Metrics.controlHeight))
    if let list {
      let top = 16 + Metrics.controlHeight
      context.place(list, in: Rect(x: 4, y: top, width: size.width - 8, height: size.height - top - 4))
    }
  }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    context.painter.shadow(bounds, radius: Metrics.windowRadius, offset: Point(x: 0, y: 8), blur: 24, colors.shadow)
    context.painter.fillRounded(bounds, radius: Metrics.windowRadius, colors.surface)
    context.painter.strokeRounded(bounds, radius: Metrics.windowRadius, width: 1, colors.line)
    if matches.isEmpty {
      let room = Rect(x: 0, y: 48, width: bounds.width, height: 48)
      context.text("No command matches", .body, in: room, color: colors.dim, align: .center)
    }
  }

  override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.dialog, name: "Commands") }
}
