// A card of rows: the geometry that the desktop's own menus and lists share.

import Graphics

/// Rows below one another in a card. Device pixels.
public struct CardRows: Equatable, Sendable {
  /// The card.
  public let frame: PixelRect
  public let count: Int
  private let rowHeight: Int
  private let padding: Int

  init(origin: PixelPoint, width: Int, count: Int, rowHeight: Int, padding: Int) {
    self.count = count
    self.rowHeight = rowHeight
    self.padding = padding
    frame = PixelRect(
      origin: origin, size: PixelSize(width: width, height: count * rowHeight + 2 * padding))
  }

  /// The row of an item.
  public func row(_ index: Int) -> PixelRect {
    PixelRect(
      x: frame.minX + padding, y: frame.minY + padding + index * rowHeight, width: frame.width - 2 * padding,
      height: rowHeight)
  }

  func index(at point: PixelPoint) -> Int? { (0..<count).first { row($0).contains(point) } }
}
