// Bounds of what clients may ask for.

/// Named limits of the window system.
public enum Limits {
  /// Windows in all: far above a person's use, low enough that every walk over all of them is short.
  public static let windows = 256
  /// Windows of one process: a runaway client cannot take the table away from the others.
  public static let windowsPerClient = 64
  /// Workspaces in all, and how many are offered even if they are empty.
  public static let workspaces = 9
  public static let offeredWorkspaces = 4
  /// Tiles of a workspace: more would be too small to work in.
  public static let tiles = 32
  /// Bytes of a title; more is cut at a character.
  public static let title = 256
  /// Logical or device pixels in either direction: twice 8K.
  public static let coordinate = 16384
  /// Events that wait for a client; older pointer events make room first.
  public static let events = 256
  /// Bytes on the clipboard.
  public static let clipboard = 16 << 20
}
