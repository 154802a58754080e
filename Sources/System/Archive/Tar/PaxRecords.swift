// Extended headers: records "LENGTH KEY=VALUE\n" that take the place of ustar fields. Spec: POSIX.1-2017, pax,
// "pax Extended Header".

/// The fields of an extended header that this module knows; others are ignored.
struct PaxRecords: Sendable {
  var path: [UInt8]?
  var target: [UInt8]?
  var size: Int?
  var user: UInt32?
  var group: UInt32?
  var userName: [UInt8]?
  var groupName: [UInt8]?
  var modified: Int64?
  var nanoseconds: UInt32 = 0
  /// Whether the content is stored in parts.
  var isSparse = false
  /// Whether nothing was said.
  private(set) var isEmptySoFar = true
  var isEmpty: Bool { isEmptySoFar && path == nil && target == nil }

  /// Takes in the records of one header.
  mutating func parse(_ bytes: Span<UInt8>) throws(ArchiveError) {
    isEmptySoFar = false
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
      try parse(time: value)
    } else if key == Array("uname".utf8) {
      userName = value.indices.map { value[$0] }
    } else if key == Array("gname".utf8) {
      groupName = value.indices.map { value[$0] }
    } else if key.starts(with: "GNU.sparse.".utf8) {
      isSparse = true
    }
  }

  /// Seconds with a sign and a fraction.
  private mutating func parse(time value: Span<UInt8>) throws(ArchiveError) {
    let isNegative = value.count > 0 && value[0] == UInt8(ascii: "-")
    let digits = value.extracting((isNegative ? 1 : 0)..<value.count)
    let point = digits.indices.first { digits[$0] == UInt8(ascii: ".") } ?? digits.count
    let whole = Int64(try Self.decimal(digits.extracting(0..<point)))
    var fraction: UInt32 = 0
    for offset in 1...9 {
      let byte = point + offset < digits.count ? digits[point + offset] : UInt8(ascii: "0")
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { throw .badNumber }
      fraction = fraction * 10 + UInt32(byte - UInt8(ascii: "0"))
    }
    // Before 1970 the fraction still counts upwards from the whole second before.
    modified = isNegative ? (fraction > 0 ? -whole - 1 : -whole) : whole
    nanoseconds = isNegative && fraction > 0 ? 1_000_000_000 - fraction : fraction
  }

  /// One pax record; its length counts its own digits.
  static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let body = Array(" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
    var length = body.count + 1
    while String(length).utf8.count + body.count > length { length += 1 }
    return Array(String(length).utf8) + body
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
