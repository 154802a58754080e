// A scroll bar: thin, always visible while there is something to scroll, wider under the pointer.

import Graphics

/// Shows and moves a part of a longer whole.
public final class ScrollBar: Widget {
  public let axis: Axis
  /// Extent of the whole, of the visible part, and its start: logical pixels.
  public private(set) var total = 0.0
  public private(set) var visible = 0.0
  public private(set) var offset = 0.0
  /// Wants another start.
  public var didScroll: ((Double) -> Void)?
  private var grab: Double?

  /// Across the axis, logical pixels.
  public static let thickness = 12.0

  public init(_ axis: Axis) {
    self.axis = axis
    super.init()
    cursor = .arrow
  }

  /// Shows another part; logical pixels.
  public func update(total: Double, visible: Double, offset: Double) {
    guard total != self.total || visible != self.visible || offset != self.offset else { return }
    (self.total, self.visible, self.offset) = (total, visible, offset)
    setNeedsPaint()
  }

  private var length: Double { bounds.size[axis] - 4 }
  private var thumbLength: Double { min(length, max(28, length * visible / max(total, 1))) }
  private var range: Double { max(1, total - visible) }
  private var thumbStart: Double { 2 + (length - thumbLength) * (offset / range).clamped(0, 1) }

  public override func paint(_ context: inout PaintContext) {
    guard total > visible else { return }
    let wide = isHovered || grab != nil
    let thickness = wide ? 8.0 : 6.0
    let color = context.colors.text.withAlpha(grab != nil ? 0.62 : wide ? 0.52 : 0.38)
    let cross = ScrollBar.thickness - thickness - 2
    let rect =
      axis == .vertical
      ? Rect(x: cross, y: thumbStart, width: thickness, height: thumbLength)
      : Rect(x: thumbStart, y: cross, width: thumbLength, height: thickness)
    context.painter.fillRounded(rect, radius: thickness / 2, color)
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .pointer(let pointer) = event else { return false }
    let position = axis == .vertical ? pointer.position.y : pointer.position.x
    switch pointer.phase {
    case .enter, .leave:
      setNeedsPaint()
      return false
    case .down:
      guard pointer.button == .left, total > visible else { return false }
      if position >= thumbStart && position < thumbStart + thumbLength {
        grab = position - thumbStart
      } else {
        didScroll?(offset + (position < thumbStart ? -visible : visible) * 0.9)
        grab = thumbLength / 2
      }
      setNeedsPaint()
      return true
    case .move:
      guard let grab else { return false }
      didScroll?((position - grab - 2) / max(1, length - thumbLength) * range)
      return true
    case .up, .cancel:
      guard grab != nil else { return false }
      grab = nil
      setNeedsPaint()
      return true
    }
  }
}
