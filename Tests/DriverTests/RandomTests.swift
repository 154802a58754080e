// The random generator: the block function of RFC 8439, and what callers rely on.

import Testing

@testable import RandomCore

struct RandomTests {
  /// RFC 8439, section 2.3.2.
  @Test func blockFunctionMatchesTheStandard() {
    let key: [UInt32] = [
      0x0302_0100, 0x0706_0504, 0x0B0A_0908, 0x0F0E_0D0C, 0x1312_1110, 0x1716_1514, 0x1B1A_1918, 0x1F1E_1D1C,
    ]
    let block = ChaCha20.block(key: key, counter: 1, nonce: [0x0900_0000, 0x4A00_0000, 0])
    #expect(
      block == [
        0xE4E7_F110, 0x1559_3BD1, 0x1FDD_0F50, 0xC471_20A3, 0xC7F4_D1C7, 0x0368_C033, 0x9AAA_2204, 0x4E6C_D4C3,
        0x4664_82D2, 0x09AA_9F07, 0x05D7_C214, 0xA202_8BD9, 0xD19C_12B5, 0xB94E_16DE, 0xE883_D0CB, 0x4E3C_50A2,
      ])
  }

  @Test func outputNeverRepeatsAndDependsOnTheSeed() {
    var one = RandomGenerator(seed: [1, 2, 3])
    var same = RandomGenerator(seed: [1, 2, 3])
    var other = RandomGenerator(seed: [1, 2, 4])
    let first = one.bytes(32)
    #expect(first == same.bytes(32))
    #expect(first != other.bytes(32))
    #expect(first != one.bytes(32))
  }

  @Test func entropyOfAnyLengthChangesWhatFollows() {
    for length in [1, 7, 8, 9, 100] {
      var plain = RandomGenerator(seed: [5])
      var mixed = RandomGenerator(seed: [5])
      mixed.mix([UInt8](repeating: 0xAA, count: length))
      #expect(plain.bytes(16) != mixed.bytes(16))
    }
  }

  @Test func requestsAreBounded() {
    var generator = RandomGenerator(seed: [])
    #expect(generator.bytes(Int.max).count == RandomGenerator.requestLimit)
    #expect(generator.bytes(-1).isEmpty)
    #expect(generator.bytes(65).count == 65)
  }

  @Test func bitsAreBalanced() {
    var generator = RandomGenerator(seed: [9])
    let ones = generator.bytes(65536).reduce(0) { $0 + $1.nonzeroBitCount }
    #expect(abs(ones - 65536 * 4) < 3000)
  }
}
