// Dragging windows: moves, resizes, and the halves and quarters that edges of the screen offer.

import Graphics
import Protocols

extension DesktopModel {
  /// Super and a press: move or resize from anywhere in the window. False if the window is not one for that.
  mutating func grabAnywhere(_ id: WindowID, _ button: PointerButton) -> Bool {
    guard let window = windows[id], window.isDecorated, window.placement != .fullScreen else { return false }
    switch button {
    case .left:
      activate(id)
      beginMove(id, from: pointer)
      return true
    case .right:
      guard window.isResizable, window.placement != .maximized else { return false }
      activate(id)
      var edges: Edges = pointer.x < window.frame.minX + window.frame.width / 2 ? .left : .right
      edges.insert(pointer.y < window.frame.minY + window.frame.height / 2 ? .top : .bottom)
      if window.placement == .tiled { edges.formIntersection(resizeHandles(window)) }
      beginResize(id, edges)
      return true
    default: return false
    }
  }

  // MARK: Move

  mutating func beginMove(_ id: WindowID, from start: PixelPoint) {
    guard let window = windows[id] else { return }
    if let old = hoveredWindow {
      send(old, WindowEvent(window: .pointerLeft))
      hoveredWindow = nil
    }
    var frame = window.frame
    if window.placement != .normal {
      // Torn off its place: the old size, with the pointer at the same fraction of the title.
      let size = window.normalFrame.size
      let fraction = (start.x - frame.minX) * size.width / max(1, frame.width)
      frame = PixelRect(x: start.x - fraction, y: frame.minY, width: size.width, height: size.height)
      windows[id]?.normalFrame = frame
      untile(id)
      place(id, .normal)
      frame = windows[id]?.frame ?? frame
    }
    let offset = PixelPoint(x: start.x - frame.minX, y: start.y - frame.minY)
    grab = .move(id, offset: offset, start: start, armed: false)
    setCursorShape(.move)
    dragMove()
  }

  mutating func dragMove() {
    guard case .move(let id, let offset, let start, var armed) = grab, let window = windows[id] else { return }
    let frame = PixelRect(
      x: pointer.x - offset.x, y: pointer.y - offset.y, width: window.frame.width, height: window.frame.height)
    setFrame(id, reachable(frame, titleHeight: window.titleHeight))
    // A small quick drag that starts at an edge must not snap again at once.
    if !armed, snapTarget(window) == nil || distance(start, pointer) > metrics.snapCorner {
      armed = true
      grab = .move(id, offset: offset, start: start, armed: true)
    }
    setPreview(armed ? dropFrame(window) : nil)
  }

  /// Where the window would go if it was dropped now; nil: it stays.
  private func dropFrame(_ window: Window) -> PixelRect? {
    tileTarget(for: window)?.frame ?? snapTarget(window).map { frame(window, $0) }
  }

  private mutating func setPreview(_ rect: PixelRect?) {
    guard rect != snapPreview else { return }
    if let old = snapPreview { damage(old) }
    snapPreview = rect
    if let rect { damage(rect) }
  }

  /// What the place of the pointer offers to a window that is dragged.
  private func snapTarget(_ window: Window) -> WindowPlacement? {
    guard window.isResizable, workspaces[window.workspace].tiles == nil || window.floats else { return nil }
    let edge = metrics.snapEdge
    let isLeft = pointer.x < screen.minX + edge
    let isRight = pointer.x >= screen.maxX - edge
    let isTop = pointer.y < screen.minY + edge
    let isHigh = pointer.y < screen.minY + metrics.snapCorner
    let isLow = pointer.y >= workArea.maxY - metrics.snapCorner
    if isLeft { return .snapped(isHigh ? .topLeft : isLow ? .bottomLeft : .left) }
    if isRight { return .snapped(isHigh ? .topRight : isLow ? .bottomRight : .right) }
    return isTop ? .maximized : nil
  }

  /// The button is up: the window stays, or takes the place that was offered.
  mutating func dropMove(_ id: WindowID) {
    if let window = windows[id], let target = tileTarget(for: window) {
      tile(id, beside: target.id, target.edge)
      return endGrab()
    }
    var target: WindowPlacement?
    if snapPreview != nil, let window = windows[id] { target = snapTarget(window) }
    // The way back leads to where the drag began, not to the edge.
    if let target, let window = windows[id] {
      let home = reachable(
        inside(workArea, window.frame), titleHeight: window.titleHeight)
      place(id, target)
      windows[id]?.normalFrame = home
    } else if let window = windows[id] {
      windows[id]?.normalFrame = window.frame
    }
    endGrab()
  }

  // MARK: Resize

  mutating func beginResize(_ id: WindowID, _ edges: Edges) {
    guard let window = windows[id] else { return }
    if window.placement == .tiled {
      grab = .split(id, edges: edges)
      return setCursorShape(edges.cursor)
    }
    grab = .resize(id, edges: edges, start: pointer, frame: window.frame)
    if window.placement != .normal {
      // Resized by hand it is an ordinary window again, from where it is.
      windows[id]?.normalFrame = window.frame
      untile(id)
      place(id, .normal)
    }
    setCursorShape(edges.cursor)
  }

  mutating func dragResize() {
    guard case .resize(let id, let edges, let start, let original) = grab, let window = windows[id] else { return }
    let deltaX = pointer.x - start.x
    let deltaY = pointer.y - start.y
    var (left, top, right, bottom) = (original.minX, original.minY, original.maxX, original.maxY)
    let minimumWidth = min(metrics.minimumWidth, original.width)
    let minimumHeight = min(metrics.minimumHeight + window.titleHeight, original.height)
    if edges.contains(.left) { left = min(left + deltaX, right - minimumWidth) }
    if edges.contains(.right) { right = max(right + deltaX, left + minimumWidth) }
    if edges.contains(.top) { top = min(max(top + deltaY, workArea.minY), bottom - minimumHeight) }
    if edges.contains(.bottom) { bottom = max(bottom + deltaY, top + minimumHeight) }
    let frame = PixelRect(left: left, top: top, right: right, bottom: bottom)
    guard reachable(frame, titleHeight: window.titleHeight) == frame else { return }
    windows[id]?.normalFrame = frame
    setFrame(id, frame)
  }
}
