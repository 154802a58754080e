// The core of lists, tables and grids: items by index, drawn only where they can be seen.
//
// A subclass says where items are and draws one; selection, keyboard, type-ahead and mouse are here. It is the content
// of a ScrollView and as large as all items together, but nothing exists for an item that is out of sight.

import Graphics

/// A virtual collection of items of one size.
open class ItemView: Widget {
  /// Milliseconds within which letters join to one search.
  static let typeAheadPause = 900

  public final private(set) var count = 0
  public final let selection: SelectionModel
  /// The selection changed by the user's hand.
  public final var selectionDidChange: (() -> Void)?
  /// A double click or Enter.
  public final var onActivate: ((Int) -> Void)?
  /// The text that type-ahead looks at.
  public final var itemText: (Int) -> String = { _ in "" }
  /// A press has moved far enough to be a drag of the selected items; nil: nothing can be dragged.
  public final var onDrag: ((Point) -> Void)?
  /// Sees typed text before type-ahead does; true takes it away.
  public final var onText: ((Unicode.Scalar) -> Bool)?
  /// The selection looks as if the view had the focus: a field beside it steers it (palette, start menu).
  public final var isSteeredFromOutside = false
  /// Activates on a single click, too (menus of choices).
  public final var activatesOnClick = false
  public final private(set) var hoveredItem: Int? {
    didSet {
      if oldValue != hoveredItem {
        damageItem(oldValue)
        damageItem(hoveredItem)
      }
    }
  }
  private var editorRect = Rect.zero
  private var typed = ""
  private var typedAt = 0

  public init(selection mode: SelectionModel.Mode) {
    selection = SelectionModel(mode)
    super.init()
    isFocusable = true
  }

  // MARK: To override

  /// Where an item is, in this view's coordinates.
  open func rect(ofItem index: Int) -> Rect { .zero }
  /// The item at a point; nil between items.
  open func item(at point: Point) -> Int? { nil }
  /// The items that touch a rectangle.
  open func items(in rect: Rect) -> Range<Int> { 0..<0 }
  /// Where an arrow or page key leads from an item; nil if it is not its business.
  open func neighbour(of index: Int, _ key: Key) -> Int? { nil }
  open func paintItem(_ index: Int, in rect: Rect, _ context: inout PaintContext) {}
  open func accessibilityOfItem(_ index: Int) -> AccessibilityInfo { AccessibilityInfo(.row, name: itemText(index)) }

  // MARK: Content

  /// There is new content with this many items. The selection keeps the indices that still exist.
  public final func reload(count: Int) {
    self.count = max(0, count)
    selection.limit(to: self.count)
    hoveredItem = nil
    setNeedsLayout()
    setNeedsPaint()
  }

  public final func damageItem(_ index: Int?) {
    if let index, index < count { setNeedsPaint(rect(ofItem: index)) }
  }

  /// Selects one item and scrolls to it.
  public final func select(_ index: Int) {
    guard index >= 0, index < count else { return }
    selection.select(index)
    setNeedsPaint()
    if window != nil { scrollIntoView(rect(ofItem: index)) }
  }

  // MARK: Painting

  open override var focusRing: FocusRing { .none }

  open override func paint(_ context: inout PaintContext) {
    for index in items(in: context.painter.clipBounds.intersection(bounds)) where index < count {
      paintItem(index, in: rect(ofItem: index), &context)
      if selection.current == index && isFocused && context.showsFocus {
        let ring = rect(ofItem: index).inset(by: 1)
        context.painter.strokeRounded(ring, radius: Metrics.controlRadius, width: 2, context.colors.accent)
      }
    }
  }

  /// The background of a row in its state, or nil for none.
  public final func background(_ index: Int, _ context: borrowing PaintContext) -> Color? {
    if selection.contains(index) {
      let isActive = (isFocused || isSteeredFromOutside) && context.isWindowActive
      return isActive ? context.colors.selection : context.colors.inactiveSelection
    }
    return hoveredItem == index && isEffectivelyEnabled ? context.colors.rowHover : nil
  }

  // MARK: Events

