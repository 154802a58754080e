// Text to numbers, as `strtold` does: decimal, hexadecimal, infinite, not a number.
//
// Specification: ISO C17, 7.22.1.3.

public import UtilitySupport

extension LongDouble {
  /// Digits beyond this only say that there is something behind the others.
  private static let significantDigits = 5000
  private static let exponentLimit = 100_000

  /// The number at the start of `text` and the bytes that it takes; nil when there is none.
  public static func parse(_ text: ArraySlice<UInt8>) -> (value: LongDouble, length: Int)? {
    var index = text.startIndex
    while index < text.endIndex, Character8.isSpace(text[index]) { index += 1 }
    var isNegative = false
    if index < text.endIndex, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    let rest = text[index...]
    for (word, kind) in [("infinity", Kind.infinite), ("inf", .infinite), ("nan", .notANumber)] {
      let count = word.utf8.count
      if rest.count >= count, rest.prefix(count).map(Character8.lowered).elementsEqual(word.utf8) {
        return (LongDouble(kind: kind, isNegative: isNegative), index + count - text.startIndex)
      }
    }
    guard let (value, length) = parseHexadecimal(rest, isNegative) ?? parseDecimal(rest, isNegative) else { return nil }
    return (value, index - text.startIndex + length)
  }

  /// The value of a text that is a number as a whole.
  public static func whole(_ text: Bytes) -> LongDouble? {
    guard let (value, length) = parse(text[...]), length == text.count else { return nil }
    return value
  }

  private static func parseDecimal(_ text: ArraySlice<UInt8>, _ isNegative: Bool) -> (LongDouble, Int)? {
    var digits = Bytes()
    var scale = 0
    var hasDigits = false
    var hasPoint = false
    var hasMore = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if Character8.isDigit(byte) {
        hasDigits = true
        if digits.isEmpty, byte == 0x30 {
          if hasPoint { scale -= 1 }
        } else if digits.count < significantDigits {
          digits.append(byte)
          if hasPoint { scale -= 1 }
        } else {
          if byte != 0x30 { hasMore = true }
          if !hasPoint { scale += 1 }
        }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    guard hasDigits else { return nil }
    if let (exponent, end) = parseExponent(text, index, UInt8(ascii: "e")) {
      scale += exponent
      index = end
    }
    if hasMore {
      digits.append(0x31)
      scale -= 1
    }
    return (LongDouble(digits: digits, scale: scale, isNegative: isNegative), index - text.startIndex)
  }

  /// Decimal digits times 10 to the power of `scale`.
  public init(digits: Bytes, scale: Int, isNegative: Bool) {
    let magnitude = digits.count + scale
    if digits.isEmpty || magnitude < -5000 {
      self.init(mantissa: 0, exponent: 0, isNegative: isNegative)
    } else if magnitude > 5000 {
      self.init(kind: .infinite, isNegative: isNegative)
    } else if scale >= 0 {
      let number = BigNatural(digits: digits).multiplied(by: .powerOfTen(scale))
      if let small = number.small {
        self.init(mantissa: small, exponent: 0, isNegative: isNegative)
      } else {
        self.init(number, over: BigNatural(1), isNegative: isNegative)
      }
    } else if digits.count < 19, scale > -19, let number = digits.decimal {
      self.init(UInt64(number), overPowerOfTen: -scale, isNegative: isNegative)
    } else {
      self.init(BigNatural(digits: digits), over: .powerOfTen(-scale), isNegative: isNegative)
    }
  }

  /// The common case without long arithmetic: up to 18 digits, up to 18 of them behind the point.
  private init(_ number: UInt64, overPowerOfTen power: Int, isNegative: Bool) {
    guard number > 0 else {
      self.init(mantissa: 0, exponent: 0, isNegative: isNegative)
      return
    }
    var divisor: UInt64 = 1
    for _ in 0..<power { divisor *= 10 }
    let (topShift, bottomShift) = (number.leadingZeroBitCount, divisor.leadingZeroBitCount)
    let top = number << UInt64(topShift)
    let bottom = divisor << UInt64(bottomShift)
    var exponent = bottomShift - topShift - 64
    // The quotient gets its highest bit set: top / bottom lies between a half and two.
    let isLarge = top >= bottom
    if isLarge { exponent += 1 }
    let (high, low) = isLarge ? (top >> 1, top << 63) : (top, 0)
    let division = WideDivision.divide(high, low, by: bottom)
    var quotient = division.quotient
    let rest = division.remainder
    let half = bottom / 2
    if rest > half || (rest == half && bottom & 1 == 0 && quotient & 1 == 1) {
      let (sum, overflow) = quotient.addingReportingOverflow(1)
      quotient = overflow ? 1 << 63 : sum
      if overflow { exponent += 1 }
    }
    self.init(mantissa: quotient, exponent: exponent, isNegative: isNegative)
  }

  /// The exponent at `index`, with its mark before it.
  private static func parseExponent(_ text: ArraySlice<UInt8>, _ start: Int, _ mark: UInt8) -> (Int, Int)? {
    var index = start
    guard index < text.endIndex, Character8.lowered(text[index]) == mark else { return nil }
    index += 1
    var isNegative = false
    if index < text.endIndex, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < text.endIndex, Character8.isDigit(text[index]) else { return nil }
    var value = 0
    while index < text.endIndex, Character8.isDigit(text[index]) {
      value = min(value * 10 + Int(text[index] - 0x30), exponentLimit)
      index += 1
    }
    return (isNegative ? -value : value, index)
  }

  private static func parseHexadecimal(_ text: ArraySlice<UInt8>, _ isNegative: Bool) -> (LongDouble, Int)? {
    guard text.count > 2, text[text.startIndex] == 0x30, Character8.lowered(text[text.startIndex + 1]) == 0x78 else {
      return nil
    }
    var index = text.startIndex + 2
    var number = BigNatural()
    var exponent = 0
    var hasDigits = false
    var hasPoint = false
    while index < text.endIndex {
      let byte = Character8.lowered(text[index])
      if Character8.isDigit(byte) || (byte >= 0x61 && byte <= 0x66) {
        hasDigits = true
        if number.bitWidth < 20000 {
          number.multiply(by: 16, adding: UInt32(Character8.isDigit(byte) ? byte - 0x30 : byte - 0x61 + 10))
          if hasPoint { exponent -= 4 }
        } else if !hasPoint {
          exponent += 4
        }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    guard hasDigits else { return nil }
    if let (power, end) = parseExponent(text, index, UInt8(ascii: "p")) {
      exponent += power
      index = end
    }
    let value = LongDouble(number, over: BigNatural(1), scale: exponent, isNegative: isNegative)
    return (value, index - text.startIndex)
  }
}
