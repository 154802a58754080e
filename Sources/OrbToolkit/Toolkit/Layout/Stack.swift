// Children on top of each other.

import Graphics

/// Layers in the same rectangle: the first is at the bottom. Children are placed at `alignment` in their own size
/// unless they fill.
public final class Stack: Widget {
  public var alignment: Alignment { didSet { setNeedsLayout() } }

  public init(alignment: Alignment = .center, @WidgetBuilder _ content: () -> [Widget]) {
    self.alignment = alignment
    super.init()
    for child in content() { addChild(child) }
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    var size = Size.zero
    for child in children where child.isVisible { size = size.atLeast(context.measure(child, proposal)) }
    return size
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let bounds = Rect(origin: .zero, size: size)
    for child in children where child.isVisible {
      if child.layoutHints.alignment == .fill || child.layoutHints.grow > 0 {
        context.place(child, in: bounds)
      } else {
        context.place(child, in: bounds, alignment)
      }
    }
  }
}
