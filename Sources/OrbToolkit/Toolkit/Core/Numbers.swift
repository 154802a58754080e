// The few roundings that layout needs.
//
// `Double.rounded()` calls the C library's mathematics on the bare machine, which has none; these do not.

extension Double {
  /// The greatest whole number not above this one; numbers beyond ±2^40 are clamped, not-a-number is 0.
  public var wholeBelow: Double {
    let limit = 1_099_511_627_776.0
    guard self > -limit else { return isNaN ? 0 : -limit }
    guard self < limit else { return limit }
    let truncated = Double(Int(self))
    return truncated > self ? truncated - 1 : truncated
  }

  /// The least whole number not below this one.
  public var wholeAbove: Double { -(-self).wholeBelow }

  /// The nearest whole number, halves upwards.
  public var wholeNearest: Double { (self + 0.5).wholeBelow }

  /// As an integer that cannot trap: clamped to ±2^40.
  public var clampedToInt: Int { Int(wholeBelow) }

  /// This number, kept inside `low ... high` (`low` wins if they cross).
  public func clamped(_ low: Double, _ high: Double) -> Double { max(low, min(self, high)) }
}
