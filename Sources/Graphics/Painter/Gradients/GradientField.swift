// Where in a gradient each pixel lies: its geometry without its colours.
//
// 0 is the first place of a gradient, 1 the last one; what lies outside is folded by GradientRamp.

struct GradientField {
  private enum Shape {
    /// The place of device point (0, 0), and its change per pixel.
    case linear(base: Double, perX: Double, perY: Double)
    case radial(Circles)
    case conic(turn: Double)
    /// Everything lies at the end.
    case flat
  }

  /// Relative to the focus: the centre, and what the quadratic equation of a pixel's circle is made of.
  private struct Circles {
    var center: Point
    var focusRadius: Double
    var growth: Double
    var square: Double

    /// The place of a point: of the circles through it the largest one.
    func place(_ point: Point) -> Double {
      let half = point.x * center.x + point.y * center.y + focusRadius * growth
      let rest = point.x * point.x + point.y * point.y - focusRadius * focusRadius
      return (half - max(0, half * half - square * rest).squareRoot()) / square
    }
  }

  private let shape: Shape
  /// From device pixels to coordinates in which the centre (or the focus) is the origin.
  private var inverse = Transform.identity

  /// A linear gradient under a transform from its coordinates to device pixels.
  init(_ gradient: LinearGradient, _ place: Transform) {
    let start = place(gradient.start)
    let end = place(gradient.end)
    if place.b == 0 && place.c == 0 && place.a == place.d {
      let vector = end - start
      let square = vector.x * vector.x + vector.y * vector.y
      let unit = square > 1e-9 && square.isFinite ? 1 / square : 0
      let (perX, perY) = (vector.x * unit, vector.y * unit)
      shape = unit > 0 ? .linear(base: -(start.x * perX + start.y * perY), perX: perX, perY: perY) : .flat
      return
    }
    // Lines of one colour stay at right angles to the vector in the gradient's own coordinates.
    let vector = gradient.end - gradient.start
    let square = vector.x * vector.x + vector.y * vector.y
    guard let back = place.inverse, square > 0, square.isFinite else {
      shape = .flat
      return
    }
    let from = back(.zero) - gradient.start
    shape = .linear(
      base: (from.x * vector.x + from.y * vector.y) / square, perX: (back.a * vector.x + back.b * vector.y) / square,
      perY: (back.c * vector.x + back.d * vector.y) / square)
  }

  init(_ gradient: RadialGradient, _ place: Transform) {
    let growth = gradient.radius - max(0, gradient.focusRadius)
    guard let back = place.inverse, growth > 1e-9, growth.isFinite else {
      shape = .flat
      return
    }
    var toCenter = gradient.center - gradient.focus
    let limit = growth * 0.999
    if toCenter.length > limit { toCenter = toCenter * (limit / toCenter.length) }
    let focus = gradient.center - toCenter
    let square = toCenter.x * toCenter.x + toCenter.y * toCenter.y - growth * growth
    shape = .radial(
      Circles(center: toCenter, focusRadius: max(0, gradient.focusRadius), growth: growth, square: square))
    inverse = Transform.translation(x: -focus.x, y: -focus.y)(back)
  }

  init(_ gradient: ConicGradient, _ place: Transform) {
    guard let back = place.inverse, gradient.angle.isFinite else {
      shape = .flat
      return
    }
    shape = .conic(turn: gradient.angle / (2 * Mathematics.pi))
    inverse = Transform.translation(x: -gradient.center.x, y: -gradient.center.y)(back)
  }

  /// Hands the places of `count` pixels of row `y`, from column `x`, to `body`.
  @inline(__always) func forEach(count: Int, x: Int, y: Int, _ body: (_ index: Int, _ place: Double) -> Void) {
    let (column, row) = (Double(x) + 0.5, Double(y) + 0.5)
    switch shape {
    case .linear(let base, let perX, let perY):
      let first = base + perX * column + perY * row
      for index in 0..<count { body(index, first + perX * Double(index)) }
    case .radial(let circles):
      let first = inverse(Point(x: column, y: row))
      for index in 0..<count {
        let step = Double(index)
        body(index, circles.place(Point(x: first.x + inverse.a * step, y: first.y + inverse.b * step)))
      }
    case .conic(let turn):
      let first = inverse(Point(x: column, y: row))
      for index in 0..<count {
        let step = Double(index)
        let angle = Mathematics.angle(x: first.x + inverse.a * step, y: first.y + inverse.b * step)
        body(index, angle / (2 * Mathematics.pi) - turn)
      }
    case .flat:
      for index in 0..<count { body(index, 1) }
    }
  }
}
