// Scaling and blurring: beside the formulas, evaluated slowly and exactly.

import Testing

@testable import Graphics

@Suite struct ScalingTests {
  private static let filters = [ScalingFilter.area, .bilinear, .lanczos]

  private static func noise(_ width: Int, _ height: Int) -> Bitmap {
    let bitmap = Bitmap(width: width, height: height)
    var state: UInt32 = 12345
    for y in 0..<height {
      for x in 0..<width {
        state = state &* 1_664_525 &+ 1_013_904_223
        bitmap.buffer[x, y] = Color(state >> 8, alpha: Double(state >> 3 & 255) / 255).premultiplied
      }
    }
    return bitmap
  }

  /// The kernel's sum over all pixels of the source, in two dimensions at once.
  private static func exact(_ source: Bitmap, _ size: PixelSize, _ filter: ScalingFilter, _ x: Int, _ y: Int) -> UInt32
  {
    func weights(_ place: Int, _ target: Int, _ source: Int) -> [Double] {
      let step = Double(source) / Double(target)
      let weights = (0..<source).map {
        filter.weight((Double($0) + 0.5 - (Double(place) + 0.5) * step) / max(1, step))
      }
      return weights.map { $0 / weights.reduce(0, +) }
    }
    let (across, down) = (weights(x, size.width, source.width), weights(y, size.height, source.height))
    var sums = [0.0, 0, 0, 0]
    for (row, vertical) in down.enumerated() where vertical != 0 {
      for (column, horizontal) in across.enumerated() where horizontal != 0 {
        for channel in 0..<4 {
          let value = source.buffer[column, row] >> UInt32(24 - 8 * channel) & 255
          sums[channel] += Double(value) * vertical * horizontal
        }
      }
    }
    let alpha = min(max(sums[0], 0), 255)
    return sums.indices.reduce(0) { $0 << 8 | UInt32(min(max(sums[$1], 0), alpha) + 0.5) }
  }

  @Test(arguments: [ScalingFilter.bilinear, .lanczos], [(7, 5), (40, 31), (20, 60), (13, 13)])
  func kernelsAreTheirFormula(_ filter: ScalingFilter, _ size: (Int, Int)) {
    let source = Self.noise(20, 17)
    let target = PixelSize(width: size.0, height: size.1)
    let scaled = source.buffer.scaled(to: target, filter: filter)
    CairoPicture.compare(scaled, edge: 1, mean: 0.1, "\(filter) \(size)") { Self.exact(source, target, filter, $0, $1) }
  }

  @Test(arguments: filters, [(1, 1), (3, 50), (64, 7), (200, 200)])
  func evenPicturesStayEven(_ filter: ScalingFilter, _ size: (Int, Int)) {
    let source = Bitmap(width: 33, height: 21)
    source.buffer.fillRect(source.bounds, pixel: Color(0x3366CC, alpha: 0.5).premultiplied)
    let scaled = source.buffer.scaled(to: PixelSize(width: size.0, height: size.1), filter: filter)
    for y in 0..<scaled.height { for x in 0..<scaled.width { #expect(scaled.buffer[x, y] == source.buffer[0, 0]) } }
  }

  /// Red beside clear pixels: fading must not bring another colour in, and no channel may exceed alpha.
  @Test(arguments: filters, [9, 37])
  func edgesHaveNoFringe(_ filter: ScalingFilter, _ width: Int) {
    let source = Bitmap(width: 20, height: 20)
    source.buffer.fillRect(PixelRect(x: 0, y: 0, width: 10, height: 20), pixel: 0xFFFF_0000)
    let scaled = source.buffer.scaled(to: PixelSize(width: width, height: width), filter: filter)
    for y in 0..<width {
      for x in 0..<width {
        let pixel = scaled.buffer[x, y]
        #expect(pixel & 0xFFFF == 0 && pixel >> 24 == pixel >> 16 & 255, "\(x), \(y)")
      }
    }
  }

  @Test func veryUnequalSizesAreFine() {
    let source = Self.noise(3, 5000)
    #expect(source.buffer.scaled(to: PixelSize(width: 40, height: 2), filter: .lanczos).height == 2)
    #expect(Self.noise(5000, 2).buffer.scaled(to: PixelSize(width: 1, height: 90), filter: .bilinear).height == 90)
    #expect(Bitmap(width: 0, height: 0).buffer.scaled(to: PixelSize(width: 4, height: 4)).width == 4)
    #expect(source.buffer.scaled(to: PixelSize(width: 0, height: 4)).width == 0)
  }

  // MARK: Blur

  @Test(arguments: [0.4, 1.0, 1.9, 2.9, 3.0, 3.7, 8, 20])
  func blurIsAGaussian(_ sigma: Double) {
    let bitmap = Bitmap(width: 161, height: 3)
    bitmap.buffer.fillRect(PixelRect(x: 60, y: 0, width: 41, height: 3), pixel: 0xFFFF_FFFF)
    bitmap.buffer.blur(PixelRect(x: 0, y: 0, width: 161, height: 1), sigma: sigma, keepingEdges: true)
    let weights = (-160...160).map { Mathematics.exponential(-Double($0 * $0) / (2 * sigma * sigma)) }
    let whole = weights.reduce(0, +)
    for x in 0..<161 {
      let exact = (60...100).reduce(0.0) { $0 + weights[$1 - x + 160] } / whole * 255
      #expect(abs(Double(bitmap.buffer[x, 0] >> 24) - exact) < (sigma < 3 ? 2 : 0.03 * 255), "\(x)")
    }
    #expect(bitmap.buffer[60, 1] == 0xFFFF_FFFF && bitmap.buffer[59, 1] == 0)
  }

  @Test(arguments: [0.0, -1, .nan, 0.7, 5, 1e9])
  func blurKeepsEvenAreasAndItsRectangle(_ sigma: Double) {
    let bitmap = Bitmap(width: 40, height: 40)
    let pixel = Color(0x3366CC, alpha: 0.7).premultiplied
    bitmap.buffer.fillRect(bitmap.bounds, pixel: pixel)
    bitmap.buffer.blur(PixelRect(x: 5, y: 5, width: 20, height: 60), sigma: sigma, keepingEdges: true)
    for y in 0..<40 { for x in 0..<40 { #expect(bitmap.buffer[x, y] == pixel) } }
  }

  @Test func shadowOfAPathIsThatOfItsRectangle() {
    let (special, general) = (Bitmap(width: 120, height: 120), Bitmap(width: 120, height: 120))
    let rect = Rect(x: 30, y: 35, width: 60, height: 44)
    let offset = Point(x: 3, y: 5)
    Painter(special.buffer).shadow(rect, radius: 9, offset: offset, blur: 14, .black)
    Painter(general.buffer).shadow(
      Path(rounded: rect, radii: CornerRadii(9)), offset: offset, blur: 14, .black)
    CairoPicture.compare(general, edge: 2, mean: 0.5, "shadow") { special.buffer[$0, $1] }
  }
}
