// SHA-1. Broken as a signature, still met as a checksum.
//
// Specification: FIPS 180-4, 6.1.

public import UtilitySupport

/// The compression function of SHA-1.
public struct SHA1: BlockHash {
  public static let blockLength = 64
  public static let isBigEndian = true

  private var a: UInt32 = 0x6745_2301
  private var b: UInt32 = 0xefcd_ab89
  private var c: UInt32 = 0x98ba_dcfe
  private var d: UInt32 = 0x1032_5476
  private var e: UInt32 = 0xc3d2_e1f0

  public init() {}

  public mutating func compress(_ block: borrowing Span<UInt8>) {
    var words = InlineArray<80, UInt32>(repeating: 0)
    for i in 0..<16 { words[i] = block.bigWord(i &* 4) }
    for i in 16..<80 {
      words[i] = (words[i &- 3] ^ words[i &- 8] ^ words[i &- 14] ^ words[i &- 16]).rotatedLeft(1)
    }
    var (v, w, x, y, z) = (a, b, c, d, e)
    @inline(__always) func step(_ mixed: UInt32, _ constant: UInt32, _ word: UInt32) {
      let sum = v.rotatedLeft(5) &+ mixed &+ z &+ constant &+ word
      (z, y, x, w, v) = (y, x, w.rotatedLeft(30), v, sum)
    }
    for i in 0..<20 { step(y ^ (w & (x ^ y)), 0x5a82_7999, words[i]) }
    for i in 20..<40 { step(w ^ x ^ y, 0x6ed9_eba1, words[i]) }
    for i in 40..<60 { step((w & x) | (y & (w | x)), 0x8f1b_bcdc, words[i]) }
    for i in 60..<80 { step(w ^ x ^ y, 0xca62_c1d6, words[i]) }
    (a, b, c, d, e) = (a &+ v, b &+ w, c &+ x, d &+ y, e &+ z)
  }

  public var digest: Bytes { [a, b, c, d, e].flatMap { $0.bigEndianBytes } }
}
