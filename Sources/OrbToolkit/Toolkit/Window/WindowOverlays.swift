// Opening and closing of layers, tooltips and context menus.

import Graphics

extension Window {
  /// The topmost layer that blocks what is below, if any.
  var topModal: Overlay? { overlays.last { $0.isModal } }

  /// Shows a layer above everything. The focus goes into it if it takes the keyboard, and back when it is dismissed.
  public func present(_ overlay: Overlay) {
    guard overlay.content.window == nil else { return }
    overlay.focusBefore = focusedWidget
    overlays.append(overlay)
    overlay.content.attach(to: self)
    setNeedsLayout()
    if overlay.isModal { damageAll() }
    if overlay.takesKeyboard { focusFirst(in: overlay.content) }
  }

  /// Takes a layer away, and those above it.
  public func dismiss(_ overlay: Overlay) {
    guard let index = overlays.firstIndex(where: { $0 === overlay }) else { return }
    while overlays.count > index {
      guard let last = overlays.popLast() else { return }
      remove(last)
    }
  }

  private func remove(_ overlay: Overlay) {
    overlay.damage(overlay.content)
    if overlay.isModal { damageAll() }
    overlay.content.detach()
    if overlay.takesKeyboard {
      if let before = overlay.focusBefore, before.window === self, before.isReachable {
        focus(before)
      }
    }
    overlay.focusBefore = nil
    // What it holds is usually what holds the layer.
    let didDismiss = overlay.didDismiss
    overlay.didDismiss = nil
    didDismiss?()
    updateHover()
  }

  /// A press outside of menus closes them; true if it closed something and is used up with that.
  func dismissOverlays(outside point: Point) -> Bool {
    var dismissed = false
    while let overlay = overlays.last(where: { $0 !== toolTipOverlay }) {
      if overlay.content.frame.contains(point) || !overlay.dismissesOnOutsidePress { break }
      dismiss(overlay)
      dismissed = true
    }
    return dismissed
  }

  /// Closes every menu and popup (not dialogs).
  public func dismissPopups() {
    while let overlay = overlays.last(where: { $0.dismissesOnOutsidePress }) { dismiss(overlay) }
  }

  // MARK: Context menus

  /// Opens the menu of the nearest widget that has one. `point` nil: at the widget (by keyboard).
  @discardableResult
  func openContextMenu(for target: Widget, at point: Point?) -> Bool {
    var widget: Widget? = target
    while let current = widget {
      if let items = current.contextMenu?(), !items.isEmpty {
        let anchor = point ?? current.contextMenuAnchor.map { $0 + current.originInWindow }
        Menu.open(items, .at(anchor ?? current.frameInWindow.center), in: self, byKeyboard: point == nil)
        return true
      }
      widget = current.parent
    }
    return false
  }

  // MARK: Tooltips

  func restartToolTip(_ target: Widget?) {
    hideToolTip()
    var widget = target
    while let current = widget {
      if let text = current.toolTip, !text.isEmpty {
        toolTipTimer = schedule(after: Metrics.toolTipDelay) { [unowned(unsafe) self, text] in
          // SAFETY: the timer is cancelled in hideToolTip, which the window's closing calls.
          unsafe self.showToolTip(text, for: current)
        }
        return
      }
      widget = current.parent
    }
  }

  private func showToolTip(_ text: String, for widget: Widget) {
    toolTipTimer = nil
    guard widget.window === self else { return }
    if options.kind == .panel { return openToolTipWindow(text, for: widget) }
    let overlay = Overlay(ToolTip(text), .below(widget.visibleRect(of: widget.bounds)))
    overlay.takesKeyboard = false
    toolTipOverlay = overlay
    present(overlay)
  }

  /// A panel is too low to hold a tooltip: it gets a small window above.
  private func openToolTipWindow(_ text: String, for widget: Widget) {
    guard let application, let screenSize else { return }
    let content = ToolTip(text)
    let tip = MeasureContext(fonts: fonts, scale: scale).measure(content, .ideal)
    let frame = widget.frameInWindow
    // The desktop puts a panel at the lower edge, in the middle of the width it does not take.
    let left = (screenSize.width - size.width) / 2
    var options = WindowOptions()
    options.kind = .popup
    options.isBorderless = true
    options.isTransparent = true
    options.isResizable = false
    options.refusesFocus = true
    options.position = (
      (left + frame.midX - tip.width / 2).clamped(left, max(left, screenSize.width - left - tip.width)),
      screenSize.height - left - size.height - tip.height - 6
    )
    let window = Window(title: "", size: tip, minimumSize: .zero, options: options) { content }
    toolTipWindow = window
    application.open(window)
  }

  func hideToolTip() {
    if let window = toolTipWindow {
      toolTipWindow = nil
      window.close()
    }
    toolTipTimer?.cancel()
    toolTipTimer = nil
    if let overlay = toolTipOverlay {
      toolTipOverlay = nil
      dismiss(overlay)
    }
  }
}
