// Turns a path into the outline of a line along it.
//
// The path is flattened, and every piece becomes a quadrilateral, every corner a wedge, every open end a cap, all of
// the same orientation: with the non-zero rule their sum is the stroke. Nothing has to be intersected, so no
// input can confuse it.

final class Stroker {
  private var points: [Point] = []
  private var closed = false
  private var pattern: DashPattern?
  private var dashesLeft = 0
  /// From where lines are made to device pixels; nil if they are made there.
  private var outward: Transform?

  init() {}

  /// Adds the stroke of a path to the rasteriser. The line is made where `place` takes the path, `unit` times as wide
  /// as the style says; what is made there goes to device pixels through `then`.
  func stroke(
    _ path: Path, _ style: StrokeStyle, _ place: Transform, unit: Double, then: Transform?,
    into rasterizer: inout Rasterizer
  ) {
    let width = style.width * unit
    guard width > 0, width.isFinite else { return }
    outward = then
    pattern = DashPattern(style.dashes, offset: style.dashOffset, unit: unit)
    dashesLeft = DashPattern.dashLimit
    points.removeAll(keepingCapacity: true)
    for element in path.elements {
      switch element {
      case .move(let point):
        finish(style, width / 2, &rasterizer)
        append(place(point))
      case .line(let point): append(place(point))
      case .quad(let control, let end): quad(place(control), place(end))
      case .cubic(let control1, let control2, let end): cubic(place(control1), place(control2), place(end))
      case .close:
        closed = true
        finish(style, width / 2, &rasterizer)
      }
    }
    finish(style, width / 2, &rasterizer)
  }

  // MARK: Flattening

  private func append(_ point: Point) {
    guard point.x.isFinite, point.y.isFinite, points.count < Rasterizer.lineLimit / 8 else { return }
    // Pieces shorter than a thousandth of a pixel have no direction worth the name.
    if let last = points.last, (point - last).length < 0.001 { return }
    points.append(point)
  }

  private func quad(_ control: Point, _ end: Point) {
    guard let from = points.last else { return }
    let count = Stroker.pieces((from - control * 2 + end).length * 0.25)
    for index in 1...count {
      let t = Double(index) / Double(count)
      let u = 1 - t
      append(from * (u * u) + control * (2 * u * t) + end * (t * t))
    }
  }

  private func cubic(_ control1: Point, _ control2: Point, _ end: Point) {
    guard let from = points.last else { return }
    let bend = max((from - control1 * 2 + control2).length, (control1 - control2 * 2 + end).length)
    let count = Stroker.pieces(bend * 0.75)
    for index in 1...count {
      let t = Double(index) / Double(count)
      let u = 1 - t
      append(from * (u * u * u) + control1 * (3 * u * u * t) + control2 * (3 * u * t * t) + end * (t * t * t))
    }
  }

  /// Finer than a fill needs, because the outside of a thick line bends more than its middle.
  private static func pieces(_ deviation: Double) -> Int {
    guard deviation > 0.02, deviation.isFinite else { return 1 }
    return min(ceilingInteger((deviation / 0.02).squareRoot()), 256)
  }

  // MARK: Outline

  /// Emits the contour collected so far.
  private func finish(_ style: StrokeStyle, _ half: Double, _ rasterizer: inout Rasterizer) {
    defer {
      points.removeAll(keepingCapacity: true)
      closed = false
    }
    guard let first = points.first, let last = points.last else { return }
    if closed, points.count > 2, (last - first).length < 0.001 { points.removeLast() }
    guard let pattern, points.count > 1 else { return outline(points, closed: closed, style, half, &rasterizer) }
    pattern.split(points, closed: closed, left: &dashesLeft) { dash, closed in
      outline(dash, closed: closed, style, half, &rasterizer)
    }
  }

  /// Emits a line along points.
  private func outline(
    _ points: [Point], closed: Bool, _ style: StrokeStyle, _ half: Double, _ rasterizer: inout Rasterizer
  ) {
    let count = points.count
    if count == 1 { return dot(points[0], style, half, &rasterizer) }
    let pieces = closed ? count : count - 1
    var begin = normal(points[0], points[1])
    if closed, let shared = shared(points[count - 1], points[0], points[1]) { begin = shared }
    for index in 0..<pieces {
      let from = points[index]
      let to = points[(index + 1) % count]
      let own = normal(from, to)
      var end = own
      var next = own
      if index + 1 < pieces || closed {
        let after = points[(index + 2) % count]
        if let shared = shared(from, to, after) {
          (end, next) = (shared, shared)
        } else {
          next = normal(to, after)
          join(own, to, next, style, half, &rasterizer)
        }
      }
      polygon([from + begin * half, to + end * half, to - end * half, from - begin * half], &rasterizer)
      begin = next
    }
    if !closed {
      cap(points[1], points[0], style.cap, half, &rasterizer)
      cap(points[count - 2], points[count - 1], style.cap, half, &rasterizer)
    }
  }

