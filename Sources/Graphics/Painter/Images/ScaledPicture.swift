// Pictures made from pictures: scaled, and blurred.

extension PixelBuffer {
  /// The picture in another size.
  public func scaled(to size: PixelSize, filter: ScalingFilter = .area) -> Bitmap {
    let result = Bitmap(size)
    if result.size.isEmpty || self.size.isEmpty { return result }
    Painter(result.buffer).draw(self, in: result.bounds.logical(), filter: filter)
    return result
  }

  /// Blurs the pixels of a rectangle, like a Gaussian with the standard deviation `sigma` (in pixels; 64 at most).
  /// Outside of the rectangle is nothing, or (`keepingEdges`) more of the same, as behind frosted glass.
  public func blur(_ rect: PixelRect, sigma: Double, keepingEdges: Bool = false) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty, let blur = LineBlur(sigma: sigma, keepingEdges: keepingEdges) else { return }
    var line = [SIMD4<Float>](repeating: .zero, count: area.width)
    for y in area.minY..<area.maxY {
      for index in line.indices { line[index] = FloatPixel.unpacked(self[area.minX + index, y]) }
      blur.apply(to: &line)
      for index in line.indices { self[area.minX + index, y] = FloatPixel.packed(line[index]) }
    }
    line = [SIMD4<Float>](repeating: .zero, count: area.height)
    for x in area.minX..<area.maxX {
      for index in line.indices { line[index] = FloatPixel.unpacked(self[x, area.minY + index]) }
      blur.apply(to: &line)
      for index in line.indices { self[x, area.minY + index] = FloatPixel.packed(line[index]) }
    }
  }
}
