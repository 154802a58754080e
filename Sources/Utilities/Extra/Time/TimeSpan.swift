// Lengths of time as people type them: `5`, `0.5s`, `1h30m`. Exact, in nanoseconds.

import UtilitySupport

/// Reads lengths of time.
enum TimeSpan {
  private static let second: UInt64 = 1_000_000_000

  /// A number with an optional unit (s, m, h, d), as GNU's programs take it; nil for anything else. What is too long to
  /// be counted is for ever.
  static func parse(_ text: Bytes) -> UInt64? {
    var rest = text[...]
    guard let value = takePart(&rest), rest.isEmpty else { return nil }
    return value
  }

  /// Several of them in a row: `1h30m`.
  static func parseSum(_ text: Bytes) -> UInt64? {
    var rest = text[...]
    var sum: UInt64 = 0
    repeat {
      guard let value = takePart(&rest) else { return nil }
      sum = saturated(sum.addingReportingOverflow(value))
    } while !rest.isEmpty
    return sum
  }

  private static func saturated(_ result: (partialValue: UInt64, overflow: Bool)) -> UInt64 {
    result.overflow ? .max : result.partialValue
  }

  private static func takePart(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var whole: UInt64 = 0
    var fraction: UInt64 = 0
    var scale = second
    var hasDigits = false
    while let digit = rest.first, Character8.isDigit(digit) {
      whole = saturated(whole.multipliedReportingOverflow(by: 10))
      whole = saturated(whole.addingReportingOverflow(UInt64(digit - 0x30)))
      hasDigits = true
      rest = rest.dropFirst()
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      while let digit = rest.first, Character8.isDigit(digit) {
        scale /= 10
        fraction += UInt64(digit - 0x30) * scale
        hasDigits = true
        rest = rest.dropFirst()
      }
    }
    guard hasDigits else { return nil }
    var unit: UInt64 = 1
    switch rest.first {
    case UInt8(ascii: "s"): rest = rest.dropFirst()
    case UInt8(ascii: "m"): (unit, rest) = (60, rest.dropFirst())
    case UInt8(ascii: "h"): (unit, rest) = (3_600, rest.dropFirst())
    case UInt8(ascii: "d"): (unit, rest) = (86_400, rest.dropFirst())
    default: break
    }
    let nanoseconds = saturated(whole.multipliedReportingOverflow(by: second))
    let value = saturated(nanoseconds.addingReportingOverflow(fraction))
    return saturated(value.multipliedReportingOverflow(by: unit))
  }

  /// `1:05` or `1:02:03`.
  static func clock(_ nanoseconds: UInt64) -> String {
    let seconds = nanoseconds / second
    func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }
}
