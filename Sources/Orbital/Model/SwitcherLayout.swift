// Where the switcher's card and its items lie: rows of a list, as many as fit the screen.

import Graphics

/// The geometry of the switcher. Device pixels.
public struct SwitcherLayout: Equatable, Sendable {
  /// The card.
  public let frame: PixelRect
  /// The index of the first item that is shown, and how many are.
  public let first: Int
  public let shown: Int
  let rowHeight: Int
  let padding: Int

  init(count: Int, selection: Int, screen: PixelRect, metrics: Metrics) {
    rowHeight = metrics.pixels(40)
    padding = metrics.pixels(8)
    let room = max(1, (screen.height * 3 / 4 - 2 * padding) / rowHeight)
    shown = min(count, room)
    // The selection stays in the middle of a list that is longer than the card.
    first = min(max(0, selection - shown / 2), max(0, count - shown))
    let width = min(metrics.pixels(440), screen.width - 2 * metrics.panelMargin)
    let height = shown * rowHeight + 2 * padding
    frame = PixelRect(
      x: screen.minX + (screen.width - width) / 2, y: screen.minY + (screen.height - height) / 2, width: width,
      height: height)
  }

  /// The row of an item.
  public func row(_ index: Int) -> PixelRect {
    PixelRect(
      x: frame.minX + padding, y: frame.minY + padding + (index - first) * rowHeight,
      width: frame.width - 2 * padding, height: rowHeight)
  }
}
