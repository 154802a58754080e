// Sizes and distances of the look: a grid of 4 logical pixels.

/// Distances and sizes in logical pixels.
public enum Metrics {
  /// Between things that belong together.
  public static let related = 8.0
  /// Between groups.
  public static let group = 16.0
  /// Around the content of a dialog.
  public static let dialogMargin = 24.0
  /// Buttons, fields, combo boxes.
  public static let controlHeight = 32.0
  /// Controls in toolbars.
  public static let toolbarControlHeight = 28.0
  /// Rows of menus and lists.
  public static let rowHeight = 28.0
  public static let controlRadius = 6.0
  /// Cards, menus, dialogs.
  public static let cardRadius = 8.0
  public static let windowRadius = 10.0
  public static let focusWidth = 2.0
  public static let focusOffset = 2.0
  /// Side of a symbolic icon.
  public static let icon = 16.0
  /// Thickness of a scroll bar; it grows under the pointer.
  public static let scrollBar = 8.0
  /// Least side of what can be clicked (WCAG 2.2, 2.5.8).
  public static let hitTarget = 24.0
  /// Milliseconds until a tooltip appears.
  public static let toolTipDelay = 500
  /// Milliseconds of a transition.
  public static let transition = 140
}
