// A widget that a program draws by itself.

import Graphics

/// Free drawing, with events if wanted.
public final class Canvas: Widget {
  private let draw: (inout PaintContext, Size) -> Void
  private let ideal: Size
  /// Gets every event first.
  public var onEvent: ((Event, EventContext) -> Bool)?

  /// - Parameter ideal: the size it asks for, logical pixels.
  public init(ideal: Size = Size(width: 100, height: 100), draw: @escaping (inout PaintContext, Size) -> Void) {
    self.ideal = ideal
    self.draw = draw
    super.init()
    clipsChildren = true
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size { ideal }
  public override func paint(_ context: inout PaintContext) { draw(&context, bounds.size) }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    onEvent?(event, context) ?? false
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.canvas) }
}
