// The overview: wallpaper under a veil, a card for each workspace, and all windows of this one as they are now.

import Graphics
import OrbitalModel

extension Compositor {
  private static let ink = Color(0xFFFFFF)
  private static let veil = Color(0x0A0C14, alpha: 0.55)

  /// Draws the damage of the whole screen.
  func drawOverview<Surfaces: SurfaceSource>(_ overview: Overview, _ model: DesktopModel, _ surfaces: Surfaces) {
    let layout = model.overviewLayout()
    for part in pending.rects {
      picture.buffer.blitOpaque(from: wallpaper.buffer, part, to: part.origin)
      painter(in: part).fill(model.screen.logical(scale: scale), Self.veil)
      statistics.composed += part.area
      for index in 0..<model.workspaceCount { drawWorkspace(index, layout, model, surfaces, part) }
      for (index, id) in layout.windows.enumerated() where id != overview.dragged {
        guard let window = model.window(id) else { continue }
        let (cell, place) = layout.cell(index)
        if !cell.intersects(part) { continue }
        let rect = model.overviewPicture(id, place, dragged: false)
        drawWindow(
          window, surfaces.surface(of: id), rect, layout.caption(rect, in: cell), isSelected: id == overview.selection,
          part)
      }
      if let id = overview.dragged, let index = layout.windows.firstIndex(of: id), let window = model.window(id) {
        let rect = model.overviewPicture(id, layout.cell(index).picture, dragged: true)
        drawThumbnail(window, surfaces.surface(of: id), in: rect, part)
      }
    }
  }

  private func drawWindow(
    _ window: Window, _ surface: PixelBuffer?, _ rect: PixelRect, _ caption: PixelRect, isSelected: Bool,
    _ part: PixelRect
  ) {
    let painter = painter(in: part)
    if isSelected {
      painter.fillRounded(rect.logical(scale: scale).inset(by: -4), radius: 6, theme.accent)
    }
    drawThumbnail(window, surface, in: rect, part)
    drawLine(
      String(decoding: Compositor.title(window), as: UTF8.self), in: caption.logical(scale: scale), Self.cardTitle,
      Self.ink, painter, centered: true)
  }

  private func drawWorkspace<Surfaces: SurfaceSource>(
    _ index: Int, _ layout: OverviewLayout, _ model: DesktopModel, _ surfaces: Surfaces, _ part: PixelRect
  ) {
    let card = layout.card(index)
    guard card.inset(by: -8).intersects(part) else { return }
    let painter = painter(in: part)
    let shape = card.logical(scale: scale)
    let isShown = index == model.workspace
    painter.fillRounded(shape.inset(by: -3), radius: 8, isShown ? theme.accent : Self.ink.withAlpha(0.25))
    painter.fillRounded(shape, radius: 5, Color(0x1C2150))
    for id in model.order {
      guard let window = model.window(id), window.isOrdinary, window.isMapped, !window.isMinimized,
        window.workspace == index
      else { continue }
      drawThumbnail(
        window, surfaces.surface(of: id), in: layout.inCard(window.content, card), part.intersection(card))
    }
    let number = Rect(x: shape.minX + 6, y: shape.minY + 4, width: 20, height: 20)
    painter.fillRounded(number, radius: 4, Color(0x0A0C14, alpha: 0.7))
    drawLine("\(index + 1)", in: number, Self.cardNote, Self.ink, painter, centered: true)
  }
}
