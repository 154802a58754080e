// What an application needs of the world it runs in. One class for each backend.

import Graphics

/// The platform of an application: windows, clock, clipboard, waiting.
public protocol Platform: AnyObject {
  /// Opens a window and returns its surface; nil if that failed. The platform sets the window's size, scale and focus
  /// through `Window.resized` and `Window.activationChanged`, now or later.
  func openWindow(_ window: Window) -> (any WindowSurface)?
  /// Milliseconds of a clock that never goes back.
  var milliseconds: Int { get }
  var clipboardText: String { get set }
  /// Waits for events until a time (nil: for ever) and hands them to the windows.
  func wait(until milliseconds: Int?)
  /// Calls `body` in the event loop whenever the handle (file descriptor) has something to read, until `unwatch`.
  func watch(_ handle: Int, _ body: @escaping () -> Void)
  func unwatch(_ handle: Int)
  /// The theme that the desktop asks for.
  var preferredTheme: Theme { get }
}
