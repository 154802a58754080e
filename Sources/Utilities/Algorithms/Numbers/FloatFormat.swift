// A format with one conversion of a number, as `seq -f` and `csplit -b` take them.
//
// Specification: GNU coreutils 9.1, seq.

public import UtilitySupport

/// `text%[flags][width][.precision]letter text`.
public struct FloatFormat {
  /// What is wrong with a format.
  public enum Problem: Error {
    case none, tooMany, unknown, ends

    /// In the words of seq.
    public func message(_ format: Bytes, _ letter: UInt8) -> String {
      let name = QuotingStyle.quoted(format).text
      switch self {
      case .none: return "format \(name) has no % directive"
      case .tooMany: return "format \(name) has too many % directives"
      case .unknown: return "format \(name) has unknown %\(Bytes([letter]).text) directive"
      case .ends: return "format \(name) ends in %"
      }
    }
  }

  private var prefix = Bytes()
  private var suffix = Bytes()
  private var directive = PrintfFormat.Directive()
  private var conversion: UInt8 = 0

  /// The letter that was no conversion, for messages.
  public static func unknownLetter(_ format: Bytes) -> UInt8 {
    guard
      let percent = format.indices.first(where: { index in
        format[index] == UInt8(ascii: "%") && (index == 0 || format[index - 1] != UInt8(ascii: "%"))
      })
    else { return 0 }
    return format[(percent + 1)...].first { !Character8.isDigit($0) && !"-+ #0'.L".utf8.contains($0) } ?? 0
  }

  /// - Parameter conversions: the letters that may stand.
  public init(_ format: Bytes, conversions: String = "aefgAEFG") throws(Problem) {
    var index = 0
    var hasDirective = false
    while index < format.count {
      guard format[index] == UInt8(ascii: "%") else {
        if hasDirective { suffix.append(format[index]) } else { prefix.append(format[index]) }
        index += 1
        continue
      }
      if index + 1 < format.count, format[index + 1] == UInt8(ascii: "%") {
        if hasDirective { suffix.append(format[index]) } else { prefix.append(format[index]) }
        index += 2
        continue
      }
      if hasDirective { throw .tooMany }
      hasDirective = true
      index += 1
      while index < format.count, "-+ #0'".utf8.contains(format[index]) {
        switch format[index] {
        case UInt8(ascii: "-"): directive.isLeft = true
        case UInt8(ascii: "+"): directive.hasSign = true
        case UInt8(ascii: " "): directive.hasSpace = true
        case UInt8(ascii: "#"): directive.isAlternate = true
        case UInt8(ascii: "0"): directive.isZeroPadded = true
        default: break
        }
        index += 1
      }
      directive.width = Self.number(format, &index) ?? 0
      if index < format.count, format[index] == UInt8(ascii: ".") {
        index += 1
        directive.precision = Self.number(format, &index) ?? 0
      }
      if index < format.count, format[index] == UInt8(ascii: "L") { index += 1 }
      guard index < format.count else { throw .ends }
      guard conversions.utf8.contains(format[index]) else { throw .unknown }
      conversion = format[index]
      index += 1
    }
    guard hasDirective else { throw .none }
  }

  private static func number(_ format: Bytes, _ index: inout Int) -> Int? {
    var value: Int?
    while index < format.count, Character8.isDigit(format[index]) {
      value = min((value ?? 0) * 10 + Int(format[index] - 0x30), 1 << 16)
      index += 1
    }
    return value
  }

  /// The text for a number.
  public func formatted(_ value: LongDouble) -> Bytes {
    let text = value.formatted(conversion, precision: directive.precision, isAlternate: directive.isAlternate)
    return padded(text, isNegative: value.isNegative)
  }

  private func padded(_ text: Bytes, isNegative: Bool) -> Bytes {
    let sign: Bytes =
      isNegative ? [UInt8(ascii: "-")] : directive.hasSign ? [UInt8(ascii: "+")] : directive.hasSpace ? [0x20] : []
    let missing = max(0, directive.width - sign.count - text.count)
    let number =
      directive.isLeft
      ? sign + text + Bytes(repeating: 0x20, count: missing)
      : directive.isZeroPadded
        ? sign + Bytes(repeating: 0x30, count: missing) + text : Bytes(repeating: 0x20, count: missing) + sign + text
    return prefix + number + suffix
  }
}
