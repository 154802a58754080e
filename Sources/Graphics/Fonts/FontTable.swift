// Checked reading of big-endian numbers from one table of a font file.
//
// Every read says nil where the table ends, whatever offset it is asked for: the code above may follow any offset
// that a file contains, and needs no check of its own.

/// A part of the bytes of a font file.
struct FontTable: Sendable {
  private let data: [UInt8]
  private let start: Int
  let count: Int

  /// The whole file.
  init(_ data: [UInt8]) {
    self.data = data
    start = 0
    count = data.count
  }

  /// A part of another table; cut off at its end, empty if it starts outside.
  init(_ table: FontTable, from offset: Int, count: Int = .max) {
    let valid = offset >= 0 && offset <= table.count
    data = table.data
    start = table.start + (valid ? offset : 0)
    self.count = valid ? max(0, min(count, table.count - offset)) : 0
  }

  var isEmpty: Bool { count == 0 }

  @inline(__always) func byte(_ offset: Int) -> Int? {
    guard offset >= 0, offset < count else { return nil }
    return Int(data[start + offset])
  }

  @inline(__always) func signedByte(_ offset: Int) -> Int? {
    guard offset >= 0, offset < count else { return nil }
    return Int(Int8(truncatingIfNeeded: data[start + offset]))
  }

  @inline(__always) func unsigned16(_ offset: Int) -> Int? {
    guard offset >= 0, offset < count - 1 else { return nil }
    let place = start + offset
    return Int(data[place]) << 8 | Int(data[place + 1])
  }

  @inline(__always) func signed16(_ offset: Int) -> Int? {
    guard let value = unsigned16(offset) else { return nil }
    return Int(Int16(truncatingIfNeeded: value))
  }

  @inline(__always) func unsigned32(_ offset: Int) -> Int? {
    guard offset >= 0, offset < count - 3 else { return nil }
    let place = start + offset
    return Int(data[place]) << 24 | Int(data[place + 1]) << 16 | Int(data[place + 2]) << 8 | Int(data[place + 3])
  }

  func signed32(_ offset: Int) -> Int? {
    guard let value = unsigned32(offset) else { return nil }
    return Int(Int32(truncatingIfNeeded: value))
  }

  /// A fixed-point number with 14 fractional bits, -2..<2.
  func fraction14(_ offset: Int) -> Double? {
    guard let value = signed16(offset) else { return nil }
    return Double(value) / 16384
  }

  /// A fixed-point number with 16 fractional bits.
  func fraction16(_ offset: Int) -> Double? {
    guard let value = signed32(offset) else { return nil }
    return Double(value) / 65536
  }

  /// The table that an offset of 16 bits at `offset` points to; nil if the offset is 0 or outside.
  func subtable16(_ offset: Int) -> FontTable? {
    guard let target = unsigned16(offset), target > 0, target < count else { return nil }
    return FontTable(self, from: target)
  }

  /// The same with 32 bits.
  func subtable32(_ offset: Int) -> FontTable? {
    guard let target = unsigned32(offset), target > 0, target < count else { return nil }
    return FontTable(self, from: target)
  }
}

/// A four-letter name of a table, an axis or a feature, as a number.
func fontTag(_ text: StaticString) -> Int { fontTag(text.description) }

func fontTag(_ text: String) -> Int {
  var value = 0
  for byte in text.utf8.prefix(4) { value = value << 8 | Int(byte) }
  return value
}
