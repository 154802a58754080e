// The radii of a rectangle's four corners.

/// Radii of the four corners of a rectangle, in logical pixels.
public struct CornerRadii: Equatable, Hashable, Sendable {
  public var topLeft: Double
  public var topRight: Double
  public var bottomRight: Double
  public var bottomLeft: Double

  public init(topLeft: Double = 0, topRight: Double = 0, bottomRight: Double = 0, bottomLeft: Double = 0) {
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomRight = bottomRight
    self.bottomLeft = bottomLeft
  }

  /// The same radius everywhere.
  public init(_ all: Double) {
    self.init(topLeft: all, topRight: all, bottomRight: all, bottomLeft: all)
  }

  /// One radius for the two upper corners, one for the two lower ones.
  public init(top: Double, bottom: Double) {
    self.init(topLeft: top, topRight: top, bottomRight: bottom, bottomLeft: bottom)
  }

  public static let zero = CornerRadii(0)

  var isSquare: Bool { largest <= 0 }
  var largest: Double { max(max(topLeft, topRight), max(bottomRight, bottomLeft)) }

  /// All radii times `factor`.
  func scaled(by factor: Double) -> CornerRadii {
    CornerRadii(
      topLeft: topLeft * factor, topRight: topRight * factor, bottomRight: bottomRight * factor,
      bottomLeft: bottomLeft * factor)
  }

  /// The radii of an edge that lies `distance` further in.
  func shrunk(by distance: Double) -> CornerRadii {
    CornerRadii(
      topLeft: max(0, topLeft - distance), topRight: max(0, topRight - distance),
      bottomRight: max(0, bottomRight - distance), bottomLeft: max(0, bottomLeft - distance))
  }

  /// No radius negative, and no two along an edge longer than that edge.
  func fitted(into size: Size) -> CornerRadii {
    var radii = self
    radii.topLeft = max(0, topLeft)
    radii.topRight = max(0, topRight)
    radii.bottomRight = max(0, bottomRight)
    radii.bottomLeft = max(0, bottomLeft)
    let across = max(radii.topLeft + radii.topRight, radii.bottomLeft + radii.bottomRight)
    let down = max(radii.topLeft + radii.bottomLeft, radii.topRight + radii.bottomRight)
    var factor = 1.0
    if across > size.width { factor = min(factor, max(0, size.width) / across) }
    if down > size.height { factor = min(factor, max(0, size.height) / down) }
    return radii.scaled(by: factor)
  }
}
