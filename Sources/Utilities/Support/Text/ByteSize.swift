// Sizes with units: `10K` in, `1.5M` out.

/// Reads and writes sizes.
public enum ByteSize {
  /// A number with an optional unit (b, k, K, M, G, T, also with `B` for powers of 1000), or nil.
  public static func parse(_ text: Bytes) -> Int? {
    guard let end = text.lastIndex(where: Character8.isDigit) else { return nil }
    guard let number = text[...end].decimal else { return nil }
    var factor = 1
    switch text[(end + 1)...].map({ $0 }) {
    case []: factor = 1
    case [UInt8(ascii: "b")]: factor = 512
    case [UInt8(ascii: "k")], [UInt8(ascii: "K")]: factor = 1 << 10
    case [UInt8(ascii: "M")]: factor = 1 << 20
    case [UInt8(ascii: "G")]: factor = 1 << 30
    case [UInt8(ascii: "T")]: factor = 1 << 40
    case Bytes("kB".utf8), Bytes("KB".utf8): factor = 1000
    case Bytes("MB".utf8): factor = 1_000_000
    case Bytes("GB".utf8): factor = 1_000_000_000
    default: return nil
    }
    let (value, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : value
  }

  /// A size in powers of 1024 with one digit behind the point below ten, rounded up as `ls -h` does.
  public static func short(_ size: UInt64) -> String {
    if size < 1024 { return "\(size)" }
    let units = ["K", "M", "G", "T", "P", "E"]
    var divisor: UInt64 = 1024
    var unit = 0
    while unit < units.count - 1, roundedUp(size, divisor) >= 1024 {
      divisor <<= 10
      unit += 1
    }
    // Tenths, rounded up.
    let whole = size / divisor
    let tenths = whole * 10 + roundedUp(size % divisor * 10, divisor)
    if tenths < 100 { return "\(tenths / 10).\(tenths % 10)\(units[unit])" }
    return "\(roundedUp(size, divisor))\(units[unit])"
  }

  private static func roundedUp(_ value: UInt64, _ divisor: UInt64) -> UInt64 {
    value / divisor + (value % divisor == 0 ? 0 : 1)
  }
}
