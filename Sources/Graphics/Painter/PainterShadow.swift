// Soft shadows of rounded rectangles.
//
// Far from the corners a blurred rectangle changes in one direction only. So only one corner (and what it reaches) is
// blurred, once for each pair of radius and blur; the rest of the shadow is that corner stretched: a picture in nine
// parts.

extension Painter {
  /// The soft shadow that a rounded rectangle casts: `rect` moved by `offset` and blurred. `blur` is the distance over
  /// which the edge fades (twice the standard deviation, as in CSS). The rectangle itself is not drawn; the shadow
  /// lies under all of it.
  public func shadow(_ rect: Rect, radius: Double = 0, offset: Point = .zero, blur: Double, _ color: Color) {
    let area = snapped(rect.offset(by: offset))
    if rect.isEmpty || color.alpha == 0 { return }
    let sigma = max(0, min(blur * scale / 2, ShadowMask.sigmaLimit))
    if sigma < 0.5 { return fillRounded(rect.offset(by: offset), radius: radius, color) }
    let corner = CornerRadii(radius * scale).fitted(into: area.logical().size).topLeft
    let mask = tools.shadowMask(sigma: sigma, radius: corner, size: area.size)
    let outer = area.inset(by: -mask.reach)
    let visible = outer.intersection(state.clip)
    if visible.isEmpty { return }
    let pixel = color.premultiplied
    tools.withRow(visible.width) { colors in
      var known = -1
      for y in visible.minY..<visible.maxY {
        // Rows between the corners are all alike.
        let line = mask.line(y - outer.minY, height: outer.height)
        if line != known {
          let columns = visible.minX - outer.minX
          mask.fill(&colors, line: line, columns: columns, count: visible.width, of: outer.width, pixel)
          known = line
        }
        // SAFETY: the row is as wide as `visible`, which lies inside the clip, which lies inside the buffer.
        unsafe colors.withUnsafeMutableBufferPointer { input in
          guard let input = input.baseAddress else { return }
          unsafe PixelRow.over(input, buffer.row(y, from: visible.minX), count: visible.width)
        }
      }
    }
  }
}
