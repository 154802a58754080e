// One window on the picture: shadow, title bar, content, corners.

import Graphics
import OrbitalModel

extension Compositor {
  func draw(_ window: Window, _ layer: Layer, _ model: DesktopModel, _ surface: PixelBuffer?) {
    let isActive = window.id == model.active
    if window.castsShadow { drawShadow(window, layer, isActive: isActive) }
    if window.isDecorated { drawTitle(window, layer, model, isActive: isActive) }
    if window.flags.contains(.transparent) {
      drawTransparent(window, layer, surface)
    } else {
      drawContent(window, layer, surface)
    }
    if window.isUnresponsive { drawVeil(window, layer) }
  }

  /// A window whose program does not answer looks faded.
  private func drawVeil(_ window: Window, _ layer: Layer) {
    let content = window.content
    let radius = Double(cornerRadius(window)) / scale
    for index in layer.first..<layer.end {
      let part = clips[index].intersection(content)
      if part.isEmpty { continue }
      painter(in: part).fillRounded(
        content.logical(scale: scale), radii: CornerRadii(top: 0, bottom: radius), .color(theme.window.withAlpha(0.6)))
      statistics.composed += part.area
    }
  }

  // MARK: Opacity

  /// Keeps what is in the picture where a window is going to be drawn.
  func saveBelow(_ layer: Layer) {
    let kept = below ?? Bitmap(picture.size)
    below = kept
    for index in layer.first..<layer.end {
      let part = clips[index]
      for y in part.minY..<part.maxY {
        // Clients' pixels say nothing certain about their alpha.
        for x in part.minX..<part.maxX { kept.buffer[x, y] = picture.buffer[x, y] | 0xFF00_0000 }
      }
    }
  }

  /// Blends what was kept over the window that was drawn meanwhile.
  func shineThrough(_ layer: Layer, opacity: UInt8) {
    guard let below else { return }
    for index in layer.first..<layer.end {
      let part = clips[index]
      picture.buffer.blendOver(
        from: below.buffer, part, to: part.origin, opacity: 1 - Double(opacity) / Double(Window.opaque))
      statistics.composed += part.area
    }
  }

  // MARK: Shadow

  private func drawShadow(_ window: Window, _ layer: Layer, isActive: Bool) {
    let patch = shadows.patch(window, isActive: isActive)
    let outer = metrics.outer(window.frame)
    let (upright, level) = body(window)
    for index in layer.first..<layer.end {
      ring.removeAll()
      ring.add(clips[index])
      ring.subtract(upright)
      ring.subtract(level)
      for rect in ring.rects {
        statistics.composed += patch.draw(on: picture.buffer, outer: outer, clip: rect)
      }
    }
  }

  // MARK: Title bar

  private func drawTitle(_ window: Window, _ layer: Layer, _ model: DesktopModel, isActive: Bool) {
    let bar = PixelRect(
      x: window.frame.minX, y: window.frame.minY, width: window.frame.width, height: window.titleHeight)
    var touched = false
    for index in layer.first..<layer.end where clips[index].intersects(bar) { touched = true }
    guard touched else { return }
    let hovered = model.hoveredButton.flatMap { $0.window == window.id ? $0.button : nil }
    let content = TitleBarContent(
      title: Compositor.title(window), width: bar.width, isActive: isActive, isRounded: cornerRadius(window) > 0,
      isMaximized: window.placement == .maximized, isUnsaved: window.state == 1,
      isFlashing: model.flash?.window == window.id, buttons: model.buttons(window),
      hovered: hovered, isPressed: model.isButtonPressed)
    let source = titles.picture(window.id, content, titlePainter)
    let radius = cornerRadius(window)
    for index in layer.first..<layer.end {
      let part = clips[index].intersection(bar)
      if part.isEmpty { continue }
      // The upper corners are blended, all else is copied.
      let corners = part.intersection(PixelRect(x: bar.minX, y: bar.minY, width: bar.width, height: radius))
      let rest = part.intersection(
        PixelRect(left: bar.minX, top: bar.minY + radius, right: bar.maxX, bottom: bar.maxY))
      let offset = PixelPoint(x: -bar.minX, y: -bar.minY)
      picture.buffer.blendOver(from: source, corners.offset(by: offset), to: corners.origin)
      picture.buffer.blitOpaque(from: source, rest.offset(by: offset), to: rest.origin)
      statistics.composed += part.area
    }
  }

