// The platform of tests and previews: no screen, and a clock that moves when it is told to.

import Graphics

/// A platform in memory.
public final class HeadlessPlatform: Platform {
  public private(set) var milliseconds = 1000
  public var clipboardText = ""
  public var preferredTheme: Theme
  public let scale: Double
  public private(set) var surfaces: [HeadlessSurface] = []
  public private(set) var watchers: [(handle: Int, body: () -> Void)] = []

  public init(scale: Double = 1, theme: Theme = .light) {
    self.scale = scale
    preferredTheme = theme
  }

  public func openWindow(_ window: Window) -> (any WindowSurface)? {
    // A panel that asks for the whole width gets that of a screen of 1280 × 800.
    if window.size.width <= 0 { window.size.width = 1264 }
    window.screenSize = Size(width: 1280, height: 800)
    let surface = HeadlessSurface(window, scale: scale)
    surfaces.append(surface)
    window.resized(to: window.size, scale: scale)
    if !window.options.refusesFocus { window.activationChanged(true) }
    return surface
  }

  public func wait(until milliseconds: Int?) {
    if let milliseconds { self.milliseconds = max(self.milliseconds, milliseconds) }
  }

  public func advance(_ milliseconds: Int) { self.milliseconds += max(0, milliseconds) }

  public func watch(_ handle: Int, _ body: @escaping () -> Void) { watchers.append((handle, body)) }

  public func unwatch(_ handle: Int) { watchers.removeAll { $0.handle == handle } }

  /// As if the handle had something to read.
  public func signal(_ handle: Int) {
    for watcher in watchers where watcher.handle == handle { watcher.body() }
  }
}
