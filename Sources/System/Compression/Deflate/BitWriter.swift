// The output side of the deflate encoder: bits, lowest first, gathered into bytes. Spec: RFC 1951 section 3.1.1.

/// A growing array of bytes, written bit by bit.
struct BitWriter: Sendable {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingCount: UInt64 = 0

  /// Starts behind `bytes`, a wrapper's header.
  init(behind bytes: [UInt8] = []) { self.bytes = bytes }

  /// Writes the lowest `length` bits (at most 32) of `value`, whose other bits are zero.
  mutating func write(_ value: UInt32, _ length: Int) {
    pending |= UInt64(value) &<< pendingCount
    pendingCount &+= UInt64(truncatingIfNeeded: length)
    while pendingCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount &-= 8
    }
  }

  /// Fills the current byte with zeros.
  mutating func alignToByte() {
    if pendingCount > 0 { write(0, 8 - Int(pendingCount)) }
  }

  /// Appends whole bytes. Call it only at a byte's border.
  mutating func append(_ more: Span<UInt8>) {
    for index in more.indices { bytes.append(more[index]) }
  }

  /// The whole bytes that were written since the last call.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}
