// The pointer: what lies under it, who hears of it, and what a press means.

import Graphics
import Protocols

extension DesktopModel {
  // MARK: What lies where

  /// The zone at a point of the screen.
  public func hitTest(_ point: PixelPoint) -> HitZone {
    for id in order.reversed() {
      guard let window = windows[id], window.isVisible else { continue }
      // Edges can also be grabbed a little outside of the frame.
      let edges = edges(window, point)
      if !edges.isEmpty { return .edge(id, edges) }
      guard window.frame.contains(point) else { continue }
      if point.y >= window.content.minY { return .content(id) }
      if let button = buttons(window).first(where: { buttonTarget(window, $0).contains(point) }) {
        return .button(id, button)
      }
      return .title(id)
    }
    return .desktop
  }

  /// The edges that resize a window. Not those of a snapped one along the edge of the screen: a pointer that is thrown
  /// there is meant for what the window has at its edge, a title button or a scroll bar.
  func resizeHandles(_ window: Window) -> Edges {
    guard window.isDecorated, window.isResizable else { return [] }
    switch window.placement {
    case .normal: return .all
    case .maximized, .fullScreen: return []
    case .snapped: return innerEdges(window.frame, of: screen)
    case .tiled: return innerEdges(window.frame, of: tileMeasures.area)
    }
  }

  private func innerEdges(_ frame: PixelRect, of area: PixelRect) -> Edges {
    var edges = Edges()
    if frame.minX > area.minX { edges.insert(.left) }
    if frame.maxX < area.maxX { edges.insert(.right) }
    if frame.minY > area.minY { edges.insert(.top) }
    if frame.maxY < area.maxY { edges.insert(.bottom) }
    return edges
  }

  /// The edges meant by a point on the frame or close to it: two of them near a corner, none inside.
  private func edges(_ window: Window, _ point: PixelPoint) -> Edges {
    let frame = window.frame
    guard frame.inset(by: -metrics.edgeOutside).contains(point) else { return [] }
    let handles = resizeHandles(window)
    func within(_ reach: Int) -> Edges {
      var edges = Edges()
      if point.x < frame.minX + reach {
        edges.insert(.left)
      } else if point.x >= frame.maxX - reach {
        edges.insert(.right)
      }
      if point.y < frame.minY + reach {
        edges.insert(.top)
      } else if point.y >= frame.maxY - reach {
        edges.insert(.bottom)
      }
      return edges.intersection(handles)
    }
    let touched = within(metrics.edgeInside)
    if touched.isEmpty { return [] }
    return touched.union(within(min(metrics.corner, min(frame.width, frame.height) / 3)))
  }

  /// The title buttons that a window has, from left to right.
  public func buttons(_ window: Window) -> [TitleButton] {
    guard window.isDecorated else { return [] }
    var buttons: [TitleButton] = []
    if !window.flags.contains(.dialog) {
      buttons.append(.minimize)
      if window.isResizable { buttons.append(.maximize) }
    }
    if !window.flags.contains(.unclosable) { buttons.append(.close) }
    return buttons
  }

  /// Where a title button lies.
  public func buttonRect(_ window: Window, _ button: TitleButton) -> PixelRect {
    let row = buttons(window)
    let fromRight = row.count - (row.firstIndex(of: button) ?? 0)
    return PixelRect(
      x: window.frame.maxX - metrics.buttonMargin - fromRight * metrics.buttonWidth,
      y: window.frame.minY + (metrics.title - metrics.buttonHeight) / 2, width: metrics.buttonWidth,
      height: metrics.buttonHeight)
  }

  /// Where a press means a title button: all the way to the edges of the screen, so that its corner closes the window.
  private func buttonTarget(_ window: Window, _ button: TitleButton) -> PixelRect {
    let rect = buttonRect(window, button)
    guard window.placement != .normal else { return rect }
    let isLast = button == buttons(window).last && window.frame.maxX == screen.maxX
    return PixelRect(
      left: rect.minX, top: window.frame.minY == screen.minY ? screen.minY : rect.minY,
      right: isLast ? screen.maxX : rect.maxX, bottom: rect.maxY)
  }

  // MARK: Motion

