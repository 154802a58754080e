// Limits of the shell: what keeps a hostile or mistaken script from exhausting the stack or memory.

/// Named limits, each with its reason.
public enum Limits {
  /// Nesting of commands, quotes and expansions in a script: parser and printer recurse once a level.
  static let syntaxDepth = 60
  /// Nesting of running commands (functions, substitutions, compound commands): the evaluator recurses once a level.
  /// For a stack of half a megabyte, as a test's thread has it.
  public static let evaluationDepth = 200
  /// The same for a program's stack of 8 megabytes.
  public static let programDepth = 3000
  /// Nesting of parentheses and operators in an arithmetic expression, and of variables that hold expressions.
  static let arithmeticDepth = 64
  /// Words that braces may stand for, and the length of a word in which they are looked for.
  static let braceWords = 65_536
  static let braceText = 4096
  /// Bytes of a text that a method may make.
  static let textLength: Int64 = 1 << 26
  /// Highest handle number a redirection may name.
  static let handleNumber = 255
  /// One alias may grow a line to at most this many bytes (an alias that names itself through others cannot).
  static let aliasExpansion = 1 << 16
  /// Bytes of a script that are handed to another shell as an argument; a longer one goes through a handle.
  static let scriptArgument = 32 * 1024
  /// Bytes one read from a pipe asks for.
  static let readSize = 4096
  /// Entries that the history keeps.
  public static let historyEntries = 5000
  /// Bytes of a line that is edited: what a paste may bring.
  static let editedLine = 1 << 20
  /// Steps that a new line of a command is indented at most.
  static let indentation = 20
}
