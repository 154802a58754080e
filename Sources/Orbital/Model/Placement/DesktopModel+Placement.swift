// Where windows lie: new ones, maximised, snapped and full-screen ones, and what keeps all of them in reach.

import Graphics
import Protocols

extension DesktopModel {
  /// The window that a new dialog or popup belongs to: the active one of its process.
  func parentForNew(_ request: WindowRequest, client: UInt32) -> WindowID? {
    guard !request.flags.isDisjoint(with: [.dialog, .popup]) else { return nil }
    let candidate = request.flags.contains(.popup) ? keyTarget : active
    guard let candidate, windows[candidate]?.client == client else { return nil }
    return candidate
  }

  /// The frame of a new window.
  func initialFrame(_ request: WindowRequest, titleHeight: Int, parent: WindowID?) -> PixelRect {
    if request.flags.contains(.panel) { return panelFrame(request) }
    if request.flags.contains(.back) { return screen }
    var width = metrics.pixels(request.width)
    var height = metrics.pixels(request.height) + titleHeight
    if titleHeight > 0 {
      width = min(max(width, metrics.minimumWidth), workArea.width)
      height = min(max(height, metrics.minimumHeight + titleHeight), workArea.height)
    }
    width = max(width, 1)
    height = max(height, 1)
    if let (x, y) = request.position {
      let frame = PixelRect(
        x: metrics.pixels(x), y: metrics.pixels(y) - titleHeight, width: width, height: height)
      // A popup lies where its client says: an arrow may point at something. It is only kept from vanishing.
      return request.flags.contains(.popup) ? inside(screen, frame) : reachable(frame, titleHeight: titleHeight)
    }
    if let parent, let over = windows[parent]?.frame { return inside(workArea, centered(width, height, over)) }
    return cascaded(width, height)
  }

  /// The panel's place at the bottom edge.
  private func panelFrame(_ request: WindowRequest) -> PixelRect {
    let margin = metrics.panelMargin
    let full = max(1, screen.width - 2 * margin)
    let width = request.width == 0 ? full : min(metrics.pixels(request.width), full)
    let height = min(max(1, metrics.pixels(request.height)), max(1, screen.height / 4))
    return PixelRect(
      x: screen.minX + (screen.width - width) / 2, y: screen.maxY - margin - height, width: width, height: height)
  }

  private func centered(_ width: Int, _ height: Int, _ area: PixelRect) -> PixelRect {
    PixelRect(
      x: area.minX + (area.width - width) / 2, y: area.minY + (area.height - height) / 2, width: width,
      height: height)
  }

  /// The centre of the work area, or the first step down and right from it whose title covers no other's.
  private func cascaded(_ width: Int, _ height: Int) -> PixelRect {
    let start = inside(workArea, centered(width, height, workArea))
    for step in 0..<16 {
      let frame = inside(workArea, start.offset(x: step * metrics.cascade, y: step * metrics.cascade))
      let corner = PixelRect(x: frame.minX, y: frame.minY, width: metrics.cascade, height: metrics.cascade)
      let isTaken = order.contains { id in
        guard let window = windows[id], window.isDecorated, !window.isMinimized, !window.isAway else { return false }
        let other = window.frame
        return PixelRect(x: other.minX, y: other.minY, width: metrics.cascade, height: metrics.cascade)
          .intersects(corner)
      }
      if !isTaken { return frame }
    }
    return start
  }

  /// Moved, and only if it must be made smaller, so that all of it lies in `area`.
  func inside(_ area: PixelRect, _ frame: PixelRect) -> PixelRect {
    let width = min(frame.width, area.width)
    let height = min(frame.height, area.height)
    return PixelRect(
      x: min(max(frame.minX, area.minX), area.maxX - width), y: min(max(frame.minY, area.minY), area.maxY - height),
      width: width, height: height)
  }

