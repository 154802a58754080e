// What a shape is filled with.

/// A fill: one colour, or a linear gradient.
public enum Paint: Equatable, Sendable {
  case color(Color)
  case linearGradient(LinearGradient)

  /// A gradient of two colours from the top of `rect` to its bottom.
  public static func vertical(_ rect: Rect, from top: Color, to bottom: Color) -> Paint {
    .linearGradient(
      LinearGradient(
        start: Point(x: 0, y: rect.minY), end: Point(x: 0, y: rect.maxY),
        stops: [LinearGradient.Stop(0, top), LinearGradient.Stop(1, bottom)]))
  }
}

/// Colours along a line; every point takes the colour of its projection. Before the first stop and after the last one
/// their colours go on.
public struct LinearGradient: Equatable, Sendable {
  /// A colour at a place between 0 (start) and 1 (end).
  public struct Stop: Equatable, Sendable {
    public var offset: Double
    public var color: Color

    public init(_ offset: Double, _ color: Color) {
      self.offset = offset
      self.color = color
    }
  }

  public var start: Point
  public var end: Point
  /// In order of their offsets.
  public var stops: [Stop]

  public init(start: Point, end: Point, stops: [Stop]) {
    self.start = start
    self.end = end
    self.stops = stops
  }
}
