// The small text that explains what is under the pointer.

import Graphics

final class ToolTip: Widget {
  let text: String

  init(_ text: String) {
    self.text = text
    super.init()
    ignoresPointer = true
  }

  override var shadowOutset: Double { 12 }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: context.textWidth(text, .caption) + 20, height: 28)
  }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    context.painter.shadow(bounds, radius: 6, offset: Point(x: 0, y: 2), blur: 8, colors.shadow)
    context.painter.fillRounded(bounds, radius: 6, colors.text)
    context.text(text, .caption, in: bounds.inset(by: Insets(horizontal: 10, vertical: 0)), color: colors.window)
  }

  override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.toolTip, name: text) }
}
