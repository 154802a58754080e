// Numbers as text and text as numbers.

enum NumberText {
  // MARK: Reading

  /// The number at the start of a text, behind blanks, and where it ends; 0 and the start when there is none.
  static func parse(_ text: ArraySlice<UInt8>) -> (value: Double, end: Int) {
    var index = text.startIndex
    while index < text.endIndex, isSpace(text[index]) { index += 1 }
    var isNegative = false
    if index < text.endIndex, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    var digits: [UInt8] = []
    var mantissa: UInt64 = 0
    var dropped = 0
    var exponent = 0
    var hasDigits = false
    var isFraction = false
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte >= 0x30, byte <= 0x39 {
        hasDigits = true
        if isFraction { exponent -= 1 }
        if mantissa < 100_000_000_000_000_000 {
          mantissa = mantissa * 10 + UInt64(byte - 0x30)
        } else {
          dropped += 1
          if digits.count < 800 { digits.append(byte - 0x30) }
        }
      } else {
        break
      }
      index += 1
    }
    guard hasDigits else { return parseName(text, index, isNegative) }
    if let (power, end) = parseExponent(text, index) {
      exponent += power
      index = end
    }
    let value = scale(mantissa, digits, dropped, exponent)
    return (isNegative ? -value : value, index)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }

  /// `+inf`, `-nan`: only with a sign, so that words stay words.
  private static func parseName(_ text: ArraySlice<UInt8>, _ index: Int, _ isNegative: Bool) -> (
    value: Double, end: Int
  ) {
    let none = (value: 0.0, end: text.startIndex)
    guard index > text.startIndex, text.endIndex - index == 3 else { return none }
    guard text[index - 1] == UInt8(ascii: "-") || text[index - 1] == UInt8(ascii: "+") else { return none }
    let name = text[index..<index + 3].map { $0 | 0x20 }
    if name.elementsEqual("inf".utf8) { return (isNegative ? -.infinity : .infinity, index + 3) }
    if name.elementsEqual("nan".utf8) { return (.nan, index + 3) }
    return none
  }

  private static func parseExponent(_ text: ArraySlice<UInt8>, _ start: Int) -> (power: Int, end: Int)? {
    guard start < text.endIndex, text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    var isNegative = false
    if index < text.endIndex, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    var power = 0
    let first = index
    while index < text.endIndex, text[index] >= 0x30, text[index] <= 0x39 {
      power = min(power * 10 + Int(text[index] - 0x30), 100_000)
      index += 1
    }
    return index > first ? (isNegative ? -power : power, index) : nil
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// mantissa (with more digits behind it) · 10^exponent, rounded right.
  private static func scale(_ mantissa: UInt64, _ digits: [UInt8], _ dropped: Int, _ exponent: Int) -> Double {
    if mantissa == 0 { return 0 }
    if dropped == 0, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      return exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
    }
    if exponent + dropped > 310 { return .infinity }
    if exponent + dropped < -1200 { return 0 }
    var number = Natural(mantissa)
    for digit in digits { number.multiply(by: 10, adding: UInt32(digit)) }
    var power = exponent + dropped - digits.count
    while power > 0 {
      let step = min(power, 9)
      number.multiply(by: UInt32(powers[step]))
      power -= step
    }
    var shift = 0
    var hasMore = false
    if power < 0 {
      shift = 66 - power * 10 / 3
      number.shiftLeft(shift)
      while power < 0 {
        let step = min(-power, 9)
        if number.divide(by: UInt32(powers[step])) > 0 { hasMore = true }
        power += step
      }
    }
    var (bits, up, more) = number.highBits
    // One bit that stands for all lower ones keeps the rounding right.
    if more || hasMore { bits |= 1 }
    up -= shift
    return Double(sign: .plus, exponent: up, significand: Double(bits))
  }

  // MARK: Writing

  /// A whole number that a counter may hold; nil for everything else.
  static func whole(_ value: Double) -> Int? {
    guard abs(value) < 1e16 else { return nil }
    let number = Int(value)
    return Double(number) == value ? number : nil
  }

  static func decimal(_ value: Int) -> [UInt8] {
    if value >= 0, value < 10 { return [UInt8(truncatingIfNeeded: 0x30 + value)] }
    var rest = value.magnitude
    var reversed: [UInt8] = []
    while rest > 0 {
      reversed.append(UInt8(truncatingIfNeeded: 0x30 + rest % 10))
      rest /= 10
    }
    if value < 0 { reversed.append(UInt8(ascii: "-")) }
    reversed.reverse()
    return reversed
  }

  /// `%f`: without a sign.
  static func fixed(_ value: Double, precision: Int, keepsPoint: Bool = false) -> [UInt8] {
    var expansion = DecimalExpansion(value, significant: 0, fraction: precision)
    expansion.round(to: expansion.point + precision)
    var text: [UInt8] = []
    let whole = max(0, expansion.point)
    for place in 0..<whole { text.append(0x30 + (place < expansion.digits.count ? expansion.digits[place] : 0)) }
    if text.isEmpty { text.append(0x30) }
    if precision > 0 || keepsPoint { text.append(UInt8(ascii: ".")) }
    for place in 0..<precision {
      let index = expansion.point + place
      text.append(0x30 + (index >= 0 && index < expansion.digits.count ? expansion.digits[index] : 0))
    }
    return text
  }

  /// `%e`: without a sign.
  static func scientific(_ value: Double, precision: Int, keepsPoint: Bool = false, isUpper: Bool = false) -> [UInt8] {
    var expansion = DecimalExpansion(value, significant: precision + 1, fraction: 0)
    expansion.round(to: precision + 1)
    let exponent = expansion.digits.isEmpty ? 0 : expansion.point - 1
    return scientific(expansion.digits, exponent, precision, keepsPoint, isUpper)
  }

  private static func scientific(
    _ digits: [UInt8], _ exponent: Int, _ precision: Int, _ keepsPoint: Bool, _ isUpper: Bool
  ) -> [UInt8] {
    var text: [UInt8] = [0x30 + (digits.first ?? 0)]
    if precision > 0 || keepsPoint { text.append(UInt8(ascii: ".")) }
    for place in 1..<max(1, precision + 1) { text.append(0x30 + (place < digits.count ? digits[place] : 0)) }
    text.append(UInt8(ascii: isUpper ? "E" : "e"))
    text.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
    let power = decimal(abs(exponent))
    return text + (power.count < 2 ? [0x30] : []) + power
  }

  /// `%g`: without a sign.
  static func general(_ value: Double, precision: Int, keepsZeros: Bool = false, isUpper: Bool = false) -> [UInt8] {
    let count = max(1, precision)
    var expansion = DecimalExpansion(value, significant: count, fraction: 0)
    expansion.round(to: count)
    let exponent = expansion.digits.isEmpty ? 0 : expansion.point - 1
    var digits = expansion.digits
    if !keepsZeros { while digits.count > 1, digits.last == 0 { digits.removeLast() } }
    if exponent < -4 || exponent >= count {
      return scientific(digits, exponent, keepsZeros ? count - 1 : digits.count - 1, keepsZeros, isUpper)
    }
    let places = keepsZeros ? count - 1 - exponent : max(0, digits.count - 1 - exponent)
    return fixed(value, precision: digits.isEmpty ? 0 : places, keepsPoint: keepsZeros)
  }
}
