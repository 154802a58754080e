// The wallpapers: "Dusk" and its companions for day and night, drawn for the screen's size.
//
// A sky in four colours with an ordered dither (an 8-bit gradient over a whole screen shows bands), two lines of hills,
// and a few swifts: strokes of three points.

public import Graphics

/// A sky.
public struct Wallpaper: Equatable, Sendable {
  struct Swift: Equatable, Sendable {
    /// In fractions of the screen's width and height.
    var x: Double
    var y: Double
    /// Wing span, in fractions of the screen's height.
    var span: Double
    /// Banking: positive lifts the right wing.
    var tilt: Double
  }

  /// From the top to the horizon.
  var sky: [LinearGradient.Stop]
  var farHills: Color
  var nearHills: Color
  var birds: Color

  /// From deep indigo to a pale gold horizon.
  public static let dusk = Wallpaper(
    sky: [
      .init(0, Color(0x1C2150)), .init(0.34, Color(0x463C78)), .init(0.56, Color(0x7A5B8E)),
      .init(0.76, Color(0xD98E7A)), .init(1, Color(0xF2C48D)),
    ],
    farHills: Color(0x6B4A78), nearHills: Color(0x33254F), birds: Color(0x1A1C42))

  public static let day = Wallpaper(
    sky: [
      .init(0, Color(0x2F6FB5)), .init(0.45, Color(0x6FA8D8)), .init(0.8, Color(0xBFDDEB)),
      .init(1, Color(0xF3EBD6)),
    ],
    farHills: Color(0x7FA6B0), nearHills: Color(0x4E7D7A), birds: Color(0x1E3B57))

  public static let night = Wallpaper(
    sky: [
      .init(0, Color(0x070A1C)), .init(0.5, Color(0x141B3F)), .init(0.8, Color(0x2A2F5E)),
      .init(1, Color(0x4B4675)),
    ],
    farHills: Color(0x20234A), nearHills: Color(0x0E1027), birds: Color(0xA9B0D9))

  /// Fractions of the screen's height.
  private static let horizon = 0.86

  private static let flock: [Swift] = [
    Swift(x: 0.705, y: 0.365, span: 0.058, tilt: -0.16), Swift(x: 0.765, y: 0.430, span: 0.040, tilt: 0.12),
    Swift(x: 0.655, y: 0.465, span: 0.032, tilt: -0.05), Swift(x: 0.822, y: 0.335, span: 0.026, tilt: 0.22),
    Swift(x: 0.735, y: 0.525, span: 0.022, tilt: 0.02),
  ]

  /// Draws it over the whole buffer.
  public func draw(on target: PixelBuffer) {
    drawSky(target)
    let painter = Painter(target)
    let width = Double(target.width)
    let height = Double(target.height)
    painter.fill(hills(width, height, base: 0.835, rise: 0.060, phase: 0.15), farPaint(height))
    painter.fill(hills(width, height, base: 0.915, rise: 0.055, phase: 0.62), nearPaint(height))
    for bird in Wallpaper.flock { draw(bird, width, height, painter) }
  }

  // MARK: Sky

  /// The thresholds of a 4 × 4 ordered dither, in sixteenths.
  private static let dither: [Double] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

  private func drawSky(_ target: PixelBuffer) {
    // One strip is computed; the rest of each row repeats it.
    let strip = min(64, target.width)
    let horizon = max(1, Double(target.height) * Wallpaper.horizon)
    for y in 0..<target.height {
      let (red, green, blue) = color(Double(y) / horizon)
      for x in 0..<strip {
        let threshold = (Wallpaper.dither[(y & 3) * 4 + (x & 3)] + 0.5) / 16
        func channel(_ value: Double) -> UInt32 { UInt32(min(255, max(0, value + threshold))) }
        target[x, y] = 0xFF00_0000 | channel(red) << 16 | channel(green) << 8 | channel(blue)
      }
    }
    var x = strip
    while x < target.width {
      // Doubling: each copy takes all that is there.
      let count = min(x & ~3, target.width - x)
      guard count > 0 else { break }
      target.blitOpaque(
        from: target, PixelRect(x: 0, y: 0, width: count, height: target.height), to: PixelPoint(x: x, y: 0))
      x += count
    }
  }

