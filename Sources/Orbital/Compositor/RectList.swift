// A set of pixels as disjoint rectangles that allocates nothing once it is warm: damage, clips, what is left to draw.
//
// Like Graphics.Region, but for the path that runs sixty times a second: it keeps its storage, and works in place.

import Graphics

/// Disjoint rectangles, at most `limit` of them.
struct RectList {
  /// Past this, neighbours are merged: more is drawn, less is managed.
  static let limit = 64

  private(set) var rects: [PixelRect] = []
  private var pieces: [PixelRect] = []

  init() {
    rects.reserveCapacity(4 * RectList.limit)
    pieces.reserveCapacity(4 * RectList.limit)
  }

  var isEmpty: Bool { rects.isEmpty }
  var area: Int { rects.reduce(0) { $0 + $1.area } }

  mutating func removeAll() { rects.removeAll(keepingCapacity: true) }

  /// Becomes a copy of the other's rectangles, in its own storage.
  mutating func copy(_ other: borrowing RectList) {
    rects.removeAll(keepingCapacity: true)
    rects.append(contentsOf: other.rects)
  }

  mutating func add(_ rect: PixelRect) {
    if rect.isEmpty { return }
    for existing in rects where existing.contains(rect) { return }
    rects.removeAll { rect.contains($0) }
    pieces.removeAll(keepingCapacity: true)
    pieces.append(rect)
    for existing in rects { RectList.subtract(existing, from: &pieces) }
    rects.append(contentsOf: pieces)
    while rects.count > RectList.limit { mergeClosest() }
  }

  mutating func subtract(_ rect: PixelRect) {
    // A list that grew too long keeps too much, which is only work.
    if rects.count < 3 * RectList.limit { RectList.subtract(rect, from: &rects) }
  }

  /// Takes `hole` out of every rectangle, in place.
  private static func subtract(_ hole: PixelRect, from list: inout [PixelRect]) {
    var index = list.count - 1
    while index >= 0 {
      let rect = list[index]
      let cut = rect.intersection(hole)
      if !cut.isEmpty {
        list.swapAt(index, list.count - 1)
        list.removeLast()
        append(rect, without: cut, to: &list)
      }
      index -= 1
    }
  }

  /// Appends what is left of `rect` around `cut`, which lies inside it.
  private static func append(_ rect: PixelRect, without cut: PixelRect, to list: inout [PixelRect]) {
    if cut.minY > rect.minY {
      list.append(PixelRect(left: rect.minX, top: rect.minY, right: rect.maxX, bottom: cut.minY))
    }
    if cut.minX > rect.minX {
      list.append(PixelRect(left: rect.minX, top: cut.minY, right: cut.minX, bottom: cut.maxY))
    }
    if cut.maxX < rect.maxX {
      list.append(PixelRect(left: cut.maxX, top: cut.minY, right: rect.maxX, bottom: cut.maxY))
    }
    if cut.maxY < rect.maxY {
      list.append(PixelRect(left: rect.minX, top: cut.maxY, right: rect.maxX, bottom: rect.maxY))
    }
  }

  /// Joins the two rectangles whose union wastes the least.
  private mutating func mergeClosest() {
    var best = (waste: Int.max, first: 0, second: 1)
    for first in 0..<(rects.count - 1) {
      for second in (first + 1)..<rects.count {
        let waste = rects[first].union(rects[second]).area - rects[first].area - rects[second].area
        if waste < best.waste { best = (waste, first, second) }
      }
    }
    let union = rects[best.first].union(rects[best.second])
    let count = rects.count
    rects.remove(at: best.second)
    rects.remove(at: best.first)
    // The union may reach into others: those give way.
    RectList.subtract(union, from: &rects)
    rects.append(union)
    // Where that cuts up more than it joins, one rectangle around all is the end of it.
    if rects.count >= count {
      let all = rects.reduce(PixelRect.zero) { $0.union($1) }
      rects.removeAll(keepingCapacity: true)
      rects.append(all)
    }
  }
}
