// UTF-8: single characters out of bytes, and ranges of characters as sequences of ranges of bytes.

/// Characters in UTF-8.
public enum UTF8Text {
  /// The scalar value at `index` (below the end) and its length; nil and 1 for an ill-formed byte.
  public static func decode(_ text: Span<UInt8>, at index: Int) -> (scalar: UInt32?, length: Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard first >= 0xc2, first < 0xf5, index + length <= text.count else { return (nil, 1) }
    var scalar = UInt32(first) & (0x7f >> UInt32(length))
    for place in index + 1..<index + length {
      let byte = text[place]
      guard byte & 0xc0 == 0x80 else { return (nil, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3f)
    }
    let isShortest = scalar >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000)
    let isScalar = scalar <= 0x10ffff && !(scalar >= 0xd800 && scalar < 0xe000)
    return isShortest && isScalar ? (scalar, length) : (nil, 1)
  }

  /// The bytes of a scalar value.
  public static func encode(_ scalar: UInt32) -> [UInt8] {
    func last(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3f)) }
    if scalar < 0x80 { return [UInt8(truncatingIfNeeded: scalar)] }
    if scalar < 0x800 { return [UInt8(truncatingIfNeeded: 0xc0 | scalar >> 6), last(0)] }
    if scalar < 0x10000 { return [UInt8(truncatingIfNeeded: 0xe0 | scalar >> 12), last(6), last(0)] }
    return [UInt8(truncatingIfNeeded: 0xf0 | (scalar >> 18 & 7)), last(12), last(6), last(0)]
  }

  /// The sequences of byte ranges that stand for a range of characters above ASCII.
  static func sequences(_ range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var found: [[ClosedRange<UInt8>]] = []
    for part: ClosedRange<UInt32> in [0x80...0x7ff, 0x800...0xd7ff, 0xe000...0xffff, 0x10000...0x10ffff] {
      let low = max(part.lowerBound, range.lowerBound)
      let high = min(part.upperBound, range.upperBound)
      if low <= high { split(low, high, &found) }
    }
    return found
  }

  /// Cuts a range of one length where its last bytes do not run through from the first to the last.
  private static func split(_ low: UInt32, _ high: UInt32, _ found: inout [[ClosedRange<UInt8>]]) {
    for shift: UInt32 in [6, 12, 18] {
      let mask: UInt32 = (1 << shift) - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 {
        split(low, low | mask, &found)
        return split((low | mask) + 1, high, &found)
      }
      if high & mask != mask {
        split(low, (high & ~mask) - 1, &found)
        return split(high & ~mask, high, &found)
      }
    }
    let (first, last) = (encode(low), encode(high))
    found.append(zip(first, last).map { min($0, $1)...max($0, $1) })
  }
}
