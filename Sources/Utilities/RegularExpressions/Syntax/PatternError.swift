// What is wrong with a pattern, in the words of the C library.

/// A pattern that is none.
public struct PatternError: Error, Equatable, Sendable {
  public let message: String

  init(_ message: String) { self.message = message }

  static let unmatchedBracket = PatternError("Unmatched [, [^, [:, [., or [=")
  static let unmatchedParenthesis = PatternError("Unmatched ( or \\(")
  static let unmatchedClosing = PatternError("Unmatched ) or \\)")
  static let unmatchedBrace = PatternError("Unmatched \\{")
  static let invalidCount = PatternError("Invalid content of \\{\\}")
  static let invalidRange = PatternError("Invalid range end")
  static let invalidClass = PatternError("Invalid character class name")
  static let invalidCollation = PatternError("Invalid collation character")
  static let invalidReference = PatternError("Invalid back reference")
  static let invalidRepetition = PatternError("Invalid preceding regular expression")
  static let trailingBackslash = PatternError("Trailing backslash")
  static let tooBig = PatternError("Regular expression too big")
  static let invalid = PatternError("Invalid regular expression")
}
