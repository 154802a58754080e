// Cuts a stream into the blocks of a hash and pads the last one.
//
// Specification: RFC 1321, 3.1 and 3.2; FIPS 180-4, 5.1.

public import UtilitySupport

/// A block hash over a stream.
public struct StreamHash<Function: BlockHash>: HashFunction {
  private var function: Function
  private var pending = Bytes()
  private var length: UInt64 = 0

  /// Starts with the function's first state.
  public init(_ function: Function) { self.function = function }

  public mutating func update(_ bytes: borrowing Span<UInt8>) {
    length &+= UInt64(bytes.count)
    let block = Function.blockLength
    var start = 0
    if !pending.isEmpty {
      while start < bytes.count, pending.count < block {
        pending.append(bytes[start])
        start += 1
      }
      guard pending.count == block else { return }
      let whole = pending
      pending = []
      function.compress(whole.span)
    }
    while bytes.count - start >= block {
      function.compress(bytes.extracting(start..<start + block))
      start += block
    }
    while start < bytes.count {
      pending.append(bytes[start])
      start += 1
    }
  }

  public mutating func finish() -> Bytes {
    let bits = length &<< 3
    let block = Function.blockLength
    // The length has eight bytes in blocks of 64, sixteen in blocks of 128, whose first ones stay zero here, except
    // for the bits that are shifted out.
    var padding: Bytes = [0x80]
    let used = (pending.count + 1 + block / 8) % block
    padding += Bytes(repeating: 0, count: used == 0 ? 0 : block - used)
    if block == 128 { padding += Bytes(repeating: 0, count: 7) + [UInt8(truncatingIfNeeded: length >> 61)] }
    padding += Function.isBigEndian ? bits.bigEndianBytes : bits.littleEndianBytes
    update(padding.span)
    return function.digest
  }
}
