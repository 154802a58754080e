// A gradient made ready for pixels: 256 colours with 16 bits a channel, looked up by the place of a pixel.
//
// The extra bits are dithered away over a 4 × 4 pattern: a slow gradient across a screen would show steps otherwise.
// A gradient with a hard edge (two stops in one place) gets sixteen times as many colours, so that it stays hard.

struct GradientRamp {
  /// Premultiplied channels times 256, packed: alpha, red, green, blue from the top.
  private var colors: [UInt64] = []
  private let field: GradientField
  private let spread: Spread

  init(_ field: GradientField, _ stops: [GradientStop], _ spread: Spread) {
    self.field = field
    self.spread = spread
    let isHard = zip(stops, stops.dropFirst()).contains { $1.offset - $0.offset < 1.0 / 256 }
    let count = isHard ? 4096 : 256
    colors.reserveCapacity(count)
    for index in 0..<count {
      colors.append(GradientRamp.color(stops, at: Double(index) / Double(count - 1)))
    }
  }

  /// The premultiplied colours of `count` pixels of row `y`, from column `x`.
  func fill(_ row: inout [UInt32], count: Int, x: Int, y: Int) {
    let dither = GradientRamp.dither(row: y)
    let last = colors.count - 1
    let scale = Double(last)
    field.forEach(count: min(count, row.count), x: x, y: y) { index, given in
      let place = folded(given) * scale
      let lower = min(Int(place), last)
      let fraction = UInt64((place - Double(lower)) * 256)
      let to = colors[min(lower + 1, last)]
      row[index] = GradientRamp.mix(colors[lower], to, fraction, (dither >> UInt32(((x + index) & 3) * 8)) & 255)
    }
  }

  /// The place of 0...1 that stands for any place.
  @inline(__always) private func folded(_ place: Double) -> Double {
    // Not-a-number goes to 0.
    guard place > 0 || (place < 0 && spread != .pad) else { return 0 }
    switch spread {
    case .pad: return min(place, 1)
    case .repeat: return min(max(place - Double(floorInteger(place)), 0), 1)
    case .reflect:
      let part = place - 2 * Double(floorInteger(place / 2))
      return min(max(part <= 1 ? part : 2 - part, 0), 1)
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

  private static func color(_ stops: [GradientStop], at place: Double) -> UInt64 {
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
