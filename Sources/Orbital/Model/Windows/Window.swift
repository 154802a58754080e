// One window as the model sees it: where it is, what it may, and how it got there. No pixels.

import Graphics
import Protocols

/// How windows are stacked; a lower layer never covers a higher one.
public enum WindowLayer: UInt8, Comparable, Sendable {
  case back, normal, above, front, fullScreen, popup

  public static func < (left: WindowLayer, right: WindowLayer) -> Bool { left.rawValue < right.rawValue }
}

/// How a window's frame came about.
public enum WindowPlacement: Equatable, Sendable {
  case normal, maximized, fullScreen
  case snapped(SnapZone)
  /// Laid out by its workspace.
  case tiled
}

/// One window.
public struct Window: Sendable {
  public let id: WindowID
  /// The process that owns it.
  public let client: UInt32
  public let flags: WindowFlags
  /// UTF-8.
  public internal(set) var title: [UInt8]
  /// With the title bar, without the shadow. Device pixels.
  public internal(set) var frame: PixelRect
  public internal(set) var placement = WindowPlacement.normal
  /// Where the window goes back to from another placement.
  var normalFrame: PixelRect
  /// What a full-screen window goes back to.
  var placementBeforeFullScreen = WindowPlacement.normal
  public internal(set) var parent: WindowID?
  /// It has pixels.
  public internal(set) var isMapped = false
  public internal(set) var isMinimized = false
  /// The workspace it belongs to, if it belongs to one (`isOrdinary`).
  public internal(set) var workspace = 0
  /// Belongs to another workspace than the one that is shown.
  public internal(set) var isAway = false
  /// The user wants it above the others.
  public internal(set) var isAbove = false
  /// The user does not want it laid out by its workspace.
  var floats = false
  /// 255: nothing shines through.
  public internal(set) var opacity = Window.opaque
  /// Counts up with each window that is raised: the order within a layer, and what a restarted compositor sorts by.
  var rank: UInt64 = 0
  /// Opened with the place it had under another compositor; it goes there when it is mapped.
  var isRestored = false
  /// A popup that was dismissed and waits for its owner to close it.
  var isDismissed = false
  /// When the oldest input was sent that its program has not taken.
  var waitsSince: UInt64?
  /// Its program leaves input unread for too long.
  public internal(set) var isUnresponsive = false
  /// 0 none, 1 unsaved changes, 2 wants attention (`OrbitalOperation.setState`).
  public internal(set) var state: UInt32 = 0
  public internal(set) var cursor = CursorShape.arrow
  /// The height of its title bar: 0 for windows without decorations.
  public internal(set) var titleHeight: Int

  /// Shown (perhaps behind others).
  public var isVisible: Bool { isMapped && !isMinimized && !isDismissed && !isAway }

  /// The opacity of a window that nothing shines through, and the least that a user can give.
  public static let opaque: UInt8 = 255
  static let leastOpacity: UInt8 = 75

  /// Nothing shines through its pixels.
  public var isOpaque: Bool { opacity == Window.opaque && !flags.contains(.transparent) }

  public var isDecorated: Bool { titleHeight > 0 }

  /// The client's part of the frame.
  public var content: PixelRect {
    PixelRect(left: frame.minX, top: frame.minY + titleHeight, right: frame.maxX, bottom: frame.maxY)
  }

  public var isResizable: Bool { flags.contains(.resizable) }

  /// A window of an app, rather than a part of the desktop: it belongs to a workspace.
  public var isOrdinary: Bool { flags.isDisjoint(with: [.back, .front, .panel, .popup, .noFocus]) }

  /// In the panel's list and in the switcher.
  public var isListed: Bool { isMapped && isOrdinary && !isOwnedDialog }

  /// A dialog is reached through its parent.
  var isOwnedDialog: Bool { flags.contains(.dialog) && parent != nil }

  /// Without a title bar, whatever its placement.
  var isUndecorated: Bool { !flags.isDisjoint(with: [.borderless, .back, .panel, .popup]) }

  /// The kind of window that a client brings back after a restart.
  var hasPlace: Bool { flags.isDisjoint(with: [.back, .panel, .popup]) }

  var takesFocus: Bool { flags.isDisjoint(with: [.noFocus, .panel, .back, .popup]) }

  /// Has rounded corners and a shadow.
  public var isFloating: Bool { placement == .normal || placement == .tiled }

  /// The compositor draws a shadow below it.
  public var castsShadow: Bool {
    if flags.contains(.popup) { return !flags.contains(.transparent) }
    switch placement {
    case .normal, .snapped, .tiled: return isDecorated
    case .maximized, .fullScreen: return false
    }
  }

  /// The layer, given whether the window has the focus (a full-screen window covers the panel only then).
  func layer(isActive: Bool) -> WindowLayer {
    if flags.contains(.popup) { return .popup }
    if flags.contains(.back) { return .back }
    if placement == .fullScreen { return isActive ? .fullScreen : .normal }
    if !flags.isDisjoint(with: [.front, .panel]) { return .front }
    return isAbove ? .above : .normal
  }
}
