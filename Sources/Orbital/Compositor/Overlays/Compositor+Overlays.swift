// What the desktop shows above all windows: drawn straight into the damage, with windows in small as they are now.

import Graphics
import OrbitalModel

extension Compositor {
  /// Text of cards.
  static let cardTitle = TextStyle(size: 13, weight: 500)
  static let cardText = TextStyle(size: 13)
  static let cardNote = TextStyle(size: 12)

  /// The overlay above the windows; the overview is drawn in their place (`drawOverview`).
  func drawOverlay<Surfaces: SurfaceSource>(_ model: DesktopModel, _ surfaces: Surfaces) {
    guard let overlay = model.overlay, let frame = model.overlayFrame else { return }
    for clip in pending.rects {
      let part = clip.intersection(frame)
      if part.isEmpty { continue }
      statistics.composed += part.area
      switch overlay {
      case .switcher(let switcher): drawSwitcher(switcher, model, surfaces, part)
      case .menu(let menu): drawMenu(menu, model, part)
      case .sheet: drawSheet(model.sheetLayout, part)
      case .question(let question): drawQuestion(question, model, part)
      case .overview: break
      }
    }
  }

  var scale: Double { Double(metrics.scale) / 256 }

  /// A painter that touches nothing but `part`.
  func painter(in part: PixelRect) -> Painter {
    var painter = Painter(picture.buffer, scale: scale, fonts: fonts)
    painter.clip(toPixels: part)
    return painter
  }

  /// An empty card with its shadow.
  func drawCard(_ frame: PixelRect, _ part: PixelRect, radius: Int = 12) {
    let radius = metrics.pixels(radius)
    let style = NinePatch.Style(radius: radius, opacity: 1, blur: ShadowSet.blur, drop: 12)
    _ = shadows.patch(style, frame.size).draw(on: picture.buffer, outer: metrics.outer(frame), clip: part)
    painter(in: part).fillRounded(frame.logical(scale: scale), radius: Double(radius) / scale, theme.surface)
  }

  /// One line in the middle of a rectangle, cut where it is too wide.
  func drawLine(
    _ text: String, in rect: Rect, _ style: TextStyle, _ color: Color, _ painter: Painter, centered: Bool = false
  ) {
    let (shown, width) = TextFitting.fitted(text, rect.width, style, fonts)
    let x = centered ? rect.midX - width / 2 : rect.minX
    painter.drawText(shown, at: Point(x: x, y: baseline(rect, style)), style: style, color: color)
  }

  private func baseline(_ row: Rect, _ style: TextStyle) -> Double {
    let metrics = fonts.metrics(style)
    return row.midY + (metrics.ascent - metrics.descent) / 2
  }

  /// The title as the desktop shows it.
  static func title(_ window: Window) -> [UInt8] {
    window.isUnresponsive ? window.title + Array(" (not responding)".utf8) : window.title
  }

  /// A window in small, as much of it as lies in `part`.
  func drawThumbnail(_ window: Window, _ surface: PixelBuffer?, in rect: PixelRect, _ part: PixelRect) {
    thumbnails.draw(
      surface, window.content.size, on: picture.buffer, in: rect, clip: part, background: theme.window.premultiplied)
  }

  // MARK: Switcher

  private func drawSwitcher<Surfaces: SurfaceSource>(
    _ switcher: Switcher, _ model: DesktopModel, _ surfaces: Surfaces, _ part: PixelRect
  ) {
    let layout = model.switcherLayout(switcher)
    drawCard(layout.frame, part)
    let painter = painter(in: part)
    for index in layout.shown {
      guard let item = layout.item(index), item.intersects(part), let window = model.window(switcher.windows[index])
      else { continue }
      if index == switcher.selection {
        painter.fillRounded(item.logical(scale: scale), radius: 8, theme.selection)
      }
      let (place, caption) = layout.parts(item)
      let rect = Thumbnail.fit(window.content.size, in: place)
      painter.strokeRounded(rect.logical(scale: scale).inset(by: -1), radius: 0, width: 1, theme.outline)
      drawThumbnail(window, surfaces.surface(of: window.id), in: rect, part)
      if window.isMinimized { painter.fill(rect.logical(scale: scale), theme.surface.withAlpha(0.5)) }
      let line = caption.logical(scale: scale)
      drawLine(
        String(decoding: Compositor.title(window), as: UTF8.self),
        in: Rect(x: line.minX + 8, y: line.minY, width: line.width - 16, height: line.height),
        Self.cardTitle, window.isMinimized ? theme.dimText : theme.text, painter, centered: true)
    }
  }
}
