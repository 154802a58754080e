// SM3, which `cksum -a sm3` asks for.
//
// Specification: GB/T 32905-2016; ISO/IEC 10118-3:2018.

public import UtilitySupport

/// The compression function of SM3.
public struct SM3: BlockHash {
  public static let blockLength = 64
  public static let isBigEndian = true

  private var state: InlineArray<8, UInt32> = [
    0x7380_166f, 0x4914_b2b9, 0x1724_42d7, 0xda8a_0600, 0xa96f_30bc, 0x1631_38aa, 0xe38d_ee4d, 0xb0fb_0e4e,
  ]

  public init() {}

  public mutating func compress(_ block: borrowing Span<UInt8>) {
    var words = InlineArray<68, UInt32>(repeating: 0)
    for i in 0..<16 { words[i] = block.bigWord(i &* 4) }
    for i in 16..<68 {
      let mixed = words[i &- 16] ^ words[i &- 9] ^ words[i &- 3].rotatedLeft(15)
      let spread = mixed ^ mixed.rotatedLeft(15) ^ mixed.rotatedLeft(23)
      words[i] = spread ^ words[i &- 13].rotatedLeft(7) ^ words[i &- 6]
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for i in 0..<64 {
      let constant: UInt32 = i < 16 ? 0x79cc_4519 : 0x7a87_9d8a
      let turned = constant.rotatedLeft(UInt32(i & 31))
      let first = (a.rotatedLeft(12) &+ e &+ turned).rotatedLeft(7)
      let second = first ^ a.rotatedLeft(12)
      let choice = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      let other = i < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      let one = choice &+ d &+ second &+ (words[i] ^ words[i &+ 4])
      let two = other &+ h &+ first &+ words[i]
      (d, c, b, a) = (c, b.rotatedLeft(9), a, one)
      (h, g, f, e) = (g, f.rotatedLeft(19), e, two ^ two.rotatedLeft(9) ^ two.rotatedLeft(17))
    }
    let mixed: InlineArray<8, UInt32> = [a, b, c, d, e, f, g, h]
    for i in 0..<8 { state[i] ^= mixed[i] }
  }

  public var digest: Bytes { (0..<8).flatMap { state[$0].bigEndianBytes } }
}
