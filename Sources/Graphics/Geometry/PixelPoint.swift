// A position on the grid of device pixels.

/// A position in device pixels.
public struct PixelPoint: Equatable, Hashable, Sendable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  public static let zero = PixelPoint(x: 0, y: 0)

  public static func + (left: PixelPoint, right: PixelPoint) -> PixelPoint {
    PixelPoint(x: left.x &+ right.x, y: left.y &+ right.y)
  }
  public static func - (left: PixelPoint, right: PixelPoint) -> PixelPoint {
    PixelPoint(x: left.x &- right.x, y: left.y &- right.y)
  }
}
