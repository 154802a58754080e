// The exact box around a path: where its curves turn round, not where their control points lie.

extension Path {
  /// The smallest box around the outline itself.
  public var extent: Rect {
    var box: (left: Double, top: Double, right: Double, bottom: Double)?
    func include(_ point: Point) {
      guard let old = box else { return box = (point.x, point.y, point.x, point.y) }
      box = (min(old.left, point.x), min(old.top, point.y), max(old.right, point.x), max(old.bottom, point.y))
    }
    var here = Point.zero
    var start = Point.zero
    for element in elements {
      let from = here
      switch element {
      case .move(let point):
        start = point
        here = point
      case .line(let point): here = point
      case .quad(let control, let end):
        here = end
        // A quadratic curve is a cubic one.
        let (first, second) = (from + (control - from) * (2.0 / 3), end + (control - end) * (2.0 / 3))
        Path.turns(from, first, second, end) { include($0) }
      case .cubic(let control1, let control2, let end):
        here = end
        Path.turns(from, control1, control2, end) { include($0) }
      case .close: here = start
      }
      if case .close = element { continue }
      include(here)
    }
    guard let box else { return .zero }
    return Rect(left: box.left, top: box.top, right: box.right, bottom: box.bottom)
  }

  /// Hands over the points of a cubic curve where x or y turns round.
  private static func turns(_ p0: Point, _ p1: Point, _ p2: Point, _ p3: Point, _ body: (Point) -> Void) {
    func at(_ t: Double) {
      guard t > 0, t < 1 else { return }
      let u = 1 - t
      body(p0 * (u * u * u) + p1 * (3 * u * u * t) + p2 * (3 * u * t * t) + p3 * (t * t * t))
    }
    func solve(_ a0: Double, _ a1: Double, _ a2: Double, _ a3: Double) {
      // The derivative over 3: a·t² + b·t + c.
      let (a, b, c) = (a3 - 3 * a2 + 3 * a1 - a0, 2 * (a2 - 2 * a1 + a0), a1 - a0)
      if a.magnitude < 1e-12 { return b.magnitude > 1e-12 ? at(-c / b) : () }
      let square = b * b - 4 * a * c
      guard square >= 0 else { return }
      at((-b + square.squareRoot()) / (2 * a))
      at((-b - square.squareRoot()) / (2 * a))
    }
    solve(p0.x, p1.x, p2.x, p3.x)
    solve(p0.y, p1.y, p2.y, p3.y)
  }
}
