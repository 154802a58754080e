// The passes that follow events, in their fixed order: update, focus, layout, paint.
//
// An update may ask for layout and a layout may change a state: the first three are repeated until nothing is asked
// for, at most `passLimit` times; what is left then waits for the next frame, so that two states that chase each other
// cannot hang the application.

import Graphics

extension Window {
  /// Rounds of update, focus and layout in one frame. Real interfaces settle in two.
  static let passLimit = 8

  /// True if `runPasses` would do something.
  public var needsPasses: Bool { !pending.isEmpty || focusCheckIsNeeded || layoutIsNeeded || !damage.isEmpty }

  func setNeedsLayout() { layoutIsNeeded = true }

  func focusMayBeLost() { focusCheckIsNeeded = true }

  func enqueue(_ subscription: Subscription) { pending.append(subscription) }

  /// Adds a rectangle in window coordinates to what will be painted.
  func addDamage(_ rect: Rect) {
    guard isOpen, !rect.isEmpty else { return }
    let bounds = PixelRect(enclosing: Rect(origin: .zero, size: size), scale: scale)
    damage.add(PixelRect(enclosing: rect, scale: scale).intersection(bounds))
  }

  func damageAll() { addDamage(Rect(origin: .zero, size: size)) }

  /// Update, focus and layout: afterwards frames and texts are those that will be painted.
  public func updateNow() {
    for _ in 0..<Window.passLimit {
      if pending.isEmpty && !focusCheckIsNeeded && !layoutIsNeeded { break }
      runUpdates()
      runFocusCheck()
      runLayout()
    }
    refreshHover()
  }

  /// All passes; hands the painted rectangles to the surface.
  public func runPasses() {
    guard isOpen else { return }
    updateNow()
    guard !damage.isEmpty, let pixels = surface?.pixels else { return }
    let rects = damage.rects
    damage.removeAll()
    statistics.paints += 1
    for rect in rects {
      statistics.paintedPixels += rect.area
      paint(rect, into: pixels)
    }
    surface?.present(rects)
  }

  private func runUpdates() {
    guard !pending.isEmpty else { return }
    statistics.updates += 1
    let subscriptions = pending
    pending.removeAll(keepingCapacity: true)
    for subscription in subscriptions { subscription.run() }
  }

  private func runLayout() {
    guard layoutIsNeeded else { return }
    layoutIsNeeded = false
    statistics.layouts += 1
    let context = LayoutContext(fonts: fonts, scale: scale)
    context.place(root, in: Rect(origin: .zero, size: size))
    for overlay in overlays { overlay.place(in: size, context) }
  }

  private func paint(_ rect: PixelRect, into pixels: PixelBuffer) {
    var painter = Painter(pixels, scale: scale, fonts: fonts)
    painter.clip(toPixels: rect)
    if options.isTransparent { pixels.fillRect(rect, pixel: 0) }
    var context = PaintContext(
      painter: painter, theme: theme, fonts: fonts, isWindowActive: isActive, showsFocus: showsFocus,
      milliseconds: milliseconds)
    root.paintTree(&context)
    for overlay in overlays {
      overlay.paintBackdrop(&context, windowSize: size)
      overlay.content.paintTree(&context)
    }
  }

  /// The size that the content asks for, within the screen-independent bounds.
  public func measureContent() -> Size {
    let context = MeasureContext(fonts: fonts, scale: scale)
    let ideal = context.measure(root, .ideal)
    return Size(width: ideal.width.wholeAbove, height: ideal.height.wholeAbove).atLeast(minimumSize)
  }
}

extension Widget {
  /// Paints this widget and what is below it; the context's origin is that of the parent.
  final func paintTree(_ context: inout PaintContext) {
    guard isVisible, frame.inset(by: -ringOutset - shadowOutset).intersects(context.painter.clipBounds) else { return }
    let saved = context.painter
    context.painter.translate(x: frame.minX, y: frame.minY)
    if clipsChildren { context.painter.clip(to: bounds) }
    paint(&context)
    for child in children { child.paintTree(&context) }
    if isFocused && context.showsFocus { paintFocusRing(&context) }
    context.painter = saved
  }

  private final func paintFocusRing(_ context: inout PaintContext) {
    let color = context.colors.accent
    switch focusRing {
    case .none: break
    case .inside(let radius):
      context.painter.strokeRounded(bounds, radius: radius, width: Metrics.focusWidth, color)
    case .outside(let radius):
      let outset = Metrics.focusOffset + Metrics.focusWidth
      context.painter.strokeRounded(
        bounds.inset(by: -outset), radius: radius + outset, width: Metrics.focusWidth, color)
    }
  }
}
