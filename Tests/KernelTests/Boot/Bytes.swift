// Builds the little-endian structures that firmware and boot loaders write, for the parsers' tests.

/// Bytes that grow.
struct Bytes {
  var bytes: [UInt8] = []

  mutating func add<T: FixedWidthInteger>(_ value: T) {
    for index in 0..<(T.bitWidth / 8) { bytes.append(UInt8(truncatingIfNeeded: value >> T(8 * index))) }
  }

  mutating func set<T: FixedWidthInteger>(_ value: T, at offset: Int) {
    for index in 0..<(T.bitWidth / 8) { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> T(8 * index)) }
  }

  mutating func fixChecksum(at offset: Int, over count: Int) {
    bytes[offset] = 0
    bytes[offset] = 0 &- bytes.prefix(count).reduce(0) { $0 &+ $1 }
  }

  /// An ACPI table with this content behind its header.
  static func table(_ signature: String, _ content: [UInt8]) -> [UInt8] {
    var table = Bytes(bytes: Array(signature.utf8) + [UInt8](repeating: 0, count: 32) + content)
    table.set(UInt32(table.bytes.count), at: 4)
    table.fixChecksum(at: 9, over: table.bytes.count)
    return table.bytes
  }
}
