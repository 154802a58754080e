// A row of actions at the top of a window, and the line of facts at its foot.

import Graphics

/// A bar for buttons and fields; arrow keys move inside.
public final class Toolbar: Widget {
  private let row: Row

  public init(spacing: Double = 4, @WidgetBuilder _ content: () -> [Widget]) {
    row = Row(spacing: spacing, content())
    super.init()
    addChild(row)
    row.walk { widget in
      if let button = widget as? Button { button.height = Metrics.toolbarControlHeight }
      return true
    }
  }

  /// A button of a toolbar that shows an action's icon (its title is the tooltip), or its title if it has none.
  public static func button(_ action: Action) -> Button {
    let button = Button(action.icon == nil ? action.title : "", icon: action.icon, style: .plain) { action.perform() }
    button.bind(on: [action]) { button in
      button.isEnabled = action.isEnabled
      button.isOn = action.isChecked
      button.icon = action.icon
      button.toolTip = action.toolTip
      button.accessibilityName = action.title
    }
    return button
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let size = context.measure(row, proposal.inset(by: Insets(horizontal: 8, vertical: 6)))
    return Size(width: size.width + 16, height: max(40, size.height + 12))
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(row, in: Rect(origin: .zero, size: size).inset(by: Insets(top: 5, left: 8, bottom: 6, right: 8)))
  }

  public override func paint(_ context: inout PaintContext) {
    context.painter.fill(Rect(x: 0, y: bounds.height - 1, width: bounds.width, height: 1), context.colors.line)
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.toolBar, name: "Toolbar") }
}

/// Facts at the foot of a window, in the size of captions.
public final class StatusBar: Widget {
  private let row: Row

  public init(@WidgetBuilder _ content: () -> [Widget]) {
    row = Row(spacing: 16, content())
    super.init()
    addChild(row)
  }

  /// One fact, at the left.
  public convenience init(_ text: State<String>) {
    self.init { Label(text, .caption, tone: .dim).lines(1).grow() }
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let size = context.measure(row, proposal.inset(by: Insets(horizontal: 12, vertical: 4)))
    return Size(width: size.width + 24, height: max(28, size.height + 8))
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(row, in: Rect(origin: .zero, size: size).inset(by: Insets(top: 5, left: 12, bottom: 4, right: 12)))
  }

  public override func paint(_ context: inout PaintContext) {
    context.painter.fill(Rect(x: 0, y: 0, width: bounds.width, height: 1), context.colors.line)
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.statusBar, name: "Status") }
}
