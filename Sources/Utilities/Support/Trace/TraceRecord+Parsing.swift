// Records of `proc:N/trace` and `sys:profile`, out of the bytes that a read gave.

public import ABI

extension TraceRecord {
  /// The record at an offset; nil where the bytes end before it does.
  public init?(parsing bytes: [UInt8], at start: Int) {
    guard start >= 0, start + TraceRecord.length <= bytes.count else { return nil }
    func field(_ offset: Int, _ count: Int) -> UInt64 {
      var value: UInt64 = 0
      for place in (0..<count).reversed() { value = value << 8 | UInt64(bytes[start + offset + place]) }
      return value
    }
    self.init()
    time = field(0, 8)
    process = UInt32(field(8, 4))
    thread = UInt32(field(12, 4))
    kind = UInt16(field(16, 2))
    count = UInt16(field(18, 2))
    number = UInt32(field(20, 4))
    for place in 0..<5 { words[place] = field(24 + place * 8, 8) }
    for place in 0..<8 { self.bytes[place] = field(64 + place * 8, 8) }
  }

  /// The bytes that the record carries.
  public var content: [UInt8] {
    (0..<min(Int(count), TraceRecord.byteCapacity)).map {
      UInt8(truncatingIfNeeded: bytes[$0 / 8] >> UInt64($0 % 8 * 8))
    }
  }

  /// The instruction of a sample, and its return addresses.
  public var addresses: [UInt64] {
    (0..<min(Int(count), TraceRecord.sampleCapacity)).map { $0 < 5 ? words[$0] : bytes[$0 - 5] }
  }
}
