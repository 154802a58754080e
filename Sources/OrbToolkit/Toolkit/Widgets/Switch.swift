// A setting that takes effect at once.

import Graphics

/// A switch with an optional text before it.
public final class Switch: Control {
  public let title: String
  public var isOn: Bool {
    didSet {
      guard isOn != oldValue else { return }
      let reference = self
      if let window { window.animate(milliseconds: Metrics.transition) { reference.slide($0) } } else { slide(1) }
    }
  }
  public var didChange: ((Bool) -> Void)?
  /// 0 off, 1 on, between while it slides.
  private var knob: Double

  public init(_ title: String = "", isOn: Bool = false, didChange: ((Bool) -> Void)? = nil) {
    self.title = title
    self.isOn = isOn
    self.didChange = didChange
    knob = isOn ? 1 : 0
    super.init()
  }

  public convenience init(_ title: String = "", _ state: State<Bool>) {
    self.init(title, isOn: state.value)
    bind(state) { $0.isOn = $1 }
    didChange = { state.set($0) }
  }

  private func slide(_ progress: Double) {
    knob = isOn ? progress : 1 - progress
    setNeedsPaint()
  }

  public override var activatesOnEnter: Bool { false }

  public override func activate() {
    isOn.toggle()
    didChange?(isOn)
  }

  private static let size = Size(width: 36, height: 20)

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let text = title.isEmpty ? 0 : context.textWidth(title, .body) + 12
    return Size(width: text + Switch.size.width + 2, height: 28)
  }

  public override var focusRing: FocusRing { .none }

  private var track: Rect {
    let y = ((bounds.height - Switch.size.height) / 2).wholeNearest
    return Rect(x: bounds.width - Switch.size.width - 1, y: y, width: Switch.size.width, height: Switch.size.height)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let enabled = isEffectivelyEnabled
    if !title.isEmpty {
      let rect = Rect(x: 0, y: 0, width: max(0, track.minX - 8), height: bounds.height)
      context.text(title, .body, fitting: rect, color: enabled ? colors.text : colors.disabled(colors.text))
    }
    let off = colors.control.mix(colors.controlLine, 0.25)
    context.painter.fillRounded(track, radius: 10, face(off.mix(colors.accent, knob), colors))
    if knob < 1 {
      context.painter.strokeRounded(track, radius: 10, width: 1, enabled ? colors.controlLine : colors.line)
    }
    let x = track.minX + 3 + knob * (track.width - 20)
    let thumb = Rect(x: x, y: track.minY + 3, width: 14, height: 14)
    context.painter.fillRounded(thumb, radius: 7, isOn ? colors.onAccent : enabled ? colors.dim : colors.line)
    if isFocused && context.showsFocus {
      context.painter.strokeRounded(track.inset(by: -3), radius: 13, width: 2, colors.accent)
    }
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.toggle, name: title, state: isOn ? .checked : [], actions: [.press])
  }
}
