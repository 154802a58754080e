// Super+Y: a workspace lays its windows out itself. New windows divide the place of the active one, closed ones give
// theirs to their neighbour. Dialogs, windows of a fixed size and those that the user lets float lie above the tiles.

import Graphics
import Protocols

extension DesktopModel {
  /// The workspace that is shown lays out its windows.
  public var isTiled: Bool { workspaces[workspace].tiles != nil }

  var tileMeasures: TileTree.Measures {
    let gap = metrics.panelMargin
    // Above a panel there is a gap already.
    let bottom = workArea.maxY < screen.maxY ? workArea.maxY : workArea.maxY - gap
    return TileTree.Measures(
      area: PixelRect(
        left: workArea.minX + gap, top: workArea.minY + gap, right: workArea.maxX - gap, bottom: bottom),
      gap: gap, least: PixelSize(width: metrics.minimumWidth, height: metrics.title + metrics.minimumHeight))
  }

  func hasTile(_ window: Window) -> Bool { workspaces[window.workspace].tiles?.contains(window.id) == true }

  private func canBeTiled(_ window: Window) -> Bool {
    window.isListed && window.isResizable && !window.isUndecorated && !window.isMinimized && !window.floats
      && !window.flags.contains(.dialog)
  }

  /// Switches the layout of the workspace that is shown on or off.
  mutating func toggleTiling() {
    dismissPopups()
    endGrab()
    if let tiles = workspaces[workspace].tiles {
      workspaces[workspace].tiles = nil
      for id in tiles.windows where windows[id]?.placement == .tiled { place(id, .normal) }
    } else {
      workspaces[workspace].tiles = TileTree()
      for id in recent.reversed() where windows[id]?.workspace == workspace { tile(id) }
    }
    windowListChanged()
  }

  /// Lets the active window float above the tiles, or lays it out with them.
  mutating func toggleFloating(_ id: WindowID) {
    guard let window = windows[id], window.isListed else { return }
    windows[id]?.floats = !window.floats
    if window.floats { tile(id) } else { untile(id) }
    raise(id)
  }

  /// Gives a window a tile, if its workspace has tiles and it is one for them.
  mutating func tile(_ id: WindowID, beside target: WindowID? = nil, _ edge: SnapArrow? = nil) {
    guard let window = windows[id], canBeTiled(window), var tiles = workspaces[window.workspace].tiles else { return }
    let measures = tileMeasures
    let frames = tiles.frames(measures)
    // The tile of the window that was used last, or the largest where that has no room to give.
    let recentTile = recent.first { $0 != id && tiles.contains($0) }
    let largest = frames.max { $0.frame.area < $1.frame.area }?.id
    let isIn = (target.map { [$0] } ?? [recentTile, largest]).contains { neighbor in
      let place = frames.first { $0.id == neighbor }?.frame ?? .zero
      return tiles.insert(id, beside: neighbor, edge ?? (place.width >= place.height ? .right : .down), measures)
    }
    guard isIn else { return }
    workspaces[window.workspace].tiles = tiles
    if window.placement == .fullScreen {
      windows[id]?.placementBeforeFullScreen = .tiled
    } else {
      self.place(id, .tiled)
    }
    layOut(window.workspace)
  }

  /// Takes a window's tile away; it becomes an ordinary one where it was before.
  mutating func untile(_ id: WindowID) {
    guard let window = windows[id], hasTile(window) else { return }
    workspaces[window.workspace].tiles?.remove(id)
    if window.placementBeforeFullScreen == .tiled { windows[id]?.placementBeforeFullScreen = .normal }
    if window.placement == .tiled { place(id, .normal) }
    layOut(window.workspace)
  }

  /// Brings every tile to its place.
  mutating func layOut(_ index: Int) {
    guard let tiles = workspaces[index].tiles else { return }
    for (id, frame) in tiles.frames(tileMeasures) where windows[id]?.placement == .tiled { setFrame(id, frame) }
    updateHover()
  }

  /// After a change of the work area: tiles that no longer fit float.
  mutating func fitTiles() {
    for index in workspaces.indices {
      guard var tiles = workspaces[index].tiles else { continue }
      let removed = tiles.shrink(to: tileMeasures)
      workspaces[index].tiles = tiles
      for id in removed {
        if windows[id]?.placementBeforeFullScreen == .tiled { windows[id]?.placementBeforeFullScreen = .normal }
        if windows[id]?.placement == .tiled { place(id, .normal) }
      }
      layOut(index)
    }
  }

  // MARK: Keys

  /// An arrow with Super on a tile: the focus goes to the neighbour, or with Shift they change places.
  mutating func arrowOnTile(_ arrow: SnapArrow, swaps: Bool) {
    guard let active, let window = windows[active], window.placement == .tiled,
      let tiles = workspaces[window.workspace].tiles,
      let neighbor = tiles.neighbor(of: active, arrow, tileMeasures)
    else { return }
    dismissPopups()
    if swaps {
      workspaces[window.workspace].tiles?.swap(active, neighbor)
      layOut(window.workspace)
    } else {
      activate(neighbor)
    }
  }

  // MARK: Drag

  /// The tile under the pointer that a dragged window would divide, on which side, and what it would get of it.
  func tileTarget(for window: Window) -> (id: WindowID, edge: SnapArrow, frame: PixelRect)? {
    guard canBeTiled(window), let tiles = workspaces[window.workspace].tiles else { return nil }
    for (id, frame) in tiles.frames(tileMeasures) where frame.contains(pointer) {
      // The nearest edge, in proportion to the tile.
      let x = (pointer.x - frame.minX) * 1000 / max(1, frame.width)
      let y = (pointer.y - frame.minY) * 1000 / max(1, frame.height)
      let distances: [(SnapArrow, Int)] = [(.left, x), (.right, 1000 - x), (.up, y), (.down, 1000 - y)]
      guard let edge = distances.min(by: { $0.1 < $1.1 })?.0 else { return nil }
      var copy = tiles
      guard copy.insert(window.id, beside: id, edge, tileMeasures),
        let result = copy.frame(of: window.id, tileMeasures)
      else { return nil }
      return (id, edge, result)
    }
    return nil
  }

  /// Moves the borders at the edges of a tile to the pointer.
  mutating func dragSplit(_ id: WindowID, _ edges: Edges) {
    guard let window = windows[id], hasTile(window) else { return }
    let measures = tileMeasures
    if edges.contains(.left) { workspaces[window.workspace].tiles?.moveEdge(of: id, .left, to: pointer.x, measures) }
    if edges.contains(.right) { workspaces[window.workspace].tiles?.moveEdge(of: id, .right, to: pointer.x, measures) }
    if edges.contains(.top) { workspaces[window.workspace].tiles?.moveEdge(of: id, .up, to: pointer.y, measures) }
    if edges.contains(.bottom) { workspaces[window.workspace].tiles?.moveEdge(of: id, .down, to: pointer.y, measures) }
    layOut(window.workspace)
  }
}
