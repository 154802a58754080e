// An open menu: entries under each other, by pointer and by keyboard.
//
// Up and Down move over what can be chosen, Right opens a submenu, Left closes it, letters choose by first letter,
// Enter and Space run. Running an entry closes all menus first, so that the action finds the focus where it was.

import Graphics

/// The content of a menu's layer.
public final class Menu: Widget {
  let items: [MenuItem]
  private(set) var highlighted: Int? { didSet { if highlighted != oldValue { setNeedsPaint() } } }
  private var submenu: (index: Int, overlay: Overlay)?
  /// Left and Right where there is no submenu: a menu bar moves on.
  var onSideways: ((_ forward: Bool) -> Void)?
  /// The default entry, shown emphasised.
  public var defaultIndex: Int?
  private unowned(unsafe) var overlayReference: Overlay?
  private static let padding = 5.0

  init(_ items: [MenuItem]) {
    self.items = items
    super.init()
    isFocusable = true
  }

  /// Opens a menu as a layer of a window.
  @discardableResult
  public static func open(
    _ items: [MenuItem], _ placement: Overlay.Placement, in window: Window, byKeyboard: Bool = false
  ) -> Overlay {
    let menu = Menu(items)
    let overlay = Overlay(menu, placement)
    // SAFETY: the overlay owns the menu, and lives as long as it is shown.
    unsafe menu.overlayReference = overlay
    window.present(overlay)
    if byKeyboard { menu.move(1) }
    return overlay
  }

  public override var focusRing: FocusRing { .none }
  public override var shadowOutset: Double { 32 }

  // MARK: Layout

  private func height(_ item: MenuItem) -> Double {
    switch item {
    case .separator: 9
    case .header: 26
    default: Metrics.rowHeight
    }
  }

  /// Of all entries together, logical pixels.
  var naturalHeight: Double { items.reduce(2 * Menu.padding) { $0 + height($1) } }

  private func rect(_ index: Int) -> Rect {
    var y = Menu.padding
    for other in 0..<index { y += height(items[other]) }
    return Rect(
      x: Menu.padding, y: y, width: bounds.width - 2 * Menu.padding, height: height(items[index]))
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    var titles = 0.0
    var shortcuts = 0.0
    var total = 2 * Menu.padding
    for item in items {
      total += height(item)
      titles = max(titles, context.textWidth(item.title, .body))
      if case .action(let action) = item, let shortcut = action.shortcut {
        shortcuts = max(shortcuts, context.textWidth(shortcut.title, .caption) + 24)
      }
      if case .submenu = item { shortcuts = max(shortcuts, 24) }
    }
    return Size(width: max(160, titles + shortcuts + 2 * Menu.padding + leading + 12), height: total)
  }

  /// Room at the left for marks and icons, if an entry has one.
  private var leading: Double {
    let marked = items.contains { item in
      if case .action(let action) = item { return action.isChecked != nil || action.icon != nil }
      return false
    }
    return marked ? 34 : 12
  }

