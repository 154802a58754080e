// The pointer's shapes: dark with a light outline of 1.5 pixels, drawn from paths at the screen's scale.

import Graphics
import Protocols

/// One shape as a picture, and the place in it that points.
struct CursorPicture {
  let bitmap: Bitmap
  let hotspot: PixelPoint
}

/// All shapes, drawn when they are first needed.
struct CursorSet {
  private let scale: Double
  private var pictures: [(shape: CursorShape, picture: CursorPicture)] = []

  /// The canvas of every shape, in logical pixels.
  static let size = 24.0
  private static let dark = Color(0x14161C)
  private static let light = Color(0xFFFFFF)

  init(scale: Double) { self.scale = scale }

  /// The largest picture, in device pixels.
  var largest: PixelSize {
    let side = Int(CursorSet.size * scale + 0.5)
    return PixelSize(width: side, height: side)
  }

  /// The picture of a shape; nil for the hidden one.
  mutating func picture(_ shape: CursorShape) -> CursorPicture? {
    if shape == .hidden { return nil }
    for entry in pictures where entry.shape == shape { return entry.picture }
    let picture = draw(shape)
    pictures.append((shape, picture))
    return picture
  }

  private func draw(_ shape: CursorShape) -> CursorPicture {
    let bitmap = Bitmap(largest)
    let painter = Painter(bitmap.buffer, scale: scale)
    let center = Point(x: 12, y: 12)
    var hotspot = center
    switch shape {
    case .arrow, .hidden:
      hotspot = Point(x: 3, y: 2)
      solid(CursorSet.arrow, painter)
    case .hand:
      hotspot = Point(x: 9, y: 2)
      solid(CursorSet.hand, painter)
    case .text: lines(CursorSet.beam, painter)
    case .crosshair: lines(CursorSet.cross, painter)
    case .resizeHorizontal: solid(CursorSet.doubleArrow(along: Point(x: 1, y: 0)), painter)
    case .resizeVertical: solid(CursorSet.doubleArrow(along: Point(x: 0, y: 1)), painter)
    case .resizeDiagonalDown: solid(CursorSet.doubleArrow(along: Point(x: 0.7071, y: 0.7071)), painter)
    case .resizeDiagonalUp: solid(CursorSet.doubleArrow(along: Point(x: 0.7071, y: -0.7071)), painter)
    case .move:
      var path = CursorSet.doubleArrow(along: Point(x: 1, y: 0))
      path.append(CursorSet.doubleArrow(along: Point(x: 0, y: 1)))
      solid(path, painter)
    case .wait: lines(CursorSet.ring(from: -1.57, sweep: 4.7), painter)
    case .forbidden:
      var path = CursorSet.ring(from: 0, sweep: 6.2832)
      path.move(to: Point(x: 7.4, y: 7.4))
      path.line(to: Point(x: 16.6, y: 16.6))
      lines(path, painter)
    }
    return CursorPicture(
      bitmap: bitmap, hotspot: PixelPoint(x: Int(hotspot.x * scale), y: Int(hotspot.y * scale)))
  }

  /// A filled shape with its outline around it.
  private func solid(_ path: Path, _ painter: Painter) {
    painter.stroke(path, StrokeStyle(width: 3, cap: .round, join: .round), CursorSet.light)
    painter.fill(path, CursorSet.dark)
  }

  /// Dark lines on broader light ones.
  private func lines(_ path: Path, _ painter: Painter) {
    painter.stroke(path, StrokeStyle(width: 4.6, cap: .round, join: .round), CursorSet.light)
    painter.stroke(path, StrokeStyle(width: 1.7, cap: .round, join: .round), CursorSet.dark)
  }

  // MARK: Shapes

  private static var arrow: Path {
    polygon([(3.5, 2.5), (3.5, 18.2), (7.4, 14.7), (10.0, 20.6), (12.6, 19.5), (10.1, 13.7), (15.3, 13.5)])
  }

  private static var hand: Path {
    var path = Path()
    path.move(to: Point(x: 7.6, y: 4.0))
    path.cubic(to: Point(x: 10.6, y: 4.0), control1: Point(x: 7.6, y: 2.0), control2: Point(x: 10.6, y: 2.0))
    path.line(to: Point(x: 10.6, y: 9.4))
    path.line(to: Point(x: 17.0, y: 10.7))
    path.cubic(to: Point(x: 18.8, y: 13.0), control1: Point(x: 18.2, y: 11.0), control2: Point(x: 18.9, y: 11.8))
    path.line(to: Point(x: 18.0, y: 18.0))
    path.cubic(to: Point(x: 15.2, y: 21.0), control1: Point(x: 17.7, y: 19.9), control2: Point(x: 16.8, y: 21.0))
    path.line(to: Point(x: 10.6, y: 21.0))
    path.cubic(to: Point(x: 8.0, y: 19.4), control1: Point(x: 9.4, y: 21.0), control2: Point(x: 8.6, y: 20.4))
    path.line(to: Point(x: 4.4, y: 14.4))
    path.cubic(to: Point(x: 6.4, y: 12.6), control1: Point(x: 3.4, y: 12.9), control2: Point(x: 5.2, y: 11.6))
    path.line(to: Point(x: 7.6, y: 13.7))
    path.close()
    return path
  }

  private static var beam: Path {
    var path = Path()
    path.move(to: Point(x: 9.0, y: 4.6))
    path.quad(to: Point(x: 12, y: 6.4), control: Point(x: 11.4, y: 4.6))
    path.quad(to: Point(x: 15.0, y: 4.6), control: Point(x: 12.6, y: 4.6))
    path.move(to: Point(x: 12, y: 6.2))
    path.line(to: Point(x: 12, y: 17.8))
    path.move(to: Point(x: 9.0, y: 19.4))
    path.quad(to: Point(x: 12, y: 17.6), control: Point(x: 11.4, y: 19.4))
    path.quad(to: Point(x: 15.0, y: 19.4), control: Point(x: 12.6, y: 19.4))
    return path
  }

  private static var cross: Path {
    var path = Path()
    for (from, to) in [((12.0, 3.5), (12.0, 20.5)), ((3.5, 12.0), (20.5, 12.0))] {
      path.move(to: Point(x: from.0, y: from.1))
      path.line(to: Point(x: to.0, y: to.1))
    }
    return path
  }

  private static func ring(from angle: Double, sweep: Double) -> Path {
    var path = Path()
    path.addArc(center: Point(x: 12, y: 12), radius: 6.5, startAngle: angle, sweep: sweep, joined: false)
    return path
  }

  /// An arrow with two heads through the middle of the canvas.
  private static func doubleArrow(along direction: Point) -> Path {
    let side = Point(x: -direction.y, y: direction.x)
    func at(_ along: Double, _ across: Double) -> (Double, Double) {
      (12 + direction.x * along + side.x * across, 12 + direction.y * along + side.y * across)
    }
    let head = 9.0
    let neck = 4.6
    return polygon([
      at(-head, 0), at(-neck, -4.4), at(-neck, -1), at(neck, -1), at(neck, -4.4), at(head, 0), at(neck, 4.4),
      at(neck, 1), at(-neck, 1), at(-neck, 4.4),
    ])
  }

  private static func polygon(_ points: [(Double, Double)]) -> Path {
    var path = Path()
    for (index, point) in points.enumerated() {
      let place = Point(x: point.0, y: point.1)
      if index == 0 { path.move(to: place) } else { path.line(to: place) }
    }
    path.close()
    return path
  }
}
