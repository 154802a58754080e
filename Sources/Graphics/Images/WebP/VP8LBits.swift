// The bits of a VP8L image, lowest first. Behind the end come zeros, and whoever took some of them is told.

struct VP8LBits: ~Escapable {
  private let bytes: Span<UInt8>
  private var position = 0
  private var bits: UInt64 = 0
  private var count = 0
  /// Bits of `count` that the file does not have.
  private var madeUp = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// Whether more bits were taken than there are.
  var isExhausted: Bool { madeUp > count }

  /// Bytes that are left, about.
  var remaining: Int { bytes.count - position }

  /// Makes at least 56 bits ready.
  @inline(__always) mutating func fill() {
    while count <= 56 {
      if position < bytes.count {
        bits |= UInt64(bytes[position]) &<< UInt64(truncatingIfNeeded: count)
        position &+= 1
      } else {
        madeUp = min(madeUp &+ 8, 1 << 20)
      }
      count &+= 8
    }
  }

  /// What comes next, without taking it: 32 bits at least are ready after `fill`.
  @inline(__always) var ahead: Int { Int(truncatingIfNeeded: bits & 0xffff_ffff) }

  @inline(__always) mutating func drop(_ length: Int) {
    bits &>>= UInt64(truncatingIfNeeded: length)
    count &-= length
  }

  /// The next `length` bits (0 to 24).
  @inline(__always) mutating func take(_ length: Int) -> Int {
    if count < length { fill() }
    let value = Int(truncatingIfNeeded: bits) & (1 &<< length &- 1)
    drop(length)
    return value
  }

  /// The same, where the end of the file is an error.
  mutating func number(_ length: Int) throws(ImageError) -> Int {
    let value = take(length)
    guard !isExhausted else { throw .truncated }
    return value
  }
}
