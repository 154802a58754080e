// The blurred corner that shadows are made of.
//
// Three box blurs in a row are a Gaussian to within three percent (central limit), and cost the same whatever their
// width.

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
    let box = max(1, roundInteger(sigma * 1.88))
    reach = (3 * box + 1) / 2 + 1
    rect = ShadowMask.blurred(size, sigma: sigma, radius: radius)
    let full = PixelSize(width: rect.width + 2 * reach, height: rect.height + 2 * reach)
    var mask = ShadowMask.rasterize(rect, radius: radius, reach: reach, full: full)
    for _ in 0..<3 {
      ShadowMask.blur(&mask, count: full.width, lines: full.height, step: 1, jump: full.width, box: box)
      ShadowMask.blur(&mask, count: full.height, lines: full.width, step: full.width, jump: 1, box: box)
    }
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
    let enough = 2 * (max(1, roundInteger(sigma * 1.88)) * 3 / 2 + 2 + ceilingInteger(radius))
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

  /// Coverage of the rounded rectangle, 16 bits a pixel (so that three blurs lose nothing).
  private static func rasterize(_ rect: PixelSize, radius: Double, reach: Int, full: PixelSize) -> [UInt16] {
    var mask = [UInt16](repeating: 0, count: full.width * full.height)
    var rasterizer = Rasterizer()
    let shape = Rect(x: Double(reach), y: Double(reach), width: Double(rect.width), height: Double(rect.height))
    rasterizer.begin()
    rasterizer.add(Path(rounded: shape, radii: CornerRadii(radius)))
    // SAFETY: the row is read within its own bounds.
    unsafe rasterizer.sweep(clip: PixelRect(origin: .zero, size: full)) { x, y, coverage in
      for index in coverage.indices {
        unsafe mask[y * full.width + x + index] = UInt16(coverage[index]) << 8
      }
    }
    return mask
  }

  /// One box blur along lines of `count` elements that lie `step` apart; outside is nothing.
  private static func blur(_ mask: inout [UInt16], count: Int, lines: Int, step: Int, jump: Int, box: Int) {
    var line = [UInt16](repeating: 0, count: count)
    let before = box / 2
    let after = box - 1 - before
    for index in 0..<lines {
      var sum = 0
      for place in 0..<count { line[place] = mask[index * jump + place * step] }
      for place in 0..<min(after, count) { sum += Int(line[place]) }
      for place in 0..<count {
        if place + after < count { sum += Int(line[place + after]) }
        mask[index * jump + place * step] = UInt16(truncatingIfNeeded: sum / box)
        if place >= before { sum -= Int(line[place - before]) }
      }
    }
  }
}
