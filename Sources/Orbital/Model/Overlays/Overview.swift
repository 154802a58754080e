// Every window of a workspace at once, to choose one, and the workspaces, to choose another.

import Graphics

/// The overview while it is open. Which windows it shows follows from the desktop.
public struct Overview: Equatable, Sendable {
  /// The window that Enter would bring to the front.
  public internal(set) var selection: WindowID?
  /// The window that is held, and where the press was.
  var held: WindowID?
  var press = PixelPoint.zero
  /// The held window follows the pointer, to be dropped on a workspace.
  public internal(set) var dragged: WindowID?
}