  /// The sky's colour at a fraction of the way to the horizon, 0 to 255 in fractions: the mean of a stretch of the
  /// gradient, since the eye sees every kink in a slope as an edge.
  private func color(_ place: Double) -> (Double, Double, Double) {
    var sum = (0.0, 0.0, 0.0)
    for step in -4...4 {
      let (red, green, blue) = exactColor(place + Double(step) * 0.025)
      sum = (sum.0 + red, sum.1 + green, sum.2 + blue)
    }
    return (sum.0 / 9, sum.1 / 9, sum.2 / 9)
  }

  private func exactColor(_ place: Double) -> (Double, Double, Double) {
    var before = sky[0]
    for stop in sky {
      if stop.offset >= place {
        let length = stop.offset - before.offset
        let part = length > 0 ? (place - before.offset) / length : 0
        func mix(_ from: UInt8, _ to: UInt8) -> Double { Double(from) + (Double(to) - Double(from)) * part }
        return (
          mix(before.color.red, stop.color.red), mix(before.color.green, stop.color.green),
          mix(before.color.blue, stop.color.blue)
        )
      }
      before = stop
    }
    return (Double(before.color.red), Double(before.color.green), Double(before.color.blue))
  }

  // MARK: Land and birds

  /// A soft line of hills across the screen, closed at the bottom. `phase` shifts where the crests lie.
  private func hills(_ width: Double, _ height: Double, base: Double, rise: Double, phase: Double) -> Path {
    // Crests and valleys, in parts of the width and of the rise.
    let points: [(Double, Double)] = [
      (-0.05, 0.2), (0.14, 0.9), (0.33, 0.15), (0.52, 0.7), (0.71, 0.05), (0.88, 1.0), (1.1, 0.3),
    ]
    func point(_ index: Int) -> Point {
      let (x, y) = points[index]
      let mixed = y * (1 - phase) + points[points.count - 1 - index].1 * phase
      return Point(x: (x + (phase - 0.4) * 0.06) * width, y: (base - mixed * rise) * height)
    }
    var path = Path()
    path.move(to: Point(x: -10, y: height + 10))
    path.line(to: Point(x: -10, y: point(0).y))
    path.line(to: point(0))
    for index in 1..<points.count {
      let from = point(index - 1)
      let to = point(index)
      let middle = (from.x + to.x) / 2
      path.cubic(to: to, control1: Point(x: middle, y: from.y), control2: Point(x: middle, y: to.y))
    }
    path.line(to: Point(x: width + 10, y: height + 10))
    path.close()
    return path
  }

  private func farPaint(_ height: Double) -> Paint {
    .vertical(
      Rect(x: 0, y: height * 0.77, width: 1, height: height * 0.12), from: farHills,
      to: farHills.mix(nearHills, 0.45))
  }

  private func nearPaint(_ height: Double) -> Paint {
    .vertical(
      Rect(x: 0, y: height * 0.86, width: 1, height: height * 0.14), from: nearHills,
      to: nearHills.mix(.black, 0.35))
  }

  /// A swift: two sickle wings that meet in a body.
  private func draw(_ bird: Swift, _ width: Double, _ height: Double, _ painter: Painter) {
    let span = bird.span * height
    let center = Point(x: bird.x * width, y: bird.y * height)
    func at(_ x: Double, _ y: Double) -> Point {
      Point(x: center.x + x * span, y: center.y + (y - bird.tilt * x) * span)
    }
    var wings = Path()
    // Leading edge from tip to tip, and back along the trailing edge: broad at the body, thin at the tips.
    wings.move(to: at(-0.5, 0.13))
    wings.cubic(to: at(0, -0.005), control1: at(-0.36, -0.13), control2: at(-0.13, -0.10))
    wings.cubic(to: at(0.5, 0.13), control1: at(0.13, -0.10), control2: at(0.36, -0.13))
    wings.cubic(to: at(0.045, 0.06), control1: at(0.34, -0.035), control2: at(0.16, -0.02))
    wings.line(to: at(0.075, 0.20))
    wings.line(to: at(0, 0.125))
    wings.line(to: at(-0.075, 0.20))
    wings.line(to: at(-0.045, 0.06))
    wings.cubic(to: at(-0.5, 0.13), control1: at(-0.16, -0.02), control2: at(-0.34, -0.035))
    wings.close()
    painter.fill(wings, birds)
  }
}
