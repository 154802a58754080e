// A large button: icon, name, and a few words.

import Graphics
import OrbToolkit

/// Opens a program.
final class ProgramCard: Control {
  private let icon: VectorIcon
  private let title: String
  private let text: String
  private let action: () -> Void

  init(icon: VectorIcon, title: String, text: String, action: @escaping () -> Void) {
    self.icon = icon
    self.title = title
    self.text = text
    self.action = action
    super.init()
  }

  override func activate() { action() }

  override var focusRing: FocusRing { .outside(radius: Metrics.cardRadius) }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size { Size(width: 200, height: 64) }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    context.painter.fillRounded(bounds, radius: Metrics.cardRadius, face(colors.surface, colors))
    context.painter.strokeRounded(bounds, radius: Metrics.cardRadius, width: 1, colors.line)
    context.icon(icon, in: Rect(x: 14, y: 0, width: 36, height: bounds.height), side: 36, color: colors.text)
    let room = Rect(x: 62, y: 12, width: bounds.width - 72, height: 20)
    context.text(title, .emphasis, fitting: room, color: colors.text)
    context.text(text, .caption, fitting: room.offset(x: 0, y: 21), color: colors.dim)
  }

  override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.button, name: title, value: text, actions: [.press])
  }
}
