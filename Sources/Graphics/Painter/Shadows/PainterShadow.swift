// Soft shadows of rounded rectangles, and of any path.
//
// Far from the corners a blurred rectangle changes in one direction only. So only one corner (and what it reaches) is
// blurred, once for each pair of radius and blur; the rest of the shadow is that corner stretched: a picture in nine
// parts. The shadow of a path is blurred each time.

extension Painter {
  /// The soft shadow that a rounded rectangle casts: `rect` moved by `offset` and blurred. `blur` is the distance over
  /// which the edge fades (twice the standard deviation, as in CSS). The rectangle itself is not drawn; the shadow
  /// lies under all of it.
  public func shadow(_ rect: Rect, radius: Double = 0, offset: Point = .zero, blur: Double, _ color: Color) {
    let area = snapped(rect.offset(by: offset))
    if rect.isEmpty || color.alpha == 0 { return }
    if state.turn != nil {
      return shadow(Path(rounded: rect, radii: CornerRadii(radius)), offset: offset, blur: blur, color)
    }
    let sigma = max(0, min(blur * scale / 2, ShadowMask.sigmaLimit))
    if sigma < 0.5 { return fillRounded(rect.offset(by: offset), radius: radius, color) }
    let corner = CornerRadii(radius * scale).fitted(into: area.logical().size).topLeft
    let mask = tools.shadowMask(sigma: sigma, radius: corner, size: area.size)
    let outer = area.inset(by: -mask.reach)
    let visible = outer.intersection(state.clip)
    let pixel = color.premultiplied
    let columns = visible.minX - outer.minX
    // Rows between the corners are all alike; but a clip's mask changes them.
    var known = -1
    forEachRow(visible) { colors, y in
      let line = mask.line(y - outer.minY, height: outer.height)
      if line == known && state.mask == nil { return }
      mask.fill(&colors, line: line, columns: columns, count: visible.width, of: outer.width, pixel)
      known = line
    }
  }

  /// The soft shadow of a path, moved by `offset` and blurred; `blur` as above.
  public func shadow(
    _ path: Path, offset: Point = .zero, blur: Double, _ color: Color, rule: FillRule = .nonZero
  ) {
    if color.alpha == 0 { return }
    var moved = self
    moved.translate(x: offset.x, y: offset.y)
    let sigma = max(0, min(blur * scale / 2, ShadowMask.sigmaLimit))
    if sigma < 0.5 { return moved.fill(path, color, rule: rule) }
    let reach = BoxBlur.reach(sigma)
    tools.rasterizer.begin()
    tools.rasterizer.add(path, moved.place)
    // What lies further outside of the clip than the blur reaches cannot be seen.
    let area = tools.rasterizer.bounds.inset(by: -reach).intersection(state.clip.inset(by: -reach))
    let visible = area.intersection(state.clip)
    guard !visible.isEmpty, area.area <= Bitmap.limit else { return }
    var mask = tools.rasterizer.coverage(of: area, rule).map { UInt16($0) << 8 }
    BoxBlur.blur(&mask, width: area.width, height: area.height, sigma: sigma)
    let pixel = color.premultiplied
    forEachRow(visible) { colors, y in
      let start = (y - area.minY) * area.width + visible.minX - area.minX
      for index in 0..<visible.width {
        colors[index] = PixelRow.scale(pixel, by: (UInt32(mask[start + index]) + 128) >> 8)
      }
    }
  }
}
