// A box with a mark, and a text that belongs to it.

import Graphics

/// On, off, or (set by the program) mixed.
public final class CheckBox: Control {
  public let title: String
  public var isOn: Bool { didSet { if isOn != oldValue { setNeedsPaint() } } }
  /// Neither on nor off: some of what it stands for is on.
  public var isMixed = false { didSet { setNeedsPaint() } }
  /// By the user.
  public var didChange: ((Bool) -> Void)?

  public init(_ title: String, isOn: Bool = false, didChange: ((Bool) -> Void)? = nil) {
    self.title = title
    self.isOn = isOn
    self.didChange = didChange
    super.init()
  }

  /// Shows and sets a state.
  public convenience init(_ title: String, _ state: State<Bool>) {
    self.init(title, isOn: state.value)
    bind(state) { $0.isOn = $1 }
    didChange = { state.set($0) }
  }

  public override var activatesOnEnter: Bool { false }

  public override func activate() {
    isMixed = false
    isOn.toggle()
    didChange?(isOn)
  }

  static let side = 18.0

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let text = title.isEmpty ? 0 : 8 + context.textWidth(title, .body)
    return Size(width: CheckBox.side + text + 2, height: 28)
  }

  public override var focusRing: FocusRing { .none }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let box = Rect(
      x: 1, y: ((bounds.height - CheckBox.side) / 2).wholeNearest, width: CheckBox.side, height: CheckBox.side)
    let filled = isOn || isMixed
    context.painter.fillRounded(box, radius: 4, face(filled ? colors.accent : colors.control, colors))
    if !filled {
      context.painter.strokeRounded(box, radius: 4, width: 1, isEffectivelyEnabled ? colors.controlLine : colors.line)
    }
    if isMixed {
      context.painter.fillRounded(box.centered(Size(width: 10, height: 2)), radius: 1, colors.onAccent)
    } else if isOn {
      context.icon(Symbols.check, in: box, side: 16, color: colors.onAccent)
    }
    Control.paintTitle(title, right: box, of: self, &context)
    if isFocused && context.showsFocus {
      context.painter.strokeRounded(box.inset(by: -3), radius: 7, width: 2, colors.accent)
    }
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.checkBox, name: title, state: isMixed ? .mixed : isOn ? .checked : [], actions: [.press])
  }
}

extension Control {
  /// The text beside a mark.
  static func paintTitle(_ title: String, right mark: Rect, of control: Control, _ context: inout PaintContext) {
    let colors = context.colors
    let rect = Rect(left: mark.maxX + 8, top: 0, right: control.bounds.maxX, bottom: control.bounds.height)
    let ink = control.isEffectivelyEnabled ? colors.text : colors.disabled(colors.text)
    context.text(title, .body, fitting: rect, color: ink)
  }
}
