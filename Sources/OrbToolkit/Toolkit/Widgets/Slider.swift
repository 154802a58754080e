// A value in a range, by dragging a thumb or with the arrow keys.

import Graphics

/// A horizontal slider.
public final class Slider: Widget {
  public let range: ClosedRange<Double>
  /// What an arrow key moves by; 0: a twentieth of the range.
  public let step: Double
  public var value: Double { didSet { if value != oldValue { setNeedsPaint() } } }
  public var didChange: ((Double) -> Void)?
  private var isDragging = false

  public init(
    _ value: Double, in range: ClosedRange<Double> = 0...1, step: Double = 0, didChange: ((Double) -> Void)? = nil
  ) {
    self.range = range
    self.step = step > 0 ? step : (range.upperBound - range.lowerBound) / 20
    self.value = value.clamped(range.lowerBound, range.upperBound)
    self.didChange = didChange
    super.init()
    isFocusable = true
  }

  private static let thumb = 18.0

  private var fraction: Double {
    let length = range.upperBound - range.lowerBound
    return length > 0 ? (value - range.lowerBound) / length : 0
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width.map { max(64, min($0, 200)) } ?? 160, height: 28)
  }

  public override var focusRing: FocusRing { .none }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let enabled = isEffectivelyEnabled
    let track = Rect(x: 2, y: bounds.midY - 2, width: bounds.width - 4, height: 4)
    let x = Slider.thumb / 2 + fraction * (bounds.width - Slider.thumb)
    let accent = enabled ? colors.accent : colors.disabled(colors.accent)
    context.painter.fillRounded(track, radius: 2, colors.sunken.mix(colors.controlLine, 0.45))
    context.painter.fillRounded(
      Rect(left: track.minX, top: track.minY, right: x, bottom: track.maxY), radius: 2, accent)
    let thumb = Rect(x: x - 9, y: bounds.midY - 9, width: Slider.thumb, height: Slider.thumb)
    let face = isDragging ? colors.pressed(colors.control) : isHovered ? colors.hovered(colors.control) : colors.control
    context.painter.fillRounded(thumb, radius: 9, face)
    context.painter.strokeRounded(thumb, radius: 9, width: 2, accent)
    if isFocused && context.showsFocus {
      context.painter.strokeRounded(thumb.inset(by: -4), radius: 13, width: 2, colors.accent)
    }
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .pointer(let pointer): return handlePointer(pointer, context)
    case .key(let key): return key.isPress && key.modifiers.forShortcut.isEmpty && handleKey(key.key)
    case .scroll(let scroll):
      set(value - scroll.deltaY * step)
      return true
    case .focus:
      setNeedsPaint()
      return false
    case .text: return false
    }
  }

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    switch event.phase {
    case .enter, .leave:
      setNeedsPaint()
      return false
    case .down:
      guard event.button == .left else { return false }
      context.focus(self)
      isDragging = true
      drag(to: event.position.x)
      return true
    case .move:
      guard isDragging else { return false }
      drag(to: event.position.x)
      return true
    case .up, .cancel:
      isDragging = false
      setNeedsPaint()
      return true
    }
  }

  private func drag(to x: Double) {
    let part = ((x - Slider.thumb / 2) / max(1, bounds.width - Slider.thumb)).clamped(0, 1)
    set(range.lowerBound + part * (range.upperBound - range.lowerBound))
    setNeedsPaint()
  }

  private func handleKey(_ key: Key) -> Bool {
    switch key {
    case .left, .down: set(value - step)
    case .right, .up: set(value + step)
    case .pageDown: set(value - 4 * step)
    case .pageUp: set(value + 4 * step)
    case .home: set(range.lowerBound)
    case .end: set(range.upperBound)
    default: return false
    }
    return true
  }

  private func set(_ newValue: Double) {
    let clamped = newValue.clamped(range.lowerBound, range.upperBound)
    guard clamped != value else { return }
    value = clamped
    didChange?(clamped)
  }

  public override func perform(_ action: AccessibilityAction) -> Bool {
    switch action {
    case .increment: set(value + step)
    case .decrement: set(value - step)
    default: return false
    }
    return true
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(
      .slider, value: "\((fraction * 100).wholeNearest.clampedToInt) %", actions: [.increment, .decrement])
  }
}
