// Decimal fractions as text, rounded half to even digit by digit, without going through floating point.

/// A decimal number such as `-12.5` or `1e3`, for `printf %f`.
struct DecimalNumber {
  private var isNegative = false
  /// The digits, most significant first, and how many of them stand before the point.
  private var digits: Bytes = []
  private var point = 0
  /// What is wrong with the text.
  private(set) var error: Bytes?

  /// Exponents beyond this are cut, so that the text stays short.
  private static let maximumExponent: Int64 = 400

  init(_ text: Bytes) {
    var index = 0
    while index < text.count, ASCII.isWhitespace(text[index]) { index += 1 }
    if index < text.count, text[index] == ASCII.minus || text[index] == ASCII.plus {
      isNegative = text[index] == ASCII.minus
      index += 1
    }
    var hasPoint = false
    while index < text.count {
      if ASCII.isDigit(text[index]) {
        digits.append(text[index])
        if !hasPoint { point += 1 }
      } else if text[index] == ASCII.period, !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e"), !digits.isEmpty,
      let exponent = Bytes(text[(index + 1)...]).decimalValue
    {
      point += Int(max(-Self.maximumExponent, min(exponent, Self.maximumExponent)))
      index = text.count
    }
    if !text.isEmpty, digits.isEmpty {
      error = text + ": expected a numeric value".bytes
    } else if index < text.count {
      error = text + ": value not completely converted".bytes
    }
  }

  /// The number with `precision` digits behind the point.
  func fixed(precision: Int) -> Bytes {
    var padded = digits
    var whole = point
    if whole < 1 {
      padded = Bytes(repeating: ASCII.zero, count: 1 - whole) + padded
      whole = 1
    }
    while padded.count <= whole + precision { padded.append(ASCII.zero) }
    let next = padded[whole + precision]
    let isTie = next == UInt8(ascii: "5") && padded[(whole + precision + 1)...].allSatisfy { $0 == ASCII.zero }
    let roundsUp = isTie ? padded[whole + precision - 1] & 1 == 1 : next >= UInt8(ascii: "5")
    padded = Bytes(padded.prefix(whole + precision))
    var index = padded.count - 1
    var carries = roundsUp
    while carries, index >= 0 {
      if padded[index] == ASCII.nine {
        padded[index] = ASCII.zero
        index -= 1
      } else {
        padded[index] += 1
        carries = false
      }
    }
    if carries {
      padded.insert(UInt8(ascii: "1"), at: 0)
      whole += 1
    }
    var text = Bytes(padded.prefix(whole).drop { $0 == ASCII.zero })
    if text.isEmpty { text = [ASCII.zero] }
    if precision > 0 { text += [ASCII.period] + padded[whole...] }
    return isNegative ? [ASCII.minus] + text : text
  }
}
