// The two ways to name a place in a text, as two types, so that one is never taken for the other: a byte offset for
// storage and editing, line and column for people.

/// A place between two bytes of a document, from 0 to its size.
public struct ByteOffset: Comparable, Hashable, Sendable {
  /// Bytes before the place.
  public var value: Int

  public init(_ value: Int) { self.value = value }

  public static let zero = ByteOffset(0)
  public static func < (left: ByteOffset, right: ByteOffset) -> Bool { left.value < right.value }
  public static func + (left: ByteOffset, right: Int) -> ByteOffset { ByteOffset(left.value + right) }
  public static func - (left: ByteOffset, right: Int) -> ByteOffset { ByteOffset(left.value - right) }
}

extension Range where Bound == ByteOffset {
  /// The bytes between the two places.
  public var byteCount: Int { upperBound.value - lowerBound.value }
}

/// A place as people name it: both count from 0; the column counts what the eye sees (a tab to its stop, a wide
/// character twice).
public struct LineColumn: Comparable, Hashable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: LineColumn, right: LineColumn) -> Bool {
    left.line != right.line ? left.line < right.line : left.column < right.column
  }
}
