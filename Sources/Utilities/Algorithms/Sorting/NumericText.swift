// Compares decimal numbers as text, whatever their length: `sort -n` and `sort -h`.

import UtilitySupport

/// Where the parts of a number stand in a text.
struct NumericText {
  private var isNegative = false
  /// The digits before the point, without zeros at the start.
  private var whole = 0..<0
  /// The digits behind the point, without zeros at the end.
  private var fraction = 0..<0
  /// The unit: 1 for K, 2 for M …
  private var rank = 0

  private init(_ text: Bytes, _ range: Range<Int>, isHuman: Bool) {
    let end = range.upperBound
    var index = range.lowerBound
    while index < end, text[index] == 0x20 || text[index] == 0x09 || text[index] == 0x0a { index &+= 1 }
    if index < end, text[index] == UInt8(ascii: "-") {
      isNegative = true
      index &+= 1
    }
    while index < end, text[index] == 0x30 { index &+= 1 }
    let start = index
    while index < end, text[index] >= 0x30, text[index] <= 0x39 { index &+= 1 }
    whole = start..<index
    if index < end, text[index] == UInt8(ascii: ".") {
      let first = index &+ 1
      index = first
      while index < end, text[index] >= 0x30, text[index] <= 0x39 { index &+= 1 }
      var last = index
      while last > first, text[last &- 1] == 0x30 { last &-= 1 }
      fraction = first..<last
    }
    if whole.isEmpty, fraction.isEmpty {
      isNegative = false
      return
    }
    if isHuman, index < end { rank = Self.rank(text[index]) }
  }

  private static func rank(_ unit: UInt8) -> Int {
    switch unit {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): 1
    case UInt8(ascii: "M"): 2
    case UInt8(ascii: "G"): 3
    case UInt8(ascii: "T"): 4
    case UInt8(ascii: "P"): 5
    case UInt8(ascii: "E"): 6
    case UInt8(ascii: "Z"): 7
    case UInt8(ascii: "Y"): 8
    default: 0
    }
  }

  static func compare(_ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>, isHuman: Bool) -> Int {
    let first = NumericText(left, a, isHuman: isHuman)
    let second = NumericText(right, b, isHuman: isHuman)
    if first.isNegative != second.isNegative { return first.isNegative ? -1 : 1 }
    var difference = first.rank - second.rank
    if difference == 0 { difference = first.whole.count - second.whole.count }
    if difference == 0 { difference = TextOrder.compare(left, first.whole, right, second.whole) }
    if difference == 0 { difference = TextOrder.compare(left, first.fraction, right, second.fraction) }
    return first.isNegative ? -difference : difference
  }

  /// A number whose order is that of the texts, as far as it goes: texts with different values never come the wrong
  /// way round.
  static func approximation(_ text: Bytes, _ range: Range<Int>, isHuman: Bool) -> UInt64 {
    let number = NumericText(text, range, isHuman: isHuman)
    let limit: UInt64 = 1 << 56
    var value: UInt64 = 0
    if number.whole.count > 16 {
      value = limit - 1
    } else {
      for index in number.whole { value = value &* 10 &+ UInt64(text[index] &- 0x30) }
    }
    value |= UInt64(number.rank) << 57
    return number.isNegative ? 1 << 63 - 1 - value : 1 << 63 + value
  }
}
