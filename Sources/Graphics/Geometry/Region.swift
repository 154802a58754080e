// A set of device pixels as a list of disjoint rectangles: damage, and what windows leave visible.
//
// The list is bounded. An `add` that would pass the bound merges rectangles into their union, so a region never
// loses a pixel that was added, but may come to hold more than was added: right for damage. `subtract` and `intersect`
// keep to this: past the bound they take away less than was asked for.

/// A set of device pixels: disjoint rectangles, at most `Region.limit` of them.
public struct Region: Equatable, Sendable {
  /// More rectangles than this cost more to walk than the pixels that they save.
  public static let limit = 64

  /// The rectangles, disjoint, none empty, in no particular order.
  public private(set) var rects: [PixelRect] = []

  public init() {}

  public init(_ rect: PixelRect) {
    if !rect.isEmpty { rects = [rect] }
  }

  public var isEmpty: Bool { rects.isEmpty }

  /// The smallest rectangle around all.
  public var bounds: PixelRect { rects.reduce(PixelRect.zero) { $0.union($1) } }

  /// The number of pixels.
  public var area: Int { rects.reduce(0) { $0 &+ $1.area } }

  public func contains(_ point: PixelPoint) -> Bool { rects.contains { $0.contains(point) } }

  public func intersects(_ rect: PixelRect) -> Bool { rects.contains { $0.intersects(rect) } }

  /// Adds the pixels of `rect`.
  public mutating func add(_ rect: PixelRect) {
    if rect.isEmpty || rects.contains(where: { $0.contains(rect) }) { return }
    rects.removeAll { rect.contains($0) }
    var pieces = [rect]
    for existing in rects where existing.intersects(rect) {
      pieces = pieces.flatMap { $0.subtracting(existing) }
    }
    rects += pieces
    if rects.count > Region.limit { simplify() }
  }

  /// Adds the pixels of another region.
  public mutating func add(_ other: Region) {
    for rect in other.rects { add(rect) }
  }

  /// Takes the pixels of `rect` away.
  public mutating func subtract(_ rect: PixelRect) {
    guard intersects(rect) else { return }
    var rest: [PixelRect] = []
    rest.reserveCapacity(rects.count + 4)
    for existing in rects { existing.forEachPart(subtracting: rect) { rest.append($0) } }
    if rest.count <= Region.limit { rects = rest }
  }

  /// Takes the pixels of another region away.
  public mutating func subtract(_ other: Region) {
    for rect in other.rects { subtract(rect) }
  }

  /// Keeps only what lies in `rect` as well.
  public mutating func intersect(_ rect: PixelRect) {
    rects = rects.map { $0.intersection(rect) }.filter { !$0.isEmpty }
  }

  /// Moves every pixel.
  public mutating func offset(x: Int, y: Int) {
    rects = rects.map { $0.offset(x: x, y: y) }
  }

  public mutating func removeAll() { rects.removeAll(keepingCapacity: true) }

  /// Two neighbours that lie close together become their union, until half the bound is free again.
  private mutating func simplify() {
    while rects.count > Region.limit / 2 {
      var best = (waste: Int.max, first: 0, second: 1)
      for first in 0..<(rects.count - 1) {
        for second in (first + 1)..<rects.count {
          let waste = rects[first].union(rects[second]).area - rects[first].area - rects[second].area
          if waste < best.waste { best = (waste, first, second) }
        }
      }
      let merged = rects[best.first].union(rects[best.second])
      // The union may swallow or cut others: drop the pair and what lies inside, and cut the rest.
      var rest: [PixelRect] = [merged]
      for (index, rect) in rects.enumerated() where index != best.first && index != best.second {
        rect.forEachPart(subtracting: merged) { rest.append($0) }
      }
      if rest.count >= rects.count {
        rects = [bounds]
        return
      }
      rects = rest
    }
  }
}
