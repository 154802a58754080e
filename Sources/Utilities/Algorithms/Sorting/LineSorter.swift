// Sorts lines in memory: one array of bytes, and for each line where it stands and a number that mostly decides.

public import UtilitySupport

/// Lines that are sorted together.
public struct LineSorter {
  private struct Entry {
    /// A number with the order of the first key, as far as it goes.
    var prefix: UInt64
    var start: UInt32
    var end: UInt32
    var keyStart: UInt32
    var keyEnd: UInt32
  }

  private let order: LineOrder
  private let isPlain: Bool
  private var text = Bytes()
  private var entries: [Entry] = []

  public init(_ order: LineOrder) {
    self.order = order
    isPlain = order.keys.isEmpty && !order.global.hasOptions
  }

  public var count: Int { entries.count }

  /// Bytes in use.
  public var size: Int { text.count + entries.count * MemoryLayout<Entry>.stride }

  /// More than this cannot be held.
  public static let capacity = 1 << 31

  public mutating func add(_ line: ArraySlice<UInt8>) {
    let start = text.count
    text += line
    let range = start..<text.count
    let key = isPlain ? range : order.firstPart(text, range)
    entries.append(
      Entry(
        prefix: prefix(key), start: UInt32(start), end: UInt32(text.count), keyStart: UInt32(key.lowerBound),
        keyEnd: UInt32(key.upperBound)))
  }

  private func prefix(_ range: Range<Int>) -> UInt64 {
    let key = order.firstKey
    let value: UInt64
    switch key.order {
    case .numeric: value = NumericText.approximation(text, range, isHuman: false)
    case .human: value = NumericText.approximation(text, range, isHuman: true)
    case .general: value = GeneralNumber.approximation(text[range])
    case .month: value = UInt64(Month.rank(text[range]))
    case .version: value = 0
    case .random: value = order.hash(text, range)
    case .text: value = key.isDictionary || key.isPrintable ? 0 : bytes(range, ignoresCase: key.ignoresCase)
    }
    return key.isReversed ? ~value : value
  }

  private func bytes(_ range: Range<Int>, ignoresCase: Bool) -> UInt64 {
    var value: UInt64 = 0
    let end = min(range.lowerBound &+ 8, range.upperBound)
    for index in range.lowerBound..<end {
      value = value &<< 8 | UInt64(ignoresCase ? TextOrder.raised(text[index]) : text[index])
    }
    return value &<< UInt64(8 &* (8 &- (end &- range.lowerBound)))
  }

  public mutating func sort() {
    let (text, order, isPlain) = (text, order, isPlain)
    let first = order.firstKey
    entries.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let a = Int(left.start)..<Int(left.end)
      let b = Int(right.start)..<Int(right.end)
      var difference: Int
      if isPlain {
        difference = TextOrder.compare(text, a, text, b)
      } else {
        let x = Int(left.keyStart)..<Int(left.keyEnd)
        let y = Int(right.keyStart)..<Int(right.keyEnd)
        difference = order.comparePart(text, x, text, y, first)
        if difference == 0 { difference = order.compareFurtherKeys(text, a, text, b) }
        if difference == 0 { difference = order.compareWhole(text, a, text, b) }
      }
      // Lines that count as equal stay in their order.
      return difference == 0 ? left.start < right.start : difference < 0
    }
  }

  /// Hands out the lines in their order, of equal ones only the first if `isUnique`; stops when `body` gives false.
  public func forEach(isUnique: Bool, _ body: (ArraySlice<UInt8>) -> Bool) {
    var last: Range<Int>?
    for entry in entries {
      let line = Int(entry.start)..<Int(entry.end)
      if isUnique {
        if let last, order.compareKeys(text, last, text, line) == 0 { continue }
        last = line
      }
      if !body(text[line]) { return }
    }
  }

  /// Forgets all lines, and keeps the memory.
  public mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }
}
