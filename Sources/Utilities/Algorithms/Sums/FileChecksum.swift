// The sums of `cksum` and `sum`: a CRC, and two older ones.
//
// Specification: POSIX.1-2017, cksum; GNU coreutils, sum invocation.

import UtilitySupport

/// A checksum that is shown as a number.
public struct FileChecksum {
  /// Which sum.
  public enum Kind: Sendable {
    /// CRC-32 of `cksum`, with the length behind the bytes.
    case posix
    /// 16 bits that are rotated before each byte is added.
    case bsd
    /// The sum of all bytes, folded to 16 bits.
    case systemV
  }

  private let kind: Kind
  private var sum: UInt32 = 0
  /// Bytes so far.
  public private(set) var length: UInt64 = 0

  public init(_ kind: Kind) { self.kind = kind }

  /// Eight tables: `tables[k * 256 + byte]` is the CRC of the byte with k zero bytes behind it.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte) << 24
      for _ in 0..<8 { value = value & 0x8000_0000 != 0 ? value << 1 ^ 0x04c1_1db7 : value << 1 }
      tables[byte] = value
    }
    for index in 256..<tables.count {
      let before = tables[index - 256]
      tables[index] = before << 8 ^ tables[Int(before >> 24)]
    }
    return tables
  }()

  /// Takes the next bytes.
  public mutating func update(_ bytes: borrowing Span<UInt8>) {
    length &+= UInt64(bytes.count)
    switch kind {
    case .posix: addToCRC(bytes)
    case .bsd:
      for index in bytes.indices { sum = ((sum >> 1 | (sum & 1) << 15) &+ UInt32(bytes[index])) & 0xffff }
    case .systemV: for index in bytes.indices { sum &+= UInt32(bytes[index]) }
    }
  }

  private mutating func addToCRC(_ bytes: borrowing Span<UInt8>) {
    let tables = Self.tables
    var value = sum
    var index = 0
    @inline(__always) func entry(_ table: Int, _ word: UInt32, _ shift: UInt32) -> UInt32 {
      tables[table &* 256 &+ Int(word &>> shift & 255)]
    }
    while bytes.count - index >= 8 {
      let block = bytes.extracting(index..<index + 8)
      let first = value ^ block.bigWord(0)
      let second = block.bigWord(4)
      let front = entry(7, first, 24) ^ entry(6, first, 16) ^ entry(5, first, 8) ^ entry(4, first, 0)
      value = front ^ entry(3, second, 24) ^ entry(2, second, 16) ^ entry(1, second, 8) ^ entry(0, second, 0)
      index += 8
    }
    while index < bytes.count {
      value = value << 8 ^ tables[Int(value >> 24 ^ UInt32(bytes[index]))]
      index += 1
    }
    sum = value
  }

  /// The sum of everything so far.
  public var value: UInt32 {
    switch kind {
    case .posix:
      var copy = self
      var rest = length
      var tail = Bytes()
      while rest > 0 {
        tail.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
      copy.addToCRC(tail.span)
      return ~copy.sum
    case .bsd: return sum
    case .systemV:
      let folded = (sum & 0xffff) + (sum >> 16)
      return (folded & 0xffff) + (folded >> 16)
    }
  }
}
