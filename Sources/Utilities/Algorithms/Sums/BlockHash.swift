// What the hashes of the MD5 and SHA families have in common: they take blocks, and pad the last one.

public import UtilitySupport

/// The compression function of a hash. `StreamHash` cuts a stream into its blocks.
public protocol BlockHash {
  /// Bytes a block: 64 or 128.
  static var blockLength: Int { get }
  /// Whether the length behind the padding has its high byte first.
  static var isBigEndian: Bool { get }
  /// Takes one block.
  mutating func compress(_ block: borrowing Span<UInt8>)
  /// The state as bytes.
  var digest: Bytes { get }
}

extension Span where Element == UInt8 {
  /// The 32-bit word at `index`, low byte first.
  @inline(__always) func littleWord(_ index: Int) -> UInt32 {
    UInt32(self[index]) | UInt32(self[index &+ 1]) << 8 | UInt32(self[index &+ 2]) << 16
      | UInt32(self[index &+ 3]) << 24
  }

  /// The 32-bit word at `index`, high byte first.
  @inline(__always) func bigWord(_ index: Int) -> UInt32 {
    UInt32(self[index]) << 24 | UInt32(self[index &+ 1]) << 16 | UInt32(self[index &+ 2]) << 8
      | UInt32(self[index &+ 3])
  }
}

extension UInt32 {
  @inline(__always) func rotatedLeft(_ count: UInt32) -> UInt32 { self &<< count | self &>> (32 &- count) }
  @inline(__always) func rotatedRight(_ count: UInt32) -> UInt32 { self &>> count | self &<< (32 &- count) }

  var bigEndianBytes: Bytes { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) } }
  var littleEndianBytes: Bytes { (0..<4).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}

extension UInt64 {
  @inline(__always) func rotatedRight(_ count: UInt64) -> UInt64 { self &>> count | self &<< (64 &- count) }
  @inline(__always) func rotatedLeft(_ count: UInt64) -> UInt64 { self &<< count | self &>> (64 &- count) }

  var bigEndianBytes: Bytes { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) } }
  var littleEndianBytes: Bytes { (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
