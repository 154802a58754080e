// The inverse cosine transform of a block of 8×8 coefficients, in whole numbers.
//
// The method of Loeffler, Ligtenberg and Moschytz with 13 bits behind the point, first down the columns (which keep two
// bits more), then along the rows: what the "slow" transform of libjpeg computes, rounded in the same places. Sums of
// hostile coefficients wrap. Spec: T.81 section A.3.3; "Practical fast 1-D DCT algorithms with 11 multiplications".

enum InverseCosine {
  /// Eight values in registers.
  private typealias Line = (Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32)

  private static let pointBits: Int32 = 13
  private static let keptBits: Int32 = 2

  /// The sample of a block whose first coefficient (times its quantum) is the only one.
  @inline(__always) static func flat(_ coefficient: Int32) -> UInt8 {
    sample((coefficient &* 4 &+ 16) >> 5)
  }

  /// Sets a block to one sample.
  @inline(__always) static func fill(
    _ level: UInt8, _ output: inout MutableSpan<UInt8>, at place: Int, stride: Int
  ) {
    for y in 0..<8 {
      var row = output.extracting((place + y * stride)..<(place + y * stride + 8))
      for x in 0..<8 { row[x] = level }
    }
  }

  /// Transforms the 64 coefficients of `block`, each times its quantum, into samples at `place`.
  static func transform(
    _ block: Span<Int16>, _ quantization: Span<UInt16>, _ output: inout MutableSpan<UInt8>, at place: Int, stride: Int
  ) {
    precondition(block.count == 64 && quantization.count == 64)
    var work = InlineArray<64, Int32>(repeating: 0)
    for x in 0..<8 {
      let first = Int32(block[x]) &* Int32(quantization[x])
      let rest = block[x + 8] | block[x + 16] | block[x + 24] | block[x + 32] | block[x + 40] | block[x + 48]
      if rest | block[x + 56] == 0 {
        let level = first &<< keptBits
        for y in 0..<8 { work[y &* 8 &+ x] = level }
        continue
      }
      @inline(__always) func value(_ y: Int) -> Int32 { Int32(block[y * 8 + x]) &* Int32(quantization[y * 8 + x]) }
      let column = line(first, value(1), value(2), value(3), value(4), value(5), value(6), value(7))
      let bits = pointBits - keptBits
      work[x] = descale(column.0, bits)
      work[x + 8] = descale(column.1, bits)
      work[x + 16] = descale(column.2, bits)
      work[x + 24] = descale(column.3, bits)
      work[x + 32] = descale(column.4, bits)
      work[x + 40] = descale(column.5, bits)
      work[x + 48] = descale(column.6, bits)
      work[x + 56] = descale(column.7, bits)
    }
    for y in 0..<8 {
      let start = y * 8
      let row = line(
        work[start], work[start + 1], work[start + 2], work[start + 3], work[start + 4], work[start + 5],
        work[start + 6], work[start + 7])
      var target = output.extracting((place + y * stride)..<(place + y * stride + 8))
      let bits = pointBits + keptBits + 3
      target[0] = sample(descale(row.0, bits))
      target[1] = sample(descale(row.1, bits))
      target[2] = sample(descale(row.2, bits))
      target[3] = sample(descale(row.3, bits))
      target[4] = sample(descale(row.4, bits))
      target[5] = sample(descale(row.5, bits))
      target[6] = sample(descale(row.6, bits))
      target[7] = sample(descale(row.7, bits))
    }
  }

  /// The transform of eight values, times the root of eight, with 13 bits behind the point.
  @inline(__always) private static func line(
    _ a0: Int32, _ a1: Int32, _ a2: Int32, _ a3: Int32, _ a4: Int32, _ a5: Int32, _ a6: Int32, _ a7: Int32
  ) -> Line {
    // The even half: a rotation by π/8 of the second and sixth, and sums.
    let turn = (a2 &+ a6) &* 4_433
    let low = turn &- a6 &* 15_137
    let high = turn &+ a2 &* 6_270
    let sum = (a0 &+ a4) &<< pointBits
    let difference = (a0 &- a4) &<< pointBits
    let (e0, e3) = (sum &+ high, sum &- high)
    let (e1, e2) = (difference &+ low, difference &- low)
    // The odd half: three rotations that share products.
    let both = (a7 &+ a3 &+ a5 &+ a1) &* 9_633
    let outer = (a7 &+ a1) &* -7_373
    let inner = (a5 &+ a3) &* -20_995
    let left = (a7 &+ a3) &* -16_069 &+ both
    let right = (a5 &+ a1) &* -3_196 &+ both
    let o3 = a7 &* 2_446 &+ outer &+ left
    let o2 = a5 &* 16_819 &+ inner &+ right
    let o1 = a3 &* 25_172 &+ inner &+ left
    let o0 = a1 &* 12_299 &+ outer &+ right
    return (e0 &+ o0, e1 &+ o1, e2 &+ o2, e3 &+ o3, e3 &- o3, e2 &- o2, e1 &- o1, e0 &- o0)
  }

  @inline(__always) private static func descale(_ value: Int32, _ bits: Int32) -> Int32 {
    (value &+ 1 &<< (bits - 1)) >> bits
  }

  /// Samples lie around 128.
  @inline(__always) private static func sample(_ value: Int32) -> UInt8 { UInt8(clamping: value &+ 128) }
}
