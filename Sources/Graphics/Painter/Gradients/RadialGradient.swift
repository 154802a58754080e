// Colours between two circles, one inside of the other.

/// Colours from a focus (a point, or a small circle) to a circle around it (SVG 2, 14.2.3). A focus that does not lie
/// inside is moved there.
public struct RadialGradient: Equatable, Sendable {
  public var center: Point
  public var radius: Double
  public var focus: Point
  public var focusRadius: Double
  /// In order of their offsets.
  public var stops: [GradientStop]
  /// What comes outside of the circle (and inside of that around the focus).
  public var spread: Spread
  /// From the coordinates of the circles to those of what is filled.
  public var transform: Transform

  /// Without a focus the centre is it.
  public init(
    center: Point, radius: Double, focus: Point? = nil, focusRadius: Double = 0, stops: [GradientStop],
    spread: Spread = .pad, transform: Transform = .identity
  ) {
    self.center = center
    self.radius = radius
    self.focus = focus ?? center
    self.focusRadius = focusRadius
    self.stops = stops
    self.spread = spread
    self.transform = transform
  }
}
