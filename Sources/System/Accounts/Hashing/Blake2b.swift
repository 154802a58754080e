// BLAKE2b without a key: the hash that Argon2 is built from.
//
// Specification: RFC 7693. Not constant-time in the length of the input, only in its content.

/// A hash that is fed piece by piece.
struct Blake2b {
  /// Bytes of the longest hash.
  static let longest = 64
  private static let blockLength = 128

  private static let initial: InlineArray<8, UInt64> = [
    0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1,
    0x510E_527F_ADE6_82D1, 0x9B05_688C_2B3E_6C1F, 0x1F83_D9AB_FB41_BD6B, 0x5BE0_CD19_137E_2179,
  ]
  /// Which word of the block comes when; the eleventh and twelfth round are the first two again.
  private static let order: InlineArray<10, InlineArray<16, UInt8>> = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
  ]

  private var state: InlineArray<8, UInt64>
  private var block = InlineArray<16, UInt64>(repeating: 0)
  private var filled = 0
  private var total: UInt64 = 0
  private let length: Int

  /// - Parameter length: bytes of the hash, 1 to 64.
  init(length: Int) {
    self.length = max(1, min(length, Self.longest))
    state = Self.initial
    state[0] ^= 0x0101_0000 ^ UInt64(self.length)
  }

  mutating func update(_ bytes: [UInt8]) {
    for byte in bytes {
      // The last block is compressed with a mark of its own, so a full one waits until it is known not to be the last.
      if filled == Self.blockLength { compress(isLast: false) }
      block[filled / 8] |= UInt64(byte) << UInt64(filled % 8 * 8)
      filled += 1
      total &+= 1
    }
  }

  /// A number as Argon2 hashes it: four bytes, the lowest first.
  mutating func update(number: UInt32) {
    update((0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
  }

  consuming func finish() -> [UInt8] {
    compress(isLast: true)
    return (0..<length).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }

  /// The hash of one text.
  static func hash(_ bytes: [UInt8], length: Int) -> [UInt8] {
    var hash = Blake2b(length: length)
    hash.update(bytes)
    return hash.finish()
  }

  private mutating func compress(isLast: Bool) {
    var v = InlineArray<16, UInt64>(repeating: 0)
    for index in 0..<8 {
      v[index] = state[index]
      v[index + 8] = Self.initial[index]
    }
    v[12] ^= total
    if isLast { v[14] = ~v[14] }
    for round in 0..<12 {
      let order = Self.order[round % 10]
      for step in 0..<8 {
        let column = step % 4
        // The second four steps go along the diagonals.
        let turn = step / 4
        let (a, b) = (column, 4 + (column + turn) % 4)
        let (c, d) = (8 + (column + 2 * turn) % 4, 12 + (column + 3 * turn) % 4)
        let (x, y) = (block[Int(order[step * 2])], block[Int(order[step * 2 + 1])])
        v[a] = v[a] &+ v[b] &+ x
        v[d] = Self.rotated(v[d] ^ v[a], 32)
        v[c] = v[c] &+ v[d]
        v[b] = Self.rotated(v[b] ^ v[c], 24)
        v[a] = v[a] &+ v[b] &+ y
        v[d] = Self.rotated(v[d] ^ v[a], 16)
        v[c] = v[c] &+ v[d]
        v[b] = Self.rotated(v[b] ^ v[c], 63)
      }
    }
    for index in 0..<8 { state[index] ^= v[index] ^ v[index + 8] }
    block = InlineArray(repeating: 0)
    filled = 0
  }

  @inline(__always)
  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { value >> count | value << (64 &- count) }
}
