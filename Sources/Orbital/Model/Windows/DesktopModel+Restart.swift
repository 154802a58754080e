// How windows come back after the compositor was restarted: each client keeps its windows' places and gives them back.
//
// Clients come in any order, so windows are sorted by rank: the one that was used last ends on top, and with the focus.

import Graphics
import Protocols

extension DesktopModel {
  /// What a window's client should keep; nil for a window that is closed.
  public func place(of id: WindowID) -> WindowPlace? {
    guard let window = windows[id] else { return nil }
    let frame = window.placement == .normal ? window.frame : window.normalFrame
    let titleHeight = window.isUndecorated ? 0 : metrics.title
    var place = WindowPlace()
    place.x = Int32(clamping: frame.minX)
    place.y = Int32(clamping: frame.minY + titleHeight)
    place.width = Int32(clamping: frame.width)
    place.height = Int32(clamping: frame.height - titleHeight)
    place.placement = window.placement.number
    place.state = WindowPlace.state(
      isMinimized: window.isMinimized, isAbove: window.isAbove, floats: window.floats, workspace: window.workspace,
      opacity: window.opacity)
    place.rank = window.rank
    return place
  }

  /// The window had this place under another compositor; it will be shown there. Only before it is mapped.
  public mutating func restore(_ id: WindowID, _ place: WindowPlace) {
    guard var window = windows[id], !window.isMapped, window.hasPlace else { return }
    let titleHeight = window.isUndecorated ? 0 : metrics.title
    func bounded(_ value: Int32, _ least: Int) -> Int { min(max(Int(value), least), Limits.coordinate) }
    let frame = PixelRect(
      x: bounded(place.x, -Limits.coordinate), y: bounded(place.y, -Limits.coordinate) - titleHeight,
      width: bounded(place.width, titleHeight > 0 ? metrics.minimumWidth : 1),
      height: bounded(place.height, titleHeight > 0 ? metrics.minimumHeight : 1) + titleHeight)
    window.normalFrame = reachable(frame, titleHeight: titleHeight)
    window.placement = WindowPlacement(number: place.placement) ?? .normal
    switch window.placement {
    case .normal: break
    case .fullScreen: if window.flags.contains(.dialog) { window.placement = .normal }
    case .tiled: window.placement = .normal
    case .maximized, .snapped: if !window.isResizable { window.placement = .normal }
    }
    window.titleHeight = window.placement == .fullScreen ? 0 : titleHeight
    window.frame = self.frame(window, window.placement)
    window.isMinimized = place.isMinimized
    if window.isOrdinary {
      window.isAbove = place.isAbove
      window.workspace = min(place.workspace, Limits.workspaces - 1)
      window.isAway = window.workspace != workspace
      window.floats = place.floats
      // The workspace had tiles; which ones comes with the windows.
      if place.placement == WindowPlacement.tiled.number, workspaces[window.workspace].tiles == nil {
        workspaces[window.workspace].tiles = TileTree()
      }
      window.opacity = max(place.opacity, Window.leastOpacity)
    }
    // Far from where counting up could end.
    window.rank = min(max(place.rank, 1), 1 << 62)
    window.isRestored = true
    windows[id] = window
    joinFamily(id)
    restack()
  }

  /// Shows a restored window among those that are there already.
  mutating func putBack(_ id: WindowID) {
    windows[id]?.isRestored = false
    guard let window = windows[id] else { return }
    highestRank = max(highestRank, window.rank)
    func isLater(_ other: WindowID) -> Bool { (windows[other]?.rank ?? 0) > window.rank }
    order.removeAll { $0 == id }
    let own = layer(id)
    order.insert(id, at: order.firstIndex { layer($0) > own || (layer($0) == own && isLater($0)) } ?? order.count)
    if window.flags.contains(.dialog), window.parent == nil {
      let parent = recent.first { windows[$0]?.client == window.client && !isLater($0) }
      windows[id]?.parent = parent
      joinFamily(id)
      restack()
    }
    if windows[id]?.isListed == true {
      recent.insert(id, at: recent.firstIndex { !isLater($0) } ?? recent.count)
    }
    // The workspace that is shown is that of the window that was used last.
    let isLast = active.map { !isLater($0) } ?? true
    guard isLast, window.takesFocus, !window.isMinimized, let window = windows[id] else { return }
    if window.isAway { showWorkspace(window.workspace) }
    setActive(id)
  }

  /// Dialogs lie in the workspace of their window, and above others with it.
  private mutating func joinFamily(_ id: WindowID) {
    guard let owner = windows[listedOwner(id)], owner.isOrdinary else { return }
    for part in family(owner.id) where part != owner.id {
      windows[part]?.workspace = owner.workspace
      windows[part]?.isAbove = owner.isAbove
      updateAway(part)
    }
  }

  /// Tells a window's client that there is something new to keep.
  mutating func placeChanged(_ id: WindowID) {
    if windows[id]?.hasPlace == true { send(id, WindowEvent(window: .placed)) }
  }
}

extension WindowPlacement {
  /// The zones in the order of their numbers, which start behind those of the other placements.
  private static let zones: [SnapZone] = [.left, .right, .topLeft, .topRight, .bottomLeft, .bottomRight]
  private static let firstZone: UInt32 = 3

  /// As it travels in a `WindowPlace`.
  var number: UInt32 {
    switch self {
    case .normal: 0
    case .maximized: 1
    case .fullScreen: 2
    case .tiled: WindowPlacement.firstZone + UInt32(WindowPlacement.zones.count)
    case .snapped(let zone):
      WindowPlacement.firstZone + UInt32(clamping: WindowPlacement.zones.firstIndex(of: zone) ?? 0)
    }
  }

  /// Nil for a number without a meaning.
  init?(number: UInt32) {
    switch number {
    case 0: self = .normal
    case 1: self = .maximized
    case 2: self = .fullScreen
    case WindowPlacement.firstZone..<WindowPlacement.firstZone + UInt32(WindowPlacement.zones.count):
      self = .snapped(WindowPlacement.zones[Int(number - WindowPlacement.firstZone)])
    case WindowPlacement.tiled.number: self = .tiled
    default: return nil
    }
  }
}
