// A number in the panel's row of workspaces: a press shows the workspace.

import Graphics
import OrbToolkit

/// What the row of workspaces shows.
struct WorkspaceChoice: Equatable {
  var shown: Int
  var count: Int
}

/// One workspace of the row.
final class WorkspaceButton: Control {
  private let index: Int
  private let isShown: Bool
  private let action: () -> Void

  init(_ index: Int, isShown: Bool, action: @escaping () -> Void) {
    self.index = index
    self.isShown = isShown
    self.action = action
    super.init()
    isFocusable = false
  }

  override func activate() { action() }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size { Size(width: 26, height: 28) }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    if isShown || isHovered || isPressed {
      let strength = isPressed ? 0.16 : isHovered ? 0.1 : 0.06
      context.painter.fillRounded(bounds.inset(by: 1), radius: 6, colors.text.withAlpha(strength))
    }
    context.text("\(index + 1)", .caption, in: bounds, color: isShown ? colors.text : colors.dim, align: .center)
    if isShown {
      let mark = Rect(x: bounds.midX - 6, y: bounds.maxY - 3, width: 12, height: 2)
      context.painter.fillRounded(mark, radius: 1, colors.accent)
    }
  }

  override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.button, name: "Workspace \(index + 1)", value: isShown ? "shown" : "", actions: [.press])
  }
}
