// Colours along a line.

/// Colours along a line; every point takes the colour of its projection.
public struct LinearGradient: Equatable, Sendable {
  public typealias Stop = GradientStop

  public var start: Point
  public var end: Point
  /// In order of their offsets.
  public var stops: [GradientStop]
  /// What comes before the start and after the end.
  public var spread: Spread
  /// From the coordinates of start and end to those of what is filled.
  public var transform: Transform

  public init(
    start: Point, end: Point, stops: [GradientStop], spread: Spread = .pad, transform: Transform = .identity
  ) {
    self.start = start
    self.end = end
    self.stops = stops
    self.spread = spread
    self.transform = transform
  }
}
