// Rectangles, rounded rectangles, paths, lines, circles, shadows. Skeleton: everything is a flat rectangle.

extension Painter {
  public func fill(_ rect: Rect, _ color: Color) {
    let area = snapped(rect).intersection(state.clip)
    if color.alpha == 255 { return buffer.fillRect(area, color) }
    let pixel = color.premultiplied
    for y in area.minY..<max(area.minY, area.maxY) where !area.isEmpty {
      // SAFETY: the clip lies inside the buffer.
      unsafe PixelRow.over(color: pixel, buffer.row(y, from: area.minX), count: area.width)
    }
  }

  public func fill(_ rect: Rect, _ paint: Paint) { fill(rect, flat(paint)) }

  /// Fills a path; where contours overlap the winding number decides (non-zero).
  public func fill(_ path: Path, _ paint: Paint) { fill(path.bounds, paint) }
  public func fill(_ path: Path, _ color: Color) { fill(path, .color(color)) }

  public func fillRounded(_ rect: Rect, radius: Double, _ color: Color) {
    fillRounded(rect, radii: CornerRadii(radius), .color(color))
  }
  public func fillRounded(_ rect: Rect, radius: Double, _ paint: Paint) {
    fillRounded(rect, radii: CornerRadii(radius), paint)
  }
  public func fillRounded(_ rect: Rect, radii: CornerRadii, _ paint: Paint) { fill(rect, paint) }

  /// An outline inside of `rect`, so that it covers no pixel outside. `radius` is that of the outer edge.
  public func strokeRounded(_ rect: Rect, radius: Double, width: Double = 1, _ color: Color) {
    strokeRounded(rect, radii: CornerRadii(radius), width: width, color)
  }
  public func strokeRounded(_ rect: Rect, radii: CornerRadii, width: Double = 1, _ color: Color) {
    fill(Rect(x: rect.minX, y: rect.minY, width: rect.width, height: width), color)
    fill(Rect(x: rect.minX, y: rect.maxY - width, width: rect.width, height: width), color)
    fill(Rect(x: rect.minX, y: rect.minY, width: width, height: rect.height), color)
    fill(Rect(x: rect.maxX - width, y: rect.minY, width: width, height: rect.height), color)
  }

  /// Draws a line along a path, half of its width on either side.
  public func stroke(_ path: Path, _ style: StrokeStyle, _ paint: Paint) {}
  public func stroke(_ path: Path, _ style: StrokeStyle, _ color: Color) { stroke(path, style, .color(color)) }
  public func stroke(_ path: Path, width: Double = 1, _ color: Color) {
    stroke(path, StrokeStyle(width: width), .color(color))
  }

  /// A straight line; upright and level ones snap to device pixels.
  public func line(from start: Point, to end: Point, width: Double = 1, _ color: Color) {
    var path = Path()
    path.move(to: start)
    path.line(to: end)
    stroke(path, width: width, color)
  }

  public func circle(center: Point, radius: Double, _ color: Color) {
    fill(
      Path(ellipseIn: Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)), color)
  }

  /// The soft shadow that a rounded rectangle casts: `rect` moved by `offset` and blurred. `blur` is the distance over
  /// which the edge fades (twice the standard deviation, as in CSS). The rectangle itself is not drawn.
  public func shadow(_ rect: Rect, radius: Double = 0, offset: Point = .zero, blur: Double, _ color: Color) {}

  private func flat(_ paint: Paint) -> Color {
    switch paint {
    case .color(let color): color
    case .linearGradient(let gradient): gradient.stops.first?.color ?? .clear
    }
  }
}
