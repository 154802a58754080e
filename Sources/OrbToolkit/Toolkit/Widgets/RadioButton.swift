// One of several choices. The group is a `RadioGroup`.

import Graphics

/// A choice among others; made by `RadioGroup`.
public final class RadioButton: Control {
  public let title: String
  public internal(set) var isOn = false { didSet { if isOn != oldValue { setNeedsPaint() } } }
  var chosen: (() -> Void)?

  init(_ title: String) {
    self.title = title
    super.init()
  }

  public override var activatesOnEnter: Bool { false }
  public override var isPreferredInGroup: Bool { isOn }
  public override func activate() { chosen?() }
  public override func didReceiveGroupFocus() { activate() }
  public override var focusRing: FocusRing { .none }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: CheckBox.side + 10 + context.textWidth(title, .body), height: 28)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let side = CheckBox.side
    let box = Rect(x: 1, y: ((bounds.height - side) / 2).wholeNearest, width: side, height: side)
    context.painter.fillRounded(box, radius: side / 2, face(isOn ? colors.accent : colors.control, colors))
    if isOn {
      context.painter.fillRounded(box.centered(Size(width: 8, height: 8)), radius: 4, colors.onAccent)
    } else {
      let line = isEffectivelyEnabled ? colors.controlLine : colors.line
      context.painter.strokeRounded(box, radius: side / 2, width: 1, line)
    }
    Control.paintTitle(title, right: box, of: self, &context)
    if isFocused && context.showsFocus {
      context.painter.strokeRounded(box.inset(by: -3), radius: side / 2 + 3, width: 2, colors.accent)
    }
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.radio, name: title, state: isOn ? .checked : [], actions: [.press])
  }
}

/// Choices of which exactly one is on; arrow keys choose, Tab passes the whole group.
public final class RadioGroup: Widget {
  private let column: Linear
  public private(set) var selected: Int
  public var didChange: ((Int) -> Void)?

  public init(
    _ titles: [String], axis: Axis = .vertical, selected: Int = 0, didChange: ((Int) -> Void)? = nil
  ) {
    let buttons = titles.map { RadioButton($0) }
    // An array of subclasses does not convert by itself in Embedded mode.
    let widgets: [Widget] = buttons.map { $0 }
    column = axis == .vertical ? Column(spacing: 0, alignment: .start, widgets) : Row(spacing: 16, widgets)
    self.selected = min(max(0, selected), max(0, titles.count - 1))
    self.didChange = didChange
    super.init()
    focusGroup = .both
    addChild(column)
    let reference = Unretained(self)
    for (index, button) in buttons.enumerated() {
      button.isOn = index == self.selected
      button.chosen = { reference.widget.choose(index) }
    }
  }

  private func choose(_ index: Int) {
    guard index != selected else { return }
    select(index)
    didChange?(index)
  }

  public func select(_ index: Int) {
    selected = index
    for (other, child) in column.children.enumerated() { (child as? RadioButton)?.isOn = other == index }
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    context.measure(column, proposal)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(column, in: Rect(origin: .zero, size: size))
  }
}
