// Reads patterns: a recursive descent over the text that builds a tree.
//
// Specification: POSIX.1-2017, XBD 9; the operators of GNU (`\w`, `\b`, `\<`, `\|` …); errors in the C library's words.

/// A pattern being read.
struct PatternParser {
  let syntax: PatternSyntax
  let options: PatternOptions
  /// Groups of all patterns read so far.
  private(set) var groupCount = 0
  private(set) var hasBackReferences = false
  /// What a generous reader remarks on.
  private(set) var warnings: [String] = []
  private(set) var pattern: [UInt8] = []
  var index = 0
  private var depth = 0
  /// The groups of this pattern that are closed: those that can be referred to.
  private var closedGroups: [Int] = []
  private var firstGroup = 0
  /// Whether a sequence starts here.
  private var isAtStart = true
  /// Whether nothing stands before this place that could be repeated.
  private var hasNothingToRepeat = true

  /// Highest count in braces.
  private static let highestCount = 32767
  /// Nesting of parentheses.
  private static let deepest = 200

  init(_ syntax: PatternSyntax, _ options: PatternOptions) {
    self.syntax = syntax
    self.options = options
  }

  mutating func parse(_ text: [UInt8]) throws(PatternError) -> Node {
    pattern = text
    index = 0
    isAtStart = true
    closedGroups = []
    firstGroup = groupCount
    if syntax == .fixed {
      var parts: [Node] = []
      while index < pattern.count { parts.append(takeCharacter()) }
      return .sequence(parts)
    }
    if options.isLenient, pattern.count > 3, pattern.starts(with: "[:".utf8), pattern.reversed().starts(with: "]:".utf8)
    {
      throw PatternError("character class syntax is [[:space:]], not [:space:]")
    }
    let node = try parseAlternatives()
    guard index == pattern.count else { throw .unmatchedClosing }
    return node
  }

  // MARK: Places

  var isExtended: Bool { syntax == .extended }

  func byte(_ distance: Int = 0) -> UInt8? { index + distance < pattern.count ? pattern[index + distance] : nil }

