// Numbers of any notation, for `sort -g`: what is none comes first, then NaN, then all others.

import UtilitySupport

/// The order of floating point numbers as text.
enum GeneralNumber {
  private static func value(_ text: ArraySlice<UInt8>) -> LongDouble? { LongDouble.parse(text)?.value }

  static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    let (first, second) = (value(left), value(right))
    guard let first, let second else { return (first == nil ? 0 : 1) - (second == nil ? 0 : 1) }
    return LongDouble.compare(first, second)
  }

  /// A number with the same order, as far as it goes.
  static func approximation(_ text: ArraySlice<UInt8>) -> UInt64 {
    guard let number = value(text) else { return 0 }
    let magnitude: UInt64
    switch number.kind {
    case .notANumber: return 1
    case .infinite: magnitude = 1 << 62
    case .finite:
      magnitude = number.isZero ? 0 : UInt64(number.exponent + 20000) << 46 | number.mantissa >> 18 & (1 << 46 - 1)
    }
    return number.isNegative ? 1 << 63 - magnitude : 1 << 63 + magnitude
  }
}
