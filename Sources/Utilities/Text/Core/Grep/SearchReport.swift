// What grep shows of a match.

/// The choices that a search and its output depend on.
public struct SearchReport {
  /// What is written.
  public enum Kind {
    case lines
    /// Only the matching parts.
    case parts
    case count
    /// Names of files with a match, or without one.
    case names(withMatch: Bool)
    case nothing
  }

  /// What becomes of files that are no text.
  public enum BinaryFiles {
    case summary
    case skip
    case text
  }

  public var kind = Kind.lines
  public var isInverted = false
  public var showsNames = false
  public var showsNumbers = false
  public var showsOffsets = false
  /// Aligns what stands behind the prefix at a tab stop.
  public var alignsWithTab = false
  public var before = 0
  public var after = 0
  /// Stop after so many lines of a file.
  public var limit = Int.max
  /// Between lines: a line feed, or 0.
  public var separator: UInt8 = 0x0a
  /// A 0 stands behind names instead of a colon or a line feed.
  public var endsNamesWithZero = false
  /// Nil: no line between groups.
  public var groupSeparator: [UInt8]? = [0x2d, 0x2d]
  public var binaryFiles = BinaryFiles.summary
  public var usesBytes = false
  public var colours: SearchColours?

  public init() {}
}
