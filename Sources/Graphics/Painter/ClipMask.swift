// A clip that is not a rectangle: the coverage of a path, pixel by pixel.

/// Coverage of the pixels of a rectangle. Immutable, so painters may share one.
final class ClipMask {
  let area: PixelRect
  private let bytes: [UInt8]

  /// What lies in the rasteriser, inside of `area`; times the mask that holds already and covers `area`.
  convenience init(_ rasterizer: inout Rasterizer, _ rule: FillRule, in area: PixelRect, within outer: ClipMask?) {
    self.init(rasterizer.coverage(of: area, rule), in: area, within: outer)
  }

  /// The alpha of a picture as large as `area`; times the mask that holds already.
  convenience init(_ picture: PixelBuffer, in area: PixelRect, within outer: ClipMask?) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(area.area)
    for y in 0..<area.height {
      for x in 0..<area.width { bytes.append(UInt8(truncatingIfNeeded: picture[x, y] >> 24)) }
    }
    self.init(bytes, in: area, within: outer)
  }

  private init(_ coverage: [UInt8], in area: PixelRect, within outer: ClipMask?) {
    self.area = area
    var bytes = coverage
    if let outer {
      for y in area.minY..<area.maxY {
        let start = (y - area.minY) * area.width
        for index in 0..<area.width {
          let other = UInt32(outer.share(at: outer.start(x: area.minX, y: y) + index))
          bytes[start + index] = UInt8(truncatingIfNeeded: divide255(UInt32(bytes[start + index]) * other))
        }
      }
    }
    self.bytes = bytes
  }

  /// The index of a pixel of the area.
  @inline(__always) func start(x: Int, y: Int) -> Int { (y &- area.minY) &* area.width &+ x &- area.minX }

  /// The coverage at an index.
  @inline(__always) func share(at index: Int) -> UInt8 { bytes[index] }

  /// Multiplies premultiplied colours by the coverage of the pixels that they are for.
  func apply(to colors: inout [UInt32], count: Int, x: Int, y: Int) {
    let first = start(x: x, y: y)
    for index in 0..<count {
      let share = bytes[first + index]
      if share < 255 { colors[index] = PixelRow.scale(colors[index], by: UInt32(share)) }
    }
  }
}
