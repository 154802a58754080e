// An extent on the grid of device pixels.

/// A width and a height in device pixels.
public struct PixelSize: Equatable, Hashable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  public static let zero = PixelSize(width: 0, height: 0)

  public var isEmpty: Bool { width <= 0 || height <= 0 }
}