  mutating func movePointer(to point: PixelPoint, _ event: InputEvent) {
    guard point != pointer else { return }
    pointer = point
    actions.append(.cursor)
    switch grab {
    case .none: updateHover(event)
    case .content(let id): sendPointer(id, event)
    case .title(let id, let start):
      if distance(start, point) >= metrics.dragThreshold { beginMove(id, from: start) }
    case .move: dragMove()
    case .resize: dragResize()
    case .split(let id, let edges): dragSplit(id, edges)
    case .button(let id, let button): updatePressed(id, button)
    case .overview: dragInOverview()
    case .swallowed: break
    }
  }

  func distance(_ first: PixelPoint, _ second: PixelPoint) -> Int {
    max(abs(first.x - second.x), abs(first.y - second.y))
  }

  /// Brings everything that depends on what lies under the pointer up to date.
  mutating func updateHover(_ event: InputEvent? = nil) {
    guard grab == .none else { return }
    let isCovered = overlay?.takesInput == true
    let zone = isCovered ? .desktop : hitTest(pointer)
    var shape = CursorShape.arrow
    var hovered: (window: WindowID, button: TitleButton)?
    var inside: WindowID?
    switch zone {
    case .desktop, .title: break
    case .content(let id):
      inside = id
      shape = windows[id]?.cursor ?? .arrow
    case .button(let id, let button): hovered = (id, button)
    case .edge(_, let edges): shape = edges.cursor
    }
    setHoveredButton(hovered)
    setCursorShape(shape)
    if let old = hoveredWindow, old != inside { send(old, WindowEvent(window: .pointerLeft)) }
    let entered = inside != hoveredWindow
    hoveredWindow = inside
    if let inside, event != nil || entered { sendPointer(inside, event) }
    if isCovered, event != nil { hoverOverlay() }
  }

  private mutating func sendPointer(_ id: WindowID, _ event: InputEvent?) {
    send(id, pointerEvent(.pointer, id, event))
  }

  /// An event with the pointer's position in a window's content.
  private func pointerEvent(_ kind: WindowEventKind, _ id: WindowID, _ event: InputEvent?) -> WindowEvent {
    let origin = windows[id]?.content.origin ?? .zero
    return WindowEvent(
      window: kind, code: event?.code ?? 0, state: event?.state ?? 0, a: Int32(clamping: pointer.x - origin.x),
      b: Int32(clamping: pointer.y - origin.y), modifiers: event?.modifiers ?? [], time: event?.time ?? 0)
  }

  mutating func setCursorShape(_ shape: CursorShape) {
    guard shape != cursor else { return }
    cursor = shape
    actions.append(.cursor)
  }

  private mutating func setHoveredButton(_ button: (window: WindowID, button: TitleButton)?) {
    guard button?.window != hoveredButton?.window || button?.button != hoveredButton?.button || isButtonPressed
    else { return }
    if let old = hoveredButton { damageTitle(old.window) }
    hoveredButton = button
    isButtonPressed = false
    if let button { damageTitle(button.window) }
  }

  /// A held title button looks pressed only while the pointer is on it.
  private mutating func updatePressed(_ id: WindowID, _ button: TitleButton) {
    let isInside = hitTest(pointer) == .button(id, button)
    guard isInside != isButtonPressed else { return }
    isButtonPressed = isInside
    damageTitle(id)
  }

  // MARK: Buttons

  mutating func handleButton(_ event: InputEvent) {
    guard let button = PointerButton(rawValue: event.code) else { return }
    let bit = UInt32(1) << UInt32(button.rawValue)
    superSince = nil
    if event.state == 0 {
      guard heldButtons & bit != 0 else { return }
      heldButtons &= ~bit
      release(button, event)
    } else {
      guard heldButtons & bit == 0 else { return }
      let isFirst = heldButtons == 0
      heldButtons |= bit
      if isFirst {
        press(button, event)
      } else if case .content(let id) = grab {
        send(id, pointerEvent(.button, id, event))
      }
    }
  }

