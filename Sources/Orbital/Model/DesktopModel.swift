// The desktop's mind: which windows there are, where they lie, who has the focus, and what a press or a key means.
//
// It never draws and never waits. Methods take what happened (an input event, a client's request) and append what has
// to be done to `actions`; the caller carries them out and calls `clearActions`. Time comes with the events.
// Everything is in device pixels of the screen; the server turns clients' logical pixels into these (`metrics.pixels`).
// Files: +Clients (requests), +Stacking, +Focus, +Pointer, +Moving, +Keyboard, +Switcher, +Placement, +Screen,
// +Restart.
// Invariants (checked by `checkInvariants`, fuzzed in the tests): `order` holds every window once, layers ascending;
// the active window is visible and takes focus; every visible ordinary window can be reached with the pointer.

import Graphics
import Protocols

/// Windows, focus and pointer of one screen.
public struct DesktopModel {
  // MARK: What the compositor draws

  public internal(set) var screen: PixelRect
  public internal(set) var metrics: Metrics
  /// Where ordinary windows live: the screen without the panel.
  public internal(set) var workArea: PixelRect
  /// From the lowest to the highest.
  public internal(set) var order: [WindowID] = []
  /// The window with the focus look.
  public internal(set) var active: WindowID?
  public internal(set) var pointer: PixelPoint
  public internal(set) var cursor = CursorShape.arrow
  /// The title button under the pointer, and whether it is held down.
  public internal(set) var hoveredButton: (window: WindowID, button: TitleButton)?
  public internal(set) var isButtonPressed = false
  /// Where the window that is being dragged would snap to.
  public internal(set) var snapPreview: PixelRect?
  public internal(set) var switcher: Switcher?

  // MARK: What has to be done

  public internal(set) var actions: [Action] = []

  // MARK: Its own

  var windows = WindowTable()
  /// Listed windows, the most recently used first.
  var recent: [WindowID] = []
  /// The highest rank of a window.
  var highestRank: UInt64 = 0
  /// Popups that are shown, the oldest first.
  var popups: [WindowID] = []
  var grab = Grab.none
  var heldButtons: UInt32 = 0
  /// The window that was last told where the pointer is.
  var hoveredWindow: WindowID?
  /// Where the next cascaded window goes.
  var cascadeStep = 0
  /// Super went down and nothing else happened since.
  var isSuperTap = false
  /// Keys whose press was used up: their repeats and releases are, too.
  var usedKeys = KeySet()
  var lastTitlePress: (window: WindowID, time: UInt64, point: PixelPoint)?
  /// What "show desktop" minimised, for the way back.
  var shownDesktop: [WindowID] = []

  /// Two presses within this time are a double click. Nanoseconds.
  static let doubleClickTime: UInt64 = 400_000_000

  public init(width: Int, height: Int, scale: Int = 256) {
    metrics = Metrics(scale: scale)
    screen = PixelRect(x: 0, y: 0, width: width, height: height)
    workArea = screen
    pointer = PixelPoint(x: width / 2, y: height / 2)
    actions.reserveCapacity(64)
  }

  public mutating func clearActions() { actions.removeAll(keepingCapacity: true) }

  /// The window; nil once it is closed.
  public func window(_ id: WindowID) -> Window? { windows[id] }

  public var windowCount: Int { windows.count }

  /// Who gets the keys: the highest popup that takes them, else the active window.
  public var keyTarget: WindowID? {
    popups.last { windows[$0]?.flags.contains(.noFocus) == false } ?? active
  }

  // MARK: Actions

  mutating func damage(_ rect: PixelRect) {
    let visible = rect.intersection(screen)
    if !visible.isEmpty { actions.append(.damage(visible)) }
  }

  /// All that a window colours.
  public func outerRect(_ window: Window) -> PixelRect {
    window.castsShadow ? metrics.outer(window.frame) : window.frame
  }

  mutating func damageWhole(_ window: Window) {
    if window.isVisible { damage(outerRect(window)) }
  }

  /// Everything but the content: what changes with the focus.
  mutating func damageDecoration(_ id: WindowID?) {
    guard let id, let window = windows[id], window.isVisible, window.isDecorated else { return }
    // The lower corners are rounded by the decoration, so the content's last rows belong to it.
    let inner = PixelRect(
      left: window.content.minX, top: window.content.minY, right: window.content.maxX,
      bottom: window.content.maxY - metrics.windowRadius)
    for part in outerRect(window).subtracting(inner) { damage(part) }
  }

  mutating func damageTitle(_ id: WindowID) {
    guard let window = windows[id], window.isVisible, window.isDecorated else { return }
    damage(
      PixelRect(x: window.frame.minX, y: window.frame.minY, width: window.frame.width, height: window.titleHeight))
  }

  mutating func send(_ id: WindowID, _ event: WindowEvent) { actions.append(.send(id, event)) }

  mutating func windowListChanged() {
    if actions.last != .windowList { actions.append(.windowList) }
  }

  // MARK: Invariants

  /// What is wrong with the state; empty if all is well. For tests and debug builds.
  public func invariantViolations() -> [StaticString] {
    var broken: [StaticString] = []
    if order.count != windows.count || Set(order).count != order.count { broken.append("order is no permutation") }
    if order.contains(where: { windows[$0] == nil }) { broken.append("order holds a closed window") }
    let layers = order.compactMap { windows[$0]?.layer(isActive: $0 == active) }
    if zip(layers, layers.dropFirst()).contains(where: { $0 > $1 }) { broken.append("layers are mixed up") }
    if let active {
      if let window = windows[active] {
        if !window.isVisible || !window.takesFocus { broken.append("the active window cannot have the focus") }
      } else {
        broken.append("the active window is closed")
      }
    }
    for id in order {
      guard let window = windows[id], window.isVisible, window.isListed else { continue }
      if !isReachable(window) { broken.append("a window is out of reach") }
      if window.frame.isEmpty { broken.append("a window has no area") }
    }
    if recent.contains(where: { windows[$0] == nil }) { broken.append("recent holds a closed window") }
    if popups.contains(where: { windows[$0]?.isVisible != true }) { broken.append("a popup is not shown") }
    if let id = grab.window, windows[id] == nil { broken.append("a closed window holds the pointer") }
    if !screen.contains(pointer) { broken.append("the pointer left the screen") }
    return broken
  }
}
