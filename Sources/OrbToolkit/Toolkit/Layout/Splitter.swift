// Two panes with an edge between them that can be dragged.

import Graphics

/// Two panes side by side (or one above the other), divided by a movable edge.
public final class Splitter: Widget {
  public let axis: Axis
  private let first: Widget
  private let second: Widget
  private let handle: SplitterHandle
  /// Extent of the first pane, logical pixels.
  public var position: Double {
    didSet { if position != oldValue { setNeedsLayout() } }
  }
  /// Neither pane goes below these.
  public var leastFirst = 120.0
  public var leastSecond = 200.0
  /// The first pane is hidden (F9).
  public var isCollapsed = false {
    didSet {
      first.isVisible = !isCollapsed
      handle.isVisible = !isCollapsed
      setNeedsLayout()
    }
  }

  public init(_ axis: Axis = .horizontal, position: Double, _ first: Widget, _ second: Widget) {
    self.axis = axis
    self.position = position
    self.first = first
    self.second = second
    handle = SplitterHandle(axis)
    super.init()
    layoutHints.grow = 1
    addChild(first)
    addChild(second)
    addChild(handle)
    let reference = Unretained(self)
    handle.moved = { reference.widget.move(by: $0) }
  }

  private func move(by delta: Double) {
    position = (position + delta).clamped(leastFirst, max(leastFirst, bounds.size[axis] - leastSecond))
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let two = context.measure(second, Proposal(axis, main: nil, cross: proposal[axis.cross]))
    let start = isCollapsed ? 0 : position + 1
    let cross = context.measure(first, Proposal(axis, main: position, cross: proposal[axis.cross]))[axis.cross]
    let main = proposal[axis].map { max($0, leastFirst) } ?? start + max(two[axis], leastSecond)
    return Size(axis, main: main, cross: max(cross, two[axis.cross]))
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    let total = size[axis]
    let start = isCollapsed ? 0 : context.snap(position.clamped(leastFirst, max(leastFirst, total - leastSecond)))
    func rect(_ from: Double, _ to: Double) -> Rect {
      axis == .horizontal
        ? Rect(left: from, top: 0, right: max(from, to), bottom: size.height)
        : Rect(left: 0, top: from, right: size.width, bottom: max(from, to))
    }
    if !isCollapsed {
      context.place(first, in: rect(0, start))
      context.place(handle, in: rect(start - 3, start + 4))
    }
    context.place(second, in: rect(isCollapsed ? 0 : start + 1, total))
  }
}

/// The movable edge: one pixel to see, seven to take hold of.
final class SplitterHandle: Control {
  let axis: Axis
  var moved: ((Double) -> Void)?
  private var grab: Double?

  init(_ axis: Axis) {
    self.axis = axis
    super.init()
    cursor = axis == .horizontal ? .resizeHorizontal : .resizeVertical
  }

  override var focusRing: FocusRing { .none }

  override func paint(_ context: inout PaintContext) {
    let isActive = grab != nil || isHovered || (isFocused && context.showsFocus)
    let color = isActive ? context.colors.accent : context.colors.line
    let thickness = isActive ? 2.0 : 1
    let line =
      axis == .horizontal
      ? Rect(x: 3, y: 0, width: thickness, height: bounds.height)
      : Rect(x: 0, y: 3, width: bounds.width, height: thickness)
    context.painter.fill(line, color)
  }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .pointer(let pointer):
      let at = axis == .horizontal ? pointer.position.x : pointer.position.y
      switch pointer.phase {
      case .down where pointer.button == .left:
        grab = at
        setNeedsPaint()
        return true
      case .move:
        guard let grab else { return false }
        moved?(at - grab)
        return true
      case .up, .cancel:
        grab = nil
        setNeedsPaint()
        return true
      default: return super.handle(event, context)
      }
    case .key(let key) where key.isPress && key.modifiers.forShortcut.isEmpty:
      let back: Key = axis == .horizontal ? .left : .up
      let forward: Key = axis == .horizontal ? .right : .down
      guard key.key == back || key.key == forward else { return false }
      moved?(key.key == back ? -16 : 16)
      return true
    default: return super.handle(event, context)
    }
  }

  override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.splitter, name: "Divider") }
}
