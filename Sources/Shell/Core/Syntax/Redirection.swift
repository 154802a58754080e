// Redirections of a command.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.7.

/// One redirection.
public struct Redirection: Equatable {
  /// What is connected to the handle.
  public enum Target: Equatable {
    /// `< word`.
    case read(Word)
    /// `> word`; `>| word` overrides `set -C`.
    case write(Word, overridesNoClobber: Bool)
    /// `>> word`.
    case append(Word)
    /// `<> word`.
    case readWrite(Word)
    /// `<& word` or `>& word`: a handle number, or `-` to close.
    case duplicate(Word)
    /// `&> word` or `&>> word`: output and errors to a file.
    case writeBoth(Word, appends: Bool)
    /// `<< delimiter`.
    case hereDocument(HereDocument)
    /// `<<< word`.
    case hereString(Word)
  }

  /// The handle number, given or implied (0 for input, 1 for output).
  public var handle: Int
  /// What to connect.
  public var target: Target
}

/// The text of a `<<` redirection. A reference, because the text follows on the lines after the command that names it.
public final class HereDocument: Equatable {
  /// The text; filled when the parser has reached it.
  public internal(set) var body = Word()
  let delimiter: Bytes
  let stripsTabs: Bool
  let isLiteral: Bool

  init(delimiter: Bytes, stripsTabs: Bool, isLiteral: Bool) {
    self.delimiter = delimiter
    self.stripsTabs = stripsTabs
    self.isLiteral = isLiteral
  }

  public static func == (left: HereDocument, right: HereDocument) -> Bool { left.body == right.body }
}