  /// A contour of one point: a dot, if the caps have any extent.
  private func dot(_ point: Point, _ style: StrokeStyle, _ half: Double, _ rasterizer: inout Rasterizer) {
    switch style.cap {
    case .butt: break
    case .round: circle(point, half, &rasterizer)
    case .square:
      let (left, right) = (point.x - half, point.x + half)
      let (top, bottom) = (point.y - half, point.y + half)
      polygon(
        [Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: bottom), Point(x: left, y: bottom)],
        &rasterizer)
    }
  }

  /// Where two pieces of a curve meet at a blunt angle, the direction of the edge that they share; nil at a corner.
  private func shared(_ from: Point, _ corner: Point, _ to: Point) -> Point? {
    let first = normal(from, corner)
    let second = normal(corner, to)
    let cosine = first.x * second.x + first.y * second.y
    // Below 20 degrees a mitre, a round and a bevel look the same.
    guard cosine > 0.94 else { return nil }
    return (first + second) * (1 / (1 + cosine))
  }

  /// Fills the gap at a corner between pieces with the normals `first` and `second`.
  private func join(
    _ first: Point, _ corner: Point, _ second: Point, _ style: StrokeStyle, _ half: Double,
    _ rasterizer: inout Rasterizer
  ) {
    let cosine = first.x * second.x + first.y * second.y
    // The gap is on the outer side of the turn.
    let outside = first.x * second.y - first.y * second.x < 0 ? -half : half
    let start = corner + first * outside
    let end = corner + second * outside
    // The cosine of half the turn; its inverse is the length of the mitre in half widths.
    let halfCosine = max(0, (1 + cosine) / 2).squareRoot()
    var middle = first + second
    // A turn right around has no middle: go on straight ahead.
    middle = middle.length > 1e-6 ? middle * (1 / middle.length) : Point(x: -first.y, y: first.x)
    switch style.join {
    case .bevel: polygon([corner, start, end], &rasterizer)
    case .round:
      let arc = (corner: corner, radius: half, halfCosine: halfCosine)
      // With a turn right around `outside` may have either sign; `middle` then decides the direction.
      let tip = corner + middle * (cosine < -0.999999 ? half : outside)
      pie(arc, start, tip, &rasterizer)
      pie(arc, tip, end, &rasterizer)
    case .miter where halfCosine * style.miterLimit >= 1:
      polygon([corner, start, corner + middle * (outside / halfCosine), end], &rasterizer)
    case .miter: polygon([corner, start, end], &rasterizer)
    }
  }

  /// A sector of a circle of at most a quarter turn; `halfCosine` is the cosine of its angle.
  private func pie(
    _ arc: (corner: Point, radius: Double, halfCosine: Double), _ start: Point, _ end: Point,
    _ rasterizer: inout Rasterizer
  ) {
    let from = start - arc.corner
    let to = end - arc.corner
    let clockwise = from.x * to.y - from.y * to.x > 0
    // 4/3·tan(angle/4) from the cosine of the angle, by half-angle formulas.
    let sine = max(0, (1 - arc.halfCosine) / 2).squareRoot()
    let control = 4.0 / 3.0 * sine / (1 + max(0, (1 + arc.halfCosine) / 2).squareRoot())
    let (first, last) = clockwise ? (from, to) : (to, from)
    rasterizer.move(to: out(arc.corner))
    rasterizer.line(to: out(arc.corner + first))
    rasterizer.cubic(
      to: out(arc.corner + last), control1: out(arc.corner + first + Point(x: -first.y, y: first.x) * control),
      control2: out(arc.corner + last + Point(x: last.y, y: -last.x) * control))
    rasterizer.close()
  }

  private func cap(
    _ inner: Point, _ end: Point, _ cap: StrokeStyle.Cap, _ half: Double, _ rasterizer: inout Rasterizer
  ) {
    let side = normal(inner, end) * half
    let forward = Point(x: -side.y, y: side.x)
    switch cap {
    case .butt: break
    case .square:
      polygon([end + side, end + side + forward, end - side + forward, end - side], &rasterizer)
    case .round:
      // Half a circle beyond the end, as two quarters.
      let control = 0.5522847498307936
      let tip = end + forward
      rasterizer.move(to: out(end - side))
      rasterizer.line(to: out(end + side))
      rasterizer.cubic(
        to: out(tip), control1: out(end + side + forward * control), control2: out(tip + side * control))
      rasterizer.cubic(
        to: out(end - side), control1: out(tip - side * control), control2: out(end - side + forward * control))
      rasterizer.close()
    }
  }

  private func circle(_ center: Point, _ radius: Double, _ rasterizer: inout Rasterizer) {
    let path = Path(ellipseIn: Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius))
    rasterizer.add(path, outward ?? .identity)
  }

  @inline(__always) private func out(_ point: Point) -> Point { outward?(point) ?? point }

  /// The direction from one point to another, turned a quarter to the left as seen on the screen: (y, -x).
  private func normal(_ from: Point, _ to: Point) -> Point {
    let delta = to - from
    let length = delta.length
    return length > 0 ? Point(x: delta.y / length, y: -delta.x / length) : .zero
  }

  /// A polygon, turned around if need be, so that all pieces wind the same way.
  private func polygon(_ corners: [Point], _ rasterizer: inout Rasterizer) {
    guard let first = corners.first, let last = corners.last else { return }
    var area = last.x * first.y - first.x * last.y
    for index in 1..<corners.count {
      area += corners[index - 1].x * corners[index].y - corners[index].x * corners[index - 1].y
    }
    // Path.addEllipse winds clockwise on the screen, which is a positive area here.
    if area >= 0 {
      rasterizer.move(to: out(first))
      for corner in corners.dropFirst() { rasterizer.line(to: out(corner)) }
    } else {
      rasterizer.move(to: out(last))
      for corner in corners.reversed().dropFirst() { rasterizer.line(to: out(corner)) }
    }
    rasterizer.close()
  }
}
