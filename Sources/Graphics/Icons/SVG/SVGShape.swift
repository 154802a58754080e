// The paths of basic shapes (SVG 2, chapter 10).

enum SVGShape {
  /// The outline of an element; nil if it is not a shape. Per cents are parts of the viewport.
  static func path(_ element: SVGElement, viewport: Size) -> Path? {
    func across(_ name: String) -> Double { element.length(name, of: viewport.width) ?? 0 }
    func down(_ name: String) -> Double { element.length(name, of: viewport.height) ?? 0 }
    var path = Path()
    switch element.name {
    case .path: return SVGPath.parse(element["d"] ?? [])
    case .rect:
      let rect = Rect(x: across("x"), y: down("y"), width: across("width"), height: down("height"))
      guard rect.width > 0, rect.height > 0 else { return path }
      let (wide, high) = (element.length("rx", of: viewport.width), element.length("ry", of: viewport.height))
      let radius = Size(
        width: min(max(wide ?? high ?? 0, 0), rect.width / 2), height: min(max(high ?? wide ?? 0, 0), rect.height / 2))
      addRounded(rect, radius, to: &path)
    case .circle:
      let radius = element.length("r", of: SVGStyle.diagonal(viewport)) ?? 0
      addEllipse(Point(x: across("cx"), y: down("cy")), radius, radius, to: &path)
    case .ellipse:
      let (wide, high) = (element.length("rx", of: viewport.width), element.length("ry", of: viewport.height))
      addEllipse(Point(x: across("cx"), y: down("cy")), wide ?? high ?? 0, high ?? wide ?? 0, to: &path)
    case .line:
      path.move(to: Point(x: across("x1"), y: down("y1")))
      path.line(to: Point(x: across("x2"), y: down("y2")))
    case .polyline, .polygon:
      let numbers = SVGScanner.numbers(element["points"] ?? [])
      for index in stride(from: 0, to: numbers.count - 1, by: 2) {
        let point = Point(x: numbers[index], y: numbers[index + 1])
        if index == 0 { path.move(to: point) } else { path.line(to: point) }
      }
      if element.name == .polygon { path.close() }
    default: return nil
    }
    return path
  }

  private static func addEllipse(_ center: Point, _ wide: Double, _ high: Double, to path: inout Path) {
    guard wide > 0, high > 0 else { return }
    path.addEllipse(in: Rect(x: center.x - wide, y: center.y - high, width: 2 * wide, height: 2 * high))
  }

  private static func addRounded(_ rect: Rect, _ radius: Size, to path: inout Path) {
    guard radius.width > 0, radius.height > 0 else { return path.addRect(rect) }
    // A rectangle with round corners of a square kind, squeezed.
    let squeeze = radius.height / radius.width
    let square = Rect(x: rect.x, y: 0, width: rect.width, height: rect.height / squeeze)
    let round = Path(rounded: square, radii: CornerRadii(radius.width))
    path.append(round.transformed(by: Transform(a: 1, b: 0, c: 0, d: squeeze, tx: 0, ty: rect.y)))
  }
}
