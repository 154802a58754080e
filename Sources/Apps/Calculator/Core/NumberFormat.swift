// Numbers as text: digits in groups of three, as many as fit, and a power of ten where the plain form would be all
// zeros.

/// How numbers are written.
public struct NumberFormat: Sendable {
  /// Between groups of three digits; empty for none.
  public var grouping: String
  /// Before the fraction.
  public var point: String
  /// Significant digits that are shown; at least 1.
  public var digits: Int

  /// As on the display.
  public static let display = NumberFormat(grouping: ",", point: ".", digits: 16)
  /// To be read again: nothing is lost that the display would show.
  public static let plain = NumberFormat(grouping: "", point: ".", digits: 34)

  public init(grouping: String, point: String, digits: Int) {
    self.grouping = grouping
    self.point = point
    self.digits = max(1, digits)
  }

  /// The text of a number; the minus sign is U+2212.
  public func string(_ value: Decimal) -> String {
    guard let rounded = try? value.rounded(digits: digits), !rounded.isZero else { return "0" }
    let digits = rounded.coefficient.digits
    let sign = rounded.isNegative ? "\u{2212}" : ""
    let exponent = rounded.leadingExponent
    // Whole numbers are shown whole as far as they are exact; small ones with up to six zeros behind the point.
    if exponent >= max(self.digits, 16) || exponent < -6 {
      return sign + scientific(digits, exponent)
    }
    return sign + plain(digits, exponent)
  }

  private func scientific(_ digits: [UInt8], _ exponent: Int) -> String {
    var text = NumberFormat.text(digits[..<1])
    if digits.count > 1 { text += point + NumberFormat.text(digits[1...]) }
    return text + "e" + (exponent < 0 ? "\u{2212}" : "") + "\(abs(exponent))"
  }

  private func plain(_ digits: [UInt8], _ exponent: Int) -> String {
    if exponent < 0 {
      return "0" + point + String(repeating: "0", count: -exponent - 1) + NumberFormat.text(digits[...])
    }
    let whole = exponent + 1
    let padded = digits + Array(repeating: 0, count: max(0, whole - digits.count))
    var text = ""
    for (index, digit) in padded[..<whole].enumerated() {
      if index > 0 && (whole - index) % 3 == 0 { text += grouping }
      text += NumberFormat.text([digit])
    }
    return padded.count > whole ? text + point + NumberFormat.text(padded[whole...]) : text
  }

  private static func text(_ digits: ArraySlice<UInt8>) -> String {
    String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
  }
}
