// How much was copied how fast, as `dd` says it.
//
// Specification: GNU coreutils 9.1, dd.

import UtilitySupport

/// Writes such reports.
public enum TransferReport {
  /// `1024 bytes (1.0 kB, 1.0 KiB) copied, 0.5 s, 2.0 kB/s`.
  /// - Parameter isProgress: whole seconds, since it is only in between.
  public static func text(bytes: Int, nanoseconds: UInt64, isProgress: Bool = false) -> String {
    let (decimal, binary) = (size(bytes, 1000, "B", ["kB", "MB", "GB", "TB", "PB", "EB"]), binarySize(bytes))
    var sizes = ""
    if bytes >= 1024 { sizes = " (\(decimal), \(binary))" } else if bytes >= 1000 { sizes = " (\(decimal))" }
    let time = isProgress ? "\((nanoseconds &+ 500_000_000) / 1_000_000_000)" : seconds(nanoseconds)
    let unit = bytes == 1 ? "byte" : "bytes"
    return "\(bytes) \(unit)\(sizes) copied, \(time) s, \(rate(bytes, nanoseconds))"
  }

  private static func binarySize(_ bytes: Int) -> String {
    size(bytes, 1024, "B", ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"])
  }

  /// A size with one digit behind the point below ten.
  private static func size(_ bytes: Int, _ base: Double, _ plain: String, _ units: [String]) -> String {
    var value = Double(bytes)
    var unit = -1
    while unit + 1 < units.count, unit < 0 ? value >= base : rounded(value) >= base {
      value /= base
      unit += 1
    }
    return unit < 0 ? "\(bytes) \(plain)" : "\(shown(value)) \(units[unit])"
  }

  private static func rounded(_ value: Double) -> Double {
    value < 9.95 ? (value * 10).rounded(.toNearestOrEven) / 10 : value.rounded(.toNearestOrEven)
  }

  private static func shown(_ value: Double) -> String {
    guard value < 9.95 else { return "\(Int(value.rounded(.toNearestOrEven)))" }
    let tenths = Int((value * 10).rounded(.toNearestOrEven))
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func rate(_ bytes: Int, _ nanoseconds: UInt64) -> String {
    guard nanoseconds > 0 else { return "Infinity B/s" }
    let units = ["kB", "MB", "GB", "TB", "PB"]
    var value = Double(bytes) / Double(nanoseconds) * 1_000_000
    var unit = 0
    while unit + 1 < units.count, value >= 999.5 {
      value /= 1000
      unit += 1
    }
    // A rate has a digit behind the point as long as there is room for it.
    let tenths = Int((value * 10).rounded(.toNearestOrEven))
    let text = tenths < 1000 ? "\(tenths / 10).\(tenths % 10)" : "\(Int(min(value, 1e15).rounded(.toNearestOrEven)))"
    return "\(text) \(units[unit])/s"
  }

  /// Six digits, as `%g` of C has them.
  static func seconds(_ nanoseconds: UInt64) -> String {
    var digits = "\(nanoseconds)".bytes
    if nanoseconds == 0 { return "0" }
    var exponent = digits.count - 10
    if digits.count > 6 {
      let isUp = digits[6] >= 0x35
      digits = Bytes(digits.prefix(6))
      if isUp, let value = digits.decimal {
        digits = "\(value + 1)".bytes
        if digits.count > 6 {
          digits.removeLast()
          exponent += 1
        }
      }
    }
    while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
    if exponent < -4 {
      let rest = digits.count > 1 ? ".".bytes + digits[1...] : []
      return (digits.prefix(1) + rest + "e-\(exponent > -10 ? "0" : "")\(-exponent)".bytes).map { $0 }.text
    }
    if exponent < 0 { return ("0.".bytes + Bytes(repeating: 0x30, count: -exponent - 1) + digits).text }
    while digits.count < exponent + 1 { digits.append(0x30) }
    let rest = digits.count > exponent + 1 ? ".".bytes + digits[(exponent + 1)...] : []
    return (digits.prefix(exponent + 1) + rest).map { $0 }.text
  }
}
