// Turns outlines into coverage, 256 levels, by exact area.
//
// An outline is first flattened to lines in 1/256 device pixel; then the box that it covers is worked through in bands
// of rows, so that the accumulation buffer stays small however large the shape is. Curves stray less than a twentieth
// (quadratic ones) or a hundredth of a pixel (cubic ones) from their lines, unless one is longer than a screen.

/// Collects the lines of an outline, and sweeps them into rows of coverage. Reused from shape to shape.
struct Rasterizer: ~Copyable {
  private struct Line {
    var x0: Int32
    var y0: Int32
    var x1: Int32
    var y1: Int32
  }

  /// Lines of one shape at most: more are left out (a hostile font or icon must not eat the memory).
  static let lineLimit = 1 << 18

  private var grid = CoverageGrid()
  private var lines: [Line] = []
  private var current = (x: Int32(0), y: Int32(0))
  private var start = (x: Int32(0), y: Int32(0))
  private var previous = Point.zero
  private var minimum = (x: Int32.max, y: Int32.max)
  private var maximum = (x: Int32.min, y: Int32.min)

  init() {}

  /// Forgets the outline.
  mutating func begin() {
    lines.removeAll(keepingCapacity: true)
    current = (0, 0)
    start = (0, 0)
    previous = .zero
    minimum = (.max, .max)
    maximum = (.min, .min)
  }

  // MARK: Outline, in device pixels

  /// Closes the contour at hand and starts another one.
  mutating func move(to point: Point) {
    close()
    previous = point
    current = (Rasterizer.fixed(point.x), Rasterizer.fixed(point.y))
    start = current
  }

  mutating func line(to point: Point) {
    previous = point
    add(Rasterizer.fixed(point.x), Rasterizer.fixed(point.y))
  }

  mutating func quad(to end: Point, control: Point) {
    let from = previous
    let bend = Point(x: from.x - 2 * control.x + end.x, y: from.y - 2 * control.y + end.y)
    let count = Rasterizer.pieces((bend.x.magnitude + bend.y.magnitude) * 0.25, tolerance: 0.05)
    let step = 1 / Double(count)
    for index in 1..<max(count, 1) {
      let t = Double(index) * step
      let u = 1 - t
      let (a, b, c) = (u * u, 2 * u * t, t * t)
      add(
        Rasterizer.fixed(a * from.x + b * control.x + c * end.x),
        Rasterizer.fixed(a * from.y + b * control.y + c * end.y))
    }
    line(to: end)
  }

  mutating func cubic(to end: Point, control1: Point, control2: Point) {
    let from = previous
    let bend1 = from - control1 * 2 + control2
    let bend2 = control1 - control2 * 2 + end
    let bend = max(bend1.x.magnitude + bend1.y.magnitude, bend2.x.magnitude + bend2.y.magnitude)
    let count = Rasterizer.pieces(bend * 0.75, tolerance: 0.01)
    let step = 1 / Double(count)
    for index in 1..<max(count, 1) {
      let t = Double(index) * step
      let u = 1 - t
      let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
      add(
        Rasterizer.fixed(a * from.x + b * control1.x + c * control2.x + d * end.x),
        Rasterizer.fixed(a * from.y + b * control1.y + c * control2.y + d * end.y))
    }
    line(to: end)
  }

  /// Draws the line back to the start of the contour.
  mutating func close() {
    if current != start { add(start.x, start.y) }
  }

  /// All elements of a path, taken through `place`.
  mutating func add(_ path: Path, _ place: Transform = .identity) {
    for element in path.elements {
      switch element {
      case .move(let point): move(to: place(point))
      case .line(let point): line(to: place(point))
      case .quad(let control, let end): quad(to: place(end), control: place(control))
      case .cubic(let control1, let control2, let end):
        cubic(to: place(end), control1: place(control1), control2: place(control2))
      case .close: close()
      }
    }
  }

