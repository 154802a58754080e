// UTF-8, one character at a time, from bytes that may be anything.
//
// Specification: RFC 3629.

/// Decodes UTF-8.
enum UTF8Scanner {
  /// The scalar value at the start of `bytes` (not empty) and its length. An ill-formed byte counts as one character of
  /// its own, with a value above the Unicode range so that it equals no real one.
  static func decode(_ bytes: ArraySlice<UInt8>) -> (scalar: UInt32, length: Int) {
    guard let first = bytes.first else { return (0, 0) }
    let illFormed = (scalar: 0x8000_0000 | UInt32(first), length: 1)
    let length: Int
    var scalar: UInt32
    switch first {
    case 0..<0x80: return (UInt32(first), 1)
    case 0xc2..<0xe0: (length, scalar) = (2, UInt32(first & 0x1f))
    case 0xe0..<0xf0: (length, scalar) = (3, UInt32(first & 0x0f))
    case 0xf0..<0xf5: (length, scalar) = (4, UInt32(first & 0x07))
    default: return illFormed
    }
    guard bytes.count >= length else { return illFormed }
    for byte in bytes.dropFirst().prefix(length - 1) {
      guard byte & 0xc0 == 0x80 else { return illFormed }
      scalar = scalar << 6 | UInt32(byte & 0x3f)
    }
    let isOverlong = (length == 3 && scalar < 0x800) || (length == 4 && scalar < 0x10000)
    let isScalar = scalar <= 0x10ffff && !(0xd800...0xdfff).contains(scalar)
    return isOverlong || !isScalar ? illFormed : (scalar, length)
  }

  /// The length of the character at the start of `bytes` (not empty).
  static func length(_ bytes: ArraySlice<UInt8>) -> Int { decode(bytes).length }

  /// The number of characters in `bytes`.
  static func count(_ bytes: Bytes) -> Int {
    var count = 0
    var index = 0
    while index < bytes.count {
      index += length(bytes[index...])
      count += 1
    }
    return count
  }

  /// Where the character before `index` (above the start) begins.
  static func start(before index: Int, in bytes: Bytes) -> Int {
    var start = index - 1
    while start > 0, start > index - 4, bytes[start] & 0xc0 == 0x80 { start -= 1 }
    return start + length(bytes[start...]) == index ? start : index - 1
  }

  /// The UTF-8 form of a scalar value; empty when it is none.
  static func encode(_ scalar: UInt32) -> Bytes {
    guard scalar <= 0x10ffff, !(0xd800...0xdfff).contains(scalar) else { return [] }
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3f) }
    switch scalar {
    case 0..<0x80: return [UInt8(truncatingIfNeeded: scalar)]
    case 0..<0x800: return [0xc0 | UInt8(truncatingIfNeeded: scalar >> 6), tail(0)]
    case 0..<0x10000: return [0xe0 | UInt8(truncatingIfNeeded: scalar >> 12), tail(6), tail(0)]
    default: return [0xf0 | UInt8(truncatingIfNeeded: scalar >> 18), tail(12), tail(6), tail(0)]
    }
  }

  /// The text with a replacement character for every byte that is not part of UTF-8.
  static func repaired(_ bytes: Bytes) -> Bytes {
    var result = Bytes()
    var index = 0
    var isWhole = true
    while index < bytes.count {
      let (scalar, length) = decode(bytes[index...])
      if scalar > 0x10ffff {
        if isWhole { result = Bytes(bytes[..<index]) }
        isWhole = false
        result += [0xef, 0xbf, 0xbd]
      } else if !isWhole {
        result += bytes[index..<index + length]
      }
      index += length
    }
    return isWhole ? bytes : result
  }
}
