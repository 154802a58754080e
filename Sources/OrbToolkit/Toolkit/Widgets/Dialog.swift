// A question or a form above a window, which waits for the answer.

import Graphics

/// A modal card: title, content, and buttons that are verbs.
public final class Dialog: Widget {
  private let column: Column
  public let title: String
  /// Logical pixels; the height follows the content.
  public let width: Double
  private unowned(unsafe) var overlayReference: Overlay?

  /// - Parameters:
  ///   - buttons: from left to right, the default choice last.
  public init(_ title: String, width: Double = 420, content: [Widget], buttons: [Button]) {
    self.title = title
    self.width = width
    let foot = Row(spacing: Metrics.related) {
      Spacer()
      for button in buttons { button }
    }
    column = Column(spacing: Metrics.group) {
      Label(title, .section)
      content
      foot.margin(Insets(top: 8))
    }
    super.init()
    addChild(column)
  }

  public override var shadowOutset: Double { 48 }

  /// Shows it above a window. The caller's buttons call `dismiss`.
  public func present(in window: Window, didDismiss: (() -> Void)? = nil) {
    let overlay = Overlay(self, .centered)
    overlay.isModal = true
    overlay.dismissesOnOutsidePress = false
    overlay.didDismiss = didDismiss
    // SAFETY: the window keeps the overlay for as long as it shows this; `dismiss` is the only other use.
    unsafe overlayReference = overlay
    window.present(overlay)
  }

  /// Takes it away.
  public func dismiss() {
    // SAFETY: attached, so the window still holds the overlay.
    guard let window, let overlay = unsafe overlayReference else { return }
    unsafe overlayReference = nil
    window.dismiss(overlay)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let wide = min(width, proposal.width ?? width)
    let inner = context.measure(
      column,
      Proposal(width: wide - 2 * Metrics.dialogMargin, height: proposal.height.map { $0 - 2 * Metrics.dialogMargin }))
    return Size(width: wide, height: inner.height + 2 * Metrics.dialogMargin)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(column, in: Rect(origin: .zero, size: size).inset(by: Metrics.dialogMargin))
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let radius = Metrics.windowRadius
    context.painter.shadow(bounds, radius: radius, offset: Point(x: 0, y: 12), blur: 32, colors.shadow)
    context.painter.fillRounded(bounds, radius: radius, colors.window)
    context.painter.strokeRounded(bounds, radius: radius, width: 1, colors.line)
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.dialog, name: title, state: .modal) }
}
