// What everything that is pressed has in common: hover, press, release inside, Space and Enter.

import Graphics

/// A widget that is activated by a click or by Space and Enter.
open class Control: Widget {
  /// The button is held down on it (or was just pressed by keyboard).
  public final private(set) var isPressed = false { didSet { if isPressed != oldValue { setNeedsPaint() } } }
  private var isHeld = false

  public override init() {
    super.init()
    isFocusable = true
  }

  /// A click, Space or Enter. Does what the control is for.
  open func activate() {}

  /// Whether Enter activates it (a check box leaves Enter to the dialog's default button).
  open var activatesOnEnter: Bool { true }

  open override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .pointer(let pointer): return handlePointer(pointer, context)
    case .key(let key):
      guard key.phase == .down, key.modifiers.forShortcut.isEmpty else { return false }
      guard key.key == .space || (activatesOnEnter && key.key.isEnter) else { return false }
      activate()
      return true
    case .text(let scalar): return scalar == " "
    case .focus:
      setNeedsPaint()
      return false
    case .scroll: return false
    }
  }

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    switch event.phase {
    case .enter, .leave:
      setNeedsPaint()
      return false
    case .down:
      guard event.button == .left else { return false }
      isHeld = true
      isPressed = true
      if isFocusable { context.focus(self) }
      return true
    case .move:
      guard isHeld else { return false }
      isPressed = bounds.contains(event.position)
      return true
    case .up:
      guard event.button == .left, isHeld else { return false }
      isHeld = false
      let inside = isPressed
      isPressed = false
      if inside { activate() }
      return true
    case .cancel:
      isHeld = false
      isPressed = false
      return true
    }
  }

  open override func perform(_ action: AccessibilityAction) -> Bool {
    guard action == .press, isEffectivelyEnabled else { return false }
    activate()
    return true
  }

  /// The face's colour for the present state.
  public final func face(_ base: Color, _ colors: Palette) -> Color {
    guard isEffectivelyEnabled else { return colors.disabled(base) }
    if isPressed { return colors.pressed(base) }
    return isHovered ? colors.hovered(base) : base
  }
}
