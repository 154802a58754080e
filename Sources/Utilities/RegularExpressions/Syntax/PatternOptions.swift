// How a pattern is read and what it means.

/// How a pattern is written.
public enum PatternSyntax: Sendable {
  /// POSIX basic, with the GNU operators `\|`, `\+`, `\?`.
  case basic
  /// POSIX extended.
  case extended
  /// Text, not a pattern.
  case fixed
}

/// What a pattern means beyond its text.
public struct PatternOptions: Sendable {
  public var ignoresCase = false
  /// Only matches that are no parts of longer words.
  public var wholeWords = false
  /// Only matches of the whole text.
  public var wholeLines = false
  /// `^` and `$` match at line feeds, which no `.` matches then.
  public var isMultiline = false
  /// What POSIX leaves open is read generously, as grep does: `a{` and `)` of extended patterns stand for themselves.
  public var isLenient = true
  /// The byte between the lines of a text that `lineWithMatch` searches.
  public var separator: UInt8?
  /// A character is a byte, not a sequence of UTF-8.
  public var usesBytes = false

  public init() {}
}
