// Exponential, logarithm, sine, cosine, arc tangent and powers: to the last digits that a Double has, or nearly.

enum RealFunctions {
  private static let ln2High = 6.93147180369123816490e-01
  private static let ln2Low = 1.90821492927058770002e-10

  static func exponential(_ value: Double) -> Double {
    if value.isNaN { return value }
    if value > 709.79 { return .infinity }
    if value < -745.2 { return 0 }
    // e^x = 2^k · e^r with a small r, whose series is short.
    let power = (value * 1.44269504088896338700).rounded()
    let rest = (value - power * ln2High) - power * ln2Low
    var sum = 1.0
    for term in (1...14).reversed() { sum = 1 + rest / Double(term) * sum }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }

  static func logarithm(_ value: Double) -> Double {
    if value == 0 { return -.infinity }
    if value < 0 || value.isNaN { return -.nan }
    if value == .infinity { return value }
    var exponent = Double(value.exponent)
    var mantissa = value.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)).
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    for term in (1...12).reversed() { sum = square * (sum + 1 / Double(2 * term + 1)) }
    return exponent * ln2High + (2 * ratio * (1 + sum) + exponent * ln2Low)
  }

  static func sine(_ value: Double) -> Double { wave(value, quarter: 0) }
  static func cosine(_ value: Double) -> Double { wave(value, quarter: 1) }

  /// The sine of value + quarter · π/2.
  private static func wave(_ value: Double, quarter: Int) -> Double {
    guard value.isFinite else { return .nan }
    let turns = (value * 0.63661977236758134308).rounded()
    // π/2 in three parts: what is lost in the first is made up for by the others.
    let rest =
      ((value - turns * 1.57079632673412561417) - turns * 6.07710050630396597660e-11)
      - turns * 2.02226624879595063154e-21
    let place = Int(remainder(turns, 4)) + quarter
    let square = rest * rest
    var result: Double
    if place & 1 == 0 {
      var sum = 1.0
      for term in (1...9).reversed() { sum = 1 - square / Double(2 * term * (2 * term + 1)) * sum }
      result = rest * sum
    } else {
      var sum = 1.0
      for term in (1...10).reversed() { sum = 1 - square / Double((2 * term - 1) * 2 * term) * sum }
      result = sum
    }
    if place & 2 != 0 { result = -result }
    return result
  }

  /// The angle of the point (x, y).
  static func arcTangent(_ y: Double, _ x: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    let half = 1.57079632679489661923
    if y == 0 { return x.sign == .plus ? y : (y.sign == .plus ? 2 * half : -2 * half) }
    if x == 0 { return y > 0 ? half : -half }
    if x.isInfinite || y.isInfinite {
      let angle = x.isInfinite && y.isInfinite ? half / 2 : y.isInfinite ? half : 0
      let full = x > 0 ? angle : 2 * half - angle
      return y > 0 ? full : -full
    }
    let angle = arcTangent(abs(y / x))
    let full = x > 0 ? angle : 2 * half - angle
    return y > 0 ? full : -full
  }

  private static func arcTangent(_ value: Double) -> Double {
    if value > 1 { return 1.57079632679489661923 - arcTangent(1 / value) }
    // Halving the angle twice makes the series short.
    var small = value
    for _ in 0..<2 { small = small / (1 + (1 + small * small).squareRoot()) }
    let square = small * small
    var sum = 0.0
    for term in (1...14).reversed() { sum = square * (1 / Double(2 * term + 1) - sum) }
    return 4 * small * (1 - sum)
  }

  /// What is left of a division that rounds towards 0, exactly: long division of the mantissas, bit by bit. (The
  /// standard library would ask for a C library here.)
  static func remainder(_ value: Double, _ divisor: Double) -> Double {
    guard value.isFinite, !divisor.isNaN, divisor != 0 else { return .nan }
    guard divisor.isFinite, abs(value) >= abs(divisor) else { return value }
    func parts(_ number: Double) -> (mantissa: UInt64, exponent: Int) {
      guard number.isNormal else { return (number.significandBitPattern, 1) }
      return (number.significandBitPattern | 1 << 52, Int(number.exponentBitPattern))
    }
    let (whole, unit) = (parts(value), parts(divisor))
    var rest = whole.mantissa % unit.mantissa
    for _ in 0..<whole.exponent - unit.exponent { rest = (rest << 1) % unit.mantissa }
    return Double(sign: value.sign, exponent: unit.exponent - 1075, significand: Double(rest))
  }

  static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 { return 1 }
    if abs(exponent) < 1e9, exponent == exponent.rounded() {
      // By squaring: exact as long as the result is.
      var count = Int(abs(exponent))
      var factor = base
      var result = 1.0
      while count > 0 {
        if count & 1 == 1 { result *= factor }
        count >>= 1
        if count > 0 { factor *= factor }
      }
      return exponent < 0 ? 1 / result : result
    }
    if base == 0 { return exponent > 0 ? 0 : .infinity }
    if base < 0 { return .nan }
    if exponent == 0.5 { return base.squareRoot() }
    return exponential(exponent * logarithm(base))
  }
}
