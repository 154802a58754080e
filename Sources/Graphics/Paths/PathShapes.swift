// Ready-made contours: rectangles, rounded rectangles, ellipses, arcs.

extension Path {
  /// How far the control points of a quarter circle lie from its ends, per radius: 4/3·(√2−1).
  private static let quarter = 0.5522847498307936

  public init(rect: Rect) {
    self.init()
    addRect(rect)
  }

  public init(rounded rect: Rect, radii: CornerRadii) {
    self.init()
    addRounded(rect, radii: radii)
  }

  public init(ellipseIn rect: Rect) {
    self.init()
    addEllipse(in: rect)
  }

  public mutating func addRect(_ rect: Rect) {
    move(to: rect.origin)
    line(to: Point(x: rect.maxX, y: rect.minY))
    line(to: Point(x: rect.maxX, y: rect.maxY))
    line(to: Point(x: rect.minX, y: rect.maxY))
    close()
  }

  public mutating func addEllipse(in rect: Rect) {
    let radiusX = rect.width / 2
    let radiusY = rect.height / 2
    let center = rect.center
    move(to: Point(x: center.x + radiusX, y: center.y))
    addQuarter(center, Point(x: radiusX, y: 0), Point(x: 0, y: radiusY))
    addQuarter(center, Point(x: 0, y: radiusY), Point(x: -radiusX, y: 0))
    addQuarter(center, Point(x: -radiusX, y: 0), Point(x: 0, y: -radiusY))
    addQuarter(center, Point(x: 0, y: -radiusY), Point(x: radiusX, y: 0))
    close()
  }

  /// A rectangle with rounded corners; radii that do not fit are made smaller together (CSS Backgrounds 3, 5.5).
  public mutating func addRounded(_ rect: Rect, radii: CornerRadii) {
    let radii = radii.fitted(into: rect.size)
    if radii.isSquare { return addRect(rect) }
    let (topLeft, topRight) = (radii.topLeft, radii.topRight)
    let (bottomLeft, bottomRight) = (radii.bottomLeft, radii.bottomRight)
    move(to: Point(x: rect.minX + topLeft, y: rect.minY))
    line(to: Point(x: rect.maxX - topRight, y: rect.minY))
    addQuarter(
      Point(x: rect.maxX - topRight, y: rect.minY + topRight), Point(x: 0, y: -topRight), Point(x: topRight, y: 0))
    line(to: Point(x: rect.maxX, y: rect.maxY - bottomRight))
    addQuarter(
      Point(x: rect.maxX - bottomRight, y: rect.maxY - bottomRight), Point(x: bottomRight, y: 0),
      Point(x: 0, y: bottomRight))
    line(to: Point(x: rect.minX + bottomLeft, y: rect.maxY))
    addQuarter(
      Point(x: rect.minX + bottomLeft, y: rect.maxY - bottomLeft), Point(x: 0, y: bottomLeft),
      Point(x: -bottomLeft, y: 0))
    line(to: Point(x: rect.minX, y: rect.minY + topLeft))
    addQuarter(
      Point(x: rect.minX + topLeft, y: rect.minY + topLeft), Point(x: -topLeft, y: 0), Point(x: 0, y: -topLeft))
    close()
  }

  /// An arc of a circle from `startAngle`, over `sweep` radians (clockwise on the screen if positive, 0 pointing
  /// right). Joined to the contour by a line if one is open.
  public mutating func addArc(center: Point, radius: Double, startAngle: Double, sweep: Double, joined: Bool = true) {
    let whole = min(max(sweep, -2 * Mathematics.pi), 2 * Mathematics.pi)
    let count = max(1, ceilingInteger(whole.magnitude / (Mathematics.pi / 2) - 1e-9))
    let step = whole / Double(count)
    let half = Mathematics.sineAndCosine(step / 2)
    let quarter = Mathematics.sineAndCosine(step / 4)
    // The control distance of an arc of angle a is 4/3·tan(a/4).
    let control = half.cosine <= -1 ? 0 : 4.0 / 3.0 * quarter.sine / quarter.cosine
    func at(_ angle: Double) -> (point: Point, tangent: Point) {
      let (sine, cosine) = Mathematics.sineAndCosine(angle)
      return (
        Point(x: center.x + radius * cosine, y: center.y + radius * sine), Point(x: -radius * sine, y: radius * cosine)
      )
    }
    var from = at(startAngle)
    if joined && !isEmpty { line(to: from.point) } else { move(to: from.point) }
    for index in 1...count {
      let to = at(startAngle + step * Double(index))
      cubic(to: to.point, control1: from.point + from.tangent * control, control2: to.point - to.tangent * control)
      from = to
    }
  }

  /// A quarter of an ellipse around `center` from the direction `from` to the direction `to`.
  private mutating func addQuarter(_ center: Point, _ from: Point, _ to: Point) {
    if from == .zero && to == .zero { return }
    cubic(
      to: center + to, control1: center + from + to * Path.quarter, control2: center + to + from * Path.quarter)
  }
}
