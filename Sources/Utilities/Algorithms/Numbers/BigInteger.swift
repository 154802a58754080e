// Integers of any length.

public import UtilitySupport

/// An integer.
public struct BigInteger: Sendable {
  public private(set) var isNegative: Bool
  public private(set) var magnitude: BigNatural

  public init(_ magnitude: BigNatural, isNegative: Bool) {
    self.magnitude = magnitude
    self.isNegative = isNegative && !magnitude.isZero
  }

  public init(_ value: Int) { self.init(BigNatural(UInt64(value.magnitude)), isNegative: value < 0) }

  /// The value of decimal digits with a minus before them; nil for anything else.
  public init?(_ text: Bytes) {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy(Character8.isDigit) else { return nil }
    self.init(BigNatural(digits: digits), isNegative: digits.count < text.count)
  }

  public var text: Bytes { (isNegative ? [UInt8(ascii: "-")] : []) + magnitude.digits }

  /// The value where it fits.
  public var small: Int? {
    guard let value = magnitude.small, value < 1 << 62 else { return nil }
    return isNegative ? -Int(value) : Int(value)
  }

  /// Below 0, 0 or above 0.
  public func compare(_ other: BigInteger) -> Int {
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let order = magnitude == other.magnitude ? 0 : magnitude < other.magnitude ? -1 : 1
    return isNegative ? -order : order
  }

  public func adding(_ other: BigInteger) -> BigInteger {
    var (large, small) = (magnitude, other.magnitude)
    if isNegative == other.isNegative {
      large.add(small)
      return BigInteger(large, isNegative: isNegative)
    }
    let isFirst = !(large < small)
    if !isFirst { swap(&large, &small) }
    large.subtract(small)
    return BigInteger(large, isNegative: isFirst ? isNegative : other.isNegative)
  }

  /// Shifted by `count` decimal places.
  public func scaled(_ count: Int) -> BigInteger {
    BigInteger(magnitude.multiplied(by: .powerOfTen(max(0, count))), isNegative: isNegative)
  }
}
