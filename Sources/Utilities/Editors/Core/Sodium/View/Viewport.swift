// The part of the text that is seen.

/// A window on the text.
struct Viewport: Equatable, Sendable {
  /// The first line, and its first row that is seen.
  var top = 0
  var topRow = 0
  /// The first column, when lines are not wrapped.
  var left = 0
  /// Columns of the screen.
  var width = 80
  /// Rows of text.
  var height = 22

  /// Goes back to another's place, with this one's size.
  mutating func restore(_ other: Viewport) {
    top = other.top
    topRow = other.topRow
    left = other.left
  }
}
