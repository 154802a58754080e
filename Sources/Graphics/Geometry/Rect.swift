// A rectangle in logical pixels. What happens on whole device pixels is PixelRect's.

/// A rectangle in logical pixels. One without area is empty.
public struct Rect: Equatable, Hashable, Sendable {
  public var origin: Point
  public var size: Size

  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
  }

  public init(left: Double, top: Double, right: Double, bottom: Double) {
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }

  public static let zero = Rect(x: 0, y: 0, width: 0, height: 0)

  public var x: Double {
    get { origin.x }
    set { origin.x = newValue }
  }
  public var y: Double {
    get { origin.y }
    set { origin.y = newValue }
  }
  public var width: Double {
    get { size.width }
    set { size.width = newValue }
  }
  public var height: Double {
    get { size.height }
    set { size.height = newValue }
  }

  public var minX: Double { origin.x }
  public var minY: Double { origin.y }
  public var maxX: Double { origin.x + size.width }
  public var maxY: Double { origin.y + size.height }
  public var midX: Double { origin.x + size.width / 2 }
  public var midY: Double { origin.y + size.height / 2 }
  public var center: Point { Point(x: midX, y: midY) }
  public var isEmpty: Bool { size.isEmpty }

  /// True if the point lies inside; the right and bottom edges are outside.
  public func contains(_ point: Point) -> Bool {
    point.x >= minX && point.x < maxX && point.y >= minY && point.y < maxY
  }

  /// True if every point of `other` lies inside; an empty rectangle lies inside everything.
  public func contains(_ other: Rect) -> Bool {
    other.isEmpty || (other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY)
  }

  public func intersects(_ other: Rect) -> Bool { !intersection(other).isEmpty }

  /// The part that lies in both; empty (but placed sensibly) if there is none.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(minX, other.minX)
    let top = max(minY, other.minY)
    return Rect(
      x: left, y: top, width: max(0, min(maxX, other.maxX) - left), height: max(0, min(maxY, other.maxY) - top))
  }

  /// The smallest rectangle around both; empty ones do not count.
  public func union(_ other: Rect) -> Rect {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Rect(
      left: min(minX, other.minX), top: min(minY, other.minY), right: max(maxX, other.maxX),
      bottom: max(maxY, other.maxY))
  }

  /// Smaller by `distance` at every edge (larger if it is negative).
  public func inset(by distance: Double) -> Rect { inset(by: Insets(distance)) }

  /// Smaller by the insets; never of negative size.
  public func inset(by insets: Insets) -> Rect {
    Rect(
      x: minX + insets.left, y: minY + insets.top, width: max(0, width - insets.horizontal),
      height: max(0, height - insets.vertical))
  }

  public func offset(by delta: Point) -> Rect { Rect(origin: origin + delta, size: size) }
  public func offset(x: Double, y: Double) -> Rect { offset(by: Point(x: x, y: y)) }

  /// Every coordinate times `factor`.
  public func scaled(by factor: Double) -> Rect {
    Rect(x: x * factor, y: y * factor, width: width * factor, height: height * factor)
  }

  /// A rectangle of `inner` size in the middle of this one.
  public func centered(_ inner: Size) -> Rect {
    Rect(x: midX - inner.width / 2, y: midY - inner.height / 2, width: inner.width, height: inner.height)
  }
}
