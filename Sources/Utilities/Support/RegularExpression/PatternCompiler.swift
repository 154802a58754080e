// Compiles patterns: a recursive descent over the pattern that emits code as it goes.

/// A pattern being compiled.
struct PatternCompiler {
  private(set) var program: [Instruction] = []
  private(set) var sets: [CharacterSet] = []
  private let syntax: RegularExpression.Syntax
  private let ignoresCase: Bool
  private var pattern = Bytes()
  private var index = 0
  private var depth = 0

  typealias PatternError = RegularExpression.PatternError

  /// Instructions of one pattern: `(a{99}){99}` is a typing error, not a wish.
  private static let longestProgram = 30_000
  /// Highest count in braces, as in GNU regex.
  private static let highestCount = 32767
  /// Nesting of parentheses.
  private static let deepest = 100

  init(_ syntax: RegularExpression.Syntax, ignoresCase: Bool) {
    self.syntax = syntax
    self.ignoresCase = ignoresCase
  }

  // MARK: Whole patterns

  mutating func compile(_ patterns: [Bytes], wholeWords: Bool, wholeLines: Bool) throws(PatternError) {
    for (number, pattern) in patterns.enumerated() {
      let fork = program.count
      let isLast = number == patterns.count - 1
      if !isLast { try emit(.fork(fork + 1, 0)) }
      if wholeLines { try emit(.lineStart) }
      if wholeWords { try emit(.notBehindWord) }
      try compileOne(pattern)
      if wholeWords { try emit(.notBeforeWord) }
      if wholeLines { try emit(.lineEnd) }
      try emit(.match)
      if !isLast { program[fork] = .fork(fork + 1, program.count) }
    }
    if patterns.isEmpty { try emit(.set(try add(CharacterSet()))) }
  }

  private mutating func compileOne(_ text: Bytes) throws(PatternError) {
    pattern = text
    index = 0
    if syntax == .fixed {
      while index < pattern.count { try emitScalar() }
      return
    }
    try parseAlternatives()
    guard index == pattern.count else { throw PatternError(message: "Unmatched ) or \\)") }
  }

  // MARK: Code

  private mutating func emit(_ instruction: Instruction) throws(PatternError) {
    guard program.count < Self.longestProgram else { throw PatternError(message: "Regular expression too big") }
    program.append(instruction)
  }

  private mutating func add(_ set: CharacterSet) throws(PatternError) -> Int {
    sets.append(set)
    return sets.count - 1
  }

  private mutating func emitScalar() throws(PatternError) {
    let (scalar, length) = ScalarReader.decode(pattern, at: index)
    index += length
    try emit(.scalar(scalar))
  }

  /// Copies code from `range` to the end, its jumps with it.
  private mutating func copy(_ code: [Instruction], from origin: Int) throws(PatternError) {
    let shift = program.count - origin
    for instruction in code {
      switch instruction {
      case .jump(let target): try emit(.jump(target + shift))
      case .fork(let first, let second): try emit(.fork(first + shift, second + shift))
      default: try emit(instruction)
      }
    }
  }

  // MARK: Grammar

  private var isExtended: Bool { syntax == .extended }

  private func byte(_ distance: Int = 0) -> UInt8? {
    index + distance < pattern.count ? pattern[index + distance] : nil
  }

  /// Whether the operator `symbol` stands here: bare in extended, behind a backslash in basic syntax.
  private func isAt(_ symbol: UInt8) -> Bool {
    isExtended ? byte() == symbol : byte() == UInt8(ascii: "\\") && byte(1) == symbol
  }

  private mutating func take(_ symbol: UInt8) -> Bool {
    guard isAt(symbol) else { return false }
    index += isExtended ? 1 : 2
    return true
  }

