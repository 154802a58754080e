// A place in a text as the editors count: line and byte within the line.

/// A place between two bytes of a line.
public struct Position: Comparable, Sendable {
  /// From 0.
  public var line: Int
  /// Bytes from the line's begin.
  public var byte: Int

  public init(_ line: Int, _ byte: Int) {
    self.line = line
    self.byte = byte
  }

  /// The begin of the text.
  public static let zero = Position(0, 0)

  public static func < (left: Position, right: Position) -> Bool {
    left.line != right.line ? left.line < right.line : left.byte < right.byte
  }
}
