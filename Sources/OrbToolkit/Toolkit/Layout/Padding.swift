// Room around content, with an optional background.

import Graphics

/// Insets around one child (several become a column), on an optional background.
public final class Padding: Widget {
  public enum Background: UInt8, Sendable {
    case none
    /// A card: surface colour, rounded, with a line around it.
    case card
    /// The surface colour, square.
    case surface
    /// The sunken colour, rounded.
    case sunken
    /// The window's colour: hides what lies below.
    case window
  }

  public var insets: Insets { didSet { setNeedsLayout() } }
  public var background: Background { didSet { setNeedsPaint() } }

  public init(_ insets: Insets, background: Background = .none, @WidgetBuilder _ content: () -> [Widget]) {
    self.insets = insets
    self.background = background
    super.init()
    let widgets = content()
    if widgets.count == 1 { addChild(widgets[0]) } else { addChild(Column(widgets)) }
  }

  public convenience init(
    _ all: Double = Metrics.group, background: Background = .none, @WidgetBuilder _ content: () -> [Widget]
  ) {
    self.init(Insets(all), background: background, content)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let inner = children.first.map { context.measure($0, proposal.inset(by: insets)) } ?? .zero
    return Size(width: inner.width + insets.horizontal, height: inner.height + insets.vertical)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    if let child = children.first { context.place(child, in: Rect(origin: .zero, size: size).inset(by: insets)) }
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    switch background {
    case .none: break
    case .card:
      context.painter.fillRounded(bounds, radius: Metrics.cardRadius, colors.surface)
      context.painter.strokeRounded(bounds, radius: Metrics.cardRadius, width: 1, colors.line)
    case .surface: context.painter.fill(bounds, colors.surface)
    case .sunken: context.painter.fillRounded(bounds, radius: Metrics.cardRadius, colors.sunken)
    case .window: context.painter.fill(bounds, colors.window)
    }
  }
}
