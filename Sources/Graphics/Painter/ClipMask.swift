// A clip that is not a rectangle: the coverage of a path, pixel by pixel.

/// Coverage of the pixels of a rectangle. Immutable, so painters may share one.
final class ClipMask {
  let area: PixelRect
  private let bytes: [UInt8]

  /// What lies in the rasteriser, inside of `area`; times the mask that holds already and covers `area`.
  init(_ rasterizer: inout Rasterizer, _ rule: FillRule, in area: PixelRect, within outer: ClipMask?) {
    self.area = area
    var bytes = rasterizer.coverage(of: area, rule)
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
