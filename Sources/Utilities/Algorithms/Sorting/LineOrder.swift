// Compares lines by keys.
//
// Text sorts by its bytes, as in the C locale.
//
// Specification: POSIX.1-2017, sort; GNU coreutils 9.1.

public import UtilitySupport

/// The order of lines.
public struct LineOrder: Sendable {
  public var keys: [SortKey] = []
  /// The options that hold for whole lines.
  public var global = SortKey()
  /// Fields end with it; nil: they start with blanks.
  public var separator: UInt8?
  /// Lines with equal keys are not compared as a whole.
  public var isStable = false
  /// For the random order.
  public var seed: UInt64 = 0

  public init() {}

  /// Below 0, 0 or above 0. Lines with equal keys are compared as a whole.
  public func compare(_ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>) -> Int {
    if keys.isEmpty, !global.hasOptions { return TextOrder.compare(left, a, right, b) }
    let difference = compareKeys(left, a, right, b)
    return difference != 0 ? difference : compareWhole(left, a, right, b)
  }

  /// The last comparison: whole lines.
  func compareWhole(_ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>) -> Int {
    if isStable { return 0 }
    let last = TextOrder.compare(left, a, right, b)
    return global.isReversed ? -last : last
  }

  /// Compares the keys only.
  public func compareKeys(_ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>) -> Int {
    if keys.isEmpty { return comparePart(left, whole(left, a), right, whole(right, b), global) }
    for key in keys {
      let difference = comparePart(left, part(left, a, key), right, part(right, b, key), key)
      if difference != 0 { return difference }
    }
    return 0
  }

  /// Compares all keys but the first.
  func compareFurtherKeys(_ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>) -> Int {
    for key in keys.dropFirst() {
      let difference = comparePart(left, part(left, a, key), right, part(right, b, key), key)
      if difference != 0 { return difference }
    }
    return 0
  }

  /// The first key, and the part of a line that it is about.
  var firstKey: SortKey { keys.first ?? global }

  func firstPart(_ text: Bytes, _ line: Range<Int>) -> Range<Int> {
    keys.isEmpty ? whole(text, line) : part(text, line, keys[0])
  }

  private func whole(_ text: Bytes, _ line: Range<Int>) -> Range<Int> {
    guard global.skipsStartBlanks else { return line }
    var start = line.lowerBound
    while start < line.upperBound, isBlank(text[start]) { start += 1 }
    return start..<line.upperBound
  }

  // MARK: Parts

  @inline(__always) private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a }

  private func part(_ text: Bytes, _ line: Range<Int>, _ key: SortKey) -> Range<Int> {
    let end = line.upperBound
    var start = fieldStart(text, line, key.startField)
    if key.skipsStartBlanks { while start < end, isBlank(text[start]) { start += 1 } }
    start = min(start + key.startByte, end)
    guard let lastField = key.endField else { return start..<end }
    var stop: Int
    if key.endByte == 0 {
      stop = skipField(text, fieldStart(text, line, lastField), end)
    } else {
      stop = fieldStart(text, line, lastField)
      if key.skipsEndBlanks { while stop < end, isBlank(text[stop]) { stop += 1 } }
      stop = min(stop + key.endByte, end)
    }
    return start..<max(start, stop)
  }

  private func fieldStart(_ text: Bytes, _ line: Range<Int>, _ field: Int) -> Int {
    var index = line.lowerBound
    var left = field
    while left > 0, index < line.upperBound {
      index = skipField(text, index, line.upperBound)
      if separator != nil { index = min(index + 1, line.upperBound) }
      left -= 1
    }
    return index
  }

  /// The end of the field at `start`. Without a separator a field takes the blanks before it.
  private func skipField(_ text: Bytes, _ start: Int, _ end: Int) -> Int {
    var index = start
    if let separator {
      while index < end, text[index] != separator { index &+= 1 }
      return index
    }
    while index < end, isBlank(text[index]) { index &+= 1 }
    while index < end, !isBlank(text[index]) { index &+= 1 }
    return index
  }

  func comparePart(
    _ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>, _ key: SortKey
  ) -> Int {
    let difference: Int
    switch key.order {
    case .numeric: difference = NumericText.compare(left, a, right, b, isHuman: false)
    case .human: difference = NumericText.compare(left, a, right, b, isHuman: true)
    case .general: difference = GeneralNumber.compare(left[a], right[b])
    case .month: difference = Month.rank(left[a]) - Month.rank(right[b])
    case .version: difference = VersionOrder.compare(left[a], right[b])
    case .random: difference = compareRandom(left, a, right, b)
    case .text:
      if key.ignoresCase || key.isDictionary || key.isPrintable {
        difference = TextOrder.compareTranslated(left, a, right, b, key)
      } else {
        difference = TextOrder.compare(left, a, right, b)
      }
    }
    return key.isReversed ? -difference : difference
  }

  private func compareRandom(_ left: Bytes, _ a: Range<Int>, _ right: Bytes, _ b: Range<Int>) -> Int {
    let (first, second) = (hash(left, a), hash(right, b))
    if first != second { return first < second ? -1 : 1 }
    return TextOrder.compare(left, a, right, b)
  }

  /// FNV-1a over the seed and the bytes, mixed at the end.
  func hash(_ text: Bytes, _ range: Range<Int>) -> UInt64 {
    var value = seed ^ 0xcbf2_9ce4_8422_2325
    for index in range { value = (value ^ UInt64(text[index])) &* 0x0100_0000_01b3 }
    value = (value ^ value >> 33) &* 0xff51_afd7_ed55_8ccd
    return value ^ value >> 33
  }
}
