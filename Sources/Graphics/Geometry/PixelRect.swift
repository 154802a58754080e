// A rectangle of whole device pixels: what buffers, clips and damage are made of.
//
// The initialiser clamps every number to ±2^28, so that numbers from outside (a client's request) cannot overflow any
// sum that is made of them later.

/// A rectangle in device pixels. One without area is empty.
public struct PixelRect: Equatable, Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  /// Clamps: positions to ±2^28, sizes to 0...2^28.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = clampedInteger(x)
    self.y = clampedInteger(y)
    self.width = max(0, clampedInteger(width))
    self.height = max(0, clampedInteger(height))
  }

  public init(origin: PixelPoint, size: PixelSize) {
    self.init(x: origin.x, y: origin.y, width: size.width, height: size.height)
  }

  public init(left: Int, top: Int, right: Int, bottom: Int) {
    let left = clampedInteger(left)
    let top = clampedInteger(top)
    self.init(x: left, y: top, width: clampedInteger(right) - left, height: clampedInteger(bottom) - top)
  }

  /// The logical rectangle times `scale`, every edge moved to the nearest pixel edge. What has area keeps at least one
  /// pixel in each direction.
  public init(snapping rect: Rect, scale: Double = 1) {
    let left = roundInteger(rect.minX * scale)
    let top = roundInteger(rect.minY * scale)
    var right = roundInteger(rect.maxX * scale)
    var bottom = roundInteger(rect.maxY * scale)
    if !rect.isEmpty {
      right = max(right, left + 1)
      bottom = max(bottom, top + 1)
    }
    self.init(left: left, top: top, right: right, bottom: bottom)
  }

  /// All pixels that the logical rectangle times `scale` touches.
  public init(enclosing rect: Rect, scale: Double = 1) {
    self.init(
      left: floorInteger(rect.minX * scale), top: floorInteger(rect.minY * scale),
      right: ceilingInteger(rect.maxX * scale), bottom: ceilingInteger(rect.maxY * scale))
  }

  public static let zero = PixelRect(x: 0, y: 0, width: 0, height: 0)

  public var minX: Int { x }
  public var minY: Int { y }
  public var maxX: Int { x &+ width }
  public var maxY: Int { y &+ height }
  public var origin: PixelPoint { PixelPoint(x: x, y: y) }
  public var size: PixelSize { PixelSize(width: width, height: height) }
  public var isEmpty: Bool { width <= 0 || height <= 0 }

  /// The number of pixels.
  public var area: Int { isEmpty ? 0 : width &* height }

  public func contains(_ point: PixelPoint) -> Bool {
    point.x >= minX && point.x < maxX && point.y >= minY && point.y < maxY
  }

  /// True if every pixel of `other` lies inside.
  public func contains(_ other: PixelRect) -> Bool {
    other.isEmpty || (other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY)
  }

  public func intersects(_ other: PixelRect) -> Bool { !intersection(other).isEmpty }

  public func intersection(_ other: PixelRect) -> PixelRect {
    PixelRect(
      left: max(minX, other.minX), top: max(minY, other.minY), right: min(maxX, other.maxX),
      bottom: min(maxY, other.maxY))
  }

  /// The smallest rectangle around both; empty ones do not count.
  public func union(_ other: PixelRect) -> PixelRect {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return PixelRect(
      left: min(minX, other.minX), top: min(minY, other.minY), right: max(maxX, other.maxX),
      bottom: max(maxY, other.maxY))
  }

  /// Smaller by `distance` at every edge (larger if it is negative).
  public func inset(by distance: Int) -> PixelRect {
    PixelRect(left: minX &+ distance, top: minY &+ distance, right: maxX &- distance, bottom: maxY &- distance)
  }

  public func offset(x deltaX: Int, y deltaY: Int) -> PixelRect {
    PixelRect(x: x &+ deltaX, y: y &+ deltaY, width: width, height: height)
  }

  public func offset(by delta: PixelPoint) -> PixelRect { offset(x: delta.x, y: delta.y) }

  /// What is left without `other`: up to four disjoint rectangles, from top to bottom.
  public func subtracting(_ other: PixelRect) -> [PixelRect] {
    var parts: [PixelRect] = []
    forEachPart(subtracting: other) { parts.append($0) }
    return parts
  }

  /// The same without an array: hands each part to `body`.
  func forEachPart(subtracting other: PixelRect, _ body: (PixelRect) -> Void) {
    if isEmpty { return }
    let hole = intersection(other)
    if hole.isEmpty { return body(self) }
    if hole.minY > minY { body(PixelRect(left: minX, top: minY, right: maxX, bottom: hole.minY)) }
    if hole.minX > minX { body(PixelRect(left: minX, top: hole.minY, right: hole.minX, bottom: hole.maxY)) }
    if hole.maxX < maxX { body(PixelRect(left: hole.maxX, top: hole.minY, right: maxX, bottom: hole.maxY)) }
    if hole.maxY < maxY { body(PixelRect(left: minX, top: hole.maxY, right: maxX, bottom: maxY)) }
  }

  /// The rectangle in logical pixels at `scale` device pixels each.
  public func logical(scale: Double = 1) -> Rect {
    Rect(
      x: Double(x) / scale, y: Double(y) / scale, width: Double(width) / scale, height: Double(height) / scale)
  }
}
