// Key presses and text: the focused widget and its ancestors first, then shortcuts, then what every window does.
//
// Order for a press: key filter, focused widget upwards, overlays, the window's actions, default and cancel buttons,
// Tab and arrow keys. So a text field keeps Ctrl+A for itself, and an action gets what nobody wanted.

import Graphics

extension Window {
  /// A key went down, repeats or came up.
  public func keyEvent(_ event: KeyEvent) {
    if event.isPress { hideToolTip() }
    trackAlt(event)
    if event.isPress, let keyFilter, keyFilter(event) { return }
    if bubble(.key(event)) { return }
    guard event.isPress else { return }
    if handleInOverlay(event) { return }
    if runShortcut(event) { return }
    if handleStandardKey(event) { return }
    handleFocusKey(event)
  }

  /// Text was typed: control characters are keys, not text.
  public func textInput(_ scalar: Unicode.Scalar) {
    guard scalar.value >= 0x20, scalar.value != 0x7F, !(0x80...0x9F).contains(scalar.value) else { return }
    bubble(.text(scalar))
  }

  /// From the focused widget (or the top layer's root) upwards.
  @discardableResult
  private func bubble(_ event: Event) -> Bool {
    var widget: Widget? = focusedWidget ?? focusScope
    while let current = widget {
      let parent = current.parent
      if current.isEnabled && deliver(event, to: current) { return true }
      widget = parent
    }
    return false
  }

  private func handleInOverlay(_ event: KeyEvent) -> Bool {
    guard let overlay = overlays.last(where: { $0.takesKeyboard }) else { return false }
    if event.matches(.escape) && overlay.dismissesOnEscape {
      if let cancel = cancelButton(in: overlay.content) {
        cancel.activate()
      } else {
        dismiss(overlay)
      }
      return true
    }
    return false
  }

  private func runShortcut(_ event: KeyEvent) -> Bool {
    if topModal != nil { return false }
    for action in actions {
      guard action.isEnabled, action.responds(to: event) else { continue }
      action.perform()
      return true
    }
    if let application {
      for action in application.actions where action.isEnabled && action.responds(to: event) {
        action.perform()
        return true
      }
    }
    return false
  }

  private func handleStandardKey(_ event: KeyEvent) -> Bool {
    if event.key.isEnter && event.modifiers.forShortcut.isEmpty, let button = defaultButton(in: focusScope) {
      button.activate()
      return true
    }
    if event.matches(.escape), let button = cancelButton(in: focusScope) {
      button.activate()
      return true
    }
    if event.matches(.menu) || event.matches(.f10, .shift) {
      if let widget = focusedWidget { return openContextMenu(for: widget, at: nil) }
      return false
    }
    if event.matches(.f10) { return menuBar?.openFirst() ?? false }
    if topModal == nil && (event.matches(.p, [.control, .shift]) || event.matches(.a, [.control, .shift])) {
      openCommandPalette()
      return true
    }
    return false
  }

  /// Alt pressed and released alone opens the menu bar.
  private func trackAlt(_ event: KeyEvent) {
    let isAlt = event.key == .leftAlt
    if event.phase == .down {
      altIsPending = isAlt && event.modifiers.forShortcut.subtracting(.alt).isEmpty
    } else if event.phase == .up && isAlt && altIsPending {
      altIsPending = false
      _ = menuBar?.openFirst()
    }
  }

  private var menuBar: MenuBar? {
    guard topModal == nil else { return nil }
    var found: MenuBar?
    root.walk { widget in
      if let bar = widget as? MenuBar, found == nil { found = bar }
      return found == nil && widget.isVisible
    }
    return found
  }

  private func defaultButton(in scope: Widget) -> Button? { button(in: scope) { $0.isDefault } }

  private func cancelButton(in scope: Widget) -> Button? { button(in: scope) { $0.isCancel } }

  private func button(in scope: Widget, _ condition: (Button) -> Bool) -> Button? {
    var found: Button?
    scope.walk { widget in
      guard widget.isVisible, widget.isEnabled, found == nil else { return false }
      if let button = widget as? Button, condition(button) { found = button }
      return true
    }
    return found
  }
}
