// Decimal digits with a point among them, and rounding them.

public import UtilitySupport

/// Digits of a number that is not negative.
public struct DecimalDigits: Sendable {
  /// How what is cut off counts.
  public enum Rounding: Sendable {
    /// To the nearest; a tie to the even digit.
    case nearestEven
    /// To the nearest; a tie away from zero.
    case nearest
    case down, up
  }

  /// ASCII digits.
  public var digits: Bytes
  /// How many of them stand before the point; below 0 zeros are missing behind it.
  public var point: Int

  public init(digits: Bytes, point: Int) { (self.digits, self.point) = (digits, point) }

  public var isZero: Bool { digits.allSatisfy { $0 == 0x30 } }

  /// Without zeros at the start, so that the first digit counts.
  public mutating func normalize() {
    let zeros = digits.prefix { $0 == 0x30 }.count
    digits.removeFirst(zeros)
    point -= zeros
    if digits.isEmpty { (digits, point) = ([0x30], 1) }
  }

  /// Keeps `count` digits behind the point.
  public mutating func round(behindPoint count: Int, _ rounding: Rounding = .nearestEven) {
    if point < 0 {
      digits = Bytes(repeating: 0x30, count: -point) + digits
      point = 0
    }
    let kept = point + count
    guard kept < digits.count else {
      digits += Bytes(repeating: 0x30, count: kept - digits.count)
      return
    }
    let rest = digits[kept...]
    let goesUp =
      switch rounding {
      case .down: false
      case .up: rest.contains { $0 != 0x30 }
      case .nearest: (rest.first ?? 0) >= 0x35
      case .nearestEven: Self.goesUp(rest, lastIsOdd: kept > 0 && digits[kept - 1] & 1 == 1)
      }
    digits.removeLast(digits.count - kept)
    if goesUp { increment() }
  }

  private static func goesUp(_ rest: ArraySlice<UInt8>, lastIsOdd: Bool) -> Bool {
    guard let next = rest.first, next >= 0x35 else { return false }
    return next > 0x35 || rest.dropFirst().contains { $0 != 0x30 } || lastIsOdd
  }

  /// Adds one to the last digit.
  private mutating func increment() {
    var index = digits.count
    while index > 0 {
      index -= 1
      if digits[index] < 0x39 {
        digits[index] += 1
        return
      }
      digits[index] = 0x30
    }
    digits.insert(0x31, at: 0)
    point += 1
  }

  /// The digits before the point (at least `0`) and those behind it.
  public var parts: (whole: Bytes, fraction: Bytes) {
    if point <= 0 { return ([0x30], Bytes(repeating: 0x30, count: -point) + digits) }
    if point >= digits.count { return (digits + Bytes(repeating: 0x30, count: point - digits.count), []) }
    return (Bytes(digits[..<point]), Bytes(digits[point...]))
  }
}
