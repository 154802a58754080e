// The desktop's mind: which windows there are, where they lie, who has the focus, and what a press or a key means.
//
// It never draws and never waits. Methods take what happened (an input event, a client's request) and append what has
// to be done to `actions`; the caller carries them out and calls `clearActions`. Time comes with the events.
// Everything is in device pixels of the screen; the server turns clients' logical pixels into these (`metrics.pixels`).
// Its extensions lie by subject: Windows (requests, focus, stacking), Placement, Workspaces, Input, Overlays.
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
  /// What the desktop itself shows above everything.
  public internal(set) var overlay: Overlay?
  /// The workspace that is shown.
  public internal(set) var workspace = 0
  /// The dialog that stands out for a moment, since somebody pressed on what it blocks.
  public internal(set) var flash: (window: WindowID, until: UInt64)?

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
  /// The latest time that the model heard of. Monotonic nanoseconds.
  var now: UInt64 = 0
  /// When Super went down, if nothing else happened since.
  var superSince: UInt64?
  /// Keys whose press was used up: their repeats and releases are, too.
  var usedKeys = KeySet()
  var lastTitlePress: (window: WindowID, time: UInt64, point: PixelPoint)?
  var workspaces = [Workspace](repeating: Workspace(), count: Limits.workspaces)

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
    if window.isVisible {
      damage(outerRect(window))
      damageThumbnails(window.id)
    }
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

  mutating func send(_ id: WindowID, _ event: WindowEvent) {
    actions.append(.send(id, event))
    switch WindowEventKind(rawValue: event.kind) {
    case .key, .text, .button, .scroll, .close: awaitAnswer(id)
    default: break
    }
  }

  mutating func windowListChanged() {
    if overview != nil { damage(screen) }
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
    broken += tileViolations() + workspaceViolations() + overlayViolations()
    if recent.contains(where: { windows[$0] == nil }) { broken.append("recent holds a closed window") }
    if popups.contains(where: { windows[$0]?.isVisible != true }) { broken.append("a popup is not shown") }
    if let id = grab.window, windows[id] == nil { broken.append("a closed window holds the pointer") }
    if !screen.contains(pointer) { broken.append("the pointer left the screen") }
    return broken
  }

  private func tileViolations() -> [StaticString] {
    var broken: [StaticString] = []
    for index in workspaces.indices {
      guard let tiles = workspaces[index].tiles else { continue }
      let frames = tiles.frames(tileMeasures)
      if frames.count != tiles.count { broken.append("tiles are not counted right") }
      for (place, tile) in frames.enumerated() {
        if windows[tile.id]?.workspace != index || windows[tile.id]?.isMinimized != false {
          broken.append("a tile shows no window of its workspace")
        }
        if windows[tile.id]?.placement == .tiled, windows[tile.id]?.frame != tile.frame {
          broken.append("a window is not in its tile")
        }
        if !tileMeasures.area.contains(tile.frame) { broken.append("a tile lies outside of the work area") }
        if frames[..<place].contains(where: { $0.frame.intersects(tile.frame) }) { broken.append("tiles overlap") }
      }
    }
    for id in order where windows[id]?.placement == .tiled {
      if let window = windows[id], !hasTile(window) { broken.append("a tiled window has no tile") }
    }
    return broken
  }

  private func workspaceViolations() -> [StaticString] {
    var broken: [StaticString] = []
    if !workspaces.indices.contains(workspace) { broken.append("the workspace that is shown is none") }
    for id in order {
      guard let window = windows[id] else { continue }
      if !workspaces.indices.contains(window.workspace) { broken.append("a window is in no workspace") }
      if window.isAway != (window.isOrdinary && window.workspace != workspace) {
        broken.append("a window is shown in the wrong workspace")
      }
      if let parent = window.parent.flatMap({ windows[$0] }), window.isOwnedDialog, parent.isOrdinary,
        window.workspace != parent.workspace
      {
        broken.append("a dialog is in another workspace than its window")
      }
      if window.opacity < Window.leastOpacity { broken.append("a window cannot be seen") }
    }
    return broken
  }

  private func overlayViolations() -> [StaticString] {
    switch overlay {
    case .switcher(let open):
      if !open.windows.indices.contains(open.selection) { return ["the switcher has no selection"] }
      if open.windows.contains(where: { windows[$0] == nil }) { return ["the switcher shows a closed window"] }
    case .menu(let menu):
      if windows[menu.window] == nil { return ["a closed window has a menu"] }
    case .question(let question):
      if windows[question.window] == nil { return ["a closed window is asked about"] }
    case nil, .overview, .sheet: break
    }
    return []
  }
}
