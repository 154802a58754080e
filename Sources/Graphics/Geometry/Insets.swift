// Distances from the four edges of a rectangle, inwards.

/// Distances from the edges of a rectangle inwards, in logical pixels.
public struct Insets: Equatable, Hashable, Sendable {
  public var top: Double
  public var left: Double
  public var bottom: Double
  public var right: Double

  public init(top: Double = 0, left: Double = 0, bottom: Double = 0, right: Double = 0) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  /// The same distance at every edge.
  public init(_ all: Double) {
    self.init(top: all, left: all, bottom: all, right: all)
  }

  /// The same distance at opposite edges.
  public init(horizontal: Double, vertical: Double) {
    self.init(top: vertical, left: horizontal, bottom: vertical, right: horizontal)
  }

  public static let zero = Insets(0)

  /// Left and right together.
  public var horizontal: Double { left + right }

  /// Top and bottom together.
  public var vertical: Double { top + bottom }
}
