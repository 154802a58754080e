// The points of a glyph, in font units, y upwards: what the `glyf` table describes and a rasteriser draws.

/// Contours of quadratic curves. A point that is not on the curve is a control point; between two of them an end
/// point in the middle is implied (OpenType 1.9, glyf).
struct GlyphOutline {
  struct OutlinePoint {
    var x: Double
    var y: Double
    var isOnCurve: Bool
  }

  var points: [OutlinePoint] = []
  /// For each contour the index after its last point, rising.
  var ends: [Int] = []

  /// Hands the outline to the rasteriser: font units times `scale`, the baseline's origin at `origin`, y turned
  /// downwards, slanted by `slant` (x per y).
  func draw(into rasterizer: Rasterizer, scaleX: Double, scaleY: Double, slant: Double, origin: Point) {
    func place(_ point: OutlinePoint) -> Point {
      let y = point.y * scaleY
      return Point(x: origin.x + point.x * scaleX + y * slant, y: origin.y - y)
    }
    var first = 0
    for end in ends {
      if end - first >= 2 { draw(first..<end, into: rasterizer, place) }
      first = end
    }
  }

  private func draw(_ range: Range<Int>, into rasterizer: Rasterizer, _ place: (OutlinePoint) -> Point) {
    let last = place(points[range.upperBound - 1])
    let first = place(points[range.lowerBound])
    var index = range.lowerBound
    let start: Point
    if points[range.lowerBound].isOnCurve {
      start = first
      index += 1
    } else if points[range.upperBound - 1].isOnCurve {
      start = last
    } else {
      start = (first + last) * 0.5
    }
    rasterizer.move(to: start)
    var control: Point?
    while index < range.upperBound {
      let point = place(points[index])
      if points[index].isOnCurve {
        if let known = control { rasterizer.quad(to: point, control: known) } else { rasterizer.line(to: point) }
        control = nil
      } else {
        if let known = control { rasterizer.quad(to: (known + point) * 0.5, control: known) }
        control = point
      }
      index += 1
    }
    if let control { rasterizer.quad(to: start, control: control) }
    rasterizer.close()
  }
}
