// The blurred corner that shadows are made of.

/// The upper left quarter of a blurred rounded rectangle, large enough that its last row and column repeat for ever.
struct ShadowMask {
  /// Wider blurs are cut down: nothing on a desktop is softer, and a mask stays below 1 MiB.
  static let sigmaLimit = 64.0

  let sigma: Double
  let radius: Double
  /// How far the shadow reaches beyond the rectangle, in device pixels.
  let reach: Int
  /// Columns and rows of the mask.
  let width: Int
  let height: Int
  private let rect: PixelSize
  private var bytes: [UInt8]

  /// For a rectangle of `size` device pixels; small ones get a mask of their own (both of their edges matter).
  init(sigma: Double, radius: Double, size: PixelSize) {
    self.sigma = sigma
    self.radius = radius
    reach = BoxBlur.reach(sigma)
    rect = ShadowMask.blurred(size, sigma: sigma, radius: radius)
    let full = PixelSize(width: rect.width + 2 * reach, height: rect.height + 2 * reach)
    var mask = ShadowMask.rasterize(rect, radius: radius, reach: reach, full: full)
    BoxBlur.blur(&mask, width: full.width, height: full.height, sigma: sigma)
    width = (full.width + 1) / 2
    height = (full.height + 1) / 2
    bytes = []
    bytes.reserveCapacity(width * height)
    for y in 0..<height {
      for x in 0..<width { bytes.append(UInt8(truncatingIfNeeded: (Int(mask[y * full.width + x]) + 128) >> 8)) }
    }
  }

  /// The size of rectangle that is blurred for a shadow of `size`: at some size its edges do not notice each other.
  private static func blurred(_ size: PixelSize, sigma: Double, radius: Double) -> PixelSize {
    let enough = 2 * (BoxBlur.box(sigma) * 3 / 2 + 2 + ceilingInteger(radius))
    return PixelSize(width: min(size.width, enough), height: min(size.height, enough))
  }

  /// True if this mask serves the given shadow as well.
  func serves(sigma: Double, radius: Double, size: PixelSize) -> Bool {
    self.sigma == sigma && self.radius == radius && rect == ShadowMask.blurred(size, sigma: sigma, radius: radius)
  }

  /// The row of the mask that a row of a shadow of that whole height shows.
  func line(_ row: Int, height: Int) -> Int {
    max(0, min(row, height - 1 - row, self.height - 1))
  }

  /// The colours of a row: `count` of the columns from `columns` on, of a shadow of that whole width.
  func fill(_ row: inout [UInt32], line: Int, columns: Int, count: Int, of whole: Int, _ pixel: UInt32) {
    let start = line * width
    for index in 0..<min(count, row.count) {
      let column = columns + index
      let place = max(0, min(column, whole - 1 - column, width - 1))
      row[index] = PixelRow.scale(pixel, by: UInt32(bytes[start + place]))
    }
  }

  /// Coverage of the rounded rectangle.
  private static func rasterize(_ rect: PixelSize, radius: Double, reach: Int, full: PixelSize) -> [UInt16] {
    var rasterizer = Rasterizer()
    let shape = Rect(x: Double(reach), y: Double(reach), width: Double(rect.width), height: Double(rect.height))
    rasterizer.begin()
    rasterizer.add(Path(rounded: shape, radii: CornerRadii(radius)))
    return rasterizer.coverage(of: PixelRect(origin: .zero, size: full)).map { UInt16($0) << 8 }
  }
}
