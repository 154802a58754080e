// A desktop with a compositor and clients' pixels, for tests that look at pictures.

import ABI
import Graphics
import OrbitalCompositor
import OrbitalModel

/// Clients' pixels by window.
final class TestSurfaces: SurfaceSource {
  private var bitmaps: [WindowID: Bitmap] = [:]

  func surface(of window: WindowID) -> PixelBuffer? { bitmaps[window]?.buffer }

  @discardableResult
  func attach(_ window: WindowID, _ size: PixelSize, _ color: Color) -> PixelBuffer {
    let bitmap = Bitmap(size)
    bitmap.buffer.fillRect(bitmap.bounds, color)
    bitmaps[window] = bitmap
    return bitmap.buffer
  }
}

/// A desktop that is composed and presented after every step.
struct Scene {
  var desktop: Desktop
  let surfaces = TestSurfaces()
  let compositor: Compositor
  let display: Bitmap
  let fonts: FontLibrary
  /// Rectangles of the last `show`.
  var copied: [PixelRect] = []

  init(width: Int = 800, height: Int = 600, fonts: FontLibrary = FontLibrary()) {
    self.fonts = fonts
    desktop = Desktop(width: width, height: height)
    compositor = Compositor(desktop.model, fonts: fonts)
    display = Bitmap(width: width, height: height)
    show()
  }

  /// Opens a window filled with a colour.
  mutating func open(
    _ flags: WindowFlags = .resizable, _ width: Int, _ height: Int, at position: (x: Int, y: Int)? = nil,
    client: UInt32 = 1, title: String = "Window", _ color: Color
  ) throws -> WindowID {
    let id = try desktop.open(flags, width, height, at: position, client: client, title: title)
    surfaces.attach(id, desktop.content(id).size, color)
    return id
  }

  /// Composes and presents what the desktop's log says.
  mutating func show() {
    desktop.collect()
    for case .damage(let rect) in desktop.log { compositor.damage(rect) }
    desktop.forget()
    compositor.compose(desktop.model, surfaces)
    copied = []
    var rects: [PixelRect] = []
    compositor.present(desktop.model, on: display.buffer) { rects.append($0) }
    copied = rects
  }

  /// What a compositor that starts afresh shows for the same state.
  func fresh() -> Bitmap {
    let other = Compositor(desktop.model, fonts: fonts)
    let target = Bitmap(display.size)
    other.compose(desktop.model, surfaces)
    other.present(desktop.model, on: target.buffer)
    return target
  }

  func pixel(_ x: Int, _ y: Int) -> Color { Color(premultiplied: display.buffer[x, y] | 0xFF00_0000) }
}

/// The first place where two pictures differ; nil if they are equal.
func firstDifference(_ one: Bitmap, _ other: Bitmap) -> PixelPoint? {
  for y in 0..<one.height {
    for x in 0..<one.width where (one.buffer[x, y] ^ other.buffer[x, y]) & 0xFF_FFFF != 0 {
      return PixelPoint(x: x, y: y)
    }
  }
  return nil
}
