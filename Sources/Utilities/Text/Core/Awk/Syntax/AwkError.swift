// What is wrong with an awk program, or stopped it.

/// An error of a program.
public struct AwkError: Error, Sendable {
  /// The line of the program; 0 for errors while it runs.
  public let line: Int
  public let message: String

  init(_ message: String, line: Int = 0) {
    self.message = message
    self.line = line
  }
}
