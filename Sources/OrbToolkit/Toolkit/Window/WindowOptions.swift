// How a window behaves towards the desktop.

/// The kind of a window and what the user may do with it.
public struct WindowOptions: Equatable, Sendable {
  public enum Kind: UInt8, Sendable {
    case normal
    /// Centred on the window that has the focus.
    case dialog
    /// Closed by a press outside of it.
    case popup
    /// Reserves its height at the lower edge of the screen.
    case panel
    /// Below all others.
    case desktop
  }

  public var kind = Kind.normal
  public var isResizable = true
  public var isClosable = true
  /// Without title bar and shadow.
  public var isBorderless = false
  /// Pixels are blended with what lies below; the window paints no background.
  public var isTransparent = false
  public var startsMaximized = false
  /// Above all others.
  public var staysOnTop = false
  /// Never gets the keyboard focus.
  public var refusesFocus = false
  /// On the screen, logical pixels; nil: the desktop chooses.
  public var position: (x: Double, y: Double)?

  public init() {}

  public static func == (left: WindowOptions, right: WindowOptions) -> Bool {
    left.kind == right.kind && left.isResizable == right.isResizable && left.isClosable == right.isClosable
      && left.isBorderless == right.isBorderless && left.isTransparent == right.isTransparent
      && left.startsMaximized == right.startsMaximized && left.staysOnTop == right.staysOnTop
      && left.refusesFocus == right.refusesFocus && left.position?.x == right.position?.x
      && left.position?.y == right.position?.y
  }
}
