// A button with a title, an icon, or both.

import Graphics

/// Runs an action when it is pressed. Titles are verbs ("Save").
public final class Button: Control {
  public enum Style: UInt8, Sendable {
    /// A face with a border.
    case normal
    /// The default choice, filled with the accent colour.
    case accent
    /// Loses something: the error colour. Never the default choice.
    case destructive
    /// No face until the pointer is over it: toolbars, rows.
    case plain
    /// Looks like a link in text.
    case link
  }

  public var title: String {
    didSet {
      guard title != oldValue else { return }
      setNeedsLayout()
      setNeedsPaint()
    }
  }
  public var icon: VectorIcon? {
    didSet {
      setNeedsLayout()
      setNeedsPaint()
    }
  }
  public var style: Style { didSet { setNeedsPaint() } }
  /// Enter in the same dialog or window presses it.
  public var isDefault = false
  /// Esc presses it.
  public var isCancel = false
  /// Toolbars have lower ones.
  public var height = Metrics.controlHeight { didSet { setNeedsLayout() } }
  /// Stays down: a toggle in a toolbar. Nil: an ordinary button.
  public var isOn: Bool? { didSet { if isOn != oldValue { setNeedsPaint() } } }
  private let action: () -> Void

  public init(_ title: String, icon: VectorIcon? = nil, style: Style = .normal, action: @escaping () -> Void) {
    self.title = title
    self.icon = icon
    self.style = style
    self.action = action
    super.init()
    if style == .link { cursor = .hand }
  }

  /// A button for an action: follows its title, state and mark.
  public convenience init(_ action: Action, style: Style = .normal) {
    self.init(action.title, icon: action.icon, style: style) { action.perform() }
    bind(on: [action]) { button in
      button.title = action.title
      button.icon = action.icon
      button.isEnabled = action.isEnabled
      button.isOn = action.isChecked
      button.toolTip = action.shortcut == nil ? nil : action.toolTip
    }
  }

  /// Enter presses it, and it is filled with the accent colour.
  @discardableResult public func asDefault() -> Button {
    isDefault = true
    if style == .normal { style = .accent }
    return self
  }

  /// Esc presses it.
  @discardableResult public func asCancel() -> Button {
    isCancel = true
    return self
  }

  public override func activate() { action() }

  public override var wantsInitialFocus: Bool { isDefault }

  private var side: Double { style == .link ? 2 : title.isEmpty ? (height - Metrics.icon) / 2 : 14 }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    var width = 2 * side
    if icon != nil { width += Metrics.icon }
    if !title.isEmpty { width += context.textWidth(title, .emphasis) }
    if icon != nil && !title.isEmpty { width += 8 }
    if style == .normal || style == .accent || style == .destructive, !title.isEmpty { width = max(width, 72) }
    return Size(width: width, height: style == .link ? 24 : height)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let radius = Metrics.controlRadius
    var ink = colors.text
    switch style {
    case .normal:
      context.painter.fillRounded(
        bounds, radius: radius, face(isOn == true ? colors.selection : colors.control, colors))
      let border = isOn == true ? colors.accent : colors.controlLine
      context.painter.strokeRounded(bounds, radius: radius, width: 1, isEffectivelyEnabled ? border : colors.line)
    case .accent:
      context.painter.fillRounded(bounds, radius: radius, face(colors.accent, colors))
      ink = colors.onAccent
    case .destructive:
      context.painter.fillRounded(bounds, radius: radius, face(colors.error, colors))
      ink = colors.window
    case .plain:
      if isOn == true {
        context.painter.fillRounded(bounds, radius: radius, face(colors.selection, colors))
      } else if isEffectivelyEnabled && (isHovered || isPressed) {
        context.painter.fillRounded(bounds, radius: radius, colors.text.withAlpha(isPressed ? 0.14 : 0.08))
      }
    case .link: ink = colors.accent
    }
    if !isEffectivelyEnabled && (style == .normal || style == .plain || style == .link) { ink = colors.disabled(ink) }
    paintContent(&context, ink)
  }

  private func paintContent(_ context: inout PaintContext, _ ink: Color) {
    let textWidth = title.isEmpty ? 0 : context.fonts.measure(title, TextRole.emphasis.style).width
    let gap = icon != nil && !title.isEmpty ? 8.0 : 0
    let iconWidth = icon == nil ? 0 : Metrics.icon
    let room = max(0, bounds.width - 2 * min(side, 8))
    let width = min(room, textWidth + gap + iconWidth)
    var x = ((bounds.width - width) / 2).wholeNearest
    if let icon {
      context.icon(icon, in: Rect(x: x, y: 0, width: iconWidth, height: bounds.height), color: ink)
      x += iconWidth + gap
    }
    if !title.isEmpty {
      let rect = Rect(x: x, y: 0, width: max(0, width - iconWidth - gap) + 1, height: bounds.height)
      context.text(title, .emphasis, fitting: rect, color: ink)
      if style == .link && isHovered {
        context.painter.fill(Rect(x: x, y: bounds.midY + 8, width: textWidth, height: 1), ink)
      }
    }
  }

  public override func accessibility() -> AccessibilityInfo {
    var state: AccessibilityInfo.State = isDefault ? .isDefault : []
    if isOn == true { state.insert(.checked) }
    let name = title.isEmpty ? toolTip ?? "" : title
    return AccessibilityInfo(
      style == .link ? .link : isOn == nil ? .button : .toggle, name: name, state: state, actions: [.press])
  }
}
