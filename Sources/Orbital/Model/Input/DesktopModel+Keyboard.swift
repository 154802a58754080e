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
      if event.state == 1 { superSince = overlay == nil && heldButtons == 0 ? now : nil }
      return
    }
    superSince = nil
    if overlay == .sheet { setOverlay(nil) }
    let isRepeat = event.state == 2 && usedKeys.contains(event.code)
    if overlay == nil, isRepeat { return }
    let command = DesktopCommand(key: shortcutKey(event), event.modifiers)
    if overlay != nil || command != nil {
      useKey(event)
      if !isOverlayKey(event, command) {
        if let command, !isRepeat { perform(command, event) }
      } else {
        handleOverlayKey(event)
      }
      return
    }
    usedKeys.set(event.code, false)
    if event.code == KeyUsage.escape, case .move = grab { return endGrab() }
    if let target = keyTarget { send(target, event) }
  }

  /// The desktop has the key, and with it an Alt that is held: a program that saw only Alt would take it for a tap.
  private mutating func useKey(_ event: InputEvent) {
    usedKeys.set(event.code, true)
    guard event.modifiers.contains(.alt) else { return }
    usedKeys.set(KeyUsage.leftAlt, true)
    usedKeys.set(KeyUsage.rightAlt, true)
  }

  /// Whether the overlay that is open has the key, rather than the desktop.
  private func isOverlayKey(_ event: InputEvent, _ command: DesktopCommand?) -> Bool {
    switch overlay {
    case nil, .sheet: false
    case .switcher: true
    // What leads elsewhere works from here, too.
    case .overview, .menu, .question: command == nil
    }
  }

  private mutating func releaseKey(_ event: InputEvent, isSuper: Bool) {
    if isSuper {
      if overlay == .sheet {
        setOverlay(nil)
      } else if let since = superSince, now &- since < DesktopModel.tapTime {
        sendShortcut(1, event)
      }
      superSince = nil
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
    guard overlay == nil, !event.modifiers.contains(.superKey), let target = keyTarget else { return }
    send(target, event)
  }

  /// The key by what it types, so that shortcuts are where the letters are printed.
  private func shortcutKey(_ event: InputEvent) -> UInt16 {
    UInt32(exactly: event.a).flatMap { Unicode.Scalar($0) }.flatMap { KeyUsage.letter($0) } ?? event.code
  }

  private mutating func perform(_ command: DesktopCommand, _ event: InputEvent) {
    if overview == nil { setOverlay(nil) }
    // The window that is chosen in the overview stands for the active one.
    let target = overview.map { $0.selection } ?? active
    switch command {
    case .openMenu:
      setOverlay(nil)
      sendShortcut(1, event)
    case .nextWindow, .previousWindow:
      setOverlay(nil)
      stepSwitcher(backwards: command == .previousWindow, isSuper: event.modifiers.contains(.superKey))
    case .close: if let target { requestClose(target) }
    case .overview: toggleOverview()
    case .showWorkspace(let index): showWorkspace(index)
    case .sendToWorkspace(let index): if let target { moveToWorkspace(target, index, follow: false) }
    case .stepWorkspace(let step, let carrying):
      let next = neighborWorkspace(step)
      if carrying, let target { moveToWorkspace(target, next, follow: true) } else { showWorkspace(next) }
    default:
      setOverlay(nil)
      performOnActive(command, event)
    }
  }

  private mutating func performOnActive(_ command: DesktopCommand, _ event: InputEvent) {
    switch command {
    case .showDesktop: toggleShowDesktop()
    case .toggleMaximized: if let active { toggleMaximized(active) }
    case .toggleFullScreen: if let active { toggleFullScreen(active) }
    case .windowMenu: if let active { openMenu(active, at: nil) }
    case .tiling: toggleTiling()
    case .floating: if let active { toggleFloating(listedOwner(active)) }
    case .arrow(let arrow): if isOnTile { arrowOnTile(arrow, swaps: false) } else { snap(arrow) }
    case .step(let arrow): if isOnTile { arrowOnTile(arrow, swaps: true) } else { step(arrow) }
    default: sendShortcut(2, event)
    }
  }

  /// Tells the panels about a global shortcut.
  private mutating func sendShortcut(_ kind: Int32, _ event: InputEvent) {
    for id in order where windows[id]?.flags.contains(.panel) == true {
      send(
        id,
        WindowEvent(window: .shortcut, code: shortcutKey(event), a: kind, modifiers: event.modifiers, time: event.time))
    }
  }

  /// The active window, if it is one for arrows.
  private var steered: Window? {
    guard let active, let window = windows[active], window.isListed, grab == .none else { return nil }
    return window
  }

  private var isOnTile: Bool { steered?.placement == .tiled }

  private mutating func snap(_ arrow: SnapArrow) {
    guard let window = steered else { return }
    dismissPopups()
    switch SnapMove.next(from: window.placement, arrow) {
    // A maximised tile goes back among the others.
    case .zone where hasTile(window): restore(window.id)
    case .zone(let zone): if window.isResizable { place(window.id, .snapped(zone)) }
    case .maximize: if window.isResizable { place(window.id, .maximized) }
    case .restore: restore(window.id)
    case .minimize: minimize(window.id)
    case .stay: break
    }
  }

  private mutating func step(_ arrow: SnapArrow) {
    guard let window = steered, window.placement == .normal else { return }
    dismissPopups()
    let distance = metrics.keyStep
    let frame: PixelRect
    switch arrow {
    case .left: frame = window.frame.offset(x: -distance, y: 0)
    case .right: frame = window.frame.offset(x: distance, y: 0)
    case .up: frame = window.frame.offset(x: 0, y: -distance)
    case .down: frame = window.frame.offset(x: 0, y: distance)
    }
    setFrame(window.id, reachable(frame, titleHeight: window.titleHeight))
    if let moved = windows[window.id] { windows[window.id]?.normalFrame = moved.frame }
    updateHover()
  }
}
