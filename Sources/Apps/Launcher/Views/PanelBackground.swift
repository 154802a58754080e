// The face of the panel: nearly opaque, rounded, with a thin outline; what is around the corners stays clear.

import Graphics
import OrbToolkit

/// Holds the panel's row.
final class PanelBackground: Widget {
  static let radius = 12.0

  init(_ row: Widget) {
    super.init()
    layoutHints.grow = 1
    addChild(row)
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let size = children.first.map { context.measure($0, proposal) } ?? .zero
    return Size(width: proposal.width ?? size.width, height: Panel.height)
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    guard let row = children.first else { return }
    context.place(row, in: Rect(origin: .zero, size: size).inset(by: Insets(horizontal: 4, vertical: 2)))
  }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    context.painter.fillRounded(bounds, radius: PanelBackground.radius, colors.window.withAlpha(0.92))
    context.painter.strokeRounded(bounds, radius: PanelBackground.radius, width: 1, colors.text.withAlpha(0.14))
  }

  override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.toolBar, name: "Panel") }
}
