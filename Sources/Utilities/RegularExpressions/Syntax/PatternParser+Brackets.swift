// Bracket expressions: `[a-z]`, `[^[:digit:]]`, `[[.hyphen.]]`, `[[=a=]]`.

extension PatternParser {
  /// Reads on behind the opening bracket.
  mutating func parseBracket() throws(PatternError) -> Node {
    var set = ScalarSet()
    var isNegated = false
    if byte() == UInt8(ascii: "^") {
      isNegated = true
      index += 1
    }
    guard byte() != nil else { throw .invalid }
    var isFirst = true
    while true {
      guard let next = byte() else { throw .unmatchedBracket }
      if next == UInt8(ascii: "]"), !isFirst {
        index += 1
        break
      }
      isFirst = false
      if next == UInt8(ascii: "["), byte(1) == UInt8(ascii: ":") {
        set.insert(try parseClass())
        if byte() == UInt8(ascii: "-"), let end = byte(1), end != UInt8(ascii: "]") { throw .invalidRange }
        continue
      }
      let low = try takeElement()
      guard byte() == UInt8(ascii: "-"), let end = byte(1), end != UInt8(ascii: "]") else {
        if let low { set.insert(low...low) }
        continue
      }
      index += 1
      if end == UInt8(ascii: "["), byte(1) == UInt8(ascii: ":") { throw .invalidRange }
      guard let low, let high = try takeElement(), low <= high else { throw .invalidRange }
      set.insert(low...high)
    }
    if options.ignoresCase { set.foldCase(usesBytes: options.usesBytes) }
    if isNegated {
      if options.isMultiline { set.insert(0x0a...0x0a) }
      set.invert(highest: options.usesBytes ? 0xff : 0x10ffff)
    } else {
      set.normalise()
    }
    return .set(set)
  }

  /// One character of a bracket expression; nil for a byte that is none.
  private mutating func takeElement() throws(PatternError) -> UInt32? {
    guard byte() == UInt8(ascii: "["), let mark = byte(1), mark == UInt8(ascii: ".") || mark == UInt8(ascii: "=") else {
      guard index < pattern.count else { throw .unmatchedBracket }
      if case .scalar(let scalar) = takeCharacter() { return scalar }
      return nil
    }
    let name = try takeName(endedBy: mark)
    let (scalar, length) = name.isEmpty ? (nil, 1) : UTF8Text.decode(name.span, at: 0)
    guard let scalar, length == name.count else { throw .invalidCollation }
    return scalar
  }

  private mutating func parseClass() throws(PatternError) -> [ClosedRange<UInt32>] {
    let name = try takeName(endedBy: UInt8(ascii: ":"))
    guard let ranges = CharacterClasses.ranges(of: name, usesBytes: options.usesBytes) else { throw .invalidClass }
    return ranges
  }

  /// What stands between `[:` and `:]`.
  private mutating func takeName(endedBy mark: UInt8) throws(PatternError) -> [UInt8] {
    let start = index + 2
    var end = start
    while end + 1 < pattern.count {
      if pattern[end] == mark, pattern[end + 1] == UInt8(ascii: "]") {
        index = end + 2
        return Array(pattern[start..<end])
      }
      end += 1
    }
    throw .unmatchedBracket
  }
}
