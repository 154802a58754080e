// Keys: the shortcuts of the desktop, and the way of all others to the window that has the focus.

import Graphics
import Protocols

extension DesktopModel {
  mutating func handleKey(_ event: InputEvent) {
    let isSuper = event.code == KeyUsage.leftSuper || event.code == KeyUsage.rightSuper
    if event.state == 0 {
      releaseKey(event, isSuper: isSuper)
      return
    }
    if isSuper {
      // Alone it is the desktop's; a client never sees it.
      if event.state == 1 { isSuperTap = switcher == nil && heldButtons == 0 }
      return
    }
    isSuperTap = false
    if event.state == 2, usedKeys.contains(event.code) {
      if event.code == KeyUsage.tab, let open = switcher {
        stepSwitcher(backwards: event.modifiers.contains(.shift), isSuper: open.isSuper)
      }
      return
    }
    if switcher != nil || isShortcut(event) {
      usedKeys.set(event.code, true)
      if switcher != nil { handleSwitcherKey(event) } else { perform(event) }
      return
    }
    usedKeys.set(event.code, false)
    if event.code == KeyUsage.escape, case .move = grab { return endGrab() }
    if let target = keyTarget { send(target, event) }
  }

  private mutating func releaseKey(_ event: InputEvent, isSuper: Bool) {
    if isSuper {
      if isSuperTap { sendShortcut(1, event) }
      isSuperTap = false
    }
    let isAlt = event.code == KeyUsage.leftAlt || event.code == KeyUsage.rightAlt
    if let open = switcher, open.isSuper ? isSuper : isAlt { endSwitcher(choose: true) }
    if isSuper { return }
    if usedKeys.contains(event.code) {
      usedKeys.set(event.code, false)
      return
    }
    if let target = keyTarget { send(target, event) }
  }

  /// Text goes where keys go, unless its key was used up.
  mutating func handleText(_ event: InputEvent) {
    guard switcher == nil, !event.modifiers.contains(.superKey), let target = keyTarget else { return }
    send(target, event)
  }

  private func isShortcut(_ event: InputEvent) -> Bool {
    if event.modifiers.contains(.superKey) { return true }
    guard event.modifiers.contains(.alt) else { return false }
    return event.code == KeyUsage.tab || event.code == KeyUsage.f4 || event.code == KeyUsage.f1
      || event.code == KeyUsage.f2
  }

  private mutating func handleSwitcherKey(_ event: InputEvent) {
    guard let open = switcher else { return }
    switch event.code {
    case KeyUsage.tab: stepSwitcher(backwards: event.modifiers.contains(.shift), isSuper: open.isSuper)
    case KeyUsage.right, KeyUsage.down: stepSwitcher(backwards: false, isSuper: open.isSuper)
    case KeyUsage.left, KeyUsage.up: stepSwitcher(backwards: true, isSuper: open.isSuper)
    case KeyUsage.escape: endSwitcher(choose: false)
    case KeyUsage.enter: endSwitcher(choose: true)
    default: break
    }
  }

  private mutating func perform(_ event: InputEvent) {
    let isShift = event.modifiers.contains(.shift)
    if event.code == KeyUsage.tab {
      return stepSwitcher(backwards: isShift, isSuper: event.modifiers.contains(.superKey))
    }
    if !event.modifiers.contains(.superKey) {
      if event.code == KeyUsage.f4 { closeActive() } else { sendShortcut(1, event) }
      return
    }
    switch shortcutKey(event) {
    case KeyUsage.letter("q"): closeActive()
    case KeyUsage.letter("d"): toggleShowDesktop()
    case KeyUsage.letter("m"): if let active { toggleMaximized(active) }
    case KeyUsage.f11: if let active { toggleFullScreen(active) }
    case KeyUsage.left: arrow(.left, moves: isShift)
    case KeyUsage.right: arrow(.right, moves: isShift)
    case KeyUsage.up: arrow(.up, moves: isShift)
    case KeyUsage.down: arrow(.down, moves: isShift)
    default: sendShortcut(2, event)
    }
  }

  /// The key by what it types, so that shortcuts are where the letters are printed.
  private func shortcutKey(_ event: InputEvent) -> UInt16 {
    UInt32(exactly: event.a).flatMap { Unicode.Scalar($0) }.flatMap { KeyUsage.letter($0) } ?? event.code
  }

  private mutating func closeActive() {
    guard let active, windows[active]?.flags.contains(.unclosable) == false else { return }
    send(active, WindowEvent(window: .close))
  }

  /// Tells the panels about a global shortcut.
  private mutating func sendShortcut(_ kind: Int32, _ event: InputEvent) {
    for id in order where windows[id]?.flags.contains(.panel) == true {
      send(
        id,
        WindowEvent(window: .shortcut, code: shortcutKey(event), a: kind, modifiers: event.modifiers, time: event.time))
    }
  }

  private mutating func arrow(_ arrow: SnapArrow, moves: Bool) {
    guard let active, let window = windows[active], window.isListed, grab == .none else { return }
    dismissPopups()
    if moves { return step(active, arrow) }
    switch SnapMove.next(from: window.placement, arrow) {
    case .zone(let zone): if window.isResizable { place(active, .snapped(zone)) }
    case .maximize: if window.isResizable { place(active, .maximized) }
    case .restore:
      place(active, window.placement == .fullScreen ? window.placementBeforeFullScreen : .normal)
    case .minimize: minimize(active)
    case .stay: break
    }
  }

  private mutating func step(_ id: WindowID, _ arrow: SnapArrow) {
    guard let window = windows[id], window.placement == .normal else { return }
    let distance = metrics.keyStep
    let frame: PixelRect
    switch arrow {
    case .left: frame = window.frame.offset(x: -distance, y: 0)
    case .right: frame = window.frame.offset(x: distance, y: 0)
    case .up: frame = window.frame.offset(x: 0, y: -distance)
    case .down: frame = window.frame.offset(x: 0, y: distance)
    }
    setFrame(id, reachable(frame, titleHeight: window.titleHeight))
    if let moved = windows[id] { windows[id]?.normalFrame = moved.frame }
    updateHover()
  }
}
