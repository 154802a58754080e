// Pictures: pixels and vector icons.

extension Painter {
  /// Draws pixels one to one in device pixels, blended over, their top left corner at `point`.
  public func draw(_ source: PixelBuffer, at point: Point, opacity: Double = 1) {
    let origin = device(point)
    let corner = PixelPoint(x: roundInteger(origin.x), y: roundInteger(origin.y))
    let target = PixelRect(origin: corner, size: source.size)
    let area = target.intersection(state.clip)
    buffer.blendOver(
      from: source, area.offset(x: -target.x, y: -target.y), to: area.origin, opacity: opacity)
  }

  public func draw(_ bitmap: Bitmap, at point: Point, opacity: Double = 1) {
    draw(bitmap.buffer, at: point, opacity: opacity)
  }

  /// Draws pixels scaled to `rect`.
  public func draw(_ source: PixelBuffer, in rect: Rect, opacity: Double = 1) {
    draw(source, at: rect.origin, opacity: opacity)
  }

  public func draw(_ bitmap: Bitmap, in rect: Rect, opacity: Double = 1) {
    draw(bitmap.buffer, in: rect, opacity: opacity)
  }

  /// Draws an icon as large as fits into `rect`, centred. `color` is what its current-colour layers take.
  public func draw(_ icon: VectorIcon, in rect: Rect, color: Color = .black) { fill(rect, color) }
}
