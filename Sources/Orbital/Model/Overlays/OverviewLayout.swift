// Where the overview shows what: a row of workspaces above, and below it the windows of the one that is shown.

import Graphics

/// The geometry of the overview. Device pixels.
public struct OverviewLayout: Equatable, Sendable {
  /// The windows in the order of their places.
  public let windows: [WindowID]
  /// How many lie side by side.
  let columns: Int
  private let screen: PixelRect
  private let area: PixelRect
  private let gap: Int
  private let caption: Int
  private let cardSize: PixelSize
  private let cards: Int
  private let top: Int

  init(windows: [WindowID], workspaces: Int, screen: PixelRect, metrics: Metrics) {
    self.windows = windows
    self.screen = screen
    gap = metrics.pixels(16)
    caption = metrics.pixels(28)
    top = gap
    cards = workspaces
    // All cards fit the width.
    let height = min(metrics.pixels(96), max(1, screen.height / 6))
    let width = min(height * screen.width / max(1, screen.height), (screen.width - gap) / max(1, workspaces) - gap)
    cardSize = PixelSize(width: max(1, width), height: height)
    area = PixelRect(
      left: screen.minX + 2 * gap, top: screen.minY + top + height + 2 * gap, right: screen.maxX - 2 * gap,
      bottom: screen.maxY - gap)
    // The number of columns with the largest cells, for windows a little wider than high.
    var best = (columns: 1, size: 0)
    for columns in 1...max(1, windows.count) {
      let rows = (windows.count + columns - 1) / columns
      let size = min(area.width / columns * 10, area.height / max(1, rows) * 16)
      if size > best.size { best = (columns, size) }
    }
    columns = best.columns
  }

  /// The card of a workspace.
  public func card(_ index: Int) -> PixelRect {
    let whole = cards * (cardSize.width + gap) - gap
    return PixelRect(
      x: screen.minX + (screen.width - whole) / 2 + index * (cardSize.width + gap), y: screen.minY + top,
      width: cardSize.width, height: cardSize.height)
  }

  public func card(at point: PixelPoint) -> Int? { (0..<cards).first { card($0).contains(point) } }

  /// The place of a window, with room around it, and that of its picture; below the picture is its title.
  public func cell(_ index: Int) -> (whole: PixelRect, picture: PixelRect) {
    let rows = max(1, (windows.count + columns - 1) / columns)
    let row = index / columns
    // A last row that is not full stands in the middle.
    let inRow = min(columns, windows.count - row * columns)
    let width = area.width / columns
    let height = area.height / rows
    let left = area.minX + (area.width - inRow * width) / 2 + index % columns * width
    let cell = PixelRect(x: left, y: area.minY + row * height, width: width, height: height)
    let inner = cell.inset(by: min(gap / 2, min(cell.width, cell.height) / 4))
    let edge = max(inner.minY, inner.maxY - caption)
    return (cell, PixelRect(left: inner.minX, top: inner.minY, right: inner.maxX, bottom: edge))
  }

  /// Where the title of a window goes whose picture is there.
  public func caption(_ picture: PixelRect, in cell: PixelRect) -> PixelRect {
    PixelRect(x: cell.minX, y: picture.maxY + caption / 7, width: cell.width, height: caption * 6 / 7)
  }

  /// A part of the screen as it is shown in the card of a workspace.
  public func inCard(_ rect: PixelRect, _ card: PixelRect) -> PixelRect {
    func across(_ x: Int) -> Int { card.minX + (x - screen.minX) * card.width / max(1, screen.width) }
    func down(_ y: Int) -> Int { card.minY + (y - screen.minY) * card.height / max(1, screen.height) }
    return PixelRect(left: across(rect.minX), top: down(rect.minY), right: across(rect.maxX), bottom: down(rect.maxY))
      .intersection(card)
  }
}
