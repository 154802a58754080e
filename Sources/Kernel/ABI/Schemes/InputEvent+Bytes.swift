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
    var place = offset
    func take(_ count: Int) -> UInt64 {
      var value: UInt64 = 0
      for index in 0..<count { value |= UInt64(bytes[place + index]) << UInt64(8 * index) }
      place += count
      return value
    }
    self.init(.key)
    kind = UInt16(truncatingIfNeeded: take(2))
    modifiers = Modifiers(rawValue: UInt16(truncatingIfNeeded: take(2)))
    code = UInt16(truncatingIfNeeded: take(2))
    state = UInt16(truncatingIfNeeded: take(2))
    a = Int32(truncatingIfNeeded: take(4))
    b = Int32(truncatingIfNeeded: take(4))
    time = take(8)
  }
}
