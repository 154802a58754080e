// BLAKE2b without a key.
//
// Specification: RFC 7693.

public import UtilitySupport

/// BLAKE2b of 1 to 64 bytes.
public struct BLAKE2b: HashFunction {
  private static let start: InlineArray<8, UInt64> = [
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
  ]

  private static let order: [UInt8] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
    11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
    7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
    9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
    2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
    12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
    13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
    6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
    10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
  ]

  private var state = Self.start
  private var pending = Bytes()
  private var length: UInt64 = 0
  private let digestLength: Int

  /// - Parameter length: bytes of the value, 1 to 64.
  public init(length: Int) {
    digestLength = max(1, min(length, 64))
    state[0] ^= 0x0101_0000 ^ UInt64(digestLength)
  }

  public mutating func update(_ bytes: borrowing Span<UInt8>) {
    var start = 0
    while start < bytes.count {
      // The last block is known only at the end: a full one waits for more.
      if pending.count == 128 {
        let whole = pending
        pending = []
        compress(whole.span, 128, isLast: false)
      }
      while pending.isEmpty, bytes.count - start > 128 {
        compress(bytes.extracting(start..<start + 128), 128, isLast: false)
        start += 128
      }
      while start < bytes.count, pending.count < 128 {
        pending.append(bytes[start])
        start += 1
      }
    }
  }

  public mutating func finish() -> Bytes {
    let count = pending.count
    let whole = pending + Bytes(repeating: 0, count: 128 - count)
    compress(whole.span, count, isLast: true)
    return Bytes((0..<8).flatMap { state[$0].littleEndianBytes }.prefix(digestLength))
  }

  private mutating func compress(_ block: borrowing Span<UInt8>, _ count: Int, isLast: Bool) {
    length &+= UInt64(count)
    var words = InlineArray<16, UInt64>(repeating: 0)
    for i in 0..<16 {
      words[i] = UInt64(block.littleWord(i &* 8)) | UInt64(block.littleWord(i &* 8 &+ 4)) &<< 32
    }
    var v = InlineArray<16, UInt64>(repeating: 0)
    for i in 0..<8 { (v[i], v[i &+ 8]) = (state[i], Self.start[i]) }
    v[12] ^= length
    if isLast { v[14] = ~v[14] }
    let order = Self.order
    for round in 0..<12 {
      let row = (round % 10) &* 16
      @inline(__always) func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ pair: Int) {
        v[a] = v[a] &+ v[b] &+ words[Int(order[row &+ pair])]
        v[d] = (v[d] ^ v[a]).rotatedRight(32)
        v[c] = v[c] &+ v[d]
        v[b] = (v[b] ^ v[c]).rotatedRight(24)
        v[a] = v[a] &+ v[b] &+ words[Int(order[row &+ pair &+ 1])]
        v[d] = (v[d] ^ v[a]).rotatedRight(16)
        v[c] = v[c] &+ v[d]
        v[b] = (v[b] ^ v[c]).rotatedRight(63)
      }
      mix(0, 4, 8, 12, 0)
      mix(1, 5, 9, 13, 2)
      mix(2, 6, 10, 14, 4)
      mix(3, 7, 11, 15, 6)
      mix(0, 5, 10, 15, 8)
      mix(1, 6, 11, 12, 10)
      mix(2, 7, 8, 13, 12)
      mix(3, 4, 9, 14, 14)
    }
    for i in 0..<8 { state[i] ^= v[i] ^ v[i &+ 8] }
  }
}
