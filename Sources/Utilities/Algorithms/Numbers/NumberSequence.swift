// The numbers of `seq`, computed in decimal so that no step is off.
//
// Specification: GNU coreutils 9.1, seq.

public import UtilitySupport

/// Numbers from a first to a last one.
public struct NumberSequence {
  /// An operand: an integer and how many of its digits stand behind the point.
  public struct Operand {
    fileprivate let value: BigInteger
    fileprivate let fraction: Int
    /// Columns of the number as it was written, without its fraction.
    fileprivate let width: Int
    /// Whether it was written with an exponent or in hexadecimal: then there is no fixed number of digits.
    fileprivate let isGeneral: Bool

    /// Nil for what is no number.
    public init?(_ text: Bytes) {
      var rest = text[...]
      let isNegative = rest.first == UInt8(ascii: "-")
      if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      let parts = rest.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
      let digits = Bytes(parts.joined())
      if digits.count < 4000, !digits.isEmpty, digits.allSatisfy(Character8.isDigit) {
        fraction = parts.count > 1 ? parts[1].count : 0
        value = BigInteger(BigNatural(digits: digits), isNegative: isNegative)
        let whole = parts[0].isEmpty ? 1 : parts[0].count
        width = whole + (isNegative ? 1 : 0)
        isGeneral = false
        return
      }
      guard let number = LongDouble.whole(text), number.kind != .notANumber else { return nil }
      if number.kind == .infinite {
        // No sequence ever comes that far.
        (value, fraction) = (BigInteger(.powerOfTen(60), isNegative: number.isNegative), 0)
        (width, isGeneral) = (3, true)
        return
      }
      var decimal = number.decimal
      while decimal.digits.count > 1, decimal.digits.count > decimal.point, decimal.digits.last == 0x30 {
        decimal.digits.removeLast()
      }
      let (before, behind) = decimal.parts
      guard before.count + behind.count < 4000 else { return nil }
      value = BigInteger(BigNatural(digits: before + behind), isNegative: number.isNegative)
      fraction = behind.count
      width = before.count + (number.isNegative ? 1 : 0)
      isGeneral = true
    }

    public var isZero: Bool { value.magnitude.isZero }
  }

  private var current: BigInteger
  private let step: BigInteger
  private let last: BigInteger
  private let scale: Int
  private let precision: Int
  /// Columns for numbers of equal width.
  private let width: Int

  public init(_ first: Operand, _ step: Operand, _ last: Operand, isEqualWidth: Bool) {
    scale = max(first.fraction, step.fraction, last.fraction)
    precision = max(first.isGeneral ? 0 : first.fraction, step.isGeneral ? 0 : step.fraction)
    current = first.value.scaled(scale - first.fraction)
    self.step = step.value.scaled(scale - step.fraction)
    self.last = last.value.scaled(scale - last.fraction)
    let fraction = precision > 0 ? precision + 1 : 0
    width = isEqualWidth ? max(first.width, last.width) + fraction : 0
  }

  /// First, step and last, where they are whole numbers of moderate size that need no padding.
  public var small: (first: Int, step: Int, last: Int)? {
    guard scale == 0, width == 0, let first = current.small, let step = step.small, let last = last.small else {
      return nil
    }
    return (first, step, last)
  }

  /// The next number as text.
  public mutating func next() -> Bytes? {
    guard let value = advance() else { return nil }
    var digits = value.magnitude.digits
    digits = Bytes(repeating: 0x30, count: max(0, scale + 1 - digits.count)) + digits
    var number = DecimalDigits(digits: digits, point: digits.count - scale)
    number.round(behindPoint: precision)
    let (whole, fraction) = number.parts
    let text = fraction.isEmpty ? whole : whole + [UInt8(ascii: ".")] + fraction
    let sign: Bytes = value.isNegative ? [UInt8(ascii: "-")] : []
    return sign + Bytes(repeating: 0x30, count: max(0, width - sign.count - text.count)) + text
  }

  /// The next number for a format.
  public mutating func nextValue() -> LongDouble? {
    guard let value = advance() else { return nil }
    return LongDouble(digits: value.magnitude.digits, scale: -scale, isNegative: value.isNegative)
  }

  private mutating func advance() -> BigInteger? {
    let order = current.compare(last)
    if step.isNegative ? order < 0 : order > 0 { return nil }
    let value = current
    current = current.adding(step)
    return value
  }
}
