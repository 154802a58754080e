// Elliptical arcs between two points, as SVG describes them (SVG 2, appendix B.2.4: from end points to the centre).

extension Path {
  /// An arc of an ellipse from the current point to `end`. `rotation` turns the ellipse, in degrees. Radii too small to
  /// reach are made larger; without a radius it is a line.
  public mutating func addArc(to end: Point, radii: Size, rotation: Double, isLarge: Bool, isSweep: Bool) {
    let start = current
    if start == end { return }
    guard radii.width > 0, radii.height > 0, radii.width.isFinite, radii.height.isFinite else { return line(to: end) }
    let (sine, cosine) = Mathematics.sineAndCosine(rotation * Mathematics.pi / 180)
    // Into the coordinates of a unit circle around the middle of the two points.
    let half = (start - end) * 0.5
    var (radiusX, radiusY) = (radii.width, radii.height)
    var x = (cosine * half.x + sine * half.y) / radiusX
    var y = (cosine * half.y - sine * half.x) / radiusY
    let square = x * x + y * y
    if square > 1 {
      let factor = square.squareRoot()
      (radiusX, radiusY, x, y) = (radiusX * factor, radiusY * factor, x / factor, y / factor)
    }
    // The centre lies across from the middle, at a distance that makes both points lie on the circle.
    var across = (max(0, 1 / min(square, 1) - 1)).squareRoot()
    if isLarge == isSweep { across = -across }
    let center = Point(x: across * y, y: -across * x)
    let first = Mathematics.angle(x: x - center.x, y: y - center.y)
    var sweep = Mathematics.angle(x: -x - center.x, y: -y - center.y) - first
    if isSweep && sweep < 0 { sweep += 2 * Mathematics.pi }
    if !isSweep && sweep > 0 { sweep -= 2 * Mathematics.pi }
    let middle = (start + end) * 0.5
    func place(_ point: Point) -> Point {
      let (x, y) = (point.x * radiusX, point.y * radiusY)
      return middle + Point(x: cosine * x - sine * y, y: sine * x + cosine * y)
    }
    var unit = Path()
    unit.addArc(center: center, radius: 1, startAngle: first, sweep: sweep)
    for element in unit.elements {
      guard case .cubic(let control1, let control2, let to) = element else { continue }
      cubic(to: place(to), control1: place(control1), control2: place(control2))
    }
  }
}
