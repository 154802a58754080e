// Numbers to the base 16, of a fixed width, as `pci:` writes them.

/// Reading and writing hexadecimal digits.
public enum Hexadecimal {
  /// `value` with at least `width` digits.
  public static func text(_ value: UInt64, _ width: Int) -> String {
    var digits = String(value, radix: 16)
    while digits.utf8.count < width { digits = "0" + digits }
    return digits
  }

  /// Nil where there is no digit, another character, or more than 64 bits.
  public static func parse(_ text: some Collection<UInt8>) -> UInt64? {
    guard !text.isEmpty, text.count <= 16 else { return nil }
    var value: UInt64 = 0
    for byte in text {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt64(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt64(byte - 0x57)
      default: return nil
      }
    }
    return value
  }
}
