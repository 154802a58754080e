// A window of the host's desktop and the pixels behind it.
//
// The toolkit draws straight into SDL's window surface. Its format is 0x00RRGGBB, so the toolkit's words fit as they
// are.

import CSDL2
import Graphics
import OrbToolkit

@safe final class SDLSurface: WindowSurface {
  let window: Window
  let id: UInt32
  private let platform: SDLPlatform
  private let handle: OpaquePointer
  private var isClosed = false

  /// Nil if SDL cannot open a window.
  init?(_ window: Window, _ platform: SDLPlatform) {
    var flags = SDL_WINDOW_ALLOW_HIGHDPI.rawValue
    if window.options.isResizable { flags |= SDL_WINDOW_RESIZABLE.rawValue }
    if window.options.isBorderless { flags |= SDL_WINDOW_BORDERLESS.rawValue }
    if window.options.startsMaximized { flags |= SDL_WINDOW_MAXIMIZED.rawValue }
    let factor = platform.settings.scaleIsForced ? platform.settings.scale : 1
    // A panel asks for width 0: the whole screen's, here that of a small one.
    let width = window.size.width > 0 ? window.size.width : 1264
    let centred = Int32(bitPattern: SDL_WINDOWPOS_CENTERED_MASK)
    guard
      let handle = unsafe SDL_CreateWindow(
        window.title, centred, centred, Int32(width * factor), Int32(window.size.height * factor), flags)
    else { return nil }
    unsafe self.handle = handle
    id = unsafe SDL_GetWindowID(handle)
    self.window = window
    self.platform = platform
    setMinimumSize(window.minimumSize)
  }

  private var pixelSize: PixelSize {
    var width: Int32 = 0
    var height: Int32 = 0
    unsafe SDL_GetWindowSizeInPixels(handle, &width, &height)
    return PixelSize(width: Int(width), height: Int(height))
  }

  /// Size of the window in SDL's own units, which are pixels or less of a HiDPI display.
  private var unitSize: PixelSize {
    var width: Int32 = 0
    var height: Int32 = 0
    unsafe SDL_GetWindowSize(handle, &width, &height)
    return PixelSize(width: Int(width), height: Int(height))
  }

  private var scale: Double {
    if platform.settings.scaleIsForced { return platform.settings.scale }
    return max(1, Double(pixelSize.width) / Double(max(1, unitSize.width)))
  }

  func sizeChanged() {
    let pixels = pixelSize
    window.resized(
      to: Size(width: Double(pixels.width) / scale, height: Double(pixels.height) / scale), scale: scale)
  }

  /// The desktop lost what was shown.
  func exposed() { unsafe _ = SDL_UpdateWindowSurface(handle) }

  func pointerMoved(x: Int32, y: Int32, _ modifiers: KeyModifiers) {
    let unit = Double(pixelSize.width) / Double(max(1, unitSize.width)) / scale
    window.pointerMoved(to: Point(x: Double(x) * unit, y: Double(y) * unit), modifiers: modifiers)
  }

  var pixels: PixelBuffer? {
    guard !isClosed, let surface = unsafe SDL_GetWindowSurface(handle) else { return nil }
    guard unsafe surface.pointee.format.pointee.BytesPerPixel == 4, let memory = unsafe surface.pointee.pixels else {
      return nil
    }
    // SAFETY: SDL keeps the surface until the window changes its size, and the view is used within this frame only.
    return unsafe PixelBuffer(
      base: memory.assumingMemoryBound(to: UInt32.self), width: Int(surface.pointee.w), height: Int(surface.pointee.h),
      stride: Int(surface.pointee.pitch) / 4)
  }

  func present(_ damage: [PixelRect]) {
    var rects = damage.map {
      SDL_Rect(
        x: Int32(clamping: $0.x), y: Int32(clamping: $0.y), w: Int32(clamping: $0.width), h: Int32(clamping: $0.height))
    }
    unsafe SDL_UpdateWindowSurfaceRects(handle, &rects, Int32(clamping: rects.count))
  }

  func setTitle(_ title: String) {
    // The host's title bars know nothing of unsaved changes; those of Apus draw this dot themselves.
    unsafe SDL_SetWindowTitle(handle, window.hasUnsavedChanges ? "• " + title : title)
  }
  func setCursor(_ cursor: Cursor) { platform.setCursor(cursor) }

  func setMinimumSize(_ size: Size) {
    let factor = platform.settings.scaleIsForced ? scale : 1
    unsafe SDL_SetWindowMinimumSize(handle, Int32(size.width * factor), Int32(size.height * factor))
  }

  func setSize(_ size: Size) {
    let factor = platform.settings.scaleIsForced ? scale : 1
    unsafe SDL_SetWindowSize(handle, Int32(size.width * factor), Int32(size.height * factor))
    sizeChanged()
  }

  func startMove() {}
  func setUnsaved(_ unsaved: Bool) { setTitle(window.title) }

  func setState(_ change: WindowStateChange) {
    switch change {
    case .minimize: unsafe SDL_MinimizeWindow(handle)
    case .maximize: unsafe SDL_MaximizeWindow(handle)
    case .restore: unsafe SDL_RestoreWindow(handle)
    case .fullScreen: unsafe _ = SDL_SetWindowFullscreen(handle, SDL_WINDOW_FULLSCREEN_DESKTOP.rawValue)
    case .focus: unsafe SDL_RaiseWindow(handle)
    }
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    unsafe SDL_DestroyWindow(handle)
    platform.closed(self)
  }
}
