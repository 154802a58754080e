// Rectangles, rounded rectangles, paths, lines and circles.

extension Painter {
  // MARK: Rectangles

  /// Fills a rectangle, snapped to device pixels.
  public func fill(_ rect: Rect, _ color: Color) { fillPixels(snapped(rect), color) }

  public func fill(_ rect: Rect, _ paint: Paint) { fillPixels(snapped(rect), prepare(paint)) }

  private func fillPixels(_ rect: PixelRect, _ paint: PreparedPaint) {
    switch paint {
    case .color(let color): fillPixels(rect, color)
    case .ramp(let ramp): fillPixels(rect, ramp)
    }
  }

  public func fillRounded(_ rect: Rect, radius: Double, _ color: Color) {
    fillRounded(rect, radii: CornerRadii(radius), .color(color))
  }

  public func fillRounded(_ rect: Rect, radius: Double, _ paint: Paint) {
    fillRounded(rect, radii: CornerRadii(radius), paint)
  }

  /// Fills a rectangle with rounded corners; its straight edges are snapped to device pixels.
  public func fillRounded(_ rect: Rect, radii: CornerRadii, _ paint: Paint) {
    let area = snapped(rect)
    if rect.isEmpty || !area.intersects(state.clip) { return }
    let paint = prepare(paint)
    let radii = radii.scaled(by: scale).fitted(into: area.logical().size)
    if radii.isSquare { return fillPixels(area, paint) }
    // Only the rows with corners need anti-aliasing; those between are a plain rectangle.
    let (top, bottom) = cornerRows(area, radii)
    tools.rasterizer.begin()
    tools.rasterizer.add(Path(rounded: area.logical(), radii: radii))
    fillOutline(paint, in: PixelRect(left: area.minX, top: area.minY, right: area.maxX, bottom: top))
    fillPixels(PixelRect(left: area.minX, top: top, right: area.maxX, bottom: bottom), paint)
    fillOutline(paint, in: PixelRect(left: area.minX, top: bottom, right: area.maxX, bottom: area.maxY))
  }

  /// An outline inside of `rect`, so that it covers no pixel outside. `radius` is that of the outer edge.
  public func strokeRounded(_ rect: Rect, radius: Double, width: Double = 1, _ color: Color) {
    strokeRounded(rect, radii: CornerRadii(radius), width: width, color)
  }

  /// An outline inside of `rect`, a whole number of device pixels wide.
  public func strokeRounded(_ rect: Rect, radii: CornerRadii, width: Double = 1, _ color: Color) {
    let area = snapped(rect)
    let thickness = max(1, roundInteger(width * scale))
    let inner = area.inset(by: thickness)
    if rect.isEmpty || width <= 0 || !area.intersects(state.clip) { return }
    if inner.isEmpty { return fillRounded(rect, radii: radii, .color(color)) }
    let radii = radii.scaled(by: scale).fitted(into: area.logical().size)
    if radii.isSquare { return area.forEachPart(subtracting: inner) { fillPixels($0, color) } }
    var (top, bottom) = cornerRows(area, radii)
    top = max(top, inner.minY)
    bottom = max(top, min(bottom, inner.maxY))
    tools.rasterizer.begin()
    tools.rasterizer.add(Path(rounded: area.logical(), radii: radii))
    tools.rasterizer.addReversed(Path(rounded: inner.logical(), radii: radii.shrunk(by: Double(thickness))))
    fillOutline(.color(color), in: PixelRect(left: area.minX, top: area.minY, right: area.maxX, bottom: top))
    fillPixels(PixelRect(left: area.minX, top: top, right: inner.minX, bottom: bottom), color)
    fillPixels(PixelRect(left: inner.maxX, top: top, right: area.maxX, bottom: bottom), color)
    fillOutline(.color(color), in: PixelRect(left: area.minX, top: bottom, right: area.maxX, bottom: area.maxY))
  }

  /// The first row below the upper corners and the first row of the lower ones.
  private func cornerRows(_ area: PixelRect, _ radii: CornerRadii) -> (top: Int, bottom: Int) {
    let top = min(area.maxY, area.minY + ceilingInteger(max(radii.topLeft, radii.topRight)))
    let bottom = area.maxY - ceilingInteger(max(radii.bottomLeft, radii.bottomRight))
    return (top, max(top, bottom))
  }

  // MARK: Paths

  /// Fills a path; where contours overlap the winding number decides (non-zero).
  public func fill(_ path: Path, _ paint: Paint) {
    tools.rasterizer.begin()
    tools.rasterizer.add(path, scale: scale, offset: state.offset)
    fillOutline(prepare(paint), in: state.clip)
  }

  public func fill(_ path: Path, _ color: Color) { fill(path, .color(color)) }

  /// Draws a line along a path, half of its width on either side.
  public func stroke(_ path: Path, _ style: StrokeStyle, _ paint: Paint) {
    tools.rasterizer.begin()
    tools.stroker.stroke(
      path, style, width: style.width * scale, scale: scale, offset: state.offset, into: &tools.rasterizer)
    fillOutline(prepare(paint), in: state.clip)
  }

  public func stroke(_ path: Path, _ style: StrokeStyle, _ color: Color) { stroke(path, style, .color(color)) }

  public func stroke(_ path: Path, width: Double = 1, _ color: Color) {
    stroke(path, StrokeStyle(width: width), .color(color))
  }

  /// A straight line; upright and level ones snap to device pixels and are at least one of them wide.
  public func line(from start: Point, to end: Point, width: Double = 1, _ color: Color) {
    if start.x != end.x && start.y != end.y {
      var path = Path()
      path.move(to: start)
      path.line(to: end)
      return stroke(path, width: width, color)
    }
    let thickness = max(1, roundInteger(width * scale))
    let from = device(Point(x: min(start.x, end.x), y: min(start.y, end.y)))
    let to = device(Point(x: max(start.x, end.x), y: max(start.y, end.y)))
    let shift = Double(thickness) / 2
    if start.y == end.y {
      let top = roundInteger(from.y - shift)
      let right = roundInteger(to.x)
      fillPixels(PixelRect(left: roundInteger(from.x), top: top, right: right, bottom: top + thickness), color)
    } else {
      let left = roundInteger(from.x - shift)
      let bottom = roundInteger(to.y)
      fillPixels(PixelRect(left: left, top: roundInteger(from.y), right: left + thickness, bottom: bottom), color)
    }
  }

  /// A filled circle.
  public func circle(center: Point, radius: Double, _ color: Color) {
    fill(
      Path(ellipseIn: Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)), color)
  }

  /// The outline of a circle, half of its width on either side of `radius`.
  public func strokeCircle(center: Point, radius: Double, width: Double = 1, _ color: Color) {
    func ellipse(_ radius: Double) -> Path {
      Path(ellipseIn: Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius))
    }
    tools.rasterizer.begin()
    tools.rasterizer.add(ellipse(radius + width / 2), scale: scale, offset: state.offset)
    if radius > width / 2 {
      tools.rasterizer.addReversed(ellipse(radius - width / 2), scale: scale, offset: state.offset)
    }
    fillOutline(.color(color), in: state.clip)
  }
}
