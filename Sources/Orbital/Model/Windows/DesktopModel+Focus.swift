// Which window is active, and which one follows when it goes.

import Protocols

extension DesktopModel {
  /// Makes a window active and raises it; a window with an open dialog passes the focus to the dialog.
  mutating func activate(_ id: WindowID) {
    guard let window = windows[id], window.isVisible else { return }
    if let dialog = blocker(of: id) {
      raise(id)
      return activate(dialog)
    }
    // Before raising: the focus may bring a full-screen window down into the layer of this one.
    if window.takesFocus { setActive(id) }
    raise(id)
  }

  /// Changes the focus, and nothing about the order within a layer.
  mutating func setActive(_ id: WindowID?) {
    guard id != active else { return }
    let old = active
    damageDecoration(old)
    active = id
    if let old, windows[old] != nil { send(old, WindowEvent(window: .focus, a: 0)) }
    if let id {
      send(id, WindowEvent(window: .focus, a: 1))
      let listed = listedOwner(id)
      if let place = recent.firstIndex(of: listed) {
        recent.remove(at: place)
        recent.insert(listed, at: 0)
      }
      if windows[id]?.state == 2 { windows[id]?.state = 0 }
    }
    damageDecoration(id)
    restack()
    windowListChanged()
  }

  /// The window that stands for this one in the panel's list: itself, or what its dialog belongs to.
  public func listedWindow(of id: WindowID) -> WindowID { listedOwner(id) }

  func listedOwner(_ id: WindowID) -> WindowID {
    var id = id
    // Parents are older than their children, so this ends; the bound is for the reader.
    for _ in 0..<Limits.windows {
      guard let window = windows[id], window.isOwnedDialog, let parent = window.parent else { return id }
      id = parent
    }
    return id
  }

  /// The active window went away: its parent follows, else the one used before.
  mutating func focusNext(after window: Window) {
    if let parent = window.parent, let candidate = windows[parent], candidate.isVisible, candidate.takesFocus {
      return activate(parent)
    }
    if let next = recent.first(where: { windows[$0]?.isVisible == true && $0 != window.id }) {
      activate(next)
    } else {
      setActive(nil)
    }
  }

  /// Drops a window from every list but the order.
  mutating func forget(_ id: WindowID) {
    recent.removeAll { $0 == id }
    popups.removeAll { $0 == id }
    updateOverlay(of: id)
  }

  /// Shows a window that may be minimised, and makes it active.
  mutating func bringBack(_ id: WindowID) {
    guard let window = windows[id], window.isMapped, !window.isDismissed else { return }
    if window.isAway { showWorkspace(window.workspace) }
    if window.isMinimized {
      windows[id]?.isMinimized = false
      for other in order where windows[other]?.parent == id && windows[other]?.isMinimized == true {
        windows[other]?.isMinimized = false
        if let dialog = windows[other] { damageWhole(dialog) }
      }
      if let shown = windows[id] { damageWhole(shown) }
      workspaces[window.workspace].shownDesktop.removeAll { $0 == id }
      placeChanged(id)
      tile(id)
      windowListChanged()
    }
    activate(id)
    updateHover()
  }

  mutating func minimize(_ id: WindowID) {
    let id = listedOwner(id)
    guard let window = windows[id], window.isListed, !window.isMinimized else { return }
    dismissPopups()
    var hidden = [id]
    hidden += dialogs(of: id)
    for other in hidden {
      guard let part = windows[other] else { continue }
      damageWhole(part)
      if grab.window == other { endGrab() }
      windows[other]?.isMinimized = true
      untile(other)
      placeChanged(other)
      // The least recently used: the switcher offers it last.
      if let place = recent.firstIndex(of: other) {
        recent.remove(at: place)
        recent.append(other)
      }
    }
    if let active, hidden.contains(active) { focusNext(after: window) }
    windowListChanged()
    updateHover()
  }

  /// Minimises everything, or brings back what it minimised.
  mutating func toggleShowDesktop() {
    let visible = order.filter { windows[$0]?.isListed == true && windows[$0]?.isVisible == true }
    if visible.isEmpty {
      let back = workspaces[workspace].shownDesktop
      workspaces[workspace].shownDesktop.removeAll(keepingCapacity: true)
      for id in back { bringBack(id) }
    } else {
      for id in visible { minimize(id) }
      workspaces[workspace].shownDesktop = visible
    }
  }

  // MARK: Popups

  /// Hides popups above `kept` (all by default) and tells their owners.
  mutating func dismissPopups(above kept: WindowID? = nil) {
    while let last = popups.last, last != kept {
      popups.removeLast()
      guard let window = windows[last] else { continue }
      damageWhole(window)
      windows[last]?.isDismissed = true
      if grab.window == last { endGrab() }
      send(last, WindowEvent(window: .close))
    }
  }
}
