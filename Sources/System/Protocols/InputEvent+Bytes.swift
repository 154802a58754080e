// Events as bytes, the way they travel: 24 bytes each, little-endian, one behind the other.

extension InputEvent {
  /// Bytes of one event.
  public static let length = 24

  /// Appends the event's bytes.
  public func append(to bytes: inout [UInt8]) {
    func put<T: FixedWidthInteger>(_ value: T) {
      var value = value
      for _ in 0..<(T.bitWidth / 8) {
        bytes.append(UInt8(truncatingIfNeeded: value))
        value >>= 8
      }
    }
    put(kind)
    put(modifiers.rawValue)
    put(code)
    put(state)
    put(UInt32(bitPattern: a))
    put(UInt32(bitPattern: b))
    put(time)
  }

  /// The event that starts at `offset`; nil if the bytes end before it does. Any bytes make an event.
  public init?(_ bytes: borrowing Span<UInt8>, at offset: Int) {
    guard offset >= 0, offset <= bytes.count, bytes.count - offset >= InputEvent.length else { return nil }
    let event = bytes.extracting(offset..<offset + InputEvent.length)
    // Written out, so that each becomes one access.
    func half(_ place: Int) -> UInt16 { UInt16(event[place]) | UInt16(event[place + 1]) << 8 }
    func word(_ place: Int) -> UInt32 { UInt32(half(place)) | UInt32(half(place + 2)) << 16 }
    self.init(.key, code: half(4), state: half(6), modifiers: Modifiers(rawValue: half(2)))
    kind = half(0)
    a = Int32(bitPattern: word(8))
    b = Int32(bitPattern: word(12))
    time = UInt64(word(16)) | UInt64(word(20)) << 32
  }
}
