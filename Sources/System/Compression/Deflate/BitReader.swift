// The input side of the inflater: up to 64 bits of look-ahead over a span of bytes.
//
// Bits at and above `count` are either zero or equal to the input that follows, so putting the same bytes in once more
// is harmless; that lets the wide refill skip every branch. Spec: RFC 1951 section 3.1.1 (lowest bit first).

/// A cursor over the bits of a compressed stream. The bytes are passed to each call.
struct BitReader {
  /// The look-ahead, next bit lowest.
  var bits: UInt64 = 0
  /// How many bits of `bits` are taken from the input.
  var count: UInt64 = 0
  /// The next input byte that is not in `bits`.
  var position = 0

  /// Takes in bytes until at least 56 bits are ready, or the input ends.
  mutating func refill(_ input: Span<UInt8>) {
    while count < 56, position < input.count {
      bits |= UInt64(input[position]) &<< count
      count += 8
      position += 1
    }
  }

  @inline(__always) mutating func consume(_ length: UInt64) {
    bits &>>= length
    count &-= length
  }

  /// The next `length` bits (at most 16).
  mutating func take(_ length: UInt64, _ input: Span<UInt8>) throws(CompressionError) -> Int {
    refill(input)
    guard count >= length else { throw .truncated }
    let value = Int(bits & (1 &<< length &- 1))
    consume(length)
    return value
  }

  /// Drops the rest of the current byte, and hands whole bytes of look-ahead back to the input.
  mutating func alignToByte() {
    position -= Int(count / 8)
    bits = 0
    count = 0
  }

  /// Hands whole bytes of look-ahead back to the input, and counts positions from the byte that comes next.
  /// - Returns: the bytes of the input that are used up.
  mutating func rebase() -> Int {
    position -= Int(count / 8)
    count %= 8
    bits &= 1 &<< count &- 1
    defer { position = 0 }
    return position
  }
}
