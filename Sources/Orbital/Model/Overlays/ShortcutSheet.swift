// The keys of the desktop as they are shown while Super is held.

import Graphics

/// The lines of the sheet. The words are here, beside the commands they tell of (`DesktopCommand`).
public enum ShortcutSheet {
  /// Keys, and what they do.
  public static let lines: [(keys: StaticString, meaning: StaticString)] = [
    ("Super", "Start menu"),
    ("Alt+Tab", "Next window"),
    ("Super+Q, Alt+F4", "Close window"),
    ("Super+←  →", "Left or right half; again with ↑ ↓: a quarter"),
    ("Super+↑  ↓", "Maximize; restore, then minimize"),
    ("Super+Shift+arrows", "Move window, or swap tiles"),
    ("Super+drag, right drag", "Move, resize"),
    ("Super+scroll", "Opacity of the window"),
    ("Super+Enter", "Full screen"),
    ("Super+D", "Show desktop"),
    ("Super+W", "All windows and workspaces"),
    ("Super+1 … 9", "Workspace; with Shift: move the window there"),
    ("Ctrl+Alt+arrows", "Next workspace; with Shift: take the window along"),
    ("Super+Y, Super+G", "Tile the workspace; float this window"),
    ("Alt+Space", "Window menu"),
    ("Super+T, Super+E", "Terminal, Files"),
  ]
}

extension DesktopModel {
  /// The card in the middle of the screen.
  public var sheetLayout: CardRows {
    let width = min(metrics.pixels(560), screen.width)
    let rowHeight = metrics.pixels(28)
    let padding = metrics.pixels(16)
    let height = ShortcutSheet.lines.count * rowHeight + 2 * padding
    return CardRows(
      origin: PixelPoint(
        x: screen.minX + (screen.width - width) / 2, y: screen.minY + max(0, (screen.height - height) / 2)),
      width: width, count: ShortcutSheet.lines.count, rowHeight: rowHeight, padding: padding)
  }
}
