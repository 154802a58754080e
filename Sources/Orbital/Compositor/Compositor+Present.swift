// From the picture to the display: the rectangles that changed, with the pointer put in on the way.
//
// Every pixel of the display is written at most once a frame, so nothing flickers. A moved pointer costs its two
// rectangles.

import ABI
import Graphics
import OrbitalModel

extension Compositor {
  /// True if `present` would copy something.
  public func needsPresent(_ model: DesktopModel) -> Bool {
    !output.isEmpty || cursor(model)?.rect != shownCursor?.rect
      || cursor(model)?.picture.bitmap !== shownCursor?.picture.bitmap
  }

  /// Copies what changed to `display`, and hands each rectangle to `copied`.
  public func present(_ model: DesktopModel, on display: PixelBuffer, _ copied: (PixelRect) -> Void = { _ in }) {
    let new = cursor(model)
    if new?.rect != shownCursor?.rect || new?.picture.bitmap !== shownCursor?.picture.bitmap {
      if let old = shownCursor { output.add(old.rect.intersection(picture.bounds)) }
      if let new { output.add(new.rect.intersection(picture.bounds)) }
      shownCursor = new
    }
    statistics.copied = 0
    var isCursorTouched = false
    for rect in output.rects {
      if let new, rect.intersects(new.rect) {
        isCursorTouched = true
        ring.removeAll()
        ring.add(rect)
        ring.subtract(new.rect)
        for part in ring.rects { copy(part, to: display, copied) }
      } else {
        copy(rect, to: display, copied)
      }
    }
    if isCursorTouched, let new { presentCursor(new, on: display, copied) }
    output.removeAll()
  }

  private func copy(_ rect: PixelRect, to display: PixelBuffer, _ copied: (PixelRect) -> Void) {
    display.blitOpaque(from: picture.buffer, rect, to: rect.origin)
    statistics.copied += rect.area
    copied(rect)
  }

  /// The pointer's picture and place; nil while it is hidden.
  private func cursor(_ model: DesktopModel) -> (picture: CursorPicture, rect: PixelRect)? {
    guard let picture = cursors.picture(model.cursor) else { return nil }
    let origin = model.pointer - picture.hotspot
    return (picture, PixelRect(origin: origin, size: picture.bitmap.size))
  }

  /// Puts picture and pointer together beside the screen, and copies the result.
  private func presentCursor(
    _ cursor: (picture: CursorPicture, rect: PixelRect), on display: PixelBuffer, _ copied: (PixelRect) -> Void
  ) {
    let visible = cursor.rect.intersection(picture.bounds)
    let inside = visible.offset(x: -cursor.rect.minX, y: -cursor.rect.minY)
    cursorScratch.buffer.blitOpaque(from: picture.buffer, visible, to: inside.origin)
    cursorScratch.buffer.blendOver(from: cursor.picture.bitmap.buffer, inside, to: inside.origin)
    display.blitOpaque(from: cursorScratch.buffer, inside, to: visible.origin)
    statistics.copied += visible.area
    copied(visible)
  }
}