  private mutating func parseAlternatives() throws(PatternError) {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw PatternError(message: "Regular expression too big") }
    let start = program.count
    try parseSequence()
    while take(UInt8(ascii: "|")) {
      // The alternative in front moves one down for the fork before it, and jumps over the next one.
      let code = Array(program[start...])
      program.removeSubrange(start...)
      try emit(.fork(start + 1, start + code.count + 2))
      try copy(code, from: start)
      let jump = program.count
      try emit(.jump(0))
      try parseSequence()
      program[jump] = .jump(program.count)
    }
  }

  private mutating func parseSequence() throws(PatternError) {
    var isFirst = true
    while index < pattern.count {
      if isAt(UInt8(ascii: "|")) || isAt(UInt8(ascii: ")")) { return }
      let start = program.count
      try parseAtom(isFirst: isFirst)
      // In basic patterns a star behind `^` stands for itself.
      if !isExtended, isFirst, case .lineStart? = program.last, program.count == start + 1 { continue }
      isFirst = false
      while try parseRepetition(from: start) {}
    }
  }

  private mutating func parseAtom(isFirst: Bool) throws(PatternError) {
    guard let next = byte() else { return }
    if take(UInt8(ascii: "(")) {
      try parseAlternatives()
      guard take(UInt8(ascii: ")")) else { throw PatternError(message: "Unmatched ( or \\(") }
      return
    }
    switch next {
    case UInt8(ascii: "."):
      index += 1
      try emit(.any)
    case UInt8(ascii: "["):
      index += 1
      try emit(.set(try add(try parseBracket())))
    case UInt8(ascii: "^") where isExtended || isFirst:
      index += 1
      try emit(.lineStart)
    case UInt8(ascii: "$") where isExtended || endsSequence(at: 1):
      index += 1
      try emit(.lineEnd)
    case UInt8(ascii: "*") where isExtended && isFirst, UInt8(ascii: "+") where isExtended && isFirst,
      UInt8(ascii: "?") where isExtended && isFirst:
      // GNU: a repetition of nothing is nothing.
      index += 1
    case UInt8(ascii: "\\"): try parseEscape()
    default: try emitScalar()
    }
  }

  private func endsSequence(at distance: Int) -> Bool {
    guard let next = byte(distance) else { return true }
    guard next == UInt8(ascii: "\\"), let symbol = byte(distance + 1) else { return false }
    return symbol == UInt8(ascii: ")") || symbol == UInt8(ascii: "|")
  }

  private mutating func parseEscape() throws(PatternError) {
    index += 1
    guard let letter = byte() else { throw PatternError(message: "Trailing backslash") }
    switch letter {
    case UInt8(ascii: "w"): try emitSet(CharacterSet.word, isNegated: false)
    case UInt8(ascii: "W"): try emitSet(CharacterSet.word, isNegated: true)
    case UInt8(ascii: "s"): try emitSet([0x09...0x0d, 0x20...0x20], isNegated: false)
    case UInt8(ascii: "S"): try emitSet([0x09...0x0d, 0x20...0x20], isNegated: true)
    case UInt8(ascii: "b"): try emit(.wordBoundary)
    case UInt8(ascii: "B"): try emit(.notWordBoundary)
    case UInt8(ascii: "<"): try emit(.wordStart)
    case UInt8(ascii: ">"): try emit(.wordEnd)
    case UInt8(ascii: "1")...UInt8(ascii: "9"): throw PatternError(message: "Back-references are not supported")
    default:
      try emitScalar()
      return
    }
    index += 1
  }

  private mutating func emitSet(_ ranges: [ClosedRange<UInt32>], isNegated: Bool) throws(PatternError) {
    try emit(.set(try add(CharacterSet(ranges: ranges, isNegated: isNegated))))
  }

  // MARK: Repetition

  /// Applies a repetition that stands here to the code from `start`; false when there is none.
  private mutating func parseRepetition(from start: Int) throws(PatternError) -> Bool {
    if byte() == UInt8(ascii: "*") {
      index += 1
      try repeatCode(from: start, minimum: 0, maximum: nil)
    } else if take(UInt8(ascii: "+")) {
      try repeatCode(from: start, minimum: 1, maximum: nil)
    } else if take(UInt8(ascii: "?")) {
      try repeatCode(from: start, minimum: 0, maximum: 1)
    } else if isAt(UInt8(ascii: "{")), let (minimum, maximum) = try parseCounts() {
      try repeatCode(from: start, minimum: minimum, maximum: maximum)
    } else {
      return false
    }
    return true
  }

  /// `{2}`, `{2,}`, `{,3}`, `{2,3}`; nil when the brace stands for itself (extended only).
  private mutating func parseCounts() throws(PatternError) -> (Int, Int?)? {
    let start = index
    _ = take(UInt8(ascii: "{"))
    let minimum = takeNumber()
    var maximum = minimum
    if byte() == UInt8(ascii: ",") {
      index += 1
      maximum = takeNumber()
    } else if minimum == nil {
      if isExtended {
        index = start
        return nil
      }
      throw PatternError(message: "Invalid preceding regular expression")
    }
    guard take(UInt8(ascii: "}")) else {
      if isExtended {
        index = start
        return nil
      }
      throw PatternError(message: "Unmatched { or \\{")
    }
    let low = minimum ?? 0
    guard low <= Self.highestCount, maximum ?? 0 <= Self.highestCount, maximum.map({ $0 >= low }) ?? true else {
      throw PatternError(message: "Invalid content of \\{\\}")
    }
    return (low, maximum)
  }

  private mutating func takeNumber() -> Int? {
    var value: Int?
    while let digit = byte(), Character8.isDigit(digit) {
      value = min((value ?? 0) * 10 + Int(digit - 0x30), Self.highestCount + 1)
      index += 1
    }
    return value
  }

  private mutating func repeatCode(from start: Int, minimum: Int, maximum: Int?) throws(PatternError) {
    let code = Array(program[start...])
    program.removeSubrange(start...)
    for _ in 0..<minimum { try copy(code, from: start) }
    guard let maximum else {
      // L: fork body, behind; body; jump L.
      let fork = program.count
      try emit(.fork(fork + 1, fork + code.count + 2))
      try copy(code, from: start)
      try emit(.jump(fork))
      return
    }
    var forks: [Int] = []
    for _ in minimum..<max(maximum, minimum) {
      forks.append(program.count)
      try emit(.fork(program.count + 1, 0))
      try copy(code, from: start)
    }
    for fork in forks { program[fork] = .fork(fork + 1, program.count) }
  }

  // MARK: Brackets

  private mutating func parseBracket() throws(PatternError) -> CharacterSet {
    var set = CharacterSet()
    let unmatched = PatternError(message: "Unmatched [, [^, [:, [., or [=")
    if byte() == UInt8(ascii: "^") {
      set.isNegated = true
      index += 1
    }
    var isFirst = true
    while true {
      guard let next = byte() else { throw unmatched }
      if next == UInt8(ascii: "]"), !isFirst {
        index += 1
        return set
      }
      isFirst = false
      if next == UInt8(ascii: "["), byte(1) == UInt8(ascii: ":") {
        set.ranges += try parseClass()
        continue
      }
      let low = takeBracketScalar()
      guard byte() == UInt8(ascii: "-"), let end = byte(1), end != UInt8(ascii: "]") else {
        set.ranges.append(low...low)
        continue
      }
      index += 1
      let high = takeBracketScalar()
      guard low <= high else { throw PatternError(message: "Invalid range end") }
      set.ranges.append(low...high)
    }
  }

  private mutating func takeBracketScalar() -> UInt32 {
    let (scalar, length) = ScalarReader.decode(pattern, at: index)
    index += length
    return scalar
  }

  private mutating func parseClass() throws(PatternError) -> [ClosedRange<UInt32>] {
    let start = index + 2
    guard let colon = pattern[start...].firstIndex(of: UInt8(ascii: ":")), colon + 1 < pattern.count,
      pattern[colon + 1] == UInt8(ascii: "]")
    else { throw PatternError(message: "Unmatched [, [^, [:, [., or [=") }
    guard let ranges = CharacterSet.ranges(of: Bytes(pattern[start..<colon])) else {
      throw PatternError(message: "Invalid character class name")
    }
    index = colon + 2
    return ranges
  }
}
