// The root of a window's tree: paints the background and gives its children all the room, as a column.

import Graphics

final class RootWidget: Widget {
  let isTransparent: Bool

  init(_ content: [Widget], isTransparent: Bool) {
    self.isTransparent = isTransparent
    super.init()
    clipsChildren = true
    if content.count == 1 {
      addChild(content[0])
    } else {
      addChild(Column(spacing: 0, content))
    }
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    children.first.map { context.measure($0, proposal) } ?? .zero
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    if let child = children.first { context.place(child, in: Rect(origin: .zero, size: size)) }
  }

  override func paint(_ context: inout PaintContext) {
    if !isTransparent { context.painter.fill(bounds, context.colors.window) }
  }
}
