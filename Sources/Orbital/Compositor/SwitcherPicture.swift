// The card that Alt+Tab shows: one row a window, drawn when the selection moves.

import Graphics
import OrbitalModel

/// The switcher as a picture.
struct SwitcherPicture {
  let metrics: Metrics
  let theme: DesktopTheme
  let fonts: FontLibrary

  private static let titleStyle = TextStyle(size: 13, weight: 500)
  private static let noteStyle = TextStyle(size: 12)
  private static let markStyle = TextStyle(size: 13, weight: 600)
  /// Colours of the marks, so that windows can be told apart at a glance.
  private static let tints = [Color(0x2F5BD0), Color(0x1B6E3C), Color(0x8A5300), Color(0x7A4AA8), Color(0x0E6E7A)]

  /// Draws the card with its shadow; the buffer's origin is that of `metrics.outer(layout.frame)`.
  func draw(_ switcher: Switcher, _ model: DesktopModel, on target: PixelBuffer) {
    let layout = model.switcherLayout(switcher)
    let outer = metrics.outer(layout.frame)
    let scale = Double(metrics.scale) / 256
    target.fillRect(target.bounds, .clear)
    var painter = Painter(target, scale: scale, fonts: fonts)
    painter.translate(x: -Double(outer.minX) / scale, y: -Double(outer.minY) / scale)
    let card = layout.frame.logical(scale: scale)
    painter.shadow(card, radius: 12, offset: Point(x: 0, y: 12), blur: ShadowSet.blur, theme.shadow)
    painter.fillRounded(card.inset(by: -1), radius: 13, theme.outline)
    painter.fillRounded(card, radius: 12, theme.surface)
    for index in layout.first..<(layout.first + layout.shown) {
      guard let window = model.window(switcher.windows[index]) else { continue }
      let row = layout.row(index).logical(scale: scale)
      if index == switcher.selection { painter.fillRounded(row, radius: 6, theme.selection) }
      draw(window, in: row, painter)
    }
  }

  private func draw(_ window: Window, in row: Rect, _ painter: Painter) {
    let title = String(decoding: window.title, as: UTF8.self)
    let mark = Rect(x: row.minX + 8, y: row.midY - 12, width: 24, height: 24)
    let tint = Self.tints[window.title.reduce(7) { ($0 &* 33 ^ Int($1)) & 0xFFFF } % Self.tints.count]
    painter.fillRounded(mark, radius: 6, .vertical(mark, from: tint.mix(.white, 0.12), to: tint))
    let letter = title.unicodeScalars.first.map { String($0) } ?? "?"
    let letterWidth = fonts.measure(letter, Self.markStyle).width
    painter.drawText(
      letter, at: Point(x: mark.midX - letterWidth / 2, y: baseline(mark, Self.markStyle)), style: Self.markStyle,
      color: .white)
    var right = row.maxX - 12
    if window.isMinimized {
      let note = "Minimized"
      right -= fonts.measure(note, Self.noteStyle).width
      painter.drawText(
        note, at: Point(x: right, y: baseline(row, Self.noteStyle)), style: Self.noteStyle, color: theme.dimText)
      right -= 12
    }
    let shown = TextFitting.fitted(title, right - mark.maxX - 12, Self.titleStyle, fonts).text
    painter.drawText(
      shown, at: Point(x: mark.maxX + 12, y: baseline(row, Self.titleStyle)), style: Self.titleStyle,
      color: theme.text)
  }

  private func baseline(_ row: Rect, _ style: TextStyle) -> Double {
    let metrics = fonts.metrics(style)
    return row.midY + (metrics.ascent - metrics.descent) / 2
  }
}
