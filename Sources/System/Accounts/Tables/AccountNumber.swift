// Numbers of users and groups as text.

/// Decimal digits and nothing else: no sign, no blanks.
public enum AccountNumber {
  /// nil for what is no number of a user or group. (The highest one means "leave it as it is" to the file system.)
  public static func parse(_ text: some Collection<UInt8>) -> UInt32? {
    guard !text.isEmpty, text.count <= 10 else { return nil }
    var value: UInt64 = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return value < UInt64(UInt32.max) ? UInt32(value) : nil
  }

  public static func text(_ number: UInt32) -> [UInt8] { Array("\(number)".utf8) }
}