  /// Whether the operator `symbol` stands here: bare in extended, behind a backslash in basic syntax.
  private func isAt(_ symbol: Unicode.Scalar) -> Bool {
    isExtended ? byte() == UInt8(ascii: symbol) : byte() == UInt8(ascii: "\\") && byte(1) == UInt8(ascii: symbol)
  }

  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    guard isAt(symbol) else { return false }
    index += isExtended ? 1 : 2
    return true
  }

  /// The character at this place.
  mutating func takeCharacter() -> Node {
    let first = pattern[index]
    guard !options.usesBytes, first >= 0x80 else {
      index += 1
      return .scalar(UInt32(first))
    }
    let (scalar, length) = UTF8Text.decode(pattern.span, at: index)
    index += length
    return scalar.map { .scalar($0) } ?? .byte(first)
  }

  // MARK: Grammar

  private mutating func parseAlternatives() throws(PatternError) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw .tooBig }
    var branches = [try parseSequence()]
    while take("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func parseSequence() throws(PatternError) -> Node {
    (isAtStart, hasNothingToRepeat) = (true, true)
    var parts: [Node] = []
    while index < pattern.count, !isAt("|") {
      if isAt(")"), depth > 1 || !isExtended || !options.isLenient { break }
      guard var part = try parseAtom() else { continue }
      if case .assertion = part {
        // Nothing repeats an anchor.
        hasNothingToRepeat = true
        parts.append(part)
        continue
      }
      (isAtStart, hasNothingToRepeat) = (false, false)
      while let (minimum, maximum) = try parseRepetition() {
        part = .repeated(part, minimum: minimum, maximum: maximum)
        // In basic patterns the C library does not take a repetition of a repetition.
        if !isExtended, !options.isLenient, byte() == UInt8(ascii: "*") || isAt("{") { throw .invalidRepetition }
      }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// Nil when what stood here is ignored.
  private mutating func parseAtom() throws(PatternError) -> Node? {
    guard let next = byte() else { return nil }
    if take("(") { return try parseGroup() }
    if hasNothingToRepeat, let ignored = try parseRepetitionAtStart() { return ignored ? nil : takeCharacter() }
    switch next {
    case UInt8(ascii: "."):
      index += 1
      return .set(anyCharacter)
    case UInt8(ascii: "["):
      index += 1
      return try parseBracket()
    case UInt8(ascii: "^") where isExtended || isAtStart && !isBehindAnchor:
      index += 1
      return .assertion(.lineStart)
    case UInt8(ascii: "$") where isExtended || endsSequence(at: 1):
      index += 1
      return .assertion(.lineEnd)
    case UInt8(ascii: "\\"): return try parseEscape()
    default: return takeCharacter()
    }
  }

  /// Whether a `^` stands in front of this place, as the anchor of a basic pattern.
  private var isBehindAnchor: Bool { index > 0 && pattern[index - 1] == UInt8(ascii: "^") }

  /// Every character, in patterns for several lines all but the line feed.
  private var anyCharacter: ScalarSet {
    var set = ScalarSet([0...(options.usesBytes ? 0xff : 0x10ffff)])
    if options.isMultiline { set.remove(0x0a) }
    return set
  }

  private mutating func parseGroup() throws(PatternError) -> Node {
    groupCount += 1
    let number = groupCount
    let content = try parseAlternatives()
    guard take(")") else { throw .unmatchedParenthesis }
    closedGroups.append(number)
    return .group(content, number)
  }

  /// A repetition of nothing: true when it is ignored, false when its sign stands for itself, nil when there is none.
  private mutating func parseRepetitionAtStart() throws(PatternError) -> Bool? {
    guard isExtended else {
      if byte() == UInt8(ascii: "*") { return false }
      guard isAt("{") else { return nil }
      if !options.isLenient { throw .invalidRepetition }
      index += 1
      return false
    }
    guard let next = byte() else { return nil }
    let sign: String
    switch next {
    case UInt8(ascii: "*"): sign = "*"
    case UInt8(ascii: "+"): sign = "+"
    case UInt8(ascii: "?"): sign = "?"
    case UInt8(ascii: "{"): sign = "{...}"
    default: return nil
    }
    if next == UInt8(ascii: "{"), options.isLenient {
      guard try parseCounts() != nil else { return false }
    } else {
      index += 1
    }
    if !options.isLenient { throw .invalidRepetition }
    warnings.append("\(sign) at start of expression")
    return true
  }

  private func endsSequence(at distance: Int) -> Bool {
    guard let next = byte(distance) else { return true }
    guard next == UInt8(ascii: "\\"), let symbol = byte(distance + 1) else { return false }
    return symbol == UInt8(ascii: ")") || symbol == UInt8(ascii: "|")
  }

  private mutating func parseEscape() throws(PatternError) -> Node {
    index += 1
    guard let letter = byte() else { throw .trailingBackslash }
    let word = CharacterClasses.word(usesBytes: options.usesBytes)
    switch letter {
    case UInt8(ascii: "w"): return escapedSet(word, isNegated: false)
    case UInt8(ascii: "W"): return escapedSet(word, isNegated: true)
    case UInt8(ascii: "s"): return escapedSet(CharacterClasses.space, isNegated: false)
    case UInt8(ascii: "S"): return escapedSet(CharacterClasses.space, isNegated: true)
    case UInt8(ascii: "b"): return escapedAssertion(.wordBoundary)
    case UInt8(ascii: "B"): return escapedAssertion(.notWordBoundary)
    case UInt8(ascii: "<"): return escapedAssertion(.wordStart)
    case UInt8(ascii: ">"): return escapedAssertion(.wordEnd)
    case UInt8(ascii: "`"): return escapedAssertion(.textStart)
    case UInt8(ascii: "'"): return escapedAssertion(.textEnd)
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      let number = firstGroup + Int(letter - UInt8(ascii: "0"))
      guard closedGroups.contains(number) else { throw .invalidReference }
      index += 1
      hasBackReferences = true
      return .backReference(number)
    default: return takeCharacter()
    }
  }

  private mutating func escapedAssertion(_ assertion: Assertion) -> Node {
    index += 1
    return .assertion(assertion)
  }

  private mutating func escapedSet(_ ranges: [ClosedRange<UInt32>], isNegated: Bool) -> Node {
    index += 1
    var set = ScalarSet(ranges)
    if isNegated { set.invert(highest: options.usesBytes ? 0xff : 0x10ffff) }
    return .set(set)
  }

  // MARK: Repetition

  /// The counts of a repetition that stands here; nil when there is none.
  private mutating func parseRepetition() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    if byte() == UInt8(ascii: "*") {
      index += 1
      return (0, nil)
    }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    return isAt("{") ? try parseCounts() : nil
  }

  /// `{2}`, `{2,}`, `{,3}`, `{2,3}`; nil when the brace stands for itself.
  private mutating func parseCounts() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    let start = index
    let isOptional = isExtended && options.isLenient
    _ = take("{")
    let minimum = takeNumber()
    var maximum = minimum
    if byte() == UInt8(ascii: ",") {
      index += 1
      maximum = takeNumber()
    } else if minimum == nil {
      if isOptional {
        index = start
        return nil
      }
      throw index < pattern.count ? .invalidCount : .unmatchedBrace
    }
    guard take("}") else {
      if isOptional {
        index = start
        return nil
      }
      throw index < pattern.count ? .invalidCount : .unmatchedBrace
    }
    let low = minimum ?? 0
    guard maximum.map({ $0 >= low }) ?? true else { throw .invalidCount }
    guard max(low, maximum ?? 0) <= Self.highestCount else { throw .tooBig }
    return (low, maximum)
  }

  private mutating func takeNumber() -> Int? {
    var value: Int?
    while let digit = byte(), digit >= 0x30, digit <= 0x39 {
      value = min((value ?? 0) * 10 + Int(digit - 0x30), Self.highestCount + 1)
      index += 1
    }
    return value
  }
}
