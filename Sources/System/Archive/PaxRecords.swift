// Extended headers: records "LENGTH KEY=VALUE\n" that take the place of ustar fields. Spec: POSIX.1-2017, pax,
// "pax Extended Header".

/// The fields of an extended header that this module knows; others are ignored.
struct PaxRecords: Sendable {
  var path: [UInt8]?
  var target: [UInt8]?
  var size: Int?
  var user: UInt32?
  var group: UInt32?
  var modified: UInt64?

  /// Takes in the records of one header.
  mutating func parse(_ bytes: Span<UInt8>) throws(ArchiveError) {
    var position = 0
    while position < bytes.count {
      var digitsEnd = position
      while digitsEnd < bytes.count, bytes[digitsEnd] != UInt8(ascii: " ") { digitsEnd += 1 }
      let length = try Self.decimal(bytes.extracting(position..<digitsEnd))
      guard length <= bytes.count - position, position + length > digitsEnd + 1,
        bytes[position + length - 1] == UInt8(ascii: "\n")
      else { throw .badHeader }
      try parse(record: bytes.extracting((digitsEnd + 1)..<(position + length - 1)))
      position += length
    }
  }

  private mutating func parse(record: Span<UInt8>) throws(ArchiveError) {
    guard let equals = record.indices.first(where: { record[$0] == UInt8(ascii: "=") }) else { throw .badHeader }
    let value = record.extracting((equals + 1)..<record.count)
    let key = (0..<equals).map { record[$0] }
    if key == Array("path".utf8) {
      path = value.indices.map { value[$0] }
    } else if key == Array("linkpath".utf8) {
      target = value.indices.map { value[$0] }
    } else if key == Array("size".utf8) {
      let number = try Self.decimal(value)
      guard number <= TarLimits.size else { throw .badNumber }
      size = number
    } else if key == Array("uid".utf8) {
      user = UInt32(exactly: try Self.decimal(value))
    } else if key == Array("gid".utf8) {
      group = UInt32(exactly: try Self.decimal(value))
    } else if key == Array("mtime".utf8) {
      modified = UInt64(try Self.decimal(wholePart(value)))
    }
  }

  /// `value` up to a decimal point.
  @_lifetime(copy value)
  private func wholePart(_ value: Span<UInt8>) -> Span<UInt8> {
    let end = value.indices.first { value[$0] == UInt8(ascii: ".") } ?? value.count
    return value.extracting(0..<end)
  }

  private static func decimal(_ digits: Span<UInt8>) throws(ArchiveError) -> Int {
    // Eighteen digits cannot overflow.
    guard (1...18).contains(digits.count) else { throw .badNumber }
    var value = 0
    for index in digits.indices {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[index]) else { throw .badNumber }
      value = value * 10 + Int(digits[index] - UInt8(ascii: "0"))
    }
    return value
  }
}
