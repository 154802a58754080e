// SHA-3 of 224 to 512 bits.
//
// Specification: FIPS 202.

public import UtilitySupport

/// SHA-3.
public struct SHA3: HashFunction {
  private var state = InlineArray<25, UInt64>(repeating: 0)
  /// Where the next byte goes.
  private var position = 0
  private let rate: Int
  private let digestLength: Int

  /// - Parameter length: bytes of the value: 28, 32, 48 or 64.
  public init(length: Int) {
    digestLength = max(1, min(length, 64))
    rate = 200 - 2 * digestLength
  }

  private static let constants: [UInt64] = [
    0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000,
    0x0000_0000_0000_808b, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
    0x0000_0000_0000_008a, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000a,
    0x0000_0000_8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
    0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800a, 0x8000_0000_8000_000a,
    0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
  ]

  private static let rotations: [UInt64] = [
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
  ]

  private static let places = [
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
  ]

  public mutating func update(_ bytes: borrowing Span<UInt8>) {
    for index in bytes.indices { absorb(bytes[index]) }
  }

  private mutating func absorb(_ byte: UInt8) {
    state[position >> 3] ^= UInt64(byte) &<< UInt64(8 * (position & 7))
    position += 1
    if position == rate {
      permute()
      position = 0
    }
  }

  public mutating func finish() -> Bytes {
    state[position >> 3] ^= 0x06 &<< UInt64(8 * (position & 7))
    state[(rate - 1) >> 3] ^= 0x80 &<< UInt64(8 * ((rate - 1) & 7))
    permute()
    return Bytes((0..<8).flatMap { state[$0].littleEndianBytes }.prefix(digestLength))
  }

  private mutating func permute() {
    var sums = InlineArray<5, UInt64>(repeating: 0)
    for round in 0..<24 {
      for x in 0..<5 { sums[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] }
      for x in 0..<5 {
        let parity = sums[(x + 4) % 5] ^ sums[(x + 1) % 5].rotatedLeft(1)
        for y in stride(from: 0, to: 25, by: 5) { state[y + x] ^= parity }
      }
      var moved = state[1]
      for step in 0..<24 {
        let place = Self.places[step]
        (state[place], moved) = (moved.rotatedLeft(Self.rotations[step]), state[place])
      }
      for y in stride(from: 0, to: 25, by: 5) {
        for x in 0..<5 { sums[x] = state[y + x] }
        for x in 0..<5 { state[y + x] = sums[x] ^ (~sums[(x + 1) % 5] & sums[(x + 2) % 5]) }
      }
      state[0] ^= Self.constants[round]
    }
  }
}
