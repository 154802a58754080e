// Little-endian numbers out of bytes that firmware or a boot loader wrote: every read is checked, nothing is trusted.
//
// Not a parser: the parsers of this folder are built on it.

/// A read-only view of bytes whose length is known and whose content is not.
struct ByteView {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The unsigned number of type `T` at `offset`, or nil where the bytes end before it does.
  func number<T: FixedWidthInteger & UnsignedInteger>(_ type: T.Type, at offset: Int) -> T? {
    let size = T.bitWidth / 8
    guard offset >= 0, offset <= bytes.count, bytes.count - offset >= size else { return nil }
    var value: T = 0
    for index in 0..<size { value |= T(bytes[offset + index]) << T(8 * index) }
    return value
  }

  /// The bytes of `range`, or nil where it goes beyond the end.
  func slice(_ offset: Int, _ length: Int) -> [UInt8]? {
    guard offset >= 0, length >= 0, offset <= bytes.count, bytes.count - offset >= length else { return nil }
    return Array(bytes[offset..<(offset + length)])
  }

  /// The sum of all bytes modulo 256: 0 for an intact ACPI structure.
  var checksum: UInt8 { bytes.reduce(0) { $0 &+ $1 } }
}
