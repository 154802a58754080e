// Little-endian fields of a byte format, read with bounds and written in place.

extension Span where Element == UInt8 {
  /// The 16-bit number at `offset`; nil if it reaches beyond the end.
  func number16(at offset: Int) -> UInt16? {
    guard let bytes = field(at: offset, 2) else { return nil }
    return UInt16(bytes[0]) | UInt16(bytes[1]) << 8
  }

  /// The 32-bit number at `offset`; nil if it reaches beyond the end.
  func number32(at offset: Int) -> UInt32? {
    guard let bytes = field(at: offset, 4) else { return nil }
    var value: UInt32 = 0
    for index in (0..<4).reversed() { value = value << 8 | UInt32(bytes[index]) }
    return value
  }

  /// The 64-bit number at `offset`; nil if it reaches beyond the end.
  func number64(at offset: Int) -> UInt64? {
    guard let bytes = field(at: offset, 8) else { return nil }
    var value: UInt64 = 0
    for index in (0..<8).reversed() { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  /// `length` bytes at `offset`; nil if they reach beyond the end.
  @_lifetime(copy self)
  func field(at offset: Int, _ length: Int) -> Span<UInt8>? {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
    return extracting(offset..<(offset + length))
  }
}

extension [UInt8] {
  /// Appends a number, lowest byte first.
  mutating func append32(_ value: UInt32) {
    for shift: UInt32 in [0, 8, 16, 24] { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Appends a number, lowest byte first.
  mutating func append64(_ value: UInt64) {
    append32(UInt32(truncatingIfNeeded: value))
    append32(UInt32(truncatingIfNeeded: value >> 32))
  }

  /// Appends zeros until the length is a multiple of `alignment`.
  mutating func pad(to alignment: Int) {
    let rest = count % alignment
    if rest > 0 { append(contentsOf: repeatElement(0, count: alignment - rest)) }
  }
}
