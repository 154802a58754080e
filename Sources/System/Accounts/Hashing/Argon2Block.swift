// One block of Argon2's memory, 1 KiB, and the compression of two of them into one.
//
// Specification: RFC 9106, 3.5 and 3.6.

/// 128 words.
struct Argon2Block {
  static let bytes = 1024

  var words = InlineArray<128, UInt64>(repeating: 0)

  init() {}

  /// From 1024 bytes.
  init(_ bytes: [UInt8]) {
    for (index, byte) in bytes.prefix(Self.bytes).enumerated() {
      words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
    }
  }

  var array: [UInt8] {
    (0..<Self.bytes).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }

  @inline(__always)
  mutating func formXor(_ other: borrowing Argon2Block) {
    for index in 0..<128 { words[index] ^= other.words[index] }
  }

  /// The compression G.
  static func compressed(_ first: borrowing Argon2Block, _ second: borrowing Argon2Block) -> Argon2Block {
    var mixed = Argon2Block()
    for index in 0..<128 { mixed.words[index] = first.words[index] ^ second.words[index] }
    let before = mixed
    // As a square of 8 by 8 registers of two words: rows, then columns.
    for row in 0..<8 { mixed.permute(from: row * 16, pair: 2) }
    for column in 0..<8 { mixed.permute(from: column * 2, pair: 16) }
    mixed.formXor(before)
    return mixed
  }

  /// The permutation P on eight pairs of words.
  /// - Parameter pair: from one pair to the next.
  @inline(__always)
  private mutating func permute(from start: Int, pair: Int) {
    var (v0, v1) = (words[start], words[start &+ 1])
    var (v2, v3) = (words[start &+ pair], words[start &+ pair &+ 1])
    var (v4, v5) = (words[start &+ 2 &* pair], words[start &+ 2 &* pair &+ 1])
    var (v6, v7) = (words[start &+ 3 &* pair], words[start &+ 3 &* pair &+ 1])
    var (v8, v9) = (words[start &+ 4 &* pair], words[start &+ 4 &* pair &+ 1])
    var (v10, v11) = (words[start &+ 5 &* pair], words[start &+ 5 &* pair &+ 1])
    var (v12, v13) = (words[start &+ 6 &* pair], words[start &+ 6 &* pair &+ 1])
    var (v14, v15) = (words[start &+ 7 &* pair], words[start &+ 7 &* pair &+ 1])
    Self.mix(&v0, &v4, &v8, &v12)
    Self.mix(&v1, &v5, &v9, &v13)
    Self.mix(&v2, &v6, &v10, &v14)
    Self.mix(&v3, &v7, &v11, &v15)
    Self.mix(&v0, &v5, &v10, &v15)
    Self.mix(&v1, &v6, &v11, &v12)
    Self.mix(&v2, &v7, &v8, &v13)
    Self.mix(&v3, &v4, &v9, &v14)
    (words[start], words[start &+ 1]) = (v0, v1)
    (words[start &+ pair], words[start &+ pair &+ 1]) = (v2, v3)
    (words[start &+ 2 &* pair], words[start &+ 2 &* pair &+ 1]) = (v4, v5)
    (words[start &+ 3 &* pair], words[start &+ 3 &* pair &+ 1]) = (v6, v7)
    (words[start &+ 4 &* pair], words[start &+ 4 &* pair &+ 1]) = (v8, v9)
    (words[start &+ 5 &* pair], words[start &+ 5 &* pair &+ 1]) = (v10, v11)
    (words[start &+ 6 &* pair], words[start &+ 6 &* pair &+ 1]) = (v12, v13)
    (words[start &+ 7 &* pair], words[start &+ 7 &* pair &+ 1]) = (v14, v15)
  }

  /// BLAKE2b's step with a product in each sum.
  @inline(__always)
  private static func mix(_ a: inout UInt64, _ b: inout UInt64, _ c: inout UInt64, _ d: inout UInt64) {
    a = sum(a, b)
    d = rotated(d ^ a, 32)
    c = sum(c, d)
    b = rotated(b ^ c, 24)
    a = sum(a, b)
    d = rotated(d ^ a, 16)
    c = sum(c, d)
    b = rotated(b ^ c, 63)
  }

  @inline(__always)
  private static func sum(_ x: UInt64, _ y: UInt64) -> UInt64 {
    x &+ y &+ 2 &* (x & 0xFFFF_FFFF) &* (y & 0xFFFF_FFFF)
  }

  @inline(__always)
  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { value >> count | value << (64 &- count) }
}
