// Powers, logarithms and angles for decimals: series with guard digits on reduced arguments. Every result is rounded to
// fewer digits than were computed, so that what is exact in theory (sin π, √2², ln e) is exact on the display.

/// How angles are given.
public enum AngleUnit: Sendable {
  case radians, degrees
}

extension Decimal {
  /// Digits inside a computation.
  private static let working = precision + 20
  /// Places of angles' results: below this is what π lacks.
  private static let anglePlaces = precision - 3

  private static func constant(_ digits: String) -> Decimal {
    Decimal(digits) ?? .zero
  }

  /// π in parts that are exact, so that it has 100 digits although a number has 50.
  private static func pi(digits: Int) throws(ArithmeticError) -> Decimal {
    let head = constant("3.1415926535897932384626433832795028841971693993751")
    let tail = constant("0.58209749445923078164062862089986280348253421170680e-50")
    return try head.plus(tail, digits: digits)
  }

  private static func lnTen(digits: Int) throws(ArithmeticError) -> Decimal {
    let head = constant("2.3025850929940456840179914546843642076011014886287")
    let tail = constant("0.72976033327900967572609677352480235997205089598298e-49")
    return try head.plus(tail, digits: digits)
  }

  /// π.
  public static func pi() throws(ArithmeticError) -> Decimal { try pi(digits: precision) }

  // MARK: - Exponential and logarithm

  /// e to this power.
  func exponential(digits: Int = precision) throws(ArithmeticError) -> Decimal {
    if isZero { return .one }
    if leadingExponent > 4 { if isNegative { return .zero } else { throw .tooLarge } }
    let digits = digits + 10
    // x = n ln 10 + r, and r is divided by 2^8 before the series.
    let ten = try Decimal.lnTen(digits: digits)
    let count = try over(ten, digits: digits).plus(Decimal("0.5") ?? .zero, digits: digits).floor()
    let rest = try minus(try count.times(ten, digits: digits), digits: digits)
    var term = Decimal.one
    var sum = Decimal.one
    let reduced = try rest.over(Decimal(256), digits: digits)
    var index = 1
    while !term.isZero && term.leadingExponent > -digits {
      term = try term.times(reduced, digits: digits).over(Decimal(index), digits: digits)
      sum = try sum.plus(term, digits: digits)
      index += 1
    }
    for _ in 0..<8 { sum = try sum.times(sum, digits: digits) }
    guard let power = count.int else { throw .tooLarge }
    return try Decimal.scaled(sum, by: power).rounded(digits: digits - 10)
  }

  private static func scaled(_ value: Decimal, by power: Int) throws(ArithmeticError) -> Decimal {
    guard let unit = Decimal("1e\(power)") else {
      if power < 0 { return .zero }
      throw .tooLarge
    }
    return try value.times(unit, digits: working)
  }

  /// The natural logarithm.
  func logarithm(digits: Int = precision) throws(ArithmeticError) -> Decimal {
    if isNegative { throw .notReal }
    if isZero { throw .undefined }
    if self == .one { return .zero }
    let digits = digits + 10
    // x = m 10^n; roots bring m close to one, where the series of artanh is short.
    let power = leadingExponent
    var mantissa = try Decimal.scaled(self, by: -power)
    var factor = Decimal(2)
    let near = Decimal("0.01") ?? .zero
    while near < (try mantissa.minus(.one, digits: digits)).magnitude {
      mantissa = try mantissa.squareRoot(digits: digits)
      factor = try factor.times(Decimal(2))
    }
    let ratio = try mantissa.minus(.one, digits: digits).over(try mantissa.plus(.one, digits: digits), digits: digits)
    let square = try ratio.times(ratio, digits: digits)
    var term = ratio
    var sum = ratio
    var index = 3
    while !term.isZero && term.leadingExponent > -digits {
      term = try term.times(square, digits: digits)
      sum = try sum.plus(try term.over(Decimal(index), digits: digits), digits: digits)
      index += 2
    }
    let whole = try Decimal.lnTen(digits: digits).times(Decimal(power), digits: digits)
    return try sum.times(factor, digits: digits).plus(whole, digits: digits).rounded(digits: digits - 10)
  }

  /// The logarithm to base ten; exact for powers of ten.
  func logarithmToTen() throws(ArithmeticError) -> Decimal {
    if !isNegative && coefficient == Natural(1) { return Decimal(exponent) }
    let digits = Decimal.working
    return try logarithm(digits: digits).over(try Decimal.lnTen(digits: digits), digits: Decimal.precision)
  }

  /// This number to a power.
  public func raised(to power: Decimal) throws(ArithmeticError) -> Decimal {
    if power.isZero { return .one }
    if isZero { if power.isNegative { throw .divisionByZero } else { return .zero } }
    if let count = power.int { return try raised(to: count) }
    if power.isWhole {
      // Too large for an Int: only ±1 have a value that is neither zero nor too large.
      if magnitude == .one { return .one }
      if (magnitude < .one) != power.isNegative { return .zero }
      throw .tooLarge
    }
    if isNegative { throw .notReal }
    if let half = Decimal("0.5"), power == half { return try squareRoot() }
    let digits = Decimal.working
    let product = try logarithm(digits: digits).times(power, digits: digits)
    return try product.exponential(digits: Decimal.precision - 2)
  }

