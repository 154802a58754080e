// Integer constants as C writes them, from text that may be wrong.

/// A decimal, octal (`0…`) or hexadecimal (`0x…`) constant with an optional sign.
struct IntegerConstant {
  /// The value of the digits before anything wrong; the nearest limit when it does not fit.
  private(set) var value: Int64 = 0
  /// What is wrong with the text.
  private(set) var error: String?

  init(_ text: Bytes) {
    var digits = text[...].drop(while: ASCII.isWhitespace)
    let isNegative = digits.first == ASCII.minus
    if isNegative || digits.first == ASCII.plus { digits = digits.dropFirst() }
    var radix = 10
    if digits.first == ASCII.zero, digits.count > 1 {
      let isHexadecimal = digits.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
      radix = isHexadecimal ? 16 : 8
      digits = digits.dropFirst(isHexadecimal ? 2 : 1)
    }
    var magnitude: UInt64 = 0
    var isTooLarge = false
    var count = 0
    for byte in digits {
      guard let digit = digitValue(byte), digit < radix else { break }
      let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: UInt64(radix))
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(digit))
      isTooLarge = isTooLarge || overflow || carry
      magnitude = sum
      count += 1
    }
    let limit = isNegative ? UInt64(1) << 63 : (radix == 10 ? UInt64(Int64.max) : .max)
    if isTooLarge || magnitude > limit {
      value = isNegative ? .min : .max
      error = "Numerical result out of range"
    } else {
      value = Int64(bitPattern: isNegative ? 0 &- magnitude : magnitude)
    }
    if count == 0 {
      error = "expected a numeric value"
    } else if count < digits.count {
      error = "value not completely converted"
    }
  }
}
