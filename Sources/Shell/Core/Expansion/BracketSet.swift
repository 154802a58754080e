// Bracket expressions of shell patterns: `[a-z]`, `[!x]`, `[[:digit:]]`.
//
// Specification: POSIX.1-2017, XBD 9.3.5, in the C locale's order.

/// A set of characters.
struct BracketSet {
  private var isNegated = false
  private var ranges: [ClosedRange<UInt32>] = []

  /// Whether the scalar value is in the set.
  func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }

  /// Parses the text behind `[`; nil when there is no closing bracket and `[` stands for itself.
  static func parse(_ text: ExpandedField, from start: Int) -> (BracketSet, end: Int)? {
    var set = BracketSet()
    var index = start
    func unquoted(_ position: Int) -> UInt8? {
      position < text.bytes.count && !text.isQuoted[position] ? text.bytes[position] : nil
    }
    if unquoted(index) == ASCII.exclamation || unquoted(index) == ASCII.caret {
      set.isNegated = true
      index += 1
    }
    var isFirst = true
    while index < text.bytes.count {
      if unquoted(index) == ASCII.rightBracket, !isFirst { return (set, index + 1) }
      isFirst = false
      if unquoted(index) == ASCII.leftBracket, unquoted(index + 1) == ASCII.colon,
        let end = set.addClass(text.bytes, from: index + 2)
      {
        index = end
        continue
      }
      if unquoted(index) == ASCII.slash { return nil }
      let (low, length) = scalar(text, at: index)
      index += length
      guard unquoted(index) == ASCII.minus, index + 1 < text.bytes.count, unquoted(index + 1) != ASCII.rightBracket
      else {
        set.ranges.append(low...low)
        continue
      }
      let (high, highLength) = scalar(text, at: index + 1)
      index += 1 + highLength
      if low <= high { set.ranges.append(low...high) }
    }
    return nil
  }

  private static func scalar(_ text: ExpandedField, at index: Int) -> (UInt32, Int) {
    if text.bytes[index] == ASCII.backslash, !text.isQuoted[index], index + 1 < text.bytes.count {
      let (scalar, length) = UTF8Scanner.decode(text.bytes[(index + 1)...])
      return (scalar, length + 1)
    }
    return UTF8Scanner.decode(text.bytes[index...])
  }

  /// Adds `[:name:]`; nil when it is not one.
  private mutating func addClass(_ bytes: Bytes, from start: Int) -> Int? {
    guard let colon = bytes[start...].firstIndex(of: ASCII.colon), colon + 1 < bytes.count,
      bytes[colon + 1] == ASCII.rightBracket
    else { return nil }
    switch Bytes(bytes[start..<colon]) {
    case "alpha": add("AZaz")
    case "digit": add("09")
    case "alnum": add("AZaz09")
    case "upper": add("AZ")
    case "lower": add("az")
    case "xdigit": add("09AFaf")
    case "punct": add("!/:@[`{~")
    case "space": ranges += [9...13, 32...32]
    case "blank": ranges += [9...9, 32...32]
    case "cntrl": ranges += [0...31, 127...127]
    case "print": add(" ~")
    case "graph": add("!~")
    default: return nil
    }
    return colon + 2
  }

  /// Adds ranges, given as pairs of characters.
  private mutating func add(_ pairs: String) {
    let bytes = pairs.bytes
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      ranges.append(UInt32(bytes[index])...UInt32(bytes[index + 1]))
    }
  }
}
