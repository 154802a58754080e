// Text at a baseline. Skeleton: boxes.

extension Painter {
  /// Draws one line of text from `baseline` to the right, and returns its advance in logical pixels.
  @discardableResult
  public func drawText(_ text: String, at baseline: Point, style: TextStyle, color: Color) -> Double {
    var x = baseline.x
    for scalar in text.unicodeScalars {
      x += drawScalar(scalar, at: Point(x: x, y: baseline.y), style: style, color: color)
    }
    return x - baseline.x
  }

  /// Draws one character without kerning (what a terminal cell needs), and returns its advance.
  @discardableResult
  public func drawScalar(_ scalar: Unicode.Scalar, at baseline: Point, style: TextStyle, color: Color) -> Double {
    if scalar != " " {
      fill(
        Rect(x: baseline.x, y: baseline.y - style.size / 2, width: style.size / 2, height: style.size / 2), color)
    }
    return style.size * 0.6
  }
}
