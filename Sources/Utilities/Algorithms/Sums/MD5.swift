// MD5. Broken as a signature, still met as a checksum.
//
// Specification: RFC 1321.

public import UtilitySupport

/// The compression function of MD5.
public struct MD5: BlockHash {
  public static let blockLength = 64
  public static let isBigEndian = false

  private var a: UInt32 = 0x6745_2301
  private var b: UInt32 = 0xefcd_ab89
  private var c: UInt32 = 0x98ba_dcfe
  private var d: UInt32 = 0x1032_5476

  public init() {}

  /// The whole part of 2^32 times |sin(step + 1)|.
  private static let sines: [UInt32] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
  ]

  public mutating func compress(_ block: borrowing Span<UInt8>) {
    let sines = Self.sines
    var words = InlineArray<16, UInt32>(repeating: 0)
    for i in 0..<16 { words[i] = block.littleWord(i &* 4) }
    var (w, x, y, z) = (a, b, c, d)
    @inline(__always) func step(_ mixed: UInt32, _ word: Int, _ index: Int, _ shift: UInt32) {
      let sum = w &+ mixed &+ words[word] &+ sines[index]
      (w, z, y, x) = (z, y, x, x &+ sum.rotatedLeft(shift))
    }
    for i in stride(from: 0, to: 16, by: 4) {
      step(z ^ (x & (y ^ z)), i, i, 7)
      step(z ^ (x & (y ^ z)), i &+ 1, i &+ 1, 12)
      step(z ^ (x & (y ^ z)), i &+ 2, i &+ 2, 17)
      step(z ^ (x & (y ^ z)), i &+ 3, i &+ 3, 22)
    }
    for i in stride(from: 16, to: 32, by: 4) {
      step(y ^ (z & (x ^ y)), (5 &* i &+ 1) & 15, i, 5)
      step(y ^ (z & (x ^ y)), (5 &* i &+ 6) & 15, i &+ 1, 9)
      step(y ^ (z & (x ^ y)), (5 &* i &+ 11) & 15, i &+ 2, 14)
      step(y ^ (z & (x ^ y)), (5 &* i) & 15, i &+ 3, 20)
    }
    for i in stride(from: 32, to: 48, by: 4) {
      step(x ^ y ^ z, (3 &* i &+ 5) & 15, i, 4)
      step(x ^ y ^ z, (3 &* i &+ 8) & 15, i &+ 1, 11)
      step(x ^ y ^ z, (3 &* i &+ 11) & 15, i &+ 2, 16)
      step(x ^ y ^ z, (3 &* i &+ 14) & 15, i &+ 3, 23)
    }
    for i in stride(from: 48, to: 64, by: 4) {
      step(y ^ (x | ~z), (7 &* i) & 15, i, 6)
      step(y ^ (x | ~z), (7 &* i &+ 7) & 15, i &+ 1, 10)
      step(y ^ (x | ~z), (7 &* i &+ 14) & 15, i &+ 2, 15)
      step(y ^ (x | ~z), (7 &* i &+ 5) & 15, i &+ 3, 21)
    }
    (a, b, c, d) = (a &+ w, b &+ x, c &+ y, d &+ z)
  }

  public var digest: Bytes {
    a.littleEndianBytes + b.littleEndianBytes + c.littleEndianBytes + d.littleEndianBytes
  }
}
