// The list of windows that Alt+Tab walks through.

/// The switcher while it is open.
public struct Switcher: Equatable, Sendable {
  /// The most recently used first; never empty.
  public internal(set) var windows: [WindowID]
  public internal(set) var selection: Int
  /// Held with Tab: its release chooses.
  let isSuper: Bool

  /// The window that a release would bring to the front.
  public var selected: WindowID? { windows.indices.contains(selection) ? windows[selection] : nil }
}
