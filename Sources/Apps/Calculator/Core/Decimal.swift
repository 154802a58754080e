// Decimal numbers of 50 significant digits: a sign, a whole coefficient and a power of ten. Sums, differences and
// products that fit are exact (0.1 + 0.2 is 0.3); everything else is rounded once, half to even. No infinities and no
// NaN: what has no value is an error.

/// Why a number could not be computed. The words for people are in `CalculatorError`.
public enum ArithmeticError: Error, Equatable, Sendable {
  case divisionByZero, tooLarge, notReal, undefined, notWhole
}

/// A decimal number.
public struct Decimal: Equatable, Sendable {
  /// Significant digits of every result.
  public static let precision = 50
  /// Numbers at or above ten to this power are too large; below the reciprocal they are zero.
  public static let exponentLimit = 9999

  let isNegative: Bool
  let coefficient: Natural
  let exponent: Int

  /// Rounds to the precision and drops zeros at the end; nil if the number is too large.
  private init?(_ isNegative: Bool, _ coefficient: Natural, _ exponent: Int, sticky: Bool = false, digits: Int) {
    var value = coefficient
    var exponent = exponent
    let excess = value.digitCount - digits
    if excess > 0 {
      value = Decimal.rounded(value, dropping: excess, sticky: sticky)
      exponent += excess
    }
    while !value.isZero {
      let (quotient, remainder) = value.divided(by: 10)
      if remainder != 0 { break }
      value = quotient
      exponent += 1
    }
    let magnitude = value.digitCount + exponent
    if magnitude < -Decimal.exponentLimit || value.isZero {
      value = Natural()
      exponent = 0
    } else if magnitude > Decimal.exponentLimit {
      return nil
    }
    self.isNegative = isNegative && !value.isZero
    self.coefficient = value
    self.exponent = exponent
  }

  private static func rounded(_ value: Natural, dropping count: Int, sticky: Bool) -> Natural {
    let unit = Natural.power(ofTen: count)
    let (quotient, remainder) = value.divided(by: unit)
    let twice = remainder + remainder
    let isAbove = unit < twice || (twice == unit && sticky)
    let isTie = twice == unit && !sticky
    return isAbove || (isTie && quotient.isOdd) ? quotient + Natural(1) : quotient
  }

  private static func make(
    _ isNegative: Bool, _ coefficient: Natural, _ exponent: Int, sticky: Bool = false, digits: Int = precision
  ) throws(ArithmeticError) -> Decimal {
    guard let value = Decimal(isNegative, coefficient, exponent, sticky: sticky, digits: digits) else {
      throw .tooLarge
    }
    return value
  }

  private init(unchecked isNegative: Bool, _ coefficient: Natural, _ exponent: Int) {
    self.isNegative = isNegative
    self.coefficient = coefficient
    self.exponent = exponent
  }

  public init(_ value: Int) {
    self = Decimal(value < 0, Natural(UInt64(value.magnitude)), 0, digits: Decimal.precision) ?? .zero
  }

  public static let zero = Decimal(unchecked: false, Natural(), 0)
  public static let one = Decimal(1)

  /// From digits with at most one "." and an optional exponent ("12.5e-3"); nil if that is not what it is.
  public init?(_ text: String) {
    var digits: [UInt8] = []
    var exponent = 0
    var sawPoint = false
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == 0x2D
    if isNegative { bytes = bytes.dropFirst() }
    while let byte = bytes.first, byte != 0x65 && byte != 0x45 {
      bytes = bytes.dropFirst()
      switch byte {
      case 0x30...0x39:
        digits.append(byte - 0x30)
        if sawPoint { exponent -= 1 }
      case 0x2E where !sawPoint: sawPoint = true
      default: return nil
      }
    }
    guard !digits.isEmpty, let power = Decimal.exponent(bytes.dropFirst(), isThere: !bytes.isEmpty) else { return nil }
    // More digits than are kept change nothing but the rounding.
    self.init(isNegative, Natural(digits: digits), exponent + power, digits: Decimal.precision)
  }

