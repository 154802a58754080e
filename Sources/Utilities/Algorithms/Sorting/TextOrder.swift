// Compares texts by their bytes, as they are or in parts.

import UtilitySupport

/// The order of byte strings.
enum TextOrder {
  static func compare(_ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>) -> Int {
    var (i, j) = (a.lowerBound, b.lowerBound)
    let count = min(a.count, b.count)
    let end = i &+ count
    let first = left.span
    let second = right.span
    while i < end {
      let (x, y) = (first[i], second[j])
      if x != y { return x < y ? -1 : 1 }
      i &+= 1
      j &+= 1
    }
    return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
  }

  @inline(__always) private static func counts(_ byte: UInt8, _ key: SortKey) -> Bool {
    if key.isDictionary { return Character8.isLetter(byte) || Character8.isDigit(byte) || Character8.isBlank(byte) }
    return !key.isPrintable || Character8.isPrintable(byte)
  }

  @inline(__always) static func raised(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7a ? byte & 0xdf : byte }

  static func compareTranslated(
    _ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>, _ key: SortKey
  ) -> Int {
    var (i, j) = (a.lowerBound, b.lowerBound)
    while true {
      while i < a.upperBound, !counts(left[i], key) { i &+= 1 }
      while j < b.upperBound, !counts(right[j], key) { j &+= 1 }
      guard i < a.upperBound, j < b.upperBound else { break }
      let x = key.ignoresCase ? raised(left[i]) : left[i]
      let y = key.ignoresCase ? raised(right[j]) : right[j]
      if x != y { return x < y ? -1 : 1 }
      i &+= 1
      j &+= 1
    }
    return (i < a.upperBound ? 1 : 0) - (j < b.upperBound ? 1 : 0)
  }
}
