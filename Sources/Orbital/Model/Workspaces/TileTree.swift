// How a tiled workspace divides its area: a binary tree of splits with a window at each leaf. Pure geometry.
//
// Every tile gets at least the smallest size: a share gives way to it, and what does not fit is not inserted. The depth
// of the tree is less than the number of its tiles, which `Limits.tiles` bounds.

import Graphics

/// Whether the two parts of a split lie side by side, or one below the other.
enum TileAxis: Equatable {
  case across, down
}

/// A part of the area: a window, or two parts.
indirect enum TileNode: Equatable {
  case window(WindowID)
  /// `share`: what the first part has of 1000.
  case split(TileAxis, share: Int, TileNode, TileNode)
}

/// The tiles of one workspace.
struct TileTree: Equatable {
  /// What the geometry depends on beside the tree.
  struct Measures: Equatable {
    var area: PixelRect
    var gap: Int
    /// Of a tile.
    var least: PixelSize
  }

  private(set) var root: TileNode?
  private(set) var count = 0

  /// The windows, from the first part to the last.
  var windows: [WindowID] {
    var found: [WindowID] = []
    root?.collect(into: &found)
    return found
  }

  func contains(_ id: WindowID) -> Bool { root?.contains(id) == true }

  // MARK: Change

  /// Puts a window beside another one, on the side of an edge of it; the first one fills the area.
  /// Returns false if there is no room.
  mutating func insert(_ id: WindowID, beside target: WindowID?, _ edge: SnapArrow, _ measures: Measures) -> Bool {
    guard count < Limits.tiles, !contains(id) else { return false }
    let fresh: TileNode
    if let root {
      guard let target = target ?? windows.last, root.contains(target) else { return false }
      fresh = root.inserting(id, beside: target, edge)
    } else {
      fresh = .window(id)
    }
    let least = fresh.least(measures)
    guard least.width <= measures.area.width, least.height <= measures.area.height else { return false }
    root = fresh
    count += 1
    return true
  }

  mutating func remove(_ id: WindowID) {
    guard contains(id) else { return }
    root = root?.removing(id)
    count -= 1
  }

  /// Takes windows out, the last first, until the rest fits; returns them.
  mutating func shrink(to measures: Measures) -> [WindowID] {
    var removed: [WindowID] = []
    while let root, let last = windows.last {
      let least = root.least(measures)
      if least.width <= measures.area.width, least.height <= measures.area.height { break }
      remove(last)
      removed.append(last)
    }
    return removed
  }

  mutating func swap(_ first: WindowID, _ second: WindowID) { root = root?.swapping(first, second) }

  /// Moves the border at an edge of a tile to a coordinate, as far as its neighbours allow.
  mutating func moveEdge(of id: WindowID, _ edge: SnapArrow, to position: Int, _ measures: Measures) {
    if let moved = root?.movingEdge(of: id, edge, to: position, measures.area, measures) { root = moved }
  }

  // MARK: Geometry

  /// Every tile's rectangle.
  func frames(_ measures: Measures) -> [(id: WindowID, frame: PixelRect)] {
    var frames: [(id: WindowID, frame: PixelRect)] = []
    root?.place(in: measures.area, measures, &frames)
    return frames
  }

  func frame(of id: WindowID, _ measures: Measures) -> PixelRect? { frames(measures).first { $0.id == id }?.frame }

  /// The tile that lies next to this one in a direction: of several the one with the longest common border.
  func neighbor(of id: WindowID, _ arrow: SnapArrow, _ measures: Measures) -> WindowID? {
    let frames = frames(measures)
    guard let own = frames.first(where: { $0.id == id })?.frame else { return nil }
    var best: (id: WindowID, border: Int)?
    for (other, frame) in frames {
      let touches =
        switch arrow {
        case .left: frame.maxX + measures.gap == own.minX
        case .right: own.maxX + measures.gap == frame.minX
        case .up: frame.maxY + measures.gap == own.minY
        case .down: own.maxY + measures.gap == frame.minY
        }
      let border =
        arrow.axis == .across
        ? min(own.maxY, frame.maxY) - max(own.minY, frame.minY) : min(own.maxX, frame.maxX) - max(own.minX, frame.minX)
      if touches, border > 0, border > best?.border ?? 0 { best = (other, border) }
    }
    return best?.id
  }
}

extension SnapArrow {
  /// The axis of the split whose border lies in this direction.
  var axis: TileAxis { self == .left || self == .right ? .across : .down }
  /// The first part of a split lies in this direction.
  var isFirst: Bool { self == .left || self == .up }
}
