// What is shown where there is nothing yet: what will be here, and how to get it here.

import Graphics

/// An icon, a title, a sentence, and perhaps a button.
public final class EmptyState: Widget {
  private let column: Column

  public init(_ icon: VectorIcon, title: String, text: String = "", button: Button? = nil) {
    var widgets: [Widget] = [
      Icon(icon, side: 40, tone: .dim), Label(title, .section).textAlignment(.top).align(.center),
    ]
    if !text.isEmpty { widgets.append(Label(text, tone: .dim).textAlignment(.top)) }
    if let button { widgets.append(button.margin(Insets(top: 8))) }
    column = Column(spacing: 8, alignment: .center, widgets)
    super.init()
    layoutHints.grow = 1
    addChild(column)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let size = context.measure(column, Proposal(width: min(320, proposal.width ?? 320), height: nil))
    return Size(width: size.width + 48, height: size.height + 48)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let room = Rect(origin: .zero, size: size).inset(by: Insets(horizontal: min(24, size.width / 8), vertical: 0))
    let width = min(room.width, 320)
    let height = context.measure(column, Proposal(width: width, height: nil)).height
    // A little above the middle looks centred.
    let y = max(0, (size.height - height) * 0.45)
    context.place(column, in: Rect(x: (size.width - width) / 2, y: y, width: width, height: height))
  }
}
