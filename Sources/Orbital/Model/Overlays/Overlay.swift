// What the desktop itself shows above all windows: at most one thing at a time, and it has keys and pointer.

/// A card or picture of the desktop's own.
public enum Overlay: Equatable, Sendable {
  /// Alt+Tab.
  case switcher(Switcher)
  /// All windows of a workspace side by side, and the workspaces.
  case overview(Overview)
  /// What can be done to a window.
  case menu(WindowMenu)
  /// The keys of the desktop; it takes no input.
  case sheet
  /// A program does not answer: wait, or end it?
  case question(HungQuestion)

  /// Keys and pointer are the overlay's.
  var takesInput: Bool { self != .sheet }
}
