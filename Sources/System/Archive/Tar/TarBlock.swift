// A header block of a tar archive in the making. Spec: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual.

/// 512 bytes of fields.
struct TarBlock {
  private(set) var bytes = [UInt8](repeating: 0, count: TarField.blockSize)

  mutating func put(type: UInt8) { bytes[TarField.type] = type }

  /// As much of `text` as the field holds.
  mutating func put(_ text: [UInt8], _ field: Range<Int>) {
    for (offset, byte) in text.prefix(field.count).enumerated() { bytes[field.lowerBound + offset] = byte }
  }

  /// An octal number that fills the field but for its last byte; one that is too large for it in GNU's binary form.
  mutating func put(_ value: UInt64, _ field: Range<Int>) {
    var rest = value
    let isOctal = value >> UInt64(3 * (field.count - 1)) == 0
    for index in (field.lowerBound..<(field.upperBound - (isOctal ? 1 : 0))).reversed() {
      bytes[index] = isOctal ? UInt8(ascii: "0") + UInt8(rest & 7) : UInt8(truncatingIfNeeded: rest)
      rest >>= isOctal ? 3 : 8
    }
    if !isOctal { bytes[field.lowerBound] |= 0x80 }
  }

  /// Sets the checksum. `digits`: six and a blank behind the zero as most programs have it, or seven.
  mutating func seal(digits: Int) {
    var rest = TarHeader.checksum(bytes.span)
    let field = TarField.checksum
    for index in (field.lowerBound..<(field.lowerBound + digits)).reversed() {
      bytes[index] = UInt8(ascii: "0") + UInt8(rest & 7)
      rest >>= 3
    }
    if digits == 6 { bytes[field.upperBound - 1] = UInt8(ascii: " ") }
  }
}
