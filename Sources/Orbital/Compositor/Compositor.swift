// The composed desktop: from the model and clients' pixels to a picture in memory, touching only what changed.
//
// Use: `damage` what changed (the model says), `compose`, then `present` copies the rectangles that changed to the
// display. Windows are walked from front to back to find what of each can be seen, then drawn from back to front, so
// that no pixel below an opaque one is drawn. The pointer is not part of the picture: `present` puts it in on the way
// to the display, so that moving it composes nothing. Once warm, a frame allocates nothing.

public import Graphics
public import OrbitalModel

/// Composes one screen.
public final class Compositor {
  /// What the last `compose` and `present` did, for the bench.
  public struct Statistics: Equatable, Sendable {
    /// Pixels of the damage, and pixels written or blended for it.
    public var damaged = 0
    public var composed = 0
    /// Pixels copied to the display.
    public var copied = 0
  }

  /// What of one window can be seen.
  struct Layer {
    var window: WindowID
    /// Its clips are `clips[first..<end]`.
    var first: Int
    var end: Int
  }

  public let theme: DesktopTheme
  let fonts: FontLibrary
  let metrics: Metrics
  /// The picture, without the pointer.
  public let picture: Bitmap
  let wallpaper: Bitmap
  public internal(set) var statistics = Statistics()

  var pending = RectList()
  var remaining = RectList()
  var ring = RectList()
  /// What `present` has to copy.
  var output = RectList()
  var layers: [Layer] = []
  var clips: [PixelRect] = []

  var shadows: ShadowSet
  var titles = TitleBarCache()
  let titlePainter: TitleBarPainter
  let windowCorner: CornerMask
  let popupCorner: CornerMask
  var thumbnails = ThumbnailScaler()
  /// What lies below a window that it shines through; as large as the screen once there is such a window.
  var below: Bitmap?
  var cursors: CursorSet
  /// Where the pointer was put last.
  var shownCursor: (picture: CursorPicture, rect: PixelRect)?
  let cursorScratch: Bitmap

  /// For a screen of the model's size and scale. Everything is damaged at first.
  public init(
    _ model: DesktopModel, theme: DesktopTheme = .light, wallpaper design: Wallpaper = .dusk,
    fonts: FontLibrary = .shared
  ) {
    self.theme = theme
    self.fonts = fonts
    metrics = model.metrics
    picture = Bitmap(model.screen.size)
    wallpaper = Bitmap(model.screen.size)
    design.draw(on: wallpaper.buffer)
    shadows = ShadowSet(metrics: metrics, theme: theme)
    titlePainter = TitleBarPainter(metrics: metrics, theme: theme, fonts: fonts)
    windowCorner = CornerMask(radius: metrics.windowRadius)
    popupCorner = CornerMask(radius: metrics.popupRadius)
    cursors = CursorSet(scale: Double(metrics.scale) / 256)
    cursorScratch = Bitmap(cursors.largest)
    layers.reserveCapacity(Limits.windows)
    clips.reserveCapacity(1024)
    pending.add(picture.bounds)
  }

  /// These pixels are not what they should be.
  public func damage(_ rect: PixelRect) { pending.add(rect.intersection(picture.bounds)) }

  public var hasDamage: Bool { !pending.isEmpty }

  /// Brings the picture up to date.
  public func compose<Surfaces: SurfaceSource>(_ model: DesktopModel, _ surfaces: Surfaces) {
    if pending.isEmpty { return }
    remaining.copy(pending)
    for rect in pending.rects { output.add(rect) }
    statistics.damaged = pending.area
    statistics.composed = 0
    if let overview = model.overview {
      drawOverview(overview, model, surfaces)
    } else {
      drawWindows(model, surfaces)
      drawOverlay(model, surfaces)
    }
    pending.removeAll()
  }

  private func drawWindows<Surfaces: SurfaceSource>(_ model: DesktopModel, _ surfaces: Surfaces) {
    findLayers(model, surfaces)
    for rect in remaining.rects {
      picture.buffer.blitOpaque(from: wallpaper.buffer, rect, to: rect.origin)
      statistics.composed += rect.area
    }
    for layer in layers.reversed() {
      guard let window = model.window(layer.window) else { continue }
      if window.id == model.active, let preview = model.snapPreview { drawPreview(preview) }
      if window.opacity == Window.opaque {
        draw(window, layer, model, surfaces.surface(of: window.id))
      } else {
        saveBelow(layer)
        draw(window, layer, model, surfaces.surface(of: window.id))
        shineThrough(layer, opacity: window.opacity)
      }
    }
  }

  /// Forgets what was kept for windows that are closed.
  public func prune(_ model: DesktopModel) { titles.prune { model.window($0) != nil } }

  // MARK: Layers

  /// From front to back: what of each window lies in the damage and under no opaque part of a window above.
  private func findLayers<Surfaces: SurfaceSource>(_ model: DesktopModel, _ surfaces: Surfaces) {
    layers.removeAll(keepingCapacity: true)
    clips.removeAll(keepingCapacity: true)
    for id in model.order.reversed() {
      guard !remaining.isEmpty else { return }
      guard let window = model.window(id), window.isVisible else { continue }
      let outer = model.outerRect(window)
      let first = clips.count
      for rect in remaining.rects {
        let clip = rect.intersection(outer)
        if !clip.isEmpty { clips.append(clip) }
      }
      if clips.count == first { continue }
      layers.append(Layer(window: id, first: first, end: clips.count))
      let (upright, level) = opaqueParts(window)
      remaining.subtract(upright)
      remaining.subtract(level)
    }
  }

  /// What of a window hides all below: a cross, since its corners are round.
  func opaqueParts(_ window: Window) -> (upright: PixelRect, level: PixelRect) {
    // Where the client's part is seen through the title bar is not, but it is hardly worth a rectangle.
    window.isOpaque ? body(window) : (.zero, .zero)
  }

  /// All of a window but its round corners.
  func body(_ window: Window) -> (upright: PixelRect, level: PixelRect) {
    if window.flags.contains(.transparent) { return (.zero, .zero) }
    let frame = window.frame
    let radius = cornerRadius(window)
    return (
      PixelRect(left: frame.minX + radius, top: frame.minY, right: frame.maxX - radius, bottom: frame.maxY),
      PixelRect(left: frame.minX, top: frame.minY + radius, right: frame.maxX, bottom: frame.maxY - radius)
    )
  }

  func cornerRadius(_ window: Window) -> Int {
    if window.flags.contains(.popup) { return window.flags.contains(.transparent) ? 0 : metrics.popupRadius }
    return window.isDecorated && window.isFloating ? metrics.windowRadius : 0
  }
}
