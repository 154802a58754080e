// Where the switcher's card and its items lie: rows of small pictures, as many rows as fit the screen.

import Graphics

/// The geometry of the switcher. Device pixels.
public struct SwitcherLayout: Equatable, Sendable {
  /// The card.
  public let frame: PixelRect
  /// The items that are shown.
  public let shown: Range<Int>
  private let columns: Int
  private let itemSize: PixelSize
  private let padding: Int
  private let caption: Int

  init(count: Int, selection: Int, screen: PixelRect, metrics: Metrics) {
    padding = metrics.pixels(12)
    caption = metrics.pixels(32)
    itemSize = PixelSize(width: metrics.pixels(208), height: metrics.pixels(164))
    columns = min(max(1, (screen.width * 7 / 8 - 2 * padding) / itemSize.width), max(1, count))
    let rows = (count + columns - 1) / columns
    let room = max(1, (screen.height * 7 / 8 - 2 * padding) / itemSize.height)
    // The selection stays in the middle of a list that is longer than the card.
    let shownRows = min(rows, room)
    let first = min(max(0, selection / columns - shownRows / 2), max(0, rows - shownRows))
    shown = (first * columns)..<min(count, (first + shownRows) * columns)
    let width = columns * itemSize.width + 2 * padding
    let height = shownRows * itemSize.height + 2 * padding
    frame = PixelRect(
      x: screen.minX + (screen.width - width) / 2, y: screen.minY + (screen.height - height) / 2, width: width,
      height: height)
  }

  /// The place of an item; nil if it is not shown.
  public func item(_ index: Int) -> PixelRect? {
    guard shown.contains(index) else { return nil }
    let place = index - shown.lowerBound
    return PixelRect(
      x: frame.minX + padding + place % columns * itemSize.width,
      y: frame.minY + padding + place / columns * itemSize.height, width: itemSize.width, height: itemSize.height)
  }

  /// The parts of an item: its picture has all but the caption.
  public func parts(_ item: PixelRect) -> (picture: PixelRect, caption: PixelRect) {
    let edge = item.maxY - caption
    let margin = padding * 2 / 3
    return (
      PixelRect(left: item.minX + margin, top: item.minY + margin, right: item.maxX - margin, bottom: edge),
      PixelRect(left: item.minX, top: edge, right: item.maxX, bottom: item.maxY)
    )
  }
}