  private static func exponent(_ text: ArraySlice<UInt8>, isThere: Bool) -> Int? {
    guard isThere else { return 0 }
    let sign = text.first == 0x2D ? -1 : 1
    let digits = text.first == 0x2D || text.first == 0x2B ? text.dropFirst() : text
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= 0x30 && digit <= 0x39 else { return nil }
      value = min(value * 10 + Int(digit - 0x30), 1_000_000)
    }
    return value * sign
  }

  // MARK: - Questions

  public var isZero: Bool { coefficient.isZero }
  /// Whether the number is less than zero.
  public var isBelowZero: Bool { isNegative }
  /// Whether there is nothing behind the point.
  public var isWhole: Bool { exponent >= 0 }
  public var negated: Decimal { isZero ? self : Decimal(unchecked: !isNegative, coefficient, exponent) }
  public var magnitude: Decimal { Decimal(unchecked: false, coefficient, exponent) }
  /// The power of ten of the first digit: 0 for 1 to 9.99, -1 for 0.1.
  var leadingExponent: Int { coefficient.digitCount + exponent - 1 }

  /// The number as an Int if it is whole and small enough.
  public var int: Int? {
    guard isWhole && leadingExponent < 18 else { return isZero ? 0 : nil }
    var value = 0
    for digit in coefficient.digits { value = value * 10 + Int(digit) }
    for _ in 0..<exponent { value *= 10 }
    return isNegative ? -value : value
  }

  public static func < (left: Decimal, right: Decimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let (small, large) = left.isNegative ? (right.magnitude, left.magnitude) : (left, right)
    if small.isZero || large.isZero { return !large.isZero }
    if small.leadingExponent != large.leadingExponent { return small.leadingExponent < large.leadingExponent }
    let low = min(small.exponent, large.exponent)
    return small.scaled(to: low) < large.scaled(to: low)
  }

  private func scaled(to low: Int) -> Natural {
    exponent == low ? coefficient : coefficient * Natural.power(ofTen: exponent - low)
  }

  // MARK: - Arithmetic

  func plus(_ other: Decimal, digits: Int = precision) throws(ArithmeticError) -> Decimal {
    if isZero { return other }
    if other.isZero { return self }
    // A part that lies wholly behind the last digit kept only matters to the rounding, and not even to that.
    let gap = digits + 3
    if leadingExponent - other.leadingExponent > gap + coefficient.digitCount { return self }
    if other.leadingExponent - leadingExponent > gap + other.coefficient.digitCount { return other }
    let low = min(exponent, other.exponent)
    let left = scaled(to: low)
    let right = other.scaled(to: low)
    if isNegative == other.isNegative {
      return try Decimal.make(isNegative, left + right, low, digits: digits)
    }
    return left < right
      ? try Decimal.make(other.isNegative, right - left, low, digits: digits)
      : try Decimal.make(isNegative, left - right, low, digits: digits)
  }

  func minus(_ other: Decimal, digits: Int = precision) throws(ArithmeticError) -> Decimal {
    try plus(other.negated, digits: digits)
  }

  func times(_ other: Decimal, digits: Int = precision) throws(ArithmeticError) -> Decimal {
    try Decimal.make(
      isNegative != other.isNegative, coefficient * other.coefficient, exponent + other.exponent, digits: digits)
  }

  func over(_ other: Decimal, digits: Int = precision) throws(ArithmeticError) -> Decimal {
    if other.isZero { throw isZero ? .undefined : .divisionByZero }
    let shift = max(0, digits + 2 + other.coefficient.digitCount - coefficient.digitCount)
    let dividend = coefficient * Natural.power(ofTen: shift)
    let (quotient, remainder) = dividend.divided(by: other.coefficient)
    return try Decimal.make(
      isNegative != other.isNegative, quotient, exponent - other.exponent - shift, sticky: !remainder.isZero,
      digits: digits)
  }

  func squareRoot(digits: Int = precision) throws(ArithmeticError) -> Decimal {
    if isNegative { throw .notReal }
    var shift = max(0, 2 * digits + 4 - coefficient.digitCount)
    if (exponent - shift) % 2 != 0 { shift += 1 }
    let radicand = coefficient * Natural.power(ofTen: shift)
    let root = radicand.squareRoot
    return try Decimal.make(
      false, root, (exponent - shift) / 2, sticky: !(root * root == radicand), digits: digits)
  }

  /// The number rounded to `digits` significant digits.
  func rounded(digits: Int) throws(ArithmeticError) -> Decimal {
    try Decimal.make(isNegative, coefficient, exponent, digits: max(1, digits))
  }

  /// The number rounded to `places` digits behind the point.
  func rounded(places: Int) -> Decimal {
    let excess = -places - exponent
    guard excess > 0 else { return self }
    if excess > coefficient.digitCount { return .zero }
    let value = Decimal.rounded(coefficient, dropping: excess, sticky: false)
    return Decimal(isNegative, value, -places, digits: Decimal.precision) ?? self
  }

  /// The largest whole number that is not above this one.
  public func floor() throws(ArithmeticError) -> Decimal {
    if isWhole { return self }
    let whole = coefficient.divided(by: Natural.power(ofTen: -exponent)).quotient
    let value = try Decimal.make(isNegative, whole, 0)
    return isNegative ? try value.minus(.one) : value
  }

  /// The remainder of a division that rounds down; has the divisor's sign.
  public func modulo(_ divisor: Decimal) throws(ArithmeticError) -> Decimal {
    let digits = Decimal.precision * 2
    if divisor.isZero { throw .divisionByZero }
    // The quotient has to be exact for the remainder to mean anything.
    if leadingExponent - divisor.leadingExponent > Decimal.precision - 2 { throw .tooLarge }
    let quotient = try over(divisor, digits: digits).floor()
    return try minus(try quotient.times(divisor, digits: digits), digits: digits).rounded(digits: Decimal.precision)
  }

  public static func + (left: Decimal, right: Decimal) throws(ArithmeticError) -> Decimal { try left.plus(right) }
  public static func - (left: Decimal, right: Decimal) throws(ArithmeticError) -> Decimal { try left.minus(right) }
  public static func * (left: Decimal, right: Decimal) throws(ArithmeticError) -> Decimal { try left.times(right) }
  public static func / (left: Decimal, right: Decimal) throws(ArithmeticError) -> Decimal { try left.over(right) }
}
