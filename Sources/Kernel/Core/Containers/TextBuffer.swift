// Text that the kernel writes: reports, the records of `sys:`. Bytes only, no String (whose Unicode parts need vector
// registers).

/// Bytes with the few formats that the kernel needs.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func text(_ string: StaticString) {
    // SAFETY: the literal's bytes live as long as the kernel.
    string.withUTF8Buffer { buffer in
      for index in buffer.indices { unsafe bytes.append(buffer[index]) }
    }
  }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  /// The bytes of a record of the ABI.
  mutating func record<T: BitwiseCopyable>(_ value: T) {
    // SAFETY: records of the ABI have no padding (pinned by tests), so every byte of them is a field.
    unsafe withUnsafeBytes(of: value) { buffer in
      for index in buffer.indices { unsafe bytes.append(buffer[index]) }
    }
  }

  mutating func newline() { bytes.append(10) }

  mutating func decimal(_ value: UInt64) {
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var rest = value
    var count = 0
    repeat {
      digits[count] = UInt8(truncatingIfNeeded: rest % 10) + 48
      rest /= 10
      count += 1
    } while rest > 0
    while count > 0 {
      count -= 1
      bytes.append(digits[count])
    }
  }

  mutating func signed(_ value: Int64) {
    if value < 0 { bytes.append(45) }
    decimal(value.magnitude)
  }

  /// Lower-case hexadecimal with `0x`, at least `digits` of them.
  mutating func hexadecimal(_ value: UInt64, digits: Int = 1) {
    text("0x")
    var shift = 60
    var started = false
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15
      if digit != 0 || shift < 4 * digits { started = true }
      if started { bytes.append(digit < 10 ? digit + 48 : digit + 87) }
      shift -= 4
    }
  }

  /// Spaces up to `column` of a line that began at `start`.
  mutating func pad(from start: Int, to column: Int) {
    while bytes.count - start < column { bytes.append(32) }
  }
}

/// Numbers as they stand in paths.
enum NumberParser {
  /// A number that fills the whole span; nil for anything else, overflow included.
  static func parse(_ text: [UInt8], _ range: Range<Int>, radix: UInt64) -> UInt64? {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= text.count else { return nil }
    var value: UInt64 = 0
    for place in range {
      guard let digit = digit(text[place]), digit < radix else { return nil }
      let (product, high) = value.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(digit)
      guard !high && !carry else { return nil }
      value = sum
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 48...57: UInt64(byte - 48)
    case 97...102: UInt64(byte - 87)
    case 65...70: UInt64(byte - 55)
    default: nil
    }
  }
}
