// How `sort` compares lines: keys, and kinds of order.

import UtilitySupport

/// Compares lines.
struct SortOrder {
  private struct Kind {
    var isNumeric = false
    var isHuman = false
    var isVersion = false
    var ignoresCase = false
    var isDictionary = false
    var skipsBlanks = false
    var isReversed = false

    /// Takes the letter of an option; false when it is none.
    mutating func take(_ letter: UInt8) -> Bool {
      switch letter {
      case UInt8(ascii: "n"): isNumeric = true
      case UInt8(ascii: "h"): isHuman = true
      case UInt8(ascii: "V"): isVersion = true
      case UInt8(ascii: "f"): ignoresCase = true
      case UInt8(ascii: "d"): isDictionary = true
      case UInt8(ascii: "b"): skipsBlanks = true
      case UInt8(ascii: "r"): isReversed = true
      default: return false
      }
      return true
    }
  }

  private struct Key {
    /// Field and byte, from 0.
    var start = (field: 0, byte: 0)
    /// Field from 0 and byte behind the last one (0: the whole field); nil: to the end of the line.
    var end: (field: Int, byte: Int)?
    var kind: Kind
    var hasOwnKind = false
  }

  private var keys: [Key] = []
  private var global = Kind()
  private var separator: UInt8?
  private let isStable: Bool

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    isStable = tool.has("s") || tool.has("u")
    for letter in "nhVfdbr".utf8 where tool.has(Bytes([letter]).text) { _ = global.take(letter) }
    if let text = tool.options.value("t") {
      guard text.count == 1 || text.elementsEqual("\\0".utf8) else {
        tool.report(text.isEmpty ? "empty tab" : "multi-character tab '\(text.text)'")
        return nil
      }
      separator = text.count == 1 ? text[0] : 0
    }
    for text in tool.options.values("k") {
      if text.first == 0x30 {
        tool.report("field number is zero: invalid field specification '\(text.text)'")
        return nil
      }
      guard let key = parseKey(text) else {
        tool.report("invalid number at field start: invalid count at start of '\(text.text)'")
        return nil
      }
      keys.append(key)
    }
    for index in keys.indices where !keys[index].hasOwnKind { keys[index].kind = global }
  }

  private func parseKey(_ text: Bytes) -> Key? {
    var key = Key(kind: Kind())
    let parts = text.split(separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
    guard let start = parsePlace(parts[0], &key) else { return nil }
    guard start.field > 0 else { return nil }
    key.start = (start.field - 1, max(0, start.byte - 1))
    if parts.count > 1 {
      guard let end = parsePlace(parts[1], &key), end.field > 0 else { return nil }
      key.end = (end.field - 1, end.byte)
    }
    return key
  }

  /// `field[.byte][letters]`.
  private func parsePlace(_ text: ArraySlice<UInt8>, _ key: inout Key) -> (field: Int, byte: Int)? {
    let digits = text.prefix(while: Character8.isDigit)
    guard let field = digits.decimal else { return nil }
    var rest = text.dropFirst(digits.count)
    var byte = 0
    if rest.first == UInt8(ascii: ".") {
      let more = rest.dropFirst().prefix(while: Character8.isDigit)
      guard let number = more.decimal else { return nil }
      byte = number
      rest = rest.dropFirst(1 + more.count)
    }
    for letter in rest {
      guard key.kind.take(letter) else { return nil }
      key.hasOwnKind = true
    }
    return (field, byte)
  }

  // MARK: Comparing

  /// Below 0, 0 or above 0. Lines with equal keys are compared as a whole.
  func compare(_ left: Bytes, _ right: Bytes) -> Int {
    let difference = compareKeys(left, right)
    if difference != 0 || isStable { return difference }
    let last = Self.compareBytes(left[...], right[...])
    return global.isReversed ? -last : last
  }

  /// Compares the keys only.
  func compareKeys(_ left: Bytes, _ right: Bytes) -> Int {
    if keys.isEmpty { return Self.compare(left[...], right[...], global) }
    for key in keys {
      let difference = Self.compare(part(left, key), part(right, key), key.kind)
      if difference != 0 { return difference }
    }
    return 0
  }

  private func part(_ line: Bytes, _ key: Key) -> ArraySlice<UInt8> {
    var start = startOfField(line, key.start.field)
    if key.kind.skipsBlanks { while start < line.count, Character8.isBlank(line[start]) { start += 1 } }
    start = min(start + min(key.start.byte, line.count), line.count)
    guard let end = key.end else { return line[start...] }
    var stop: Int
    if end.byte == 0 {
      stop = endOfField(line, end.field)
    } else {
      stop = startOfField(line, end.field)
      if key.kind.skipsBlanks { while stop < line.count, Character8.isBlank(line[stop]) { stop += 1 } }
      stop = min(stop + min(end.byte, line.count), line.count)
    }
    return line[start..<max(start, stop)]
  }

  private func startOfField(_ line: Bytes, _ field: Int) -> Int {
    var index = 0
    var left = field
    while left > 0, index < line.count {
      index = skipField(line, index)
      if separator != nil { index = min(index + 1, line.count) }
      left -= 1
    }
    return index
  }

  private func endOfField(_ line: Bytes, _ field: Int) -> Int { skipField(line, startOfField(line, field)) }

  /// The end of the field at `index`. Without a separator a field takes the blanks before it.
  private func skipField(_ line: Bytes, _ start: Int) -> Int {
    var index = start
    if let separator {
      while index < line.count, line[index] != separator { index += 1 }
      return index
    }
    while index < line.count, Character8.isBlank(line[index]) { index += 1 }
    while index < line.count, !Character8.isBlank(line[index]) { index += 1 }
    return index
  }

  private static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, _ kind: Kind) -> Int {
    var difference: Int
    if kind.isNumeric || kind.isHuman {
      difference = compareNumbers(left, right, isHuman: kind.isHuman)
    } else if kind.isVersion {
      difference = compareVersions(left, right)
    } else {
      var (first, second) = (left, right)
      if kind.isDictionary {
        func counts(_ byte: UInt8) -> Bool {
          Character8.isDigit(byte) || Character8.isLetter(byte) || Character8.isBlank(byte)
        }
        (first, second) = (first.filter(counts)[...], second.filter(counts)[...])
      }
      if kind.ignoresCase {
        (first, second) = (first.map(Character8.lowered)[...], second.map(Character8.lowered)[...])
      }
      difference = compareBytes(first, second)
    }
    if kind.isReversed { difference = -difference }
    return difference
  }

  static func compareBytes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    for (first, second) in zip(left, right) where first != second { return first < second ? -1 : 1 }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
  }

  /// Sign, digits before the point without zeros, digits behind it, and the rank of the unit.
  private struct Number {
    var isNegative = false
    var whole: ArraySlice<UInt8> = []
    var fraction: ArraySlice<UInt8> = []
    var rank = 0

    init(_ text: ArraySlice<UInt8>, isHuman: Bool) {
      var rest = text.drop(while: Character8.isBlank)
      if rest.first == UInt8(ascii: "-") {
        isNegative = true
        rest = rest.dropFirst()
      }
      let digits = rest.prefix(while: Character8.isDigit)
      rest = rest.dropFirst(digits.count)
      whole = digits.drop { $0 == 0x30 }
      if rest.first == UInt8(ascii: ".") {
        let behind = rest.dropFirst().prefix(while: Character8.isDigit)
        rest = rest.dropFirst(1 + behind.count)
        fraction = behind
        while fraction.last == 0x30 { fraction = fraction.dropLast() }
      }
      if isHuman, let unit = rest.first {
        rank = Bytes("KMGTPEZY".utf8).firstIndex(of: unit).map { $0 + 1 } ?? (unit == UInt8(ascii: "k") ? 1 : 0)
      }
      if whole.isEmpty, fraction.isEmpty { (isNegative, rank) = (false, 0) }
    }
  }

  private static func compareNumbers(
    _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, isHuman: Bool
  ) -> Int {
    let first = Number(left, isHuman: isHuman)
    let second = Number(right, isHuman: isHuman)
    if first.isNegative != second.isNegative { return first.isNegative ? -1 : 1 }
    var difference = first.rank - second.rank
    if difference == 0 { difference = first.whole.count - second.whole.count }
    if difference == 0 { difference = compareBytes(first.whole, second.whole) }
    if difference == 0 { difference = compareBytes(first.fraction, second.fraction) }
    return first.isNegative ? -difference : difference
  }

  /// Runs of digits by their value, everything else by its bytes.
  private static func compareVersions(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var (first, second) = (left, right)
    while let a = first.first, let b = second.first {
      if Character8.isDigit(a), Character8.isDigit(b) {
        let one = first.prefix(while: Character8.isDigit)
        let two = second.prefix(while: Character8.isDigit)
        first = first.dropFirst(one.count)
        second = second.dropFirst(two.count)
        let (x, y) = (one.drop { $0 == 0x30 }, two.drop { $0 == 0x30 })
        if x.count != y.count { return x.count - y.count }
        let difference = compareBytes(x, y)
        if difference != 0 { return difference }
      } else {
        if a != b { return a < b ? -1 : 1 }
        first = first.dropFirst()
        second = second.dropFirst()
      }
    }
    return first.count - second.count
  }
}
