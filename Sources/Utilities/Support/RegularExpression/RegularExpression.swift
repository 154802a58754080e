// Regular expressions, basic and extended, that take time proportional to pattern times text, whatever the pattern.
//
// The pattern is compiled to a program (Thompson) that is run for all starts at once (Pike): there is no backtracking.
// The match is the leftmost one, and of those the longest, as POSIX demands. Back-references are not there: no such
// machine can have them.
//
// Specification: POSIX.1-2017, XBD 9; with the GNU extensions \w \W \s \S \b \B \< \> and, in basic ones, \+ \? \|.

/// A compiled regular expression.
public struct RegularExpression: Sendable {
  /// Which characters are special.
  public enum Syntax: Sendable {
    /// `grep`: `\(`, `\{`, `\|`.
    case basic
    /// `grep -E`.
    case extended
    /// `grep -F`: nothing is.
    case fixed
  }

  /// Why a pattern is none.
  public struct PatternError: Error, Equatable {
    /// In the words of GNU grep.
    public let message: String
  }

  let program: [Instruction]
  let sets: [CharacterSet]
  let ignoresCase: Bool
  /// A byte that every match starts with, to skip what cannot match.
  private let firstByte: UInt8?

  /// Compiles a pattern.
  public init(_ pattern: Bytes, _ syntax: Syntax = .basic, ignoresCase: Bool = false) throws(PatternError) {
    try self.init([pattern], syntax, ignoresCase: ignoresCase, wholeWords: false, wholeLines: false)
  }

  /// Compiles several patterns of which any may match. With `wholeWords` a match has no word character at its sides,
  /// with `wholeLines` it is the whole text.
  public init(
    _ patterns: [Bytes], _ syntax: Syntax, ignoresCase: Bool, wholeWords: Bool, wholeLines: Bool
  ) throws(PatternError) {
    var compiler = PatternCompiler(syntax, ignoresCase: ignoresCase)
    try compiler.compile(patterns, wholeWords: wholeWords, wholeLines: wholeLines)
    program = compiler.program
    sets = compiler.sets
    self.ignoresCase = ignoresCase
    var first: UInt8?
    if case .scalar(let scalar)? = program.first, scalar < 0x80, !ignoresCase {
      first = UInt8(truncatingIfNeeded: scalar)
    }
    firstByte = first
  }

  /// Whether the pattern matches somewhere in `text` (one line).
  public func matches(_ text: Bytes) -> Bool {
    var machine = PatternMachine(self, text)
    return machine.run(from: 0, wantsLongest: false) != nil
  }

  /// The leftmost longest match at or behind `start`.
  public func firstMatch(in text: Bytes, from start: Int = 0) -> Range<Int>? {
    var machine = PatternMachine(self, text)
    return machine.run(from: start, wantsLongest: true)
  }

  /// The first place at or behind `index` where a match may start.
  func skip(_ text: Bytes, from index: Int) -> Int {
    guard let firstByte else { return index }
    return text[index...].firstIndex(of: firstByte) ?? text.count
  }
}
