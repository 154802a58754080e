// The coverage of a rounded corner, for clients' pixels that are square.

import Graphics

/// The upper left corner of a given radius; the others are its mirror images.
struct CornerMask {
  let radius: Int
  /// 0 to 255, row by row.
  private let coverage: [UInt8]

  init(radius: Int) {
    self.radius = radius
    let bitmap = Bitmap(width: max(1, radius), height: max(1, radius))
    let painter = Painter(bitmap.buffer)
    painter.fillRounded(
      Rect(x: 0, y: 0, width: Double(radius) * 4, height: Double(radius) * 4), radius: Double(radius), .white)
    var coverage: [UInt8] = []
    for y in 0..<radius {
      for x in 0..<radius { coverage.append(UInt8(truncatingIfNeeded: bitmap.buffer[x, y] >> 24)) }
    }
    self.coverage = coverage
  }

  /// The coverage at a place of a `width` × `height` rectangle; 255 away from the corners.
  func coverage(_ x: Int, _ y: Int, width: Int, height: Int) -> UInt32 {
    let column = min(x, width - 1 - x)
    let row = min(y, height - 1 - y)
    guard column < radius, row < radius, column >= 0, row >= 0 else { return 255 }
    return UInt32(coverage[row * radius + column])
  }

  /// `source` over `target`, times a coverage. Premultiplied pixels.
  static func blend(_ source: UInt32, _ coverage: UInt32, over target: UInt32) -> UInt32 {
    let part = scale(source, coverage)
    return part &+ scale(target, 255 &- (part >> 24))
  }

  private static func scale(_ pixel: UInt32, _ factor: UInt32) -> UInt32 {
    var redBlue = (pixel & 0x00FF_00FF) &* factor &+ 0x0080_0080
    redBlue = ((redBlue &+ ((redBlue &>> 8) & 0x00FF_00FF)) &>> 8) & 0x00FF_00FF
    var alphaGreen = ((pixel &>> 8) & 0x00FF_00FF) &* factor &+ 0x0080_0080
    alphaGreen = (alphaGreen &+ ((alphaGreen &>> 8) & 0x00FF_00FF)) & 0xFF00_FF00
    return redBlue | alphaGreen
  }
}
