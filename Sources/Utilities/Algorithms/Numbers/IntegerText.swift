// Integers as C writes them: decimal, octal with 0, hexadecimal with 0x.
//
// Specification: ISO C17, 7.22.1.4 (strtoumax with base 0).

public import UtilitySupport

/// The integer at the start of a text.
public struct IntegerText {
  public private(set) var magnitude: UInt64 = 0
  public private(set) var isNegative = false
  public private(set) var isOverflow = false
  /// Bytes of the number; nil when there is none.
  public private(set) var length: Int?

  public init(_ text: Bytes) {
    var index = 0
    while index < text.count, Character8.isSpace(text[index]) { index += 1 }
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    var radix: UInt64 = 10
    if index < text.count, text[index] == 0x30 {
      radix = 8
      if index + 2 < text.count, text[index + 1] | 0x20 == 0x78, Self.digit(text[index + 2]) < 16 {
        radix = 16
        index += 2
      }
    }
    while index < text.count, Self.digit(text[index]) < radix {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(Self.digit(text[index]))
      if overflow || carry { isOverflow = true }
      magnitude = isOverflow ? .max : sum
      index += 1
      length = index
    }
  }

  private static func digit(_ byte: UInt8) -> UInt64 {
    if Character8.isDigit(byte) { return UInt64(byte - 0x30) }
    return Character8.isLetter(byte) ? UInt64(byte | 0x20) - 0x61 + 10 : .max
  }
}

extension Array where Element == UInt8 {
  /// Decimal digits of a number of any size.
  init(decimalMagnitude value: UInt64) { self = String(value).bytes }
}