  private mutating func press(_ button: PointerButton, _ event: InputEvent) {
    grab = .swallowed
    if overlay == .sheet { setOverlay(nil) }
    if overlay != nil { return pressInOverlay(button) }
    let zone = hitTest(pointer)
    if dismissedPopups(byPressOn: zone) { return }
    guard let id = zone.window, let window = windows[id] else { return }
    if event.modifiers.contains(.superKey), grabAnywhere(id, button) { return }
    // The parent of an open dialog only shows the dialog.
    if window.takesFocus, let dialog = blocker(of: id) {
      activate(id)
      setFlash(dialog)
      return
    }
    if window.takesFocus { activate(id) } else if !window.flags.contains(.popup) { raise(id) }
    switch zone {
    case .desktop: break
    case .content:
      if hoveredWindow != id { updateHoverForPress(id) }
      grab = .content(id)
      send(id, pointerEvent(.button, id, event))
    case .title:
      if button == .left { pressTitle(id, event) }
      if button == .right { openMenu(id, at: pointer) }
    case .button(_, let titleButton):
      guard button == .left else { return }
      grab = .button(id, titleButton)
      hoveredButton = (id, titleButton)
      isButtonPressed = true
      damageTitle(id)
    case .edge(_, let edges):
      if button == .left { beginResize(id, edges) }
    }
  }

  private mutating func updateHoverForPress(_ id: WindowID) {
    if let old = hoveredWindow { send(old, WindowEvent(window: .pointerLeft)) }
    hoveredWindow = id
  }

  /// Closes popups that a press lies outside of. True if the press is used up by that.
  private mutating func dismissedPopups(byPressOn zone: HitZone) -> Bool {
    guard !popups.isEmpty else { return false }
    if let id = zone.window, popups.contains(id) {
      dismissPopups(above: id)
      return false
    }
    let wasOwn = popups.contains { id in
      guard let popup = windows[id], !popup.flags.contains(.noFocus) else { return false }
      return popup.client == zone.window.flatMap { windows[$0]?.client }
    }
    dismissPopups()
    updateHover()
    return wasOwn
  }

  private mutating func pressTitle(_ id: WindowID, _ event: InputEvent) {
    if let last = lastTitlePress, last.window == id, event.time &- last.time <= DesktopModel.doubleClickTime,
      distance(last.point, pointer) <= metrics.dragThreshold
    {
      lastTitlePress = nil
      return toggleMaximized(id)
    }
    lastTitlePress = (id, event.time, pointer)
    grab = .title(id, start: pointer)
  }

  private mutating func release(_ button: PointerButton, _ event: InputEvent) {
    if case .content(let id) = grab { send(id, pointerEvent(.button, id, event)) }
    guard heldButtons == 0 else { return }
    let old = grab
    if case .move(let id, _, _, _) = old { return dropMove(id) }
    if old == .overview { return dropInOverview() }
    let wasPressed = isButtonPressed
    endGrab()
    if case .button(let id, let titleButton) = old, wasPressed { push(titleButton, of: id) }
  }

  private mutating func push(_ button: TitleButton, of id: WindowID) {
    switch button {
    case .minimize: minimize(id)
    case .maximize: toggleMaximized(id)
    case .close: requestClose(id)
    }
  }

  /// The pointer is nobody's any more.
  mutating func endGrab() {
    if let preview = snapPreview { damage(preview) }
    snapPreview = nil
    let dragged = grab.dragged
    grab = heldButtons == 0 ? .none : .swallowed
    if let dragged {
      // A drag that was broken off: back among the tiles.
      tile(dragged)
      placeChanged(dragged)
    }
    if isButtonPressed {
      isButtonPressed = false
      if let hovered = hoveredButton { damageTitle(hovered.window) }
    }
    updateHover()
  }

  mutating func handleScroll(_ event: InputEvent) {
    superSince = nil
    if overlay?.takesInput == true { return }
    if event.modifiers.contains(.superKey), let id = hitTest(pointer).window {
      return changeOpacity(listedOwner(id), by: event.b > 0 ? 10 : -10)
    }
    let target: WindowID
    if case .content(let id) = grab {
      target = id
    } else if grab == .none, case .content(let id) = hitTest(pointer) {
      target = id
    } else {
      return
    }
    send(
      target, WindowEvent(window: .scroll, a: event.a, b: event.b, modifiers: event.modifiers, time: event.time))
  }
}