  open override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .pointer(let pointer): return handlePointer(pointer, context)
    case .key(let key): return key.isPress && handleKey(key)
    case .text(let scalar): return onText?(scalar) == true || typeAhead(scalar, context.milliseconds)
    case .focus(let change):
      if change == .gainedByKeyboard && selection.current == nil && count > 0 { moveTo(0, []) }
      setNeedsPaint()
      return false
    case .scroll: return false
    }
  }

  private var dragStart: Point?

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    switch event.phase {
    case .move:
      hoveredItem = item(at: event.position)
      if let start = dragStart, (event.position - start).length > 6, let onDrag {
        dragStart = nil
        onDrag(event.position)
      }
      return true
    case .enter: return false
    case .leave:
      hoveredItem = nil
      return false
    case .down: return press(event, context)
    case .up:
      dragStart = nil
      if event.button == .left && activatesOnClick, let index = item(at: event.position), selection.contains(index) {
        onActivate?(index)
      }
      return event.button == .left
    case .cancel:
      dragStart = nil
      return true
    }
  }

  private func press(_ event: PointerEvent, _ context: EventContext) -> Bool {
    guard event.button == .left || event.button == .right else { return false }
    context.focus(self)
    guard let index = item(at: event.position) else {
      if !selection.indices.isEmpty && !event.modifiers.contains(.control) {
        selection.clear()
        changed()
      }
      return event.button == .left
    }
    if event.button == .right {
      if !selection.contains(index) {
        selection.select(index)
        changed()
      }
      return false
    }
    if event.modifiers.contains(.shift) {
      selection.extend(to: index)
    } else if event.modifiers.contains(.control) {
      selection.toggle(index)
    } else {
      selection.select(index)
    }
    changed()
    dragStart = event.position
    if event.clickCount == 2 && event.modifiers.forShortcut.isEmpty && !activatesOnClick { onActivate?(index) }
    return true
  }

  private func handleKey(_ key: KeyEvent) -> Bool {
    let modifiers = key.modifiers.forShortcut
    if key.matches(.a, .control) && selection.mode == .multiple {
      selection.selectAll(count: count)
      changed()
      return true
    }
    if key.key.isEnter && modifiers.isEmpty {
      guard let current = selection.current, current < count, let onActivate else { return false }
      onActivate(current)
      return true
    }
    if key.key == .space && modifiers.subtracting(.control).isEmpty {
      guard typed.isEmpty, let current = selection.current, current < count else { return false }
      if modifiers.contains(.control) { selection.toggle(current) } else { selection.select(current) }
      changed()
      return true
    }
    guard modifiers.subtracting([.shift, .control]).isEmpty, count > 0 else { return false }
    guard let current = selection.current else {
      guard [.up, .down, .left, .right, .home, .end].contains(key.key) else { return false }
      moveTo(key.key == .end || key.key == .up ? count - 1 : 0, [])
      return true
    }
    guard let target = target(from: current, key.key) else { return false }
    moveTo(min(max(target, 0), count - 1), modifiers)
    return true
  }

  private func target(from current: Int, _ key: Key) -> Int? {
    switch key {
    case .home: 0
    case .end: count - 1
    default: neighbour(of: current, key)
    }
  }

  private func moveTo(_ index: Int, _ modifiers: KeyModifiers) {
    if modifiers.contains(.shift) {
      selection.extend(to: index)
    } else if modifiers.contains(.control) && selection.mode == .multiple {
      selection.moveCurrent(to: index)
    } else {
      selection.select(index)
    }
    changed()
    scrollIntoView(rect(ofItem: index))
  }

  private func changed() {
    setNeedsPaint()
    selectionDidChange?()
  }

  /// Letters typed one after the other choose the next item that begins with them; one letter again: the next of those.
  private func typeAhead(_ scalar: Unicode.Scalar, _ now: Int) -> Bool {
    if scalar == " " && typed.isEmpty { return true }
    if now - typedAt > ItemView.typeAheadPause { typed = "" }
    typedAt = now
    let letter = String(Character(scalar)).lowercased()
    let again = typed == letter
    if !again { typed += letter }
    guard count > 0 else { return true }
    let start = selection.current ?? 0
    let first = typed.utf8.count > letter.utf8.count ? start : start + (selection.current == nil ? 0 : 1)
    for step in 0..<count {
      let index = (first + step) % count
      if itemText(index).lowercased().utf8.starts(with: typed.utf8) {
        moveTo(index, [])
        break
      }
    }
    return true
  }

  // MARK: Editing in place

  /// Lays a widget (a text field) over a rectangle of this view, until `hideEditor`.
  public final func showEditor(_ editor: Widget, in rect: Rect) {
    hideEditor()
    editorRect = rect
    addChild(editor)
  }

  public final func hideEditor() {
    for child in children { child.removeFromParent() }
  }

  open override func layout(_ size: Size, _ context: LayoutContext) {
    if let editor = children.first { context.place(editor, in: editorRect) }
  }

  open override var contextMenuAnchor: Point? {
    selection.current.map { index in
      let rect = rect(ofItem: index)
      return Point(x: rect.minX + min(48, rect.width / 2), y: rect.maxY - 4)
    }
  }

  open override func accessibilityParts() -> [AccessibilityNode] {
    let visible = visibleRect(of: bounds).offset(by: Point.zero - originInWindow)
    return items(in: visible).filter { $0 < count }.map { index in
      var info = accessibilityOfItem(index)
      if selection.contains(index) { info.state.insert(.selected) }
      if selection.current == index && isFocused { info.state.insert(.focused) }
      return AccessibilityNode(info, rect: rect(ofItem: index))
    }
  }
}
