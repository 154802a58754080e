// Text from the kernel itself, before and after Core can print: to the serial port and, once it is known, the screen.

/// Builds lines out of literals and numbers, without the formatting of the standard library.
struct KernelText {
  let serial: SerialPort
  var screen: BootScreen?

  mutating func put(_ text: StaticString) {
    // SAFETY: a literal, alive for ever.
    for index in 0..<text.utf8CodeUnitCount { put(unsafe text.utf8Start[index]) }
  }

  mutating func put(_ byte: UInt8) {
    if byte == UInt8(ascii: "\n") { serial.write(UInt8(ascii: "\r")) }
    serial.write(byte)
    screen?.put(byte)
  }

  mutating func put(_ bytes: [UInt8]) { for byte in bytes { put(byte) } }

  /// Sixteen hexadecimal digits.
  mutating func putHexadecimal(_ value: UInt64) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15
      put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// With zeros in front.
  mutating func put(_ value: UInt64, digits: Int) {
    if digits > 1 { put(value / 10, digits: digits - 1) }
    put(UInt8(ascii: "0") + UInt8(value % 10))
  }

  mutating func put(_ value: UInt64) {
    if value >= 10 { put(value / 10) }
    put(UInt8(ascii: "0") + UInt8(value % 10))
  }
}
