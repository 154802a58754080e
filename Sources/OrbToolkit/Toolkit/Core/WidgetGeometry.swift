// Where a widget is in its window, and how it asks for layout and paint.

import Graphics

extension Widget {
  /// The widget's own rectangle: origin 0, 0.
  public final var bounds: Rect { Rect(origin: .zero, size: frame.size) }

  /// The origin in window coordinates.
  public final var originInWindow: Point {
    var origin = frame.origin
    var ancestor = parent
    while let widget = ancestor {
      origin = origin + widget.frame.origin
      ancestor = widget.parent
    }
    return origin
  }

  /// The frame in window coordinates, not clipped.
  public final var frameInWindow: Rect { Rect(origin: originInWindow, size: frame.size) }

  /// The part of a rectangle of this widget that ancestors let through, in window coordinates.
  public final func visibleRect(of rect: Rect) -> Rect {
    var result = clipsChildren ? rect.intersection(bounds) : rect
    result = result.offset(by: frame.origin)
    var ancestor = parent
    while let widget = ancestor {
      if widget.clipsChildren { result = result.intersection(widget.bounds) }
      result = result.offset(by: widget.frame.origin)
      ancestor = widget.parent
    }
    return result
  }

  /// The same for a rectangle in the parent's coordinates.
  final func frameInWindow(ofFrame rect: Rect) -> Rect {
    let outset = rect.inset(by: -ringOutset)
    return parent.map { $0.visibleRect(of: outset) } ?? outset
  }

  /// How far the focus ring reaches beyond the frame.
  final var ringOutset: Double {
    guard isFocusable, case .outside = focusRing else { return 0 }
    return Metrics.focusOffset + Metrics.focusWidth
  }

  // MARK: Asking for passes

  /// The widget's size or its children's places may have changed.
  public final func setNeedsLayout() {
    var widget: Widget? = self
    while let current = widget {
      current.needsLayout = true
      current.measurements.removeAll()
      widget = current.parent
    }
    window?.setNeedsLayout()
  }

  /// Everything of the widget has to be painted again.
  public final func setNeedsPaint() { setNeedsPaint(bounds) }

  /// A part of the widget (its own coordinates) has to be painted again.
  public final func setNeedsPaint(_ rect: Rect) {
    guard let window else { return }
    window.addDamage(visibleRect(of: rect))
  }

  final func damageIncludingRing() {
    guard let window, isVisible else { return }
    window.addDamage(frameInWindow(ofFrame: frame))
  }

  // MARK: Finding

  /// The deepest visible widget at a point of this widget, or nil.
  final func hitTest(_ point: Point) -> Widget? {
    guard isVisible, !ignoresPointer else { return nil }
    let inside = bounds.contains(point)
    if clipsChildren && !inside { return nil }
    for child in children.reversed() {
      if let hit = child.hitTest(point - child.frame.origin) { return hit }
    }
    return inside ? self : nil
  }

  /// Calls `body` for every descendant in tree order, itself first; a result of false skips what is below.
  final func walk(_ body: (Widget) -> Bool) {
    guard body(self) else { return }
    for child in children { child.walk(body) }
  }

  /// The first descendant with this key, or nil.
  public final func find(key: String) -> Widget? {
    if self.key == key { return self }
    for child in children {
      if let found = child.find(key: key) { return found }
    }
    return nil
  }
}
