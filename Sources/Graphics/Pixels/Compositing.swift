// The loops over pixels that the compositor and the painter share: fill, copy, blend.
//
// Every function clips to both buffers first, so no rectangle can make it touch memory outside. Overlapping source and
// target in one buffer is allowed for `blitOpaque` (it copies as if through a third place).

extension PixelBuffer {
  /// Sets every pixel of `rect` to `color` (replacing what is there, alpha included).
  public func fillRect(_ rect: PixelRect, _ color: Color) { fillRect(rect, pixel: color.premultiplied) }

  /// Sets every pixel of `rect` to a premultiplied word.
  public func fillRect(_ rect: PixelRect, pixel: UInt32) {
    let area = rect.intersection(bounds)
    for y in area.minY..<max(area.minY, area.maxY) where !area.isEmpty {
      // SAFETY: `area` lies inside the bounds.
      unsafe PixelRow.fill(row(y, from: area.minX), count: area.width, pixel)
    }
  }

  /// Copies the pixels of `rect` of `source` so that its origin lands on `target` here.
  public func blitOpaque(from source: PixelBuffer, _ rect: PixelRect, to target: PixelPoint) {
    guard let (from, to) = clip(source, rect, target) else { return }
    // SAFETY (of all three): `from` lies inside the source's bounds and `to`, of the same size, inside ours.
    let bottomUp = unsafe source.base == base && to.y > from.y
    for line in 0..<from.height {
      let offset = bottomUp ? from.height - 1 - line : line
      let input = unsafe source.row(from.y + offset, from: from.x)
      unsafe row(to.y + offset, from: to.x).update(from: input, count: from.width)
    }
  }

  /// Blends the pixels of `rect` of `source` over those here (Porter-Duff over), times an opacity of 0...1.
  public func blendOver(from source: PixelBuffer, _ rect: PixelRect, to target: PixelPoint, opacity: Double = 1) {
    guard let (from, to) = clip(source, rect, target) else { return }
    let alpha = UInt32(Color.byte(opacity * 255))
    if alpha == 0 { return }
    for line in 0..<from.height {
      // SAFETY: as above.
      let input = unsafe source.row(from.y + line, from: from.x)
      let output = unsafe row(to.y + line, from: to.x)
      if alpha == 255 {
        unsafe PixelRow.over(input, output, count: from.width)
      } else {
        unsafe PixelRow.over(input, output, count: from.width, opacity: alpha)
      }
    }
  }

  /// The part of the source rectangle that exists and lands inside, and where.
  private func clip(
    _ source: PixelBuffer, _ rect: PixelRect, _ target: PixelPoint
  ) -> (from: PixelRect, to: PixelPoint)? {
    let shiftX = clampedInteger(target.x) - rect.x
    let shiftY = clampedInteger(target.y) - rect.y
    let landed = rect.intersection(source.bounds).offset(x: shiftX, y: shiftY).intersection(bounds)
    if landed.isEmpty { return nil }
    return (landed.offset(x: -shiftX, y: -shiftY), landed.origin)
  }
}
