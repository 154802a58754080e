// What the program around the line editor has to do.

/// An action of the editor.
public enum LineAction: Equatable, Sendable {
  /// Write to the terminal.
  case write(Bytes)
  /// The user entered a line.
  case accept(Bytes)
  /// Ctrl+C: forget the line.
  case interrupt
  /// Ctrl+D on an empty line.
  case endOfInput
}

/// Which keys the editor has.
public enum KeyStyle: Equatable, Sendable { case emacs, vi }
