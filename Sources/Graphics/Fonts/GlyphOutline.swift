// The points of a glyph, in font units, y upwards: what the `glyf` table describes and a rasteriser draws.

/// Contours of quadratic curves. A point that is not on the curve is a control point; between two of them an end
/// point in the middle is implied (OpenType 1.9, glyf).
struct GlyphOutline {
  struct OutlinePoint {
    var x: Double
    var y: Double
    var isOnCurve: Bool

    @inline(__always) var place: Point { Point(x: x, y: y) }
  }

  var points: [OutlinePoint] = []
  /// For each contour the index after its last point, rising.
  var ends: [Int] = []

  /// Hands the outline to the rasteriser, through a transform from font units to device pixels.
  func draw(into rasterizer: inout Rasterizer, _ place: Transform) {
    var first = 0
    for end in ends {
      if end - first >= 2 { draw(first..<end, into: &rasterizer, place) }
      first = end
    }
  }

  private func draw(_ range: Range<Int>, into rasterizer: inout Rasterizer, _ place: Transform) {
    let points = points.span
    let last = points[range.upperBound - 1]
    let first = points[range.lowerBound]
    var index = range.lowerBound
    let start: Point
    if first.isOnCurve {
      start = place(first.place)
      index += 1
    } else if last.isOnCurve {
      start = place(last.place)
    } else {
      start = (place(first.place) + place(last.place)) * 0.5
    }
    rasterizer.move(to: start)
    var control = Point.zero
    var hasControl = false
    while index < range.upperBound {
      let point = place(points[index].place)
      if points[index].isOnCurve {
        if hasControl { rasterizer.quad(to: point, control: control) } else { rasterizer.line(to: point) }
        hasControl = false
      } else {
        if hasControl { rasterizer.quad(to: (control + point) * 0.5, control: control) }
        control = point
        hasControl = true
      }
      index += 1
    }
    if hasControl { rasterizer.quad(to: start, control: control) }
    rasterizer.close()
  }
}

extension Transform {
  /// From font units to device pixels: scaled, slanted (x per y), y turned downwards, moved to the baseline's origin.
  static func glyph(scaleX: Double, scaleY: Double, slant: Double = 0, origin: Point = .zero) -> Transform {
    Transform(a: scaleX, b: 0, c: scaleY * slant, d: -scaleY, tx: origin.x, ty: origin.y)
  }
}
