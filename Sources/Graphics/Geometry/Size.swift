// A width and a height in logical pixels.

/// An extent in logical pixels.
public struct Size: Equatable, Hashable, Sendable {
  public var width: Double
  public var height: Double

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// No extent at all.
  public static let zero = Size(width: 0, height: 0)

  /// True if the area is nothing.
  public var isEmpty: Bool { !(width > 0 && height > 0) }
}