  /// Moved so that the pointer can get hold of it: the title bar (or the top) below the upper edge and above the panel,
  /// and a good part of it between the sides.
  func reachable(_ frame: PixelRect, titleHeight: Int) -> PixelRect {
    let grip = max(titleHeight, min(frame.height, metrics.title))
    let part = min(metrics.reachable, frame.width)
    let x = min(max(frame.minX, workArea.minX + part - frame.width), workArea.maxX - part)
    let y = min(max(frame.minY, workArea.minY), max(workArea.minY, workArea.maxY - grip))
    return PixelRect(x: x, y: y, width: frame.width, height: frame.height)
  }

  func isReachable(_ window: Window) -> Bool {
    if window.placement == .fullScreen { return window.frame == screen }
    return reachable(window.frame, titleHeight: window.titleHeight) == window.frame
  }

  // MARK: Placements

  /// The frame that goes with a placement.
  func frame(_ window: Window, _ placement: WindowPlacement) -> PixelRect {
    switch placement {
    case .normal: reachable(window.normalFrame, titleHeight: window.isDecorated ? metrics.title : 0)
    case .maximized: workArea
    case .fullScreen: screen
    case .tiled:
      workspaces[window.workspace].tiles?.frame(of: window.id, tileMeasures)
        ?? reachable(window.normalFrame, titleHeight: metrics.title)
    // On a screen that is hardly higher than a title the lower ones give way.
    case .snapped(let zone): reachable(zone.rect(in: workArea), titleHeight: metrics.title)
    }
  }

  /// Gives a window another placement and remembers the way back.
  mutating func place(_ id: WindowID, _ placement: WindowPlacement) {
    guard let window = windows[id], window.placement != placement, window.isListed || window.isDecorated else {
      return
    }
    damageWhole(window)
    if window.placement == .normal { windows[id]?.normalFrame = window.frame }
    if placement == .fullScreen { windows[id]?.placementBeforeFullScreen = window.placement }
    windows[id]?.placement = placement
    windows[id]?.titleHeight = window.isUndecorated || placement == .fullScreen ? 0 : metrics.title
    if let changed = windows[id] { setFrame(id, frame(changed, placement), force: true) }
    restack()
    windowListChanged()
    updateHover()
  }

  /// Where a window belongs that is neither maximised nor snapped.
  func home(_ window: Window) -> WindowPlacement { hasTile(window) ? .tiled : .normal }

  /// Takes a window back from full screen, or from any other placement.
  mutating func restore(_ id: WindowID) {
    guard let window = windows[id] else { return }
    place(id, window.placement == .fullScreen ? window.placementBeforeFullScreen : home(window))
  }

  mutating func toggleMaximized(_ id: WindowID) {
    guard let window = windows[id], window.isResizable else { return }
    place(id, window.placement == .maximized ? home(window) : .maximized)
  }

  mutating func toggleFullScreen(_ id: WindowID) {
    guard let window = windows[id], window.takesFocus, !window.flags.contains(.dialog) else { return }
    place(id, window.placement == .fullScreen ? window.placementBeforeFullScreen : .fullScreen)
  }

  /// Moves and resizes; tells the client what changed.
  mutating func setFrame(_ id: WindowID, _ frame: PixelRect, force: Bool = false) {
    guard let window = windows[id], force || frame != window.frame else { return }
    let old = window.content
    damageWhole(window)
    windows[id]?.frame = frame
    guard let changed = windows[id] else { return }
    damageWhole(changed)
    let new = changed.content
    if new.size != old.size {
      send(id, WindowEvent(window: .resize, a: Int32(clamping: new.width), b: Int32(clamping: new.height)))
    }
    if new.origin != old.origin {
      send(id, WindowEvent(window: .move, a: Int32(clamping: new.minX), b: Int32(clamping: new.minY)))
    }
    // While it is dragged its place is not settled; `endGrab` tells.
    if grab.dragged != id { placeChanged(id) }
  }
}
