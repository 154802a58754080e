// Rectangles, rounded rectangles, paths, lines and circles.

extension Painter {
  // MARK: Rectangles

  /// Fills a rectangle, snapped to device pixels.
  public func fill(_ rect: Rect, _ color: Color) { fill(rect, .color(color)) }

  public func fill(_ rect: Rect, _ paint: Paint) {
    if state.turn != nil { return fill(Path(rect: rect), paint) }
    fillPixels(snapped(rect), prepare(paint))
  }

  public func fillRounded(_ rect: Rect, radius: Double, _ color: Color) {
    fillRounded(rect, radii: CornerRadii(radius), .color(color))
  }

  public func fillRounded(_ rect: Rect, radius: Double, _ paint: Paint) {
    fillRounded(rect, radii: CornerRadii(radius), paint)
  }

  /// Fills a rectangle with rounded corners; its straight edges are snapped to device pixels.
  public func fillRounded(_ rect: Rect, radii: CornerRadii, _ paint: Paint) {
    if state.turn != nil { return fill(Path(rounded: rect, radii: radii), paint) }
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
    if state.turn != nil {
      return stroke(
        Path(rounded: rect.inset(by: width / 2), radii: radii.shrunk(by: width / 2)), width: width, color)
    }
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

  /// Fills a path; where contours overlap the rule decides.
  public func fill(_ path: Path, _ paint: Paint, rule: FillRule = .nonZero) { fill(path, prepare(paint), rule) }

  public func fill(_ path: Path, _ color: Color, rule: FillRule = .nonZero) { fill(path, .color(color), rule: rule) }

  /// Fills a path with a picture.
  public func fill(_ path: Path, _ picture: ImagePaint, rule: FillRule = .nonZero) {
    fill(path, .image(ImageSampler(picture, place(picture.transform))), rule)
  }

  private func fill(_ path: Path, _ paint: PreparedPaint, _ rule: FillRule) {
    tools.rasterizer.begin()
    tools.rasterizer.add(path, place)
    fillOutline(paint, in: state.clip, rule: rule)
  }

  /// Draws a line along a path, half of its width on either side.
  public func stroke(_ path: Path, _ style: StrokeStyle, _ paint: Paint) {
    tools.rasterizer.begin()
    outline(path, style)
    fillOutline(prepare(paint), in: state.clip)
  }

  /// Puts the outline of a stroke into the rasteriser.
  private func outline(_ path: Path, _ style: StrokeStyle) {
    guard state.turn != nil else {
      return tools.stroker.stroke(path, style, place, unit: scale, then: nil, into: &tools.rasterizer)
    }
    // The line is made where circles are still circles, as large as it will be at most, and then turned.
    let unit = place.stretch
    guard unit > 1e-9, unit.isFinite else { return }
    tools.stroker.stroke(
      path, style, Transform(scale: unit), unit: unit, then: place(Transform(scale: 1 / unit)),
      into: &tools.rasterizer)
  }

  public func stroke(_ path: Path, _ style: StrokeStyle, _ color: Color) { stroke(path, style, .color(color)) }

  public func stroke(_ path: Path, width: Double = 1, _ color: Color) {
    stroke(path, StrokeStyle(width: width), .color(color))
  }

  /// A straight line; upright and level ones snap to device pixels and are at least one of them wide.
  public func line(from start: Point, to end: Point, width: Double = 1, _ color: Color) {
    if state.turn != nil || (start.x != end.x && start.y != end.y) {
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
    tools.rasterizer.add(ellipse(radius + width / 2), place)
    if radius > width / 2 {
      tools.rasterizer.addReversed(ellipse(radius - width / 2), place)
    }
    fillOutline(.color(color), in: state.clip)
  }
}
