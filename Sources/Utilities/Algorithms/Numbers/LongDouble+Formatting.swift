// Numbers as text: `%f`, `%e`, `%g`, `%a`.
//
// Specification: ISO C17, 7.21.6.1.

public import UtilitySupport

extension LongDouble {
  /// The text for a conversion, without sign and padding.
  /// - Parameter isAlternate: the flag `#`: the point always stands, and zeros of `%g` stay.
  public func formatted(_ conversion: UInt8, precision: Int?, isAlternate: Bool) -> Bytes {
    let isUpper = conversion < 0x61
    let text: Bytes
    switch kind {
    case .infinite: text = "inf".bytes
    case .notANumber: text = "nan".bytes
    case .finite:
      switch Character8.lowered(conversion) {
      case UInt8(ascii: "f"): text = fixed(precision ?? 6, isAlternate)
      case UInt8(ascii: "e"): text = scientific(precision ?? 6, isAlternate)
      case UInt8(ascii: "a"): text = hexadecimal(precision, isAlternate)
      default: text = general(max(1, precision ?? 6), isAlternate)
      }
    }
    return isUpper ? text.map { $0 >= 0x61 && $0 <= 0x7a ? $0 & 0xdf : $0 } : text
  }

  private static func joined(_ whole: Bytes, _ fraction: Bytes, _ isAlternate: Bool) -> Bytes {
    fraction.isEmpty && !isAlternate ? whole : whole + [UInt8(ascii: ".")] + fraction
  }

  private func fixed(_ precision: Int, _ isAlternate: Bool) -> Bytes {
    var number = decimal
    number.round(behindPoint: precision)
    let (whole, fraction) = number.parts
    return Self.joined(whole, fraction, isAlternate)
  }

  /// One digit before the point and `precision` behind it, with the exponent.
  private func rounded(_ precision: Int) -> (digits: Bytes, exponent: Int) {
    if mantissa == 0 { return (Bytes(repeating: 0x30, count: precision + 1), 0) }
    var number = decimal
    number.normalize()
    var exponent = number.point - 1
    number.point = 1
    number.round(behindPoint: precision)
    if number.point > 1 {
      exponent += 1
      number.digits.removeLast()
    }
    return (number.digits, exponent)
  }

  private static func exponentText(_ mark: String, _ exponent: Int, digits: Int) -> Bytes {
    let text = Bytes(decimal: exponent.magnitude)
    let zeros = Bytes(repeating: 0x30, count: max(0, digits - text.count))
    return mark.bytes + (exponent < 0 ? "-" : "+").bytes + zeros + text
  }

  private func scientific(_ precision: Int, _ isAlternate: Bool) -> Bytes {
    let (digits, exponent) = rounded(precision)
    let text = Self.joined([digits[0]], Bytes(digits.dropFirst()), isAlternate)
    return text + Self.exponentText("e", exponent, digits: 2)
  }

  private func general(_ precision: Int, _ isAlternate: Bool) -> Bytes {
    let (digits, exponent) = rounded(precision - 1)
    var kept = digits
    if !isAlternate { while kept.count > 1, kept.last == 0x30 { kept.removeLast() } }
    if exponent < -4 || exponent >= precision {
      let text = Self.joined([kept[0]], Bytes(kept.dropFirst()), isAlternate)
      return text + Self.exponentText("e", exponent, digits: 2)
    }
    let (whole, fraction) = DecimalDigits(digits: kept, point: exponent + 1).parts
    return Self.joined(whole, fraction, isAlternate)
  }

  /// As glibc writes the extended format: the first digit holds four bits.
  private func hexadecimal(_ precision: Int?, _ isAlternate: Bool) -> Bytes {
    var digits = (0..<16).map { UInt8(truncatingIfNeeded: mantissa >> UInt64(60 - 4 * $0)) & 15 }
    var power = mantissa == 0 ? 0 : exponent + 60
    if let precision, precision < 15 {
      let rest = digits[(precision + 1)...]
      let next = rest.first ?? 0
      let isTie = next == 8 && rest.dropFirst().allSatisfy { $0 == 0 }
      let goesUp = isTie ? digits[precision] & 1 == 1 : next >= 8
      digits.removeLast(15 - precision)
      if goesUp {
        var index = digits.count - 1
        while index >= 0, digits[index] == 15 {
          digits[index] = 0
          index -= 1
        }
        if index >= 0 {
          digits[index] += 1
        } else {
          digits[0] = 1
          power += 4
        }
      }
    } else if let precision {
      digits += [UInt8](repeating: 0, count: precision - 15)
    } else {
      while digits.count > 1, digits.last == 0 { digits.removeLast() }
    }
    let letters = "0123456789abcdef".bytes
    let text = digits.map { letters[Int($0)] }
    let number = Self.joined([text[0]], Bytes(text.dropFirst()), isAlternate)
    return "0x".bytes + number + Self.exponentText("p", power, digits: 1)
  }
}
