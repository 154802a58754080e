// The window of the headless backend: a bitmap, and a record of what a window asked the desktop for.

import Graphics

/// A surface that paints into memory.
public final class HeadlessSurface: WindowSurface {
  public private(set) var bitmap: Bitmap
  public private(set) var scale: Double
  /// What was presented since the last `takeDamage`.
  public private(set) var damage: [PixelRect] = []
  public private(set) var cursor = Cursor.arrow
  public private(set) var isClosed = false
  public private(set) var isUnsaved = false
  public private(set) var stateChanges: [WindowStateChange] = []
  private unowned(unsafe) let window: Window

  init(_ window: Window, scale: Double) {
    // SAFETY: the window owns its surface; after `close` it is not used.
    unsafe self.window = window
    self.scale = scale
    bitmap = HeadlessSurface.makeBitmap(window.size, scale)
  }

  private static func makeBitmap(_ size: Size, _ scale: Double) -> Bitmap {
    Bitmap(
      width: (size.width * scale).wholeNearest.clampedToInt, height: (size.height * scale).wholeNearest.clampedToInt)
  }

  /// As a user would, or a move to another screen.
  public func resize(to size: Size, scale: Double) {
    self.scale = scale
    bitmap = HeadlessSurface.makeBitmap(size, scale)
    // SAFETY: see init.
    if !isClosed { unsafe window.resized(to: size, scale: scale) }
  }

  public func takeDamage() -> [PixelRect] {
    let taken = damage
    damage.removeAll()
    return taken
  }

  public var pixels: PixelBuffer? { isClosed ? nil : bitmap.buffer }
  public func present(_ damage: [PixelRect]) { self.damage += damage }
  public func setTitle(_ title: String) {}
  public func setCursor(_ cursor: Cursor) { self.cursor = cursor }
  public func setMinimumSize(_ size: Size) {}
  public func setSize(_ size: Size) { resize(to: size, scale: scale) }
  public func startMove() {}
  public func setUnsaved(_ unsaved: Bool) { isUnsaved = unsaved }
  public func setState(_ change: WindowStateChange) { stateChanges.append(change) }
  public func close() { isClosed = true }
}