  // MARK: Painting

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let radius = Metrics.cardRadius
    context.painter.shadow(bounds, radius: radius, offset: Point(x: 0, y: 8), blur: 24, colors.shadow)
    context.painter.fillRounded(bounds, radius: radius, colors.surface)
    context.painter.strokeRounded(bounds, radius: radius, width: 1, colors.line)
    for index in items.indices { paint(items[index], index, &context) }
  }

  private func paint(_ item: MenuItem, _ index: Int, _ context: inout PaintContext) {
    let rect = rect(index)
    let colors = context.colors
    switch item {
    case .separator:
      context.painter.fill(
        Rect(x: rect.minX + 6, y: rect.midY.wholeBelow, width: rect.width - 12, height: 1), colors.line)
    case .header(let title):
      context.text(title, .caption, in: rect.inset(by: Insets(horizontal: 12, vertical: 0)), color: colors.dim)
    case .action(let action):
      paintRow(index, rect, &context)
      var ink = action.isDestructive ? colors.error : colors.text
      if !action.isEnabled { ink = colors.disabled(colors.text) }
      let mark = Rect(x: rect.minX + 9, y: rect.minY, width: 16, height: rect.height)
      if action.isChecked == true {
        context.icon(Symbols.check, in: mark, color: colors.accent)
      } else if let icon = action.icon {
        context.icon(icon, in: mark, color: ink)
      }
      paintTitle(action.title, index == defaultIndex ? .emphasis : .body, rect, ink, &context)
      if let shortcut = action.shortcut {
        let right = Rect(left: rect.minX, top: rect.minY, right: rect.maxX - 12, bottom: rect.maxY)
        context.text(
          shortcut.title, .caption, in: right, color: action.isEnabled ? colors.dim : colors.disabled(colors.dim),
          align: .trailing)
      }
    case .submenu(let title, _):
      paintRow(index, rect, &context)
      paintTitle(title, .body, rect, colors.text, &context)
      let arrow = Rect(x: rect.maxX - 26, y: rect.minY, width: 16, height: rect.height)
      context.icon(Symbols.chevronRight, in: arrow, side: 14, color: colors.dim)
    }
  }

  private func paintRow(_ index: Int, _ rect: Rect, _ context: inout PaintContext) {
    guard highlighted == index || submenu?.index == index else { return }
    context.painter.fillRounded(rect, radius: Metrics.controlRadius - 1, context.colors.selection)
  }

  private func paintTitle(_ title: String, _ role: TextRole, _ rect: Rect, _ ink: Color, _ context: inout PaintContext)
  {
    let room = Rect(left: rect.minX + leading, top: rect.minY, right: rect.maxX - 10, bottom: rect.maxY)
    context.text(title, role, in: room, color: ink)
  }

  // MARK: Events

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .pointer(let pointer): return handlePointer(pointer)
    case .key(let key): return key.isPress && handleKey(key)
    case .text(let scalar):
      choose(startingWith: scalar)
      return true
    default: return false
    }
  }

  private func handlePointer(_ event: PointerEvent) -> Bool {
    switch event.phase {
    case .move:
      let index = index(at: event.position)
      if let index { highlight(index) } else if submenu == nil { highlighted = nil }
      return true
    case .leave:
      if submenu == nil { highlighted = nil }
      return false
    case .down: return true
    case .up:
      if let index = index(at: event.position) { run(index) }
      return true
    default: return false
    }
  }

  private func index(at point: Point) -> Int? {
    items.indices.first { items[$0].isSelectable && rect($0).contains(point) }
  }

  /// Follows the pointer: submenus open by themselves.
  private func highlight(_ index: Int) {
    guard highlighted != index else { return }
    highlighted = index
    if let open = submenu, open.index != index {
      submenu = nil
      window?.dismiss(open.overlay)
      highlighted = index
    }
    if case .submenu = items[index] { openSubmenu(index, byKeyboard: false) }
  }

  private func handleKey(_ key: KeyEvent) -> Bool {
    guard key.modifiers.forShortcut.isEmpty else { return false }
    switch key.key {
    case .down: move(1)
    case .up: move(-1)
    case .home:
      highlighted = nil
      move(1)
    case .end:
      highlighted = nil
      move(-1)
    case .right:
      if let highlighted, case .submenu = items[highlighted] {
        openSubmenu(highlighted, byKeyboard: true)
      } else {
        onSideways?(true)
      }
    case .left: onSideways?(false)
    case .enter, .keypadEnter, .space: if let highlighted { run(highlighted) }
    default: return false
    }
    return true
  }

  func move(_ direction: Int) {
    guard items.contains(where: { $0.isSelectable }) else { return }
    var index = highlighted ?? (direction > 0 ? -1 : items.count)
    repeat { index = (index + direction + items.count) % items.count } while !items[index].isSelectable
    highlighted = index
  }

  private func choose(startingWith scalar: Unicode.Scalar) {
    let letter = String(Character(scalar)).lowercased()
    let matches = items.indices.filter {
      items[$0].isSelectable && items[$0].title.lowercased().utf8.starts(with: letter.utf8)
    }
    guard let first = matches.first else { return }
    if matches.count == 1 { return run(first) }
    highlighted = matches.first { $0 > (highlighted ?? -1) } ?? first
  }

  private func run(_ index: Int) {
    switch items[index] {
    case .action(let action):
      guard action.isEnabled else { return }
      let window = self.window
      window?.dismissPopups()
      action.perform()
    case .submenu: openSubmenu(index, byKeyboard: true)
    case .separator, .header: break
    }
  }

  private func openSubmenu(_ index: Int, byKeyboard: Bool) {
    guard let window, case .submenu(_, let entries) = items[index], submenu?.index != index else { return }
    let anchor = rect(index).offset(by: originInWindow)
    let overlay = Menu.open(entries, .beside(anchor), in: window, byKeyboard: byKeyboard)
    submenu = (index, overlay)
    let reference = Unretained(self)
    overlay.didDismiss = {
      reference.widget.submenu = nil
      reference.widget.setNeedsPaint()
    }
    if let menu = overlay.content as? Menu {
      menu.onSideways = { forward in
        if forward { reference.widget.onSideways?(true) } else { window.dismiss(overlay) }
      }
    }
    setNeedsPaint()
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.menu) }

  public override func accessibilityParts() -> [AccessibilityNode] {
    items.indices.compactMap { index in
      let item = items[index]
      if case .separator = item { return nil }
      var state: AccessibilityInfo.State = item.isSelectable ? [] : .disabled
      var value = ""
      if case .action(let action) = item {
        if action.isChecked == true { state.insert(.checked) }
        value = action.shortcut?.title ?? ""
      }
      if highlighted == index { state.insert(.selected) }
      let info = AccessibilityInfo(.menuItem, name: item.title, value: value, state: state, actions: [.press])
      return AccessibilityNode(info, rect: rect(index))
    }
  }
}
