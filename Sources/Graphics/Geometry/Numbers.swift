// Conversions from Double to Int that cannot trap, and the few functions of mathematics that the module needs.
//
// The bare machine has no C mathematics library, and `rounded()` would call one; so floor, ceiling, sine, cosine, arc
// cosine and powers are written here. They are accurate to far below a device pixel, not to the last bit.

/// Device coordinates beyond this are clamped: sums of two of them still fit in 32 bits.
let coordinateLimit = 1 << 28

/// The integer part of `value`, clamped to ±`coordinateLimit`; 0 for not-a-number.
@inline(__always) func clampedInteger(_ value: Double) -> Int {
  guard value > -Double(coordinateLimit) else { return value.isNaN ? 0 : -coordinateLimit }
  guard value < Double(coordinateLimit) else { return coordinateLimit }
  return Int(value)
}

@inline(__always) func clampedInteger(_ value: Int) -> Int {
  min(max(value, -coordinateLimit), coordinateLimit)
}

/// The greatest integer that is not above `value`.
@inline(__always) func floorInteger(_ value: Double) -> Int {
  let truncated = clampedInteger(value)
  return Double(truncated) > value ? truncated - 1 : truncated
}

/// The least integer that is not below `value`.
@inline(__always) func ceilingInteger(_ value: Double) -> Int { -floorInteger(-value) }

/// The nearest integer, halves upwards (the same direction on both sides of zero, so that shapes keep their size).
@inline(__always) func roundInteger(_ value: Double) -> Int { floorInteger(value + 0.5) }

/// `value` divided by 255, rounded to nearest; exact for 0...65025.
@inline(__always) func divide255(_ value: UInt32) -> UInt32 {
  let biased = value &+ 128
  return (biased &+ (biased &>> 8)) &>> 8
}

enum Mathematics {
  static let pi = 3.141592653589793

  /// Sine and cosine of `angle` in radians. Error below 1e-9.
  static func sineAndCosine(_ angle: Double) -> (sine: Double, cosine: Double) {
    guard angle.magnitude < 1e6 else { return (0, 1) }
    // Bring the angle into ±π/4 of a quarter turn, and turn the result by that many quarters.
    let quarter = roundInteger(angle / (pi / 2))
    let rest = angle - Double(quarter) * (pi / 2)
    let square = rest * rest
    let sine =
      rest * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72 * (1 - square / 110)))))
    let cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90))))
    switch quarter & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// The angle of the vector (x, y) in radians, -π...π; 0 for the null vector.
  static func angle(x: Double, y: Double) -> Double {
    let larger = max(x.magnitude, y.magnitude)
    guard larger > 0, larger.isFinite else { return 0 }
    var ratio = min(x.magnitude, y.magnitude) / larger
    // Halve the angle twice, so that the series below converges fast.
    for _ in 0..<2 { ratio = ratio / (1 + (1 + ratio * ratio).squareRoot()) }
    let square = ratio * ratio
    let series = 1 - square * (1 / 3.0 - square * (1 / 5.0 - square * (1 / 7.0 - square * (1 / 9.0 - square / 11))))
    var angle = 4 * ratio * series
    if y.magnitude > x.magnitude { angle = pi / 2 - angle }
    if x < 0 { angle = pi - angle }
    return y < 0 ? -angle : angle
  }

  /// e to the power `value`, for values of ordinary size.
  static func exponential(_ value: Double) -> Double {
    guard value > -700 else { return 0 }
    guard value < 700 else { return .infinity }
    // e^v = (e^(v/1024))^1024.
    let part = value / 1024
    var result = 1 + part * (1 + part / 2 * (1 + part / 3 * (1 + part / 4)))
    for _ in 0..<10 { result *= result }
    return result
  }

  /// The natural logarithm of a positive number; 0 for others.
  static func logarithm(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    // value = m · 2^e with m in 1..<2; ln m = 2 artanh((m-1)/(m+1)).
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    var power = ratio
    for odd in 0..<14 {
      sum += power / Double(2 * odd + 1)
      power *= square
    }
    return 2 * sum + Double(value.exponent) * 0.6931471805599453
  }

  /// `base` to the power `exponent`, for a base of zero or above.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    base <= 0 ? 0 : exponential(exponent * logarithm(base))
  }
}
