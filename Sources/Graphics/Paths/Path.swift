// Outlines made of lines and Bézier curves: data only. Flattening, filling and stroking are in Raster.

/// An outline: closed or open contours of lines, quadratic and cubic Bézier curves.
public struct Path: Equatable, Sendable {
  /// One step of an outline. A contour starts with `move`.
  public enum Element: Equatable, Sendable {
    case move(Point)
    case line(Point)
    case quad(control: Point, end: Point)
    case cubic(control1: Point, control2: Point, end: Point)
    case close
  }

  public private(set) var elements: [Element] = []
  /// Where the next element starts.
  public private(set) var current = Point.zero
  private var start = Point.zero
  private var open = false

  public init() {}

  public var isEmpty: Bool { elements.isEmpty }

  public mutating func move(to point: Point) {
    elements.append(.move(point))
    current = point
    start = point
    open = true
  }

  public mutating func line(to point: Point) {
    begin()
    elements.append(.line(point))
    current = point
  }

  public mutating func quad(to end: Point, control: Point) {
    begin()
    elements.append(.quad(control: control, end: end))
    current = end
  }

  public mutating func cubic(to end: Point, control1: Point, control2: Point) {
    begin()
    elements.append(.cubic(control1: control1, control2: control2, end: end))
    current = end
  }

  /// Draws a line back to where the contour began. What follows begins there.
  public mutating func close() {
    guard open else { return }
    elements.append(.close)
    current = start
    open = false
  }

  public mutating func append(_ other: Path) {
    elements += other.elements
    current = other.current
    start = other.start
    open = other.open
  }

  /// After `close` a new contour starts at the old one's first point.
  private mutating func begin() {
    if !open { move(to: current) }
  }

  /// The box around all points, control points included.
  public var bounds: Rect {
    var box: (left: Double, top: Double, right: Double, bottom: Double)?
    func include(_ point: Point) {
      guard let old = box else {
        box = (point.x, point.y, point.x, point.y)
        return
      }
      box = (min(old.left, point.x), min(old.top, point.y), max(old.right, point.x), max(old.bottom, point.y))
    }
    for element in elements {
      switch element {
      case .move(let point), .line(let point): include(point)
      case .quad(let control, let end):
        include(control)
        include(end)
      case .cubic(let control1, let control2, let end):
        include(control1)
        include(control2)
        include(end)
      case .close: break
      }
    }
    guard let box else { return .zero }
    return Rect(left: box.left, top: box.top, right: box.right, bottom: box.bottom)
  }

  /// Every point times `scale`, then moved by `offset`.
  public func transformed(scale: Double, offset: Point = .zero) -> Path {
    transformed(by: Transform(scale: scale, offset: offset))
  }

  /// Every point taken through a transform. (Curves stay what they are: control points go along.)
  public func transformed(by map: Transform) -> Path {
    var result = self
    result.current = map(current)
    result.start = map(start)
    result.elements = elements.map { element in
      switch element {
      case .move(let point): .move(map(point))
      case .line(let point): .line(map(point))
      case .quad(let control, let end): .quad(control: map(control), end: map(end))
      case .cubic(let control1, let control2, let end):
        .cubic(control1: map(control1), control2: map(control2), end: map(end))
      case .close: .close
      }
    }
    return result
  }
}