  // MARK: Content

  private func drawTransparent(_ window: Window, _ layer: Layer, _ surface: PixelBuffer?) {
    guard let surface else { return }
    let content = window.content
    for index in layer.first..<layer.end {
      let part = clips[index].intersection(content)
      if part.isEmpty { continue }
      picture.buffer.blendOver(
        from: surface, part.offset(x: -content.minX, y: -content.minY), to: part.origin)
      statistics.composed += part.area
    }
  }

  private func drawContent(_ window: Window, _ layer: Layer, _ surface: PixelBuffer?) {
    let radius = cornerRadius(window)
    let (upright, level) = body(window)
    let content = window.content
    for index in layer.first..<layer.end {
      let part = clips[index].intersection(content)
      if part.isEmpty { continue }
      if radius == 0 {
        copy(part, content, surface)
        continue
      }
      // The cross is copied, in two parts that do not overlap; what is left are corners.
      copy(part.intersection(level), content, surface)
      let beside = part.intersection(upright)
      let above = PixelRect(
        left: beside.minX, top: beside.minY, right: beside.maxX, bottom: min(beside.maxY, level.minY))
      let below = PixelRect(
        left: beside.minX, top: max(beside.minY, level.maxY), right: beside.maxX, bottom: beside.maxY)
      copy(above, content, surface)
      copy(below, content, surface)
      drawCorners(window, part, surface)
    }
  }

  /// Copies clients' pixels; where there are none (yet), the colour of windows.
  private func copy(_ part: PixelRect, _ content: PixelRect, _ surface: PixelBuffer?) {
    if part.isEmpty { return }
    statistics.composed += part.area
    let size = surface?.size ?? .zero
    let known = part.intersection(PixelRect(origin: content.origin, size: size))
    if known != part {
      let right = PixelRect(
        left: max(part.minX, content.minX + size.width), top: part.minY, right: part.maxX, bottom: part.maxY)
      let below = PixelRect(
        left: part.minX, top: max(part.minY, content.minY + size.height), right: part.maxX, bottom: part.maxY)
      picture.buffer.fillRect(right, theme.window)
      picture.buffer.fillRect(below, theme.window)
    }
    guard let surface, !known.isEmpty else { return }
    picture.buffer.blitOpaque(
      from: surface, known.offset(x: -content.minX, y: -content.minY), to: known.origin)
  }

  /// Blends the pixels of a frame's corners that belong to the content.
  private func drawCorners(_ window: Window, _ part: PixelRect, _ surface: PixelBuffer?) {
    let frame = window.frame
    let mask = window.flags.contains(.popup) ? popupCorner : windowCorner
    let radius = mask.radius
    let fill = theme.window.premultiplied
    let content = window.content
    for (x, y) in [
      (frame.minX, frame.minY), (frame.maxX - radius, frame.minY), (frame.minX, frame.maxY - radius),
      (frame.maxX - radius, frame.maxY - radius),
    ] {
      let corner = PixelRect(x: x, y: y, width: radius, height: radius).intersection(part)
      if corner.isEmpty { continue }
      statistics.composed += corner.area
      for line in corner.minY..<corner.maxY {
        for column in corner.minX..<corner.maxX {
          let coverage = mask.coverage(
            column - frame.minX, line - frame.minY, width: frame.width, height: frame.height)
          var source = fill
          if let surface, column - content.minX < surface.width, line - content.minY < surface.height {
            source = surface[column - content.minX, line - content.minY] | 0xFF00_0000
          }
          picture.buffer[column, line] = CornerMask.blend(source, coverage, over: picture.buffer[column, line])
        }
      }
    }
  }

  // MARK: Overlays

  /// Where the dragged window would go: a veil of the accent colour with a border.
  func drawPreview(_ preview: PixelRect) {
    let rect = preview.logical(scale: scale)
    for clip in pending.rects where clip.intersects(preview) {
      var painter = Painter(picture.buffer, scale: scale, fonts: fonts)
      painter.clip(toPixels: clip)
      painter.fillRounded(rect, radius: 10, theme.accent.withAlpha(0.24))
      painter.strokeRounded(rect, radius: 10, width: 2, theme.accent.withAlpha(0.85))
      statistics.composed += clip.intersection(preview).area
    }
  }
}
