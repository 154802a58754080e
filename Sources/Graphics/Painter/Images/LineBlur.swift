// A Gaussian blur along one line of pixels.
//
// Below a standard deviation of 3 the Gaussian itself, cut off at three deviations. Above it three box blurs, whose
// widths are chosen so that together they have its deviation: within three percent of it (central limit), and the cost
// does not grow with the width.

struct LineBlur {
  private static let sigmaLimit = 64.0

  /// The half of a symmetric kernel from its middle on; empty if boxes are used.
  private var kernel: [Float] = []
  /// How far each of the three boxes reaches to either side.
  private var reaches: [Int] = []
  private let keepsEdges: Bool

  /// nil if nothing would change.
  init?(sigma: Double, keepingEdges: Bool) {
    guard sigma > 0.05 else { return nil }
    keepsEdges = keepingEdges
    let sigma = min(sigma, LineBlur.sigmaLimit)
    if sigma < 3 {
      let half = (0...ceilingInteger(3 * sigma)).map { distance in
        Mathematics.exponential(-Double(distance * distance) / (2 * sigma * sigma))
      }
      let sum = 2 * half.reduce(0, +) - half[0]
      kernel = half.map { Float($0 / sum) }
    } else {
      // Odd boxes, so that nothing shifts: of two neighbouring widths as many as give the right variance,
      // which is (width² - 1) / 12 for each.
      let small = max(0, (floorInteger((4 * sigma * sigma + 1).squareRoot()) - 1) / 2)
      let width = Double(2 * small + 1)
      let missing = (12 * sigma * sigma - 3 * (width * width - 1)) / (4 * width + 4)
      let larger = min(max(roundInteger(missing), 0), 3)
      reaches = (0..<3).map { $0 < larger ? small + 1 : small }
    }
  }

  /// Blurs the line in place.
  func apply(to line: inout [SIMD4<Float>]) {
    if line.isEmpty { return }
    if !kernel.isEmpty { return line = convolved(line) }
    for reach in reaches where reach > 0 { line = averaged(line, reach) }
  }

  @inline(__always) private func pixel(_ line: [SIMD4<Float>], _ index: Int) -> SIMD4<Float> {
    if index >= 0 && index < line.count { return line[index] }
    return keepsEdges ? line[index < 0 ? 0 : line.count - 1] : .zero
  }

  private func convolved(_ line: [SIMD4<Float>]) -> [SIMD4<Float>] {
    line.indices.map { index in
      var sum = line[index] * kernel[0]
      for distance in 1..<kernel.count {
        sum += (pixel(line, index - distance) + pixel(line, index + distance)) * kernel[distance]
      }
      return sum
    }
  }

  private func averaged(_ line: [SIMD4<Float>], _ reach: Int) -> [SIMD4<Float>] {
    var sum = SIMD4<Float>.zero
    for index in -reach...reach { sum += pixel(line, index) }
    let share = 1 / Float(2 * reach + 1)
    return line.indices.map { index in
      defer { sum += pixel(line, index + reach + 1) - pixel(line, index - reach) }
      return sum * share
    }
  }
}
