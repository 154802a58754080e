// Pointer events: who is under it, who took the press, who hears what.

import Graphics

extension Window {
  /// The pointer is at a point of the content, logical pixels.
  public func pointerMoved(to point: Point, modifiers: KeyModifiers = []) {
    let moved = pointer.position != point
    pointer.position = point
    pointer.modifiers = modifiers
    updateHover()
    guard moved, let widget = pointer.captured ?? pointer.hovered else { return }
    dispatchPointer(PointerEvent(.move, at: point, modifiers: modifiers), to: widget)
  }

  /// A button went down or up where the pointer is.
  public func pointerButton(_ button: PointerButton, pressed: Bool, modifiers: KeyModifiers = []) {
    guard let point = pointer.position else { return }
    pointer.modifiers = modifiers
    if pressed { press(button, at: point, modifiers) } else { release(button, at: point, modifiers) }
  }

  /// The pointer left the window (a held press goes on).
  public func pointerLeft() {
    pointer.position = nil
    updateHover()
  }

  /// The window lost the pointer in the middle of a press.
  public func pointerCancelled() {
    if let widget = pointer.captured { deliver(.pointer(PointerEvent(.cancel, at: .zero)), to: widget) }
    pointer.captured = nil
    pointer.buttonsDown = 0
  }

  /// The wheel turned, in notches.
  public func scrolled(deltaX: Double, deltaY: Double, modifiers: KeyModifiers = []) {
    hideToolTip()
    guard let point = pointer.position, let target = hit(point) else { return }
    var widget: Widget? = target
    while let current = widget {
      let local = point - current.originInWindow
      let event = ScrollEvent(at: local, deltaX: deltaX, deltaY: deltaY, modifiers: modifiers)
      if current.isEnabled && deliver(.scroll(event), to: current) { break }
      widget = current.parent
    }
  }

  // MARK: Presses

  private func press(_ button: PointerButton, at point: Point, _ modifiers: KeyModifiers) {
    hideToolTip()
    altIsPending = false
    countClick(button, at: point)
    if dismissOverlays(outside: point) { return }
    updateHover()
    pointer.buttonsDown += 1
    guard let target = pointer.captured ?? hit(point) else { return }
    if showsFocus {
      showsFocus = false
      focusedWidget?.damageIncludingRing()
    }
    let event = PointerEvent(
      .down, at: point, button: button, clickCount: pointer.clickCount, modifiers: modifiers)
    let taker = dispatchPointer(event, to: target)
    if let taker, taker.window === self { pointer.captured = pointer.captured ?? taker }
    if taker == nil && button == .right { openContextMenu(for: target, at: point) }
    if taker == nil && button == .left && topModal == nil { focus(nil, .gainedByPointer) }
  }

  private func release(_ button: PointerButton, at point: Point, _ modifiers: KeyModifiers) {
    pointer.buttonsDown = max(0, pointer.buttonsDown - 1)
    let target = pointer.captured ?? pointer.hovered
    if pointer.buttonsDown == 0 { pointer.captured = nil }
    guard let target else { return }
    let event = PointerEvent(.up, at: point, button: button, clickCount: pointer.clickCount, modifiers: modifiers)
    dispatchPointer(event, to: target)
    updateHover()
  }

  private func countClick(_ button: PointerButton, at point: Point) {
    let near = (point - pointer.lastPress).length <= PointerState.doubleClickDistance
    let soon = milliseconds - pointer.lastPressMilliseconds <= PointerState.doubleClickMilliseconds
    pointer.clickCount = near && soon && button == pointer.lastButton ? pointer.clickCount + 1 : 1
    pointer.lastPress = point
    pointer.lastPressMilliseconds = milliseconds
    pointer.lastButton = button
  }

  /// From `target` up to the first that handles it; positions become local. Disabled widgets hear nothing.
  @discardableResult
  private func dispatchPointer(_ event: PointerEvent, to target: Widget) -> Widget? {
    guard target.isEffectivelyEnabled else { return nil }
    var widget: Widget? = target
    while let current = widget {
      var local = event
      local.position = event.position - current.originInWindow
      let parent = current.parent
      if deliver(.pointer(local), to: current) { return current }
      widget = parent
    }
    return nil
  }

  // MARK: Hover

  /// The deepest widget at a point of the topmost layer that has one there.
  func hit(_ point: Point) -> Widget? {
    for overlay in overlays.reversed() {
      let content = overlay.content
      if let found = content.hitTest(point - content.frame.origin) { return found }
      if overlay.isModal { return nil }
    }
    return root.hitTest(point)
  }

  /// Layout may have moved something under a resting pointer.
  func refreshHover() {
    if pointer.position != nil && pointer.buttonsDown == 0 { updateHover() }
  }

  func updateHover() {
    let target = pointer.captured != nil ? pointer.hovered : pointer.position.flatMap { hit($0) }
    if target !== pointer.hovered {
      let old = pointer.hovered
      pointer.hovered = target
      leave(old, unlessBelow: target)
      enter(target)
      restartToolTip(target)
    }
    updateCursor()
  }

  private func leave(_ old: Widget?, unlessBelow target: Widget?) {
    var widget = old
    while let current = widget {
      if let target, current.isAncestor(of: target) { return }
      current.isHovered = false
      deliver(.pointer(PointerEvent(.leave, at: .zero)), to: current)
      widget = current.parent
    }
  }

  private func enter(_ target: Widget?) {
    var widget = target
    while let current = widget {
      if !current.isHovered {
        current.isHovered = true
        deliver(.pointer(PointerEvent(.enter, at: .zero, modifiers: pointer.modifiers)), to: current)
      }
      widget = current.parent
    }
  }

  private func updateCursor() {
    var shape = Cursor.arrow
    var widget = pointer.captured ?? pointer.hovered
    while let current = widget {
      if let cursor = current.cursor, current.isEffectivelyEnabled {
        shape = cursor
        break
      }
      widget = current.parent
    }
    if shape != pointer.cursor {
      pointer.cursor = shape
      surface?.setCursor(shape)
    }
  }

  /// Hands one event to one widget.
  @discardableResult
  func deliver(_ event: Event, to widget: Widget) -> Bool {
    widget.handle(event, EventContext(window: self))
  }

  /// A widget leaves the window: nobody may remember it.
  func forget(_ widget: Widget) {
    if pointer.hovered === widget { pointer.hovered = widget.parent }
    if pointer.captured === widget { pointer.captured = nil }
    if lostFocus === widget { lostFocus = nil }
    if focusedWidget === widget {
      focusedWidget = nil
      focusCheckIsNeeded = true
    }
  }
}
