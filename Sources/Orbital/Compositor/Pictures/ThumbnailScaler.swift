// A client's pixels in small. Each pixel of the result depends on nothing but its place, so a part that is drawn anew
// joins what is there without a seam.

import Graphics

/// Draws reduced pictures of windows.
struct ThumbnailScaler {
  /// Where each column of a part has its two samples in the source; kept, so that it is seldom allocated.
  private var columns: [(first: Int, second: Int)] = []

  /// Draws a content of this size into `rect`, as much of it as lies in `clip`; `background` where it has no pixels.
  mutating func draw(
    _ surface: PixelBuffer?, _ size: PixelSize, on target: PixelBuffer, in rect: PixelRect, clip: PixelRect,
    background: UInt32
  ) {
    let part = rect.intersection(clip).intersection(target.bounds)
    guard !part.isEmpty, size.width > 0, size.height > 0 else { return }
    columns.removeAll(keepingCapacity: true)
    for x in part.minX..<part.maxX { columns.append(Self.samples(x - rect.minX, rect.width, size.width)) }
    for y in part.minY..<part.maxY {
      let lines = Self.samples(y - rect.minY, rect.height, size.height)
      for index in columns.indices {
        let (left, right) = columns[index]
        guard let surface, right < surface.width, lines.second < surface.height else {
          target[part.minX + index, y] = background
          continue
        }
        target[part.minX + index, y] = Self.mean(
          surface[left, lines.first], surface[right, lines.first], surface[left, lines.second],
          surface[right, lines.second])
      }
    }
  }

  /// Two places that stand for what one of `count` places covers of `length`.
  private static func samples(_ place: Int, _ count: Int, _ length: Int) -> (first: Int, second: Int) {
    let start = place * length * 4 / count
    let step = length * 4 / count
    return (min((start + step / 4) / 4, length - 1), min((start + step * 3 / 4) / 4, length - 1))
  }

  /// The mean of four opaque pixels, two channels at a time.
  private static func mean(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
    let mask: UInt32 = 0x00FF_00FF
    let even = (a & mask) + (b & mask) + (c & mask) + (d & mask)
    let odd = (a >> 8 & mask) + (b >> 8 & mask) + (c >> 8 & mask) + (d >> 8 & mask)
    return 0xFF00_0000 | (even >> 2 & mask) | (odd >> 2 & mask) << 8
  }
}
