// A view of content that is larger than its room: wheel, scroll bars, keys, and scrolling to what gets the focus.
//
// Scrolling moves the content's frame; nothing is measured again, and only the viewport is repainted.

import Graphics

/// Scrolls one child (several become a column).
public final class ScrollView: Widget {
  /// Logical pixels for one notch of the wheel.
  static let wheelStep = 60.0

  public let content: Widget
  private let vertical = ScrollBar(.vertical)
  private let horizontal = ScrollBar(.horizontal)
  /// Which directions may scroll.
  public var scrollsHorizontally = false { didSet { setNeedsLayout() } }
  public var scrollsVertically = true { didSet { setNeedsLayout() } }
  /// The least height it asks for.
  public var leastHeight = 48.0
  /// Top left corner of the viewport in the content.
  public private(set) var offset = Point.zero
  private var contentSize = Size.zero
  /// Called after each change of `offset` or of the viewport's size.
  public var didScroll: (() -> Void)?

  public init(@WidgetBuilder _ content: () -> [Widget]) {
    let widgets = content()
    self.content = widgets.count == 1 ? widgets[0] : Column(widgets)
    super.init()
    clipsChildren = true
    layoutHints.grow = 1
    addChild(self.content)
    addChild(vertical)
    addChild(horizontal)
    let reference = Unretained(self)
    vertical.didScroll = { reference.widget.scroll(to: Point(x: reference.widget.offset.x, y: $0)) }
    horizontal.didScroll = { reference.widget.scroll(to: Point(x: $0, y: reference.widget.offset.y)) }
  }

  /// The part of the content that can be seen, in the content's coordinates.
  public var viewport: Rect { Rect(origin: offset, size: bounds.size) }

  /// Scrolls as far as the content reaches.
  public func scroll(to target: Point) {
    let scale = window?.scale ?? 1
    let x = target.x.clamped(0, max(0, contentSize.width - bounds.width))
    let y = target.y.clamped(0, max(0, contentSize.height - bounds.height))
    let snapped = Point(x: (x * scale).wholeNearest / scale, y: (y * scale).wholeNearest / scale)
    guard snapped != offset else { return }
    offset = snapped
    content.frame.origin = Point(x: -offset.x, y: -offset.y)
    updateBars()
    setNeedsPaint()
    didScroll?()
  }

  /// Scrolls the least that makes a rectangle of the content visible.
  public func scrollTo(_ rect: Rect) {
    var target = offset
    if rect.maxY > offset.y + bounds.height { target.y = rect.maxY - bounds.height }
    if rect.minY < target.y { target.y = rect.minY }
    if rect.maxX > offset.x + bounds.width { target.x = rect.maxX - bounds.width }
    if rect.minX < target.x { target.x = rect.minX }
    scroll(to: target)
  }

  public override func reveal(_ rect: Rect) {
    // `rect` is in this view's coordinates.
    scrollTo(rect.offset(by: offset).inset(by: -4))
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let size = context.measure(content, Proposal(width: proposal.width, height: nil))
    let height = scrollsVertically ? proposal.height.map { min(size.height, max($0, leastHeight)) } : size.height
    let width = scrollsHorizontally ? proposal.width.map { min(size.width, max($0, leastHeight)) } : size.width
    return Size(width: width ?? size.width, height: height ?? size.height)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    var measured = context.measure(
      content, Proposal(width: scrollsHorizontally ? nil : size.width, height: scrollsVertically ? nil : size.height))
    if !scrollsHorizontally { measured.width = size.width }
    if !scrollsVertically { measured.height = size.height }
    contentSize = measured.atLeast(size)
    offset.x = offset.x.clamped(0, contentSize.width - size.width)
    offset.y = offset.y.clamped(0, contentSize.height - size.height)
    context.place(content, in: Rect(origin: Point(x: -offset.x, y: -offset.y), size: contentSize))
    let thickness = ScrollBar.thickness
    let both = contentSize.width > size.width && contentSize.height > size.height ? thickness : 0
    vertical.isVisible = contentSize.height > size.height
    horizontal.isVisible = contentSize.width > size.width
    context.place(vertical, in: Rect(x: size.width - thickness, y: 0, width: thickness, height: size.height - both))
    context.place(horizontal, in: Rect(x: 0, y: size.height - thickness, width: size.width - both, height: thickness))
    updateBars()
    didScroll?()
  }

  private func updateBars() {
    vertical.update(total: contentSize.height, visible: bounds.height, offset: offset.y)
    horizontal.update(total: contentSize.width, visible: bounds.width, offset: offset.x)
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .scroll(let scroll):
      let sideways = scroll.modifiers.contains(.shift) && scroll.deltaX == 0
      let before = offset
      self.scroll(
        to: Point(
          x: offset.x + (sideways ? scroll.deltaY : scroll.deltaX) * ScrollView.wheelStep,
          y: offset.y + (sideways ? 0 : scroll.deltaY) * ScrollView.wheelStep))
      return offset != before
    case .key(let key): return key.isPress && key.modifiers.forShortcut.isEmpty && scroll(by: key.key)
    default: return false
    }
  }

  private func scroll(by key: Key) -> Bool {
    let before = offset
    let page = bounds.height * 0.9
    switch key {
    case .pageDown: scroll(to: Point(x: offset.x, y: offset.y + page))
    case .pageUp: scroll(to: Point(x: offset.x, y: offset.y - page))
    default: return false
    }
    return offset != before
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.group) }
}
