// A linear gradient made ready for pixels: 256 colours with 16 bits a channel, looked up by the projection of a pixel.
//
// The extra bits are dithered away over a 4 × 4 pattern: a slow gradient across a screen would show steps otherwise.

struct GradientRamp {
  private static let count = 256
  /// Premultiplied channels times 256, packed: alpha, red, green, blue from the top.
  private var colors: [UInt64] = []
  /// The index in the ramp of the device point (0, 0), and its change per pixel.
  private let base: Double
  private let perX: Double
  private let perY: Double
  /// True if no stop lets anything through.
  let isOpaque: Bool

  /// The gradient in device pixels.
  init(_ gradient: LinearGradient, scale: Double, offset: Point) {
    let start = gradient.start * scale + offset
    let vector = gradient.end * scale + offset - start
    let square = vector.x * vector.x + vector.y * vector.y
    let unit = square > 1e-9 && square.isFinite ? Double(GradientRamp.count - 1) / square : 0
    perX = vector.x * unit
    perY = vector.y * unit
    base = -(start.x * perX + start.y * perY)
    isOpaque = gradient.stops.allSatisfy { $0.color.alpha == 255 } && !gradient.stops.isEmpty
    colors.reserveCapacity(GradientRamp.count)
    for index in 0..<GradientRamp.count {
      colors.append(GradientRamp.color(gradient.stops, at: Double(index) / Double(GradientRamp.count - 1)))
    }
  }

  /// The premultiplied colours of `count` pixels of row `y`, from column `x`.
  func fill(_ row: inout [UInt32], count: Int, x: Int, y: Int) {
    let first = base + perX * (Double(x) + 0.5) + perY * (Double(y) + 0.5)
    let dither = GradientRamp.dither(row: y)
    for index in 0..<min(count, row.count) {
      let place = min(max(first + perX * Double(index), 0), Double(GradientRamp.count - 1))
      let lower = Int(place)
      let fraction = UInt64((place - Double(lower)) * 256)
      let from = colors[lower]
      let to = colors[min(lower + 1, GradientRamp.count - 1)]
      row[index] = GradientRamp.mix(from, to, fraction, (dither >> UInt32(((x + index) & 3) * 8)) & 255)
    }
  }

  /// Between two ramp colours; `threshold` (0...255) decides whether the rest below 8 bits counts as one.
  private static func mix(_ from: UInt64, _ to: UInt64, _ fraction: UInt64, _ threshold: UInt32) -> UInt32 {
    var pixel: UInt32 = 0
    for shift: UInt64 in [48, 32, 16, 0] {
      let low = from >> shift & 0xFFFF
      let high = to >> shift & 0xFFFF
      let value = (low * (256 - fraction) + high * fraction) >> 8
      pixel = pixel << 8 | min(UInt32(truncatingIfNeeded: value) + threshold, 0xFF00) >> 8
    }
    return pixel
  }

  /// Four thresholds of an ordered dither, one a byte.
  private static func dither(row: Int) -> UInt32 {
    switch row & 3 {
    case 0: 0xA828_8808
    case 1: 0x68E8_48C8
    case 2: 0x9818_B838
    default: 0x58D8_78F8
    }
  }

  private static func color(_ stops: [LinearGradient.Stop], at place: Double) -> UInt64 {
    guard let first = stops.first, let last = stops.last else { return 0 }
    if place <= first.offset { return packed(first.color, first.color, 0) }
    if place >= last.offset { return packed(last.color, last.color, 0) }
    for index in 1..<stops.count where place <= stops[index].offset {
      let from = stops[index - 1]
      let to = stops[index]
      let length = to.offset - from.offset
      return packed(from.color, to.color, length > 0 ? (place - from.offset) / length : 1)
    }
    return packed(last.color, last.color, 0)
  }

  /// Interpolated after premultiplication, so that a fade to clear does not darken.
  private static func packed(_ from: Color, _ to: Color, _ fraction: Double) -> UInt64 {
    func part(_ first: UInt8, _ second: UInt8) -> UInt64 {
      let low = Double(first) * Double(from.alpha) / 255
      let high = Double(second) * Double(to.alpha) / 255
      return UInt64(min(max(roundInteger((low + (high - low) * fraction) * 256), 0), 0xFF00))
    }
    let alpha = Double(from.alpha) + (Double(to.alpha) - Double(from.alpha)) * fraction
    let top = UInt64(min(max(roundInteger(alpha * 256), 0), 0xFF00))
    return top << 48 | part(from.red, to.red) << 32 | part(from.green, to.green) << 16 | part(from.blue, to.blue)
  }
}
