// Numbers with units, as `numfmt` reads and writes them, in exact arithmetic.
//
// Specification: GNU coreutils 9.1, numfmt.

public import UtilitySupport

/// A fraction of natural numbers with a sign.
public struct HumanNumber {
  /// Which units count.
  public enum Scale: Sendable {
    case none, auto, si, iec, iecI

    var base: UInt32 { self == .si ? 1000 : 1024 }
  }

  /// How digits are dropped.
  public enum Rounding: Sendable {
    case up, down, fromZero, towardsZero, nearest
  }

  /// Why a text is no number.
  public struct NumberError: Error {
    public let message: String
  }

  private static let units = "KMGTPEZY".bytes

  private var numerator: BigNatural
  private var denominator = BigNatural(1)
  private var isNegative = false
  /// Digits behind the point as they were written; 0 with a unit.
  public private(set) var precision = 0

  /// Reads a number with a unit.
  public init(_ text: Bytes, _ scale: Scale) throws(NumberError) {
    let shown = QuotingStyle.quoted(text).text
    var rest = text[...]
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest = rest.dropFirst()
    }
    let whole = rest.prefix(while: Character8.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = rest[rest.startIndex..<rest.startIndex]
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: Character8.isDigit)
      if fraction.isEmpty { throw NumberError(message: "invalid number: \(shown)") }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { throw NumberError(message: "invalid number: \(shown)") }
    guard whole.drop(while: { $0 == 0x30 }).count <= 33, fraction.count <= 1000 else {
      throw NumberError(message: "value too large to be converted: \(shown)")
    }
    numerator = BigNatural(digits: whole + fraction)
    denominator = .powerOfTen(fraction.count)
    precision = fraction.count
    try takeUnit(rest, scale, shown)
  }

  private mutating func takeUnit(_ text: ArraySlice<UInt8>, _ scale: Scale, _ shown: String) throws(NumberError) {
    var rest = text.drop(while: Character8.isBlank)
    guard let letter = rest.first else { return }
    guard let power = Self.units.firstIndex(of: letter) else {
      throw NumberError(message: "invalid suffix in input: \(shown)")
    }
    if scale == .none { throw NumberError(message: "rejecting suffix in input: \(shown) (consider using --from)") }
    rest = rest.dropFirst()
    var base = scale == .auto ? 1000 : scale.base
    if rest.first == UInt8(ascii: "i"), scale == .auto || scale == .iecI {
      base = 1024
      rest = rest.dropFirst()
    } else if scale == .iecI {
      throw NumberError(message: "missing 'i' suffix in input: \(shown) (e.g Ki/Mi/Gi)")
    }
    if !rest.isEmpty {
      throw NumberError(message: "invalid suffix in input \(shown): \(QuotingStyle.quoted(Bytes(rest)).text)")
    }
    for _ in 0...power { numerator.multiply(by: base) }
    precision = 0
  }

  /// Multiplied by `from` and divided by `to`.
  public mutating func scale(from: UInt64, to: UInt64) {
    numerator = numerator.multiplied(by: BigNatural(from))
    denominator = denominator.multiplied(by: BigNatural(to))
    if from != 1 || to != 1 { precision = 0 }
  }

  private func goesUp(_ rest: BigNatural, _ rounding: Rounding) -> Bool {
    if rest.isZero { return false }
    switch rounding {
    case .up: return !isNegative
    case .down: return isNegative
    case .fromZero: return true
    case .towardsZero: return false
    case .nearest:
      var twice = rest
      twice.shiftLeft(1)
      return !(twice < denominator)
    }
  }

  /// The value times 10 to the power of `digits`, rounded, as a decimal.
  private func rounded(_ digits: Int, _ rounding: Rounding) -> DecimalDigits {
    var (quotient, rest) = numerator.multiplied(by: .powerOfTen(digits)).divided(by: denominator)
    if goesUp(rest, rounding) { quotient.add(BigNatural(1)) }
    let text = quotient.digits
    let padded = Bytes(repeating: 0x30, count: max(0, digits + 1 - text.count)) + text
    return DecimalDigits(digits: padded, point: padded.count - digits)
  }

  private func isBelow(_ limit: UInt32) -> Bool {
    var bound = denominator
    bound.multiply(by: limit)
    return numerator < bound
  }

  private func text(_ number: DecimalDigits, _ digits: Int) -> Bytes {
    var number = number
    number.round(behindPoint: digits)
    let (whole, fraction) = number.parts
    let sign: Bytes = isNegative ? [UInt8(ascii: "-")] : []
    return sign + whole + (fraction.isEmpty ? [] : [UInt8(ascii: ".")] + fraction)
  }

  /// The number for people.
  /// - Parameter wanted: digits behind the point; nil: one where the number has only one before it.
  public func formatted(_ scale: Scale, _ rounding: Rounding, precision wanted: Int?) -> Bytes {
    guard scale != .none else {
      let digits = wanted ?? precision
      return text(rounded(digits, rounding), digits)
    }
    var number = self
    var power = 0
    while !number.isBelow(scale.base), power < Self.units.count {
      number.denominator.multiply(by: scale.base)
      power += 1
    }
    let kept = wanted.map { min(power * 3, $0) } ?? (number.isBelow(10) ? 1 : 0)
    var decimal = number.rounded(kept, rounding)
    // Rounding up may have filled the unit: 999.9K is 1.0M.
    let whole = BigNatural(digits: decimal.parts.whole)
    if !(whole < BigNatural(UInt64(scale.base))), power < Self.units.count {
      decimal = DecimalDigits(digits: "10".bytes, point: 1)
      power += 1
    }
    let isSmall = BigNatural(digits: decimal.parts.whole) < BigNatural(10) && !decimal.isZero
    let digits = wanted ?? (isSmall && power > 0 ? 1 : 0)
    var result = number.text(decimal, digits)
    if power > 0 {
      result.append(Self.units[power - 1])
      if scale == .iecI { result.append(UInt8(ascii: "i")) }
    }
    return result
  }
}