  /// The same with every line turned around: cuts a hole into what was added before.
  mutating func addReversed(_ path: Path, _ place: Transform = .identity) {
    close()
    let first = lines.count
    add(path, place)
    close()
    for index in first..<lines.count {
      let line = lines[index]
      lines[index] = Line(x0: line.x1, y0: line.y1, x1: line.x0, y1: line.y0)
    }
  }

  // MARK: Coverage

  /// The pixels that the outline touches.
  var bounds: PixelRect {
    mutating get {
      close()
      guard minimum.x <= maximum.x else { return .zero }
      return PixelRect(
        left: Int(minimum.x) >> 8, top: Int(minimum.y) >> 8, right: (Int(maximum.x) + 255) >> 8,
        bottom: (Int(maximum.y) + 255) >> 8)
    }
  }

  /// Calls `body` for each row of `clip` that the outline covers, from top to bottom: with the position of the first
  /// pixel and the coverage from there (eight more bytes can be read after it).
  @unsafe mutating func sweep(
    clip: PixelRect, rule: FillRule = .nonZero,
    _ body: (_ x: Int, _ y: Int, _ coverage: UnsafeMutableBufferPointer<UInt8>) -> Void
  ) {
    let area = bounds.intersection(clip)
    if area.isEmpty { return }
    let rows = max(1, CoverageGrid.cellLimit / (area.width + 2))
    var top = area.minY
    while top < area.maxY {
      let band = PixelRect(left: area.minX, top: top, right: area.maxX, bottom: min(top + rows, area.maxY))
      fill(band)
      for row in 0..<band.height {
        // SAFETY: the grid hands out as many bytes as it says.
        unsafe grid.sweep(row: row, rule) { first, bytes in unsafe body(band.minX + first, band.minY + row, bytes) }
      }
      top = band.maxY
    }
  }

  /// The coverage of all pixels of a rectangle, row by row.
  mutating func coverage(of area: PixelRect, _ rule: FillRule = .nonZero) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: area.area)
    // SAFETY: the row is read within its own bounds.
    unsafe sweep(clip: area, rule: rule) { x, y, row in
      let start = (y - area.minY) * area.width + x - area.minX
      for index in row.indices { unsafe bytes[start + index] = row[index] }
    }
    return bytes
  }

  private mutating func fill(_ band: PixelRect) {
    grid.reset(width: band.width, height: band.height)
    let left = band.minX << 8
    let top = band.minY << 8
    for line in lines {
      grid.addLine(Int(line.x0) - left, Int(line.y0) - top, Int(line.x1) - left, Int(line.y1) - top)
    }
  }

  // MARK: Helpers

  private mutating func add(_ x: Int32, _ y: Int32) {
    if lines.count < Rasterizer.lineLimit {
      if lines.isEmpty || current == start { include(current.x, current.y) }
      include(x, y)
      if y != current.y { lines.append(Line(x0: current.x, y0: current.y, x1: x, y1: y)) }
    }
    current = (x, y)
  }

  private mutating func include(_ x: Int32, _ y: Int32) {
    minimum = (min(minimum.x, x), min(minimum.y, y))
    maximum = (max(maximum.x, x), max(maximum.y, y))
  }

  /// How many lines a curve becomes so that it strays less than `tolerance` pixels. `deviation` is how far one line
  /// would stray. Glyphs are made of quadratic curves, small and many: a twentieth cannot be seen there. Cubic ones are
  /// circles and corners, where each chord's loss adds up to a dot that is too small.
  private static func pieces(_ deviation: Double, tolerance: Double) -> Int {
    let wanted = deviation / tolerance
    guard wanted > 1 else { return 1 }
    if wanted <= 4 { return 2 }
    return min(ceilingInteger(wanted.squareRoot()), 256)
  }

  /// 24.8 fixed point, clamped to ±2^20 pixels; not-a-number becomes 0.
  @inline(__always) private static func fixed(_ value: Double) -> Int32 {
    let scaled = value * 256 + 0.5
    guard scaled.magnitude < 268_435_456 else { return scaled < 0 ? -268_435_456 : scaled > 0 ? 268_435_456 : 0 }
    let truncated = Int32(scaled)
    return Double(truncated) > scaled ? truncated - 1 : truncated
  }
}
