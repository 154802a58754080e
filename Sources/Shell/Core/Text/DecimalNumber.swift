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

  /// The first `count` (at least one) digits that are not zero, rounded, and the power of ten of the first one.
  private func significant(_ count: Int) -> (digits: Bytes, exponent: Int) {
    guard let first = digits.firstIndex(where: { $0 != ASCII.zero }) else {
      return (Bytes(repeating: ASCII.zero, count: count), 0)
    }
    var all = Bytes(digits[first...])
    let exponent = point - first - 1
    while all.count <= count { all.append(ASCII.zero) }
    let isTie = all[count] == UInt8(ascii: "5") && all[(count + 1)...].allSatisfy { $0 == ASCII.zero }
    let roundsUp = isTie ? all[count - 1] & 1 == 1 : all[count] >= UInt8(ascii: "5")
    all = Bytes(all.prefix(count))
    guard roundsUp else { return (all, exponent) }
    for index in all.indices.reversed() {
      if all[index] != ASCII.nine {
        all[index] += 1
        return (all, exponent)
      }
      all[index] = ASCII.zero
    }
    all[0] = UInt8(ascii: "1")
    return (all, exponent + 1)
  }

  /// The number as `d.ddde±dd`, with `precision` digits behind the point.
  func scientific(precision: Int, letter: UInt8) -> Bytes {
    let (digits, exponent) = significant(precision + 1)
    return scientific(digits, exponent, letter)
  }

  private func scientific(_ digits: Bytes, _ exponent: Int, _ letter: UInt8) -> Bytes {
    var text = isNegative ? [ASCII.minus] : Bytes()
    text.append(digits[0])
    if digits.count > 1 { text += [ASCII.period] + digits[1...] }
    text += [letter, exponent < 0 ? ASCII.minus : ASCII.plus]
    let magnitude = Bytes(decimal: abs(exponent))
    return text + (magnitude.count < 2 ? [ASCII.zero] : []) + magnitude
  }

  /// The shorter of both forms, with `precision` digits in all and, unless wanted, without zeros at the end.
  func general(precision: Int, letter: UInt8, keepsZeros: Bool) -> Bytes {
    let count = max(precision, 1)
    var (digits, exponent) = significant(count)
    if exponent < -4 || exponent >= count {
      while !keepsZeros, digits.count > 1, digits.last == ASCII.zero { digits.removeLast() }
      return scientific(digits, exponent, letter)
    }
    var text = fixed(precision: count - 1 - exponent)
    guard !keepsZeros, text.contains(ASCII.period) else { return text }
    while text.last == ASCII.zero { text.removeLast() }
    if text.last == ASCII.period { text.removeLast() }
    return text
  }
}
