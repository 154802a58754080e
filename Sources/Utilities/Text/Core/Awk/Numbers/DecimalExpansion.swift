// The exact decimal digits of a floating-point number, as many as are asked for.

/// Digits of a finite number that is not negative.
struct DecimalExpansion {
  /// Values from 0 to 9. In front of `point` they count ones, tens …; the first one is not 0 unless there is none.
  private(set) var digits: [UInt8] = []
  /// How many digits stand in front of the point; negative when zeros follow it.
  private(set) var point = 0
  /// Whether digits that are not 0 were left out.
  private var hasMore = false

  /// At least `significant` digits from the first one that is not 0, and `fraction` digits behind the point, and one
  /// more to round by.
  init(_ value: Double, significant: Int, fraction: Int) {
    guard value > 0, value.isFinite else { return }
    let exponent = value.isNormal ? Int(value.exponent) - 52 : -1074
    let mantissa = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
    if exponent >= 0 {
      var whole = Natural(mantissa)
      whole.shiftLeft(exponent)
      take(whole)
      point = digits.count
      return
    }
    let width = -exponent
    if width < 64, mantissa >> UInt64(width) > 0 { take(Natural(mantissa >> UInt64(width))) }
    point = digits.count
    var rest = Natural(width < 64 ? mantissa & (((1 << UInt64(width)) - 1)) : mantissa)
    var places = 0
    while !rest.isZero, places <= fraction || digits.count <= significant {
      rest.multiply(by: 1_000_000_000)
      append(rest.takeBits(from: width))
      places += 9
    }
    hasMore = !rest.isZero
  }

  private mutating func take(_ number: Natural) {
    var number = number
    var groups: [UInt32] = []
    while !number.isZero { groups.append(number.divide(by: 1_000_000_000)) }
    for group in groups.reversed() { append(UInt64(group), isWhole: true) }
  }

  /// Nine digits more. Zeros in front of the first other digit only move the point.
  private mutating func append(_ group: UInt64, isWhole: Bool = false) {
    var divisor: UInt64 = 100_000_000
    while divisor > 0 {
      let digit = UInt8(truncatingIfNeeded: group / divisor % 10)
      divisor /= 10
      if digit == 0, digits.isEmpty {
        if !isWhole { point -= 1 }
      } else {
        digits.append(digit)
      }
    }
  }

  /// Rounds to `count` digits, half to even.
  mutating func round(to count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return
    }
    let next = digits[count]
    let isBeyondHalf = next > 5 || next == 5 && (hasMore || digits[(count + 1)...].contains { $0 > 0 })
    let isOdd = count > 0 && digits[count - 1] & 1 == 1
    digits.removeSubrange(count...)
    guard isBeyondHalf || next == 5 && isOdd else { return }
    var place = count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
      if digits.count > count, count > 0 { digits.removeLast() }
    }
  }
}
