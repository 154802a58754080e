// A layer above a window's content: menu, popup, dialog, tooltip.

import Graphics

/// A layer and how it behaves.
public final class Overlay {
  /// Where the layer goes; it is always kept inside the window.
  public enum Placement: Equatable, Sendable {
    /// Under a rectangle of the window (above it where there is no room), left edges aligned.
    case below(Rect)
    /// As `below`, and at least as wide.
    case belowAtLeastAsWide(Rect)
    /// Right of a rectangle (left of it where there is no room), tops aligned: submenus.
    case beside(Rect)
    /// Its corner at a point: context menus.
    case at(Point)
    case centered
    /// In the upper part of the window: the command palette.
    case upper
  }

  /// Kept free at the window's edges.
  static let margin = 8.0

  public let content: Widget
  public let placement: Placement
  /// What lies below is dimmed and cannot be reached.
  public var isModal = false
  /// Tab and key presses stay inside.
  public var takesKeyboard = true
  public var dismissesOnOutsidePress = true
  public var dismissesOnEscape = true
  /// Called when the layer has gone, for whatever reason.
  public var didDismiss: (() -> Void)?
  var focusBefore: Widget?
  /// 0...1 while it fades in.
  var opacity = 1.0

  public init(_ content: Widget, _ placement: Placement) {
    self.content = content
    self.placement = placement
  }

  func place(in window: Size, _ context: LayoutContext) {
    let room = Rect(origin: .zero, size: window).inset(by: min(Overlay.margin, min(window.width, window.height) / 8))
    var size = context.measure(content, .ideal)
    if case .belowAtLeastAsWide(let anchor) = placement { size.width = max(size.width, anchor.width) }
    if size.width > room.width {
      size.width = room.width
      size.height = context.measure(content, Proposal(width: size.width)).height
    }
    size.height = min(size.height, room.height)
    var origin = wantedOrigin(for: size, in: room)
    origin.x = origin.x.clamped(room.minX, room.maxX - size.width)
    origin.y = origin.y.clamped(room.minY, room.maxY - size.height)
    let target = Rect(origin: origin, size: size)
    if target != content.frame { damage(content) }
    context.place(content, in: target)
    damage(content)
  }

  private func wantedOrigin(for size: Size, in room: Rect) -> Point {
    switch placement {
    case .below(let anchor), .belowAtLeastAsWide(let anchor):
      let below = anchor.maxY + 4
      let above = anchor.minY - 4 - size.height
      return Point(x: anchor.minX, y: below + size.height <= room.maxY || above < room.minY ? below : above)
    case .beside(let anchor):
      let right = anchor.maxX
      let left = anchor.minX - size.width
      return Point(x: right + size.width <= room.maxX || left < room.minX ? right : left, y: anchor.minY - 5)
    case .at(let point):
      return Point(x: point.x, y: point.y + size.height <= room.maxY ? point.y : point.y - size.height)
    case .centered:
      return room.centered(size).origin
    case .upper:
      return Point(x: room.midX - size.width / 2, y: room.minY + room.height * 0.08)
    }
  }

  /// A layer with a shadow touches more than its frame.
  func damage(_ widget: Widget) {
    widget.window?.addDamage(widget.frame.inset(by: -max(widget.shadowOutset, widget.ringOutset)))
  }

  func paintBackdrop(_ context: inout PaintContext, windowSize: Size) {
    guard isModal else { return }
    context.painter.fill(
      Rect(origin: .zero, size: windowSize), Color(0x0B1020, alpha: context.theme.isDark ? 0.5 : 0.32))
  }
}
