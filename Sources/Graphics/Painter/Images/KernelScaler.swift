// Scales a picture by a kernel, row by row: first across, then down.
//
// Premultiplied channels are weighted, so that clear pixels bring no colour in; what swings beyond black, white or
// alpha is cut. At the edges the kernel is as wide as there are pixels.

struct KernelScaler {
  /// Which source columns or rows make up one target pixel; the weights add up to 1.
  private struct Taps {
    var first: Int
    var weights: [Float]
  }

  /// Rows that were scaled across are kept as long as they are needed, but not more than so many.
  private static let keptRows = 64

  private let source: PixelBuffer
  private let size: PixelSize
  private let filter: ScalingFilter
  private let columns: [Taps]
  private var kept: [(row: Int, pixels: [SIMD4<Float>])]
  private var line: [SIMD4<Float>]
  private var sums: [SIMD4<Float>]

  /// For some columns of a target of `size`.
  init(_ source: PixelBuffer, to size: PixelSize, columns: Range<Int>, _ filter: ScalingFilter) {
    self.source = source
    self.size = size
    self.filter = filter
    self.columns = columns.map { KernelScaler.taps($0, target: size.width, source: source.width, filter) }
    kept = [(row: Int, pixels: [SIMD4<Float>])](repeating: (-1, []), count: KernelScaler.keptRows)
    line = [SIMD4<Float>](repeating: .zero, count: source.width)
    sums = [SIMD4<Float>](repeating: .zero, count: columns.count)
  }

  /// One row of the target.
  mutating func fill(_ row: inout [UInt32], row y: Int) {
    let taps = KernelScaler.taps(y, target: size.height, source: source.height, filter)
    for index in sums.indices { sums[index] = .zero }
    for (down, weight) in taps.weights.enumerated() where weight != 0 {
      let slot = keep(taps.first + down)
      for index in sums.indices { sums[index] += kept[slot].pixels[index] * weight }
    }
    for index in 0..<min(row.count, sums.count) { row[index] = FloatPixel.packed(sums[index]) }
  }

  /// Where a source row, scaled across, is kept.
  private mutating func keep(_ row: Int) -> Int {
    let slot = row % KernelScaler.keptRows
    if kept[slot].row == row { return slot }
    for x in line.indices { line[x] = FloatPixel.unpacked(source[x, row]) }
    var pixels: [SIMD4<Float>] = []
    swap(&pixels, &kept[slot].pixels)
    if pixels.count != columns.count { pixels = [SIMD4<Float>](repeating: .zero, count: columns.count) }
    for (index, taps) in columns.enumerated() {
      var sum = SIMD4<Float>.zero
      for (across, weight) in taps.weights.enumerated() { sum += line[taps.first + across] * weight }
      pixels[index] = sum
    }
    kept[slot] = (row, pixels)
    return slot
  }

  private static func taps(_ place: Int, target: Int, source: Int, _ filter: ScalingFilter) -> Taps {
    let step = Double(source) / Double(max(target, 1))
    let center = (Double(place) + 0.5) * step
    let unit = max(1, step)
    let reach = filter.reach * unit
    let first = min(max(ceilingInteger(center - reach - 0.5), 0), source - 1)
    let last = min(max(floorInteger(center + reach - 0.5), first), source - 1)
    let weights = (first...last).map { filter.weight((Double($0) + 0.5 - center) / unit) }
    let sum = weights.reduce(0, +)
    guard sum > 1e-9 else { return Taps(first: min(max(floorInteger(center), 0), source - 1), weights: [1]) }
    return Taps(first: first, weights: weights.map { Float($0 / sum) })
  }
}
