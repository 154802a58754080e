// A place of the panel: the start mark, or an application with its mark for running and active.

import Graphics
import OrbToolkit

/// An icon on the panel.
final class PanelButton: Control {
  enum Mark: Equatable {
    case none
    /// It runs: a dot.
    case running
    /// It has the focus: a bar.
    case active
    /// It wants to be looked at: a bar in the warning colour.
    case urgent
  }

  static let side = 40.0

  var icon: VectorIcon { didSet { setNeedsPaint() } }
  var mark: Mark { didSet { if mark != oldValue { setNeedsPaint() } } }
  private let name: String
  private let action: () -> Void
  /// The middle button, or Shift with the left one.
  var alternative: (() -> Void)?

  init(_ name: String, icon: VectorIcon, mark: Mark = .none, action: @escaping () -> Void) {
    self.name = name
    self.icon = icon
    self.mark = mark
    self.action = action
    super.init()
    isFocusable = false
  }

  override func activate() { action() }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    if case .pointer(let pointer) = event, pointer.phase == .down {
      let isOther = pointer.button == .middle || (pointer.button == .left && pointer.modifiers.contains(.shift))
      if isOther, let alternative {
        alternative()
        return true
      }
    }
    return super.handle(event, context)
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: PanelButton.side, height: PanelButton.side)
  }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    if isHovered || isPressed || mark == .active {
      let strength = isPressed ? 0.16 : isHovered ? 0.1 : 0.06
      context.painter.fillRounded(bounds.inset(by: 1), radius: 8, colors.text.withAlpha(strength))
    }
    context.icon(
      icon, in: Rect(x: 0, y: -1, width: bounds.width, height: bounds.height - 1), side: 28, color: colors.text)
    let foot = bounds.maxY - 4
    switch mark {
    case .none: break
    case .running: context.painter.circle(center: Point(x: bounds.midX, y: foot + 1), radius: 2, colors.dim)
    case .active, .urgent:
      let color = mark == .active ? colors.accent : colors.warning
      context.painter.fillRounded(Rect(x: bounds.midX - 9, y: foot, width: 18, height: 3), radius: 1.5, color)
    }
  }

  override func accessibility() -> AccessibilityInfo {
    let value =
      switch mark {
      case .none: ""
      case .running: "running"
      case .active: "active"
      case .urgent: "wants attention"
      }
    return AccessibilityInfo(.button, name: name, value: value, actions: [.press])
  }
}
