// A compiled pattern: whether, where, and with which groups it matches a text.
//
// The leftmost and longest match is found by automata, in time that grows with the text and not with what might match;
// patterns with back-references are tried out up to a limit. The automata remember what they have made, so a pattern
// belongs to one thread.
//
// Specification: POSIX.1-2017, XBD 9.

/// A regular expression.
public final class RegularExpression {
  public typealias Syntax = PatternSyntax

  /// The number of groups.
  public var groupCount: Int { program.groupCount }
  /// What is doubtful about the pattern.
  public let warnings: [String]

  private let program: Program
  private let options: PatternOptions
  private let literal: LiteralSearch?
  /// Whether a place of the literal is a match.
  private let literalIsWhole: Bool
  private let searcher: LazyAutomaton
  private let measurer: LazyAutomaton
  private lazy var submatchFinder = SubmatchFinder(program)
  /// Bytes with which a match may start; nil when it may be empty.
  private let firstBytes: ByteSet?
  /// The last match of a pattern with back-references.
  private var lastGroups: [Range<Int>?] = []

  /// Compiles patterns, any of which may match.
  public init(_ patterns: [[UInt8]], _ syntax: Syntax, _ options: PatternOptions) throws(PatternError) {
    var parser = PatternParser(syntax, options)
    var nodes: [Node] = []
    for pattern in patterns { nodes.append(try parser.parse(pattern)) }
    warnings = parser.warnings
    var builder = ProgramBuilder(options)
    try builder.build(nodes, groupCount: parser.groupCount)
    builder.program.classify(separator: options.separator)
    program = builder.program
    self.options = options
    let found = nodes.count == 1 ? Literal(nodes[0], options) : nil
    literalIsWhole = found?.isWhole ?? false
    literal = found.flatMap { $0.isWhole || $0.bytes.count > 1 ? LiteralSearch($0) : nil }
    let end = program.code.count - 1
    searcher = LazyAutomaton(program, entry: 0, exit: end, isSearching: true, separator: options.separator)
    measurer = LazyAutomaton(program, entry: 0, exit: end, isSearching: false)
    firstBytes = program.firstBytes
  }

  /// Compiles one pattern.
  public convenience init(
    _ pattern: [UInt8], _ syntax: Syntax = .basic, ignoresCase: Bool = false
  ) throws(PatternError) {
    var options = PatternOptions()
    options.ignoresCase = ignoresCase
    try self.init([pattern], syntax, options)
  }

  // MARK: Whether

  /// Whether it matches somewhere in `text`.
  public func matches(_ text: [UInt8]) -> Bool { matches(text.span) }

  /// Whether it matches somewhere in `text`.
  public func matches(_ text: Span<UInt8>) -> Bool {
    if let literal {
      let isThere = literal.first(in: text, 0..<text.count) != nil
      if literalIsWhole || !isThere { return isThere }
    }
    guard searcher.firstEnd(in: text, 0..<text.count) != nil else { return false }
    return !program.hasBackReferences || firstMatch(in: text, from: 0) != nil
  }

  /// A place in the first line with a match, of lines that end with the options' separator.
  /// - Parameter range: starts at the start of a line.
  public func lineWithMatch(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let separator = options.separator ?? 0x0a
    var start = range.lowerBound
    while start < range.upperBound {
      let place: Int
      if let literal {
        guard let hit = literal.first(in: text, start..<range.upperBound) else { return nil }
        if literalIsWhole { return hit }
        place = hit
      } else {
        guard let end = searcher.firstEnd(in: text, start..<range.upperBound) else { return nil }
        // Behind the last separator no line starts.
        if end == range.upperBound, end > 0, text[end - 1] == separator { return nil }
        if !program.hasBackReferences { return end }
        place = end
      }
      let lineEnd = ByteSearch.first(separator, in: text, place..<range.upperBound) ?? range.upperBound
      let lineStart = ByteSearch.last(separator, in: text, start..<place).map { $0 + 1 } ?? start
      if matches(text.extracting(lineStart..<lineEnd)) { return place }
      start = lineEnd + 1
    }
    return nil
  }

  // MARK: Where

  /// The leftmost of the longest matches that start at or behind `start`.
  public func firstMatch(in text: [UInt8], from start: Int = 0) -> Range<Int>? {
    firstMatch(in: text.span, from: start)
  }

  /// The leftmost of the longest matches that start at or behind `start`.
  public func firstMatch(in text: Span<UInt8>, from start: Int) -> Range<Int>? {
    guard start <= text.count else { return nil }
    if let literal {
      guard let hit = literal.first(in: text, start..<text.count) else { return nil }
      if literalIsWhole { return hit..<hit + literal.count }
    }
    if program.hasBackReferences { return firstMatchByTrial(in: text, from: start) }
    guard let known = searcher.firstEnd(in: text, start..<text.count) else { return nil }
    var index = start
    // Trying each start is quick where the first bytes of a match decide, and has to end where they do not.
    var steps = 0
    let mostSteps = 8 * (known - start) + 512
    while index <= text.count {
      guard canStart(at: index, start, text) else {
        index += 1
        continue
      }
      if let end = measurer.lastEnd(in: text, index..<text.count, steps: &steps) { return index..<end }
      index += 1
      guard steps > mostSteps else { continue }
      var finder = StartFinder(program)
      guard index <= text.count, let place = finder.firstStart(in: text, index..<text.count) else { return nil }
      (index, steps) = (place, 0)
    }
    return nil
  }

  private func canStart(at index: Int, _ start: Int, _ text: Span<UInt8>) -> Bool {
    guard index < text.count else { return firstBytes == nil }
    if let firstBytes { return firstBytes.contains(text[index]) }
    // An empty match does not stand inside a character.
    return options.usesBytes || index == start || text[index] & 0xc0 != 0x80
  }

  private func firstMatchByTrial(in text: Span<UInt8>, from start: Int) -> Range<Int>? {
    guard searcher.firstEnd(in: text, start..<text.count) != nil else { return nil }
    var tracker = Backtracker(program)
    for index in start...text.count where canStart(at: index, start, text) {
      if tracker.match(text, from: index, limit: text.count), let best = tracker.best {
        lastGroups = best.groups
        return index..<best.end
      }
    }
    return nil
  }

  // MARK: Groups

  /// What the groups matched, behind the whole match; nil for a group that took no part.
  /// - Parameter match: what `firstMatch` found in this text.
  public func groups(in text: Span<UInt8>, of match: Range<Int>) -> [Range<Int>?] {
    if groupCount == 0 { return [match] }
    if program.hasBackReferences {
      if lastGroups.first == match { return lastGroups }
      var tracker = Backtracker(program)
      _ = tracker.match(text, from: match.lowerBound, limit: match.upperBound)
      return tracker.best?.groups ?? [match] + [Range<Int>?](repeating: nil, count: groupCount)
    }
    return submatchFinder.find(in: text, match)
  }
}
