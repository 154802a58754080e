// The recursive half of the tiles: what a split does with its two parts.

import Graphics

extension TileNode {
  func collect(into windows: inout [WindowID]) {
    switch self {
    case .window(let id): windows.append(id)
    case .split(_, _, let first, let second):
      first.collect(into: &windows)
      second.collect(into: &windows)
    }
  }

  func contains(_ id: WindowID) -> Bool {
    switch self {
    case .window(let own): own == id
    case .split(_, _, let first, let second): first.contains(id) || second.contains(id)
    }
  }

  /// With a window beside another one, each with half of the other's place.
  func inserting(_ id: WindowID, beside target: WindowID, _ edge: SnapArrow) -> TileNode {
    switch self {
    case .window(let own):
      guard own == target else { return self }
      return edge.isFirst
        ? .split(edge.axis, share: 500, .window(id), self) : .split(edge.axis, share: 500, self, .window(id))
    case .split(let axis, let share, let first, let second):
      return .split(
        axis, share: share, first.inserting(id, beside: target, edge), second.inserting(id, beside: target, edge))
    }
  }

  /// Without a window: its neighbour takes the place of both. Nil if nothing is left.
  func removing(_ id: WindowID) -> TileNode? {
    switch self {
    case .window(let own): return own == id ? nil : self
    case .split(let axis, let share, let first, let second):
      guard let left = first.removing(id) else { return second }
      guard let right = second.removing(id) else { return first }
      return .split(axis, share: share, left, right)
    }
  }

  func swapping(_ one: WindowID, _ other: WindowID) -> TileNode {
    switch self {
    case .window(let own): .window(own == one ? other : own == other ? one : own)
    case .split(let axis, let share, let first, let second):
      .split(axis, share: share, first.swapping(one, other), second.swapping(one, other))
    }
  }

  /// The smallest size that leaves each tile its own.
  func least(_ measures: TileTree.Measures) -> PixelSize {
    switch self {
    case .window: return measures.least
    case .split(let axis, _, let first, let second):
      let (one, other) = (first.least(measures), second.least(measures))
      return axis == .across
        ? PixelSize(width: one.width + measures.gap + other.width, height: max(one.height, other.height))
        : PixelSize(width: max(one.width, other.width), height: one.height + measures.gap + other.height)
    }
  }

  func place(
    in area: PixelRect, _ measures: TileTree.Measures, _ frames: inout [(id: WindowID, frame: PixelRect)]
  ) {
    switch self {
    case .window(let id): frames.append((id, area))
    case .split(let axis, let share, let first, let second):
      let (one, other) = TileNode.parts(area, axis, share, first, second, measures)
      first.place(in: one, measures, &frames)
      second.place(in: other, measures, &frames)
    }
  }

  /// Nil if no border of this part lies at that edge of the window.
  func movingEdge(
    of id: WindowID, _ edge: SnapArrow, to position: Int, _ area: PixelRect, _ measures: TileTree.Measures
  ) -> TileNode? {
    guard case .split(let axis, let share, let first, let second) = self else { return nil }
    let (one, other) = TileNode.parts(area, axis, share, first, second, measures)
    let isInFirst = first.contains(id)
    guard isInFirst || second.contains(id) else { return nil }
    // The innermost border is the one that the window touches.
    if isInFirst, let moved = first.movingEdge(of: id, edge, to: position, one, measures) {
      return .split(axis, share: share, moved, second)
    }
    if !isInFirst, let moved = second.movingEdge(of: id, edge, to: position, other, measures) {
      return .split(axis, share: share, first, moved)
    }
    guard edge.axis == axis, edge.isFirst != isInFirst else { return nil }
    let (start, length) = axis == .across ? (area.minX, area.width) : (area.minY, area.height)
    let room = max(1, length - measures.gap)
    let wanted = position - start - (edge.isFirst ? measures.gap : 0)
    return .split(axis, share: min(max(wanted * 1000 / room, 1), 999), first, second)
  }

  /// Divides an area by a share, but so that both parts keep their smallest size.
  private static func parts(
    _ area: PixelRect, _ axis: TileAxis, _ share: Int, _ first: TileNode, _ second: TileNode,
    _ measures: TileTree.Measures
  ) -> (PixelRect, PixelRect) {
    let (one, other) = (first.least(measures), second.least(measures))
    func length(_ whole: Int, _ least: Int, _ rest: Int) -> Int {
      let room = whole - measures.gap
      return max(least, min(room * share / 1000, room - rest))
    }
    if axis == .across {
      let width = length(area.width, one.width, other.width)
      return (
        PixelRect(x: area.minX, y: area.minY, width: width, height: area.height),
        PixelRect(left: area.minX + width + measures.gap, top: area.minY, right: area.maxX, bottom: area.maxY)
      )
    }
    let height = length(area.height, one.height, other.height)
    return (
      PixelRect(x: area.minX, y: area.minY, width: area.width, height: height),
      PixelRect(left: area.minX, top: area.minY + height + measures.gap, right: area.maxX, bottom: area.maxY)
    )
  }
}
