// What a widget may do while it places its children.

import Graphics

/// The context of `Widget.layout`.
public struct LayoutContext {
  public let fonts: FontLibrary
  /// Device pixels per logical pixel.
  public let scale: Double

  /// As `MeasureContext.measure`.
  public func measure(_ child: Widget, _ proposal: Proposal) -> Size {
    MeasureContext(fonts: fonts, scale: scale).measure(child, proposal)
  }

  /// Puts a child into `rect` of this widget, less the child's margin; edges move to whole device pixels.
  public func place(_ child: Widget, in rect: Rect) {
    let inner = rect.inset(by: child.layoutHints.margin)
    let left = snap(inner.minX)
    let top = snap(inner.minY)
    let target = Rect(left: left, top: top, right: snap(inner.maxX), bottom: snap(inner.maxY))
    let old = child.frame
    if target != old {
      child.damageIncludingRing()
      child.frame = target
      child.damageIncludingRing()
    }
    if child.needsLayout || target.size != old.size {
      child.needsLayout = false
      child.layout(target.size, self)
    }
  }

  /// Measures a child for the rectangle and puts it there at its own size.
  public func place(_ child: Widget, in rect: Rect, _ alignment: Alignment) {
    let size = measure(child, Proposal(rect.size))
    let width = min(size.width, rect.width)
    let height = min(size.height, rect.height)
    let origin = Point(
      x: rect.minX + (rect.width - width) * alignment.horizontalFraction,
      y: rect.minY + (rect.height - height) * alignment.verticalFraction)
    place(child, in: Rect(origin: origin, size: Size(width: width, height: height)))
  }

  /// The nearest edge between device pixels.
  public func snap(_ value: Double) -> Double { (value * scale).wholeNearest / scale }
}
