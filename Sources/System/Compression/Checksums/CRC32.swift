// CRC-32 (the polynomial of gzip, zip, PNG and Ethernet), eight bytes a step.
//
// Slicing: table k holds the effect of a byte that is followed by k zero bytes, so eight table look-ups take in eight
// bytes at once. Spec: RFC 1952 section 8, PNG (third edition) annex D.

/// A running CRC-32.
public struct CRC32: Sendable {
  private var state: UInt32 = 0xffff_ffff

  public init() {}

  /// The checksum of all bytes taken in so far.
  public var value: UInt32 { ~state }

  /// The checksum of `bytes` alone.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    var sum = CRC32()
    sum.update(bytes)
    return sum.value
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    let tables = Self.tables.span
    // SAFETY: a byte has no padding.
    let raw = unsafe bytes.bytes
    var crc = state
    var position = 0
    while bytes.count - position >= 8 {
      // SAFETY: the loop's condition leaves eight bytes from `position`; a table index is `table << 8 | byte`, below
      // 8 * 256, which is the size of `tables`.
      let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
      let low = UInt32(truncatingIfNeeded: word) ^ crc
      let high = UInt32(truncatingIfNeeded: word >> 32)
      let first = unsafe tables[unchecked: 0x700 | Int(low & 0xff)] ^ tables[unchecked: 0x600 | Int(low >> 8 & 0xff)]
      let second = unsafe tables[unchecked: 0x500 | Int(low >> 16 & 0xff)] ^ tables[unchecked: 0x400 | Int(low >> 24)]
      let third = unsafe tables[unchecked: 0x300 | Int(high & 0xff)] ^ tables[unchecked: 0x200 | Int(high >> 8 & 0xff)]
      let fourth = unsafe tables[unchecked: 0x100 | Int(high >> 16 & 0xff)] ^ tables[unchecked: Int(high >> 24)]
      crc = first ^ second ^ third ^ fourth
      position &+= 8
    }
    while position < bytes.count {
      crc = tables[Int((crc ^ UInt32(bytes[position])) & 0xff)] ^ crc >> 8
      position &+= 1
    }
    state = crc
  }

  /// Eight tables of 256, one after the other.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
      tables[byte] = value
    }
    for index in 256..<tables.count {
      let previous = tables[index - 256]
      tables[index] = tables[Int(previous & 0xff)] ^ previous >> 8
    }
    return tables
  }()
}
