// Empty room that grows.

import Graphics

/// Takes the room that is left in a row or column.
public final class Spacer: Widget {
  /// - Parameter least: logical pixels that it never goes below.
  public init(_ least: Double = 0) {
    super.init()
    layoutHints.grow = 1
    layoutHints.minimumWidth = least
    layoutHints.minimumHeight = least
    ignoresPointer = true
  }
}
