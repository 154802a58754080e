// Colours around a point, like those of a colour wheel.

/// Colours that go once around a point, clockwise on the screen.
public struct ConicGradient: Equatable, Sendable {
  public var center: Point
  /// Where the first colour is, in radians; 0 points right.
  public var angle: Double
  /// In order of their offsets.
  public var stops: [GradientStop]
  /// From the coordinates of the centre to those of what is filled.
  public var transform: Transform

  public init(center: Point, angle: Double = 0, stops: [GradientStop], transform: Transform = .identity) {
    self.center = center
    self.angle = angle
    self.stops = stops
    self.transform = transform
  }
}
