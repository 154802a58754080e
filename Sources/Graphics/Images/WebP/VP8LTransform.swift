// What was done to a VP8L image before it was coded, and how it is undone. Spec: RFC 9649 section 3.5.

enum VP8LTransform {
  /// Differences to predictions; the image holds the kind of prediction for each square of 2^`bits` pixels.
  case predictor(VP8LPixels, bits: Int)
  /// Red and blue without the part of them that green (and red) foretells; the image holds the factors of each square.
  case color(VP8LPixels, bits: Int)
  /// Red and blue less green.
  case subtractGreen
  /// Numbers of colours in green; 2^`bits` of them in a pixel.
  case indexing([UInt32], bits: Int)

  /// Undoes the transform of an image whose rows are `width` pixels afterwards.
  func undo(_ pixels: inout [UInt32], width: Int, height: Int) {
    switch self {
    case .predictor(let kinds, let bits):
      var span = pixels.mutableSpan
      VP8LPredictor.undo(&span, width: width, height: height, kinds, bits)
    case .color(let factors, let bits):
      var span = pixels.mutableSpan
      Self.addColors(&span, width, height, factors, bits)
    case .subtractGreen:
      var span = pixels.mutableSpan
      for index in span.indices {
        let pixel = span[index]
        let green = pixel &>> 8 & 0xff
        let redBlue = (pixel & 0xff_00ff &+ (green &<< 16 | green)) & 0xff_00ff
        span[index] = pixel & 0xff00_ff00 | redBlue
      }
    case .indexing(let palette, let bits):
      pixels = Self.lookedUp(pixels, width, height, palette, bits)
    }
  }

  private static func addColors(
    _ pixels: inout MutableSpan<UInt32>, _ width: Int, _ height: Int, _ factors: VP8LPixels, _ bits: Int
  ) {
    for y in 0..<height {
      let row = (y >> bits) * factors.width
      for x in 0..<width {
        let factor = factors.pixels[row + x >> bits]
        let pixel = pixels[y * width + x]
        let green = pixel >> 8
        let red = (pixel >> 16 &+ part(factor, green)) & 0xff
        let blue = (pixel &+ part(factor >> 8, green) &+ part(factor >> 16, red)) & 0xff
        pixels[y * width + x] = pixel & 0xff00_ff00 | red << 16 | blue
      }
    }
  }

  /// The product of two signed bytes, with five bits behind the point.
  @inline(__always) private static func part(_ factor: UInt32, _ channel: UInt32) -> UInt32 {
    let product = Int32(Int8(truncatingIfNeeded: factor)) &* Int32(Int8(truncatingIfNeeded: channel))
    return UInt32(bitPattern: product &>> 5)
  }

  /// Colours in the place of their numbers; those without a colour are clear.
  private static func lookedUp(
    _ pixels: [UInt32], _ width: Int, _ height: Int, _ palette: [UInt32], _ bits: Int
  ) -> [UInt32] {
    let colors = palette + [UInt32](repeating: 0, count: 256 - palette.count)
    let packedWidth = VP8LPixels.squares(width, bits)
    let size = UInt32(8 >> bits)
    let mask: UInt32 = 1 << size - 1
    var result = [UInt32](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        let packed = pixels[y * packedWidth + x >> bits] >> 8 & 0xff
        let number = packed >> (UInt32(x & (1 << bits - 1)) * size) & mask
        result[y * width + x] = colors[Int(number)]
      }
    }
    return result
  }
}
