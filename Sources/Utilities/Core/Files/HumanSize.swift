// Sizes in powers of 1000.

/// Writes sizes.
enum HumanSize {
  /// A size with one digit behind the point below ten, rounded up as `ls --si` does.
  static func short(_ size: UInt64, base: UInt64) -> String {
    if size < base { return "\(size)" }
    let units = ["k", "M", "G", "T", "P", "E"]
    var divisor = base
    var unit = 0
    func roundedUp(_ value: UInt64, _ divisor: UInt64) -> UInt64 { value / divisor + (value % divisor == 0 ? 0 : 1) }
    while unit < units.count - 1, roundedUp(size, divisor) >= base {
      divisor *= base
      unit += 1
    }
    let tenths = size / divisor * 10 + roundedUp(size % divisor, max(1, divisor / 10))
    if tenths < 100 { return "\(tenths / 10).\(tenths % 10)\(units[unit])" }
    return "\(roundedUp(size, divisor))\(units[unit])"
  }
}
