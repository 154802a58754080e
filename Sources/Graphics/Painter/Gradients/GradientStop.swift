// One colour of a gradient.

/// A colour at a place between 0 (start) and 1 (end).
public struct GradientStop: Equatable, Sendable {
  public var offset: Double
  public var color: Color

  public init(_ offset: Double, _ color: Color) {
    self.offset = offset
    self.color = color
  }
}
