// Title bars as pictures: drawn when something about them changes, copied otherwise.

import Graphics
import OrbitalModel

/// Everything that a title bar's look depends on.
struct TitleBarContent: Equatable {
  var title: [UInt8]
  var width: Int
  var isActive: Bool
  var isRounded: Bool
  var isMaximized: Bool
  var isUnsaved: Bool
  var isFlashing: Bool
  var buttons: [TitleButton]
  var hovered: TitleButton?
  var isPressed: Bool
}

/// Draws title bars.
struct TitleBarPainter {
  let metrics: Metrics
  let theme: DesktopTheme
  let fonts: FontLibrary

  private static let style = TextStyle(size: 13, weight: 500)

  func draw(_ content: TitleBarContent, on target: PixelBuffer) {
    let scale = Double(metrics.scale) / 256
    target.fillRect(target.bounds, .clear)
    let painter = Painter(target, scale: scale, fonts: fonts)
    let bar = Rect(x: 0, y: 0, width: Double(content.width) / scale, height: Double(metrics.title) / scale)
    let radius = content.isRounded ? Double(metrics.windowRadius) / scale : 0
    painter.fillRounded(
      bar, radii: CornerRadii(top: radius, bottom: 0),
      .color(content.isFlashing ? theme.selection : theme.window))
    let size = Size(width: Double(metrics.buttonWidth) / scale, height: Double(metrics.buttonHeight) / scale)
    let row = Double(content.buttons.count) * size.width + Double(metrics.buttonMargin) / scale
    for (index, button) in content.buttons.enumerated() {
      let target = Rect(
        x: bar.maxX - row + Double(index) * size.width, y: (bar.height - size.height) / 2, width: size.width,
        height: size.height)
      draw(button, in: target, content, painter)
    }
    drawTitle(content, bar, reserved: row + 8, painter)
  }

  // MARK: Title

  /// Centred in the window; where that would touch the buttons, in the room that they leave.
  private func drawTitle(_ content: TitleBarContent, _ bar: Rect, reserved: Double, _ painter: Painter) {
    var text = String(decoding: content.title, as: UTF8.self)
    if content.isUnsaved { text = "• " + text }
    let room = bar.width - reserved - 12
    guard room > 24 else { return }
    let (shown, width) = TextFitting.fitted(text, room, Self.style, fonts)
    let metrics = fonts.metrics(Self.style)
    var x = (bar.width - width) / 2
    if x + width > bar.width - reserved { x = max(12, bar.width - reserved - width) }
    let baseline = (bar.height + metrics.ascent - metrics.descent) / 2
    painter.drawText(
      shown, at: Point(x: x, y: baseline), style: Self.style,
      color: content.isActive ? theme.text : theme.dimText)
  }

  // MARK: Buttons

  private func draw(_ button: TitleButton, in rect: Rect, _ content: TitleBarContent, _ painter: Painter) {
    let isHovered = content.hovered == button
    var ink = content.isActive ? theme.text : theme.dimText
    if isHovered {
      let back = rect.inset(by: Insets(horizontal: 1, vertical: 1))
      if button == .close {
        painter.fillRounded(back, radius: 6, content.isPressed ? theme.error.mix(.black, 0.2) : theme.error)
        ink = theme.onError
      } else {
        painter.fillRounded(back, radius: 6, content.isPressed ? theme.pressed : theme.hover)
        ink = theme.text
      }
    }
    let stroke = StrokeStyle(width: 1.5, cap: .round, join: .round)
    // A box of ten around the centre: twelve with the strokes' width.
    let box = rect.centered(Size(width: 10, height: 10))
    switch button {
    case .minimize:
      painter.stroke(TitleBarPainter.line(box.minX, box.midY + 0.25, box.maxX, box.midY + 0.25), stroke, ink)
    case .maximize where content.isMaximized:
      let small = Rect(x: box.minX + 0.25, y: box.minY + 2.75, width: 7, height: 7)
      painter.stroke(Path(rounded: small, radii: CornerRadii(1.5)), stroke, ink)
      var corner = Path()
      corner.move(to: Point(x: box.minX + 3, y: box.minY + 0.25))
      corner.line(to: Point(x: box.maxX - 1.75, y: box.minY + 0.25))
      corner.quad(
        to: Point(x: box.maxX - 0.25, y: box.minY + 1.75), control: Point(x: box.maxX - 0.25, y: box.minY + 0.25))
      corner.line(to: Point(x: box.maxX - 0.25, y: box.maxY - 3))
      painter.stroke(corner, stroke, ink)
    case .maximize:
      painter.stroke(Path(rounded: box.inset(by: 0.25), radii: CornerRadii(2)), stroke, ink)
    case .close:
      let cross = box.inset(by: 0.5)
      painter.stroke(TitleBarPainter.line(cross.minX, cross.minY, cross.maxX, cross.maxY), stroke, ink)
      painter.stroke(TitleBarPainter.line(cross.minX, cross.maxY, cross.maxX, cross.minY), stroke, ink)
    }
  }

  private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> Path {
    var path = Path()
    path.move(to: Point(x: x1, y: y1))
    path.line(to: Point(x: x2, y: y2))
    return path
  }
}

/// The title bars that were drawn, by window.
struct TitleBarCache {
  private struct Entry {
    var window: WindowID
    var content: TitleBarContent
    var bitmap: Bitmap
  }
  /// Bitmaps are a little wider than needed, so that a resize does not make a new one at each step.
  private static let step = 256

  private var entries: [Entry] = []

  var count: Int { entries.count }

  /// The picture of a window's title bar, drawn anew if its content is not what it was.
  mutating func picture(_ window: WindowID, _ content: TitleBarContent, _ painter: TitleBarPainter) -> PixelBuffer {
    if let index = entries.firstIndex(where: { $0.window == window }) {
      if entries[index].content == content { return entries[index].bitmap.buffer }
      entries[index].content = content
      if entries[index].bitmap.width < content.width { entries[index].bitmap = Self.bitmap(content, painter) }
      painter.draw(content, on: entries[index].bitmap.buffer)
      return entries[index].bitmap.buffer
    }
    let bitmap = Self.bitmap(content, painter)
    painter.draw(content, on: bitmap.buffer)
    entries.append(Entry(window: window, content: content, bitmap: bitmap))
    return bitmap.buffer
  }

  private static func bitmap(_ content: TitleBarContent, _ painter: TitleBarPainter) -> Bitmap {
    Bitmap(width: (content.width + step - 1) / step * step, height: painter.metrics.title)
  }

  /// Forgets closed windows.
  mutating func prune(_ isOpen: (WindowID) -> Bool) { entries.removeAll { !isOpen($0.window) } }
}
