// Scales a picture row by row. Each target pixel is the average of the source pixels that it covers, weighted by how
// much of each it covers; where it covers less than one, it is interpolated between the nearest two.

struct AreaScaler {
  /// Which source columns or rows make up one target pixel: `weights` of 1/256 from `first` on.
  private struct Taps {
    var first: Int
    var weights: [UInt32]
  }

  private let source: PixelBuffer
  private let size: PixelSize
  private let columns: [Taps]

  /// For some columns of a target of `size`.
  init(_ source: PixelBuffer, to size: PixelSize, columns: Range<Int>) {
    self.source = source
    self.size = size
    self.columns = columns.map { AreaScaler.taps($0, target: size.width, source: source.width) }
  }

  /// One row of the target.
  func fill(_ row: inout [UInt32], row y: Int) {
    let rows = AreaScaler.taps(y, target: size.height, source: source.height)
    for (index, column) in columns.enumerated() where index < row.count {
      var (alphaGreen, redBlue): (UInt64, UInt64) = (0, 0)
      for (down, rowWeight) in rows.weights.enumerated() {
        for (across, weight) in column.weights.enumerated() {
          let pixel = UInt64(source[column.first + across, rows.first + down])
          let factor = UInt64(rowWeight &* weight)
          // Two channels in one word: 8 bits times weights that add up to 2^16 fit into 32 bits each.
          redBlue &+= ((pixel & 0xFF_0000) &<< 16 | pixel & 0xFF) &* factor
          alphaGreen &+= ((pixel & 0xFF00_0000) &<< 8 | (pixel & 0xFF00) &>> 8) &* factor
        }
      }
      row[index] = AreaScaler.pack(alphaGreen) << 8 | AreaScaler.pack(redBlue)
    }
  }

  /// 0x00HH00LL from two sums.
  private static func pack(_ sums: UInt64) -> UInt32 {
    let high = UInt32(truncatingIfNeeded: ((sums >> 32) + 0x8000) >> 16)
    let low = UInt32(truncatingIfNeeded: ((sums & 0xFFFF_FFFF) + 0x8000) >> 16)
    return min(high, 255) << 16 | min(low, 255)
  }

  /// The weights add up to 256 exactly, so that an even picture stays even.
  private static func taps(_ place: Int, target: Int, source: Int) -> Taps {
    let step = Double(source) / Double(max(target, 1))
    var start = Double(place) * step
    var end = start + step
    if step < 1 {
      // Enlarging: a window of one source pixel around the centre is linear interpolation.
      let center = (start + end) / 2
      (start, end) = (center - 0.5, center + 0.5)
    }
    let first = min(max(floorInteger(start), 0), source - 1)
    let last = min(max(ceilingInteger(end) - 1, first), source - 1)
    var weights: [UInt32] = []
    var given: UInt32 = 0
    for index in first...last {
      // What lies beyond the edge counts to the pixel at the edge.
      let from = index == first ? start : max(start, Double(index))
      let to = index == last ? end : min(end, Double(index + 1))
      let share = UInt32(min(max(roundInteger((to - from) / (end - start) * 256), 0), 256))
      let weight = index == last ? 256 - min(given, 256) : min(share, 256 - given)
      weights.append(weight)
      given += weight
    }
    return Taps(first: first, weights: weights)
  }
}
