// A thin line between groups.

import Graphics

/// A line of one pixel across a column or row.
public final class Separator: Widget {
  public let axis: Axis

  /// - Parameter axis: the direction of the line itself.
  public init(_ axis: Axis = .horizontal) {
    self.axis = axis
    super.init()
    layoutHints.alignment = .fill
    ignoresPointer = true
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    axis == .horizontal
      ? Size(width: proposal.width ?? 0, height: 1) : Size(width: 1, height: proposal.height.map { min($0, 20) } ?? 20)
  }

  public override func paint(_ context: inout PaintContext) {
    if axis == .horizontal {
      context.painter.fill(Rect(x: 0, y: 0, width: bounds.width, height: 1), context.colors.line)
    } else {
      let height = min(bounds.height, 20)
      context.painter.fill(Rect(x: 0, y: (bounds.height - height) / 2, width: 1, height: height), context.colors.line)
    }
  }
}
