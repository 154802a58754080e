// What the line editor asks of the shell that it belongs to: the editor does no I/O and knows no commands.

/// What a word means where a command stands.
public enum CommandKind: Equatable, Sendable {
  case builtin
  case function
  case alias
  case program
  case directory
  /// There is no such command.
  case missing
}

/// The shell around the editor.
public protocol LineSurroundings {
  /// What a command of this name is.
  mutating func kind(ofCommand name: Bytes) -> CommandKind
  /// The possible ends of the word before `cursor`.
  mutating func completions(of line: Bytes, cursor: Int) -> Completion
  /// Whether a command just stops in `text`: an open quote, a missing `fi`.
  mutating func isIncomplete(_ text: Bytes) -> Bool
}
