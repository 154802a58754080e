// Where in a script something stands.

/// A place in a script: line and column count from 1, columns in bytes.
public struct SourcePosition: Equatable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in bytes, from 1.
  public var column: Int

  /// A place in a script.
  public init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }
}
