// Reads a picture through a transform, for one row of device pixels at a time.

struct ImageSampler {
  private let source: PixelBuffer
  private let spread: Spread?
  private let isSmooth: Bool
  private let opacity: UInt32
  /// From device pixels to the picture's; nil if the picture has become a line.
  private let back: Transform?

  /// - Parameter place: from the picture's pixels to device pixels.
  init(_ paint: ImagePaint, _ place: Transform) {
    source = paint.source
    spread = paint.spread
    isSmooth = paint.isSmooth
    opacity = UInt32(Color.byte(paint.opacity * 255))
    back = source.size.isEmpty ? nil : place.inverse
  }

  /// The premultiplied colours of `count` pixels of row `y`, from column `x`.
  func fill(_ row: inout [UInt32], count: Int, x: Int, y: Int) {
    let count = min(count, row.count)
    guard let back else {
      for index in 0..<count { row[index] = 0 }
      return
    }
    let first = back(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
    for index in 0..<count {
      let step = Double(index)
      let pixel = sample(x: first.x + back.a * step, y: first.y + back.b * step)
      row[index] = opacity < 255 ? PixelRow.scale(pixel, by: opacity) : pixel
    }
  }

  private func sample(x: Double, y: Double) -> UInt32 {
    if !isSmooth { return pixel(floorInteger(x), floorInteger(y)) }
    // In 1/256 pixel, from the centre of the upper left one of four.
    let (across, down) = (floorInteger(x * 256 - 128), floorInteger(y * 256 - 128))
    let (column, line) = (across >> 8, down >> 8)
    let (right, lower) = (UInt64(across & 255), UInt64(down & 255))
    var (alphaGreen, redBlue): (UInt64, UInt64) = (0, 0)
    func add(_ pixel: UInt32, _ weight: UInt64) {
      let pixel = UInt64(pixel)
      redBlue &+= ((pixel & 0xFF_0000) &<< 16 | pixel & 0xFF) &* weight
      alphaGreen &+= ((pixel & 0xFF00_0000) &<< 8 | (pixel & 0xFF00) &>> 8) &* weight
    }
    add(pixel(column, line), (256 - right) * (256 - lower))
    if right != 0 { add(pixel(column + 1, line), right * (256 - lower)) }
    if lower != 0 { add(pixel(column, line + 1), (256 - right) * lower) }
    if right != 0 && lower != 0 { add(pixel(column + 1, line + 1), right * lower) }
    func packed(_ sums: UInt64) -> UInt32 {
      UInt32(truncatingIfNeeded: ((sums >> 32) + 0x8000) >> 16) << 16
        | UInt32(truncatingIfNeeded: ((sums & 0xFFFF_FFFF) + 0x8000) >> 16)
    }
    return packed(alphaGreen) << 8 | packed(redBlue)
  }

  @inline(__always) private func pixel(_ x: Int, _ y: Int) -> UInt32 {
    guard let spread else { return source[x, y] }
    return source[
      ImageSampler.folded(x, source.width, spread), ImageSampler.folded(y, source.height, spread)]
  }

  private static func folded(_ place: Int, _ count: Int, _ spread: Spread) -> Int {
    if place >= 0 && place < count { return place }
    switch spread {
    case .pad: return min(max(place, 0), count - 1)
    case .repeat:
      let rest = place % count
      return rest < 0 ? rest + count : rest
    case .reflect:
      let rest = place % (2 * count)
      let part = rest < 0 ? rest + 2 * count : rest
      return part < count ? part : 2 * count - 1 - part
    }
  }
}
