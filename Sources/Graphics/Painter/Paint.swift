// What a shape is filled with.

/// A fill: one colour, or a gradient. (Pictures are filled in by `fill(_:_: ImagePaint)`.)
public enum Paint: Equatable, Sendable {
  case color(Color)
  case linearGradient(LinearGradient)
  case radialGradient(RadialGradient)
  case conicGradient(ConicGradient)

  /// A gradient of two colours from the top of `rect` to its bottom.
  public static func vertical(_ rect: Rect, from top: Color, to bottom: Color) -> Paint {
    .linearGradient(
      LinearGradient(
        start: Point(x: 0, y: rect.minY), end: Point(x: 0, y: rect.maxY),
        stops: [GradientStop(0, top), GradientStop(1, bottom)]))
  }
}
