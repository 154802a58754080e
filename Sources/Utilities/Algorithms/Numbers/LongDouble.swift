// Floating point with 64 bits of precision, in software: GNU's programs compute with `long double`, and a user sees
// the difference (`printf %.20f 0.1`).
//
// Specification: IEEE 754-2008, with the precision and range of the x87 extended format.

public import UtilitySupport

/// A number, an infinity, or none.
public struct LongDouble: Sendable {
  /// What kind of value it is.
  public enum Kind: Sendable {
    case finite, infinite, notANumber
  }

  public var kind = Kind.finite
  public var isNegative = false
  /// Zero, or with the highest bit set.
  public private(set) var mantissa: UInt64 = 0
  /// The value is mantissa times 2 to this power.
  public private(set) var exponent = 0

  static let highestExponent = 16384 - 64
  static let lowestExponent = -16445

  /// Zero.
  public init() {}

  public init(_ value: Int) { self.init(mantissa: UInt64(value.magnitude), exponent: 0, isNegative: value < 0) }

  init(kind: Kind, isNegative: Bool) { (self.kind, self.isNegative) = (kind, isNegative) }

  init(mantissa: UInt64, exponent: Int, isNegative: Bool) {
    self.isNegative = isNegative
    guard mantissa != 0 else { return }
    let shift = mantissa.leadingZeroBitCount
    self.mantissa = mantissa << UInt64(shift)
    self.exponent = exponent - shift
    if self.exponent > Self.highestExponent { self = LongDouble(kind: .infinite, isNegative: isNegative) }
    if self.exponent < Self.lowestExponent - 63 { self.mantissa = 0 }
  }

  /// The nearest value to `numerator / denominator` times 2 to the power of `scale`, ties to even.
  init(_ numerator: BigNatural, over denominator: BigNatural, scale: Int = 0, isNegative: Bool) {
    guard !numerator.isZero else {
      self.init(mantissa: 0, exponent: 0, isNegative: isNegative)
      return
    }
    // A quotient of 65 or 66 bits, and whether anything is left behind it.
    let shift = 66 - (numerator.bitWidth - denominator.bitWidth)
    var top = numerator
    var bottom = denominator
    if shift > 0 { top.shiftLeft(shift) } else { bottom.shiftLeft(-shift) }
    var value: UInt64 = 0
    var taken = 0
    var extra: [Bool] = []
    for index in (0...67).reversed() {
      var part = bottom
      part.shiftLeft(index)
      let bit = !(top < part)
      if bit { top.subtract(part) }
      if taken == 0, !bit { continue }
      if taken < 64 { value = value << 1 | (bit ? 1 : 0) } else { extra.append(bit) }
      taken += 1
    }
    var power = extra.count - shift + scale
    let half = extra.first ?? false
    let isSticky = !top.isZero || extra.dropFirst().contains(true)
    if half, isSticky || value & 1 == 1 {
      let (sum, overflow) = value.addingReportingOverflow(1)
      value = sum
      if overflow {
        value = 1 << 63
        power += 1
      }
    }
    self.init(mantissa: value, exponent: power, isNegative: isNegative)
  }

  public var isZero: Bool { kind == .finite && mantissa == 0 }

  /// Below 0, 0 or above 0; what is no number comes before all numbers.
  public static func compare(_ left: LongDouble, _ right: LongDouble) -> Int {
    if left.kind == .notANumber || right.kind == .notANumber {
      return (left.kind == .notANumber ? 0 : 1) - (right.kind == .notANumber ? 0 : 1)
    }
    if left.isZero, right.isZero { return 0 }
    if left.isNegative != right.isNegative, !left.isZero, !right.isZero { return left.isNegative ? -1 : 1 }
    let order = compareMagnitudes(left, right)
    let isNegative = left.isZero ? right.isNegative : left.isNegative
    return isNegative ? -order : order
  }

  private static func compareMagnitudes(_ left: LongDouble, _ right: LongDouble) -> Int {
    if left.kind == .infinite || right.kind == .infinite {
      return (left.kind == .infinite ? 1 : 0) - (right.kind == .infinite ? 1 : 0)
    }
    if left.isZero || right.isZero { return (left.isZero ? 0 : 1) - (right.isZero ? 0 : 1) }
    if left.exponent != right.exponent { return left.exponent < right.exponent ? -1 : 1 }
    return left.mantissa == right.mantissa ? 0 : left.mantissa < right.mantissa ? -1 : 1
  }

  /// The exact decimal digits, and how many of them stand before the point.
  var decimal: DecimalDigits {
    var number = BigNatural(mantissa)
    if exponent >= 0 {
      number.shiftLeft(exponent)
      let digits = number.digits
      return DecimalDigits(digits: digits, point: digits.count)
    }
    for _ in 0..<(-exponent / 13) { number.multiply(by: 1_220_703_125) }
    for _ in 0..<(-exponent % 13) { number.multiply(by: 5) }
    let digits = number.digits
    return DecimalDigits(digits: digits, point: digits.count + exponent)
  }
}
