// What a backend gives a window: pixels, and the few things that only the desktop can do. One class for each backend.

import Graphics

/// A window as the platform sees it.
public protocol WindowSurface: AnyObject {
  /// The pixels to draw into: the content's size times the scale. Nil if there are none at the moment.
  var pixels: PixelBuffer? { get }
  /// These device pixels were drawn.
  func present(_ damage: [PixelRect])
  func setTitle(_ title: String)
  func setCursor(_ cursor: Cursor)
  /// Logical pixels.
  func setMinimumSize(_ size: Size)
  /// Asks for another size of the content; `Window.resized` follows.
  func setSize(_ size: Size)
  /// The user drags a part of the window that acts as its title bar.
  func startMove()
  /// Marks the window as having changes that are not saved.
  func setUnsaved(_ unsaved: Bool)
  func setState(_ change: WindowStateChange)
  func close()
}

/// A change of a window's state that a program asks for.
public enum WindowStateChange: UInt8, Sendable {
  case minimize
  case maximize
  case restore
  case fullScreen
  case focus
}