  private func raised(to count: Int) throws(ArithmeticError) -> Decimal {
    // The size of the result is known beforehand; without this a large power would take long to fail.
    let size = Double(leadingExponent) * Double(count.magnitude)
    if size.magnitude > Double(Decimal.exponentLimit) * 2 {
      if (leadingExponent < 0) != (count < 0) { return .zero }
      throw .tooLarge
    }
    var result = Decimal.one
    var factor = count < 0 ? try Decimal.one.over(self, digits: Decimal.working) : self
    var rest = count.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result = try result.times(factor, digits: Decimal.working) }
      rest >>= 1
      if rest > 0 { factor = try factor.times(factor, digits: Decimal.working) }
    }
    return try result.rounded(digits: Decimal.precision)
  }

  /// The factorial of a whole number.
  public func factorial() throws(ArithmeticError) -> Decimal {
    guard let count = int, count >= 0 else { throw isWhole && !isNegative ? .tooLarge : .notWhole }
    // 3250! is above the largest number.
    guard count < 3250 else { throw .tooLarge }
    var result = Decimal.one
    for factor in stride(from: 2, through: count, by: 1) {
      result = try result.times(Decimal(factor), digits: Decimal.working)
    }
    return try result.rounded(digits: Decimal.precision)
  }

  // MARK: - Angles

  /// The angle in radians, reduced to less than a turn.
  private func reducedAngle(_ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    let digits = Decimal.working
    if unit == .degrees {
      let turn = try modulo(Decimal(360))
      return try turn.times(try Decimal.pi(digits: digits), digits: digits).over(Decimal(180), digits: digits)
    }
    // π has too few digits here for an angle of more than 20 digits.
    if leadingExponent > 20 { throw .tooLarge }
    let turn = try Decimal.pi(digits: digits + 20).times(Decimal(2), digits: digits + 20)
    let count = try over(turn, digits: digits).floor()
    return try minus(try count.times(turn, digits: digits + 20), digits: digits)
  }

  /// The series of sine, from the first term on.
  private static func series(_ angle: Decimal, first: Decimal, index: Int) throws(ArithmeticError) -> Decimal {
    let square = try angle.times(angle, digits: working).negated
    var term = first
    var sum = first
    var index = index
    while !term.isZero && term.leadingExponent > -working {
      let divisor = Decimal(index * (index + 1))
      term = try term.times(square, digits: working).over(divisor, digits: working)
      sum = try sum.plus(term, digits: working)
      index += 2
    }
    return sum
  }

  func sine(_ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    let angle = try reducedAngle(unit)
    return try Decimal.series(angle, first: angle, index: 2).rounded(places: Decimal.anglePlaces)
      .rounded(digits: Decimal.precision)
  }

  func cosine(_ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    try Decimal.series(try reducedAngle(unit), first: .one, index: 1).rounded(places: Decimal.anglePlaces)
      .rounded(digits: Decimal.precision)
  }

  func tangent(_ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    let cosine = try cosine(unit)
    if cosine.isZero { throw .undefined }
    return try sine(unit).over(cosine, digits: Decimal.precision - 4)
  }

  private static func inUnit(_ angle: Decimal, _ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    let result =
      unit == .radians
      ? angle : try angle.times(Decimal(180), digits: working).over(try pi(digits: working), digits: working)
    return try result.rounded(digits: precision - 3)
  }

  private func arcTangentInRadians() throws(ArithmeticError) -> Decimal {
    let digits = Decimal.working
    if isZero { return self }
    if Decimal.one < magnitude {
      let quarter = try Decimal.pi(digits: digits).over(Decimal(2), digits: digits)
      let rest = try Decimal.one.over(magnitude, digits: digits).arcTangentInRadians()
      let value = try quarter.minus(rest, digits: digits)
      return isNegative ? value.negated : value
    }
    // Halving the angle four times makes the series short.
    var value = self
    for _ in 0..<4 {
      let root = try value.times(value, digits: digits).plus(.one, digits: digits).squareRoot(digits: digits)
      value = try value.over(try root.plus(.one, digits: digits), digits: digits)
    }
    let square = try value.times(value, digits: digits).negated
    var power = value
    var sum = value
    var index = 3
    while !power.isZero && power.leadingExponent > -digits {
      power = try power.times(square, digits: digits)
      sum = try sum.plus(try power.over(Decimal(index), digits: digits), digits: digits)
      index += 2
    }
    return try sum.times(Decimal(16), digits: digits)
  }

  func arcTangent(_ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    try Decimal.inUnit(try arcTangentInRadians(), unit)
  }

  private func arcSineInRadians() throws(ArithmeticError) -> Decimal {
    let digits = Decimal.working
    if Decimal.one < magnitude { throw .notReal }
    if magnitude == .one {
      let quarter = try Decimal.pi(digits: digits).over(Decimal(2), digits: digits)
      return isNegative ? quarter.negated : quarter
    }
    let leg = try Decimal.one.minus(try times(self, digits: digits), digits: digits).squareRoot(digits: digits)
    return try over(leg, digits: digits).arcTangentInRadians()
  }

  func arcSine(_ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    try Decimal.inUnit(try arcSineInRadians(), unit)
  }

  func arcCosine(_ unit: AngleUnit) throws(ArithmeticError) -> Decimal {
    let digits = Decimal.working
    let quarter = try Decimal.pi(digits: digits).over(Decimal(2), digits: digits)
    return try Decimal.inUnit(
      try quarter.minus(try arcSineInRadians(), digits: digits).rounded(places: Decimal.working - 5), unit)
  }
}
