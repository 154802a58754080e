// How far something is.

import Graphics

/// A bar that fills from left to right; nil runs to and fro (unknown length).
public final class ProgressBar: Widget {
  public var value: Double? {
    didSet {
      guard value != oldValue else { return }
      setNeedsPaint()
      run()
    }
  }
  private var timer: Timer?
  private static let period = 1600

  public init(_ value: Double? = 0) {
    self.value = value
    super.init()
  }

  public convenience init(_ state: State<Double>) {
    self.init(state.value)
    bind(state) { $0.value = $1 }
  }

  public override func didAttach(to window: Window) { run() }

  public override func willDetach(from window: Window) {
    timer?.cancel()
    timer = nil
  }

  /// Frames are asked for only while the length is unknown and the bar can be seen.
  private func run() {
    timer?.cancel()
    timer = nil
    guard value == nil, let window, window.application?.reducedMotion != true else { return }
    let reference = Unretained(self)
    timer = window.schedule(after: 32) {
      reference.widget.setNeedsPaint()
      reference.widget.run()
    }
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width.map { max(48, $0) } ?? 200, height: 8)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let track = Rect(x: 0, y: bounds.midY - 3, width: bounds.width, height: 6)
    context.painter.fillRounded(track, radius: 3, colors.sunken.mix(colors.controlLine, 0.45))
    var bar = track
    if let value {
      bar.width = track.width * value.clamped(0, 1)
    } else {
      let phase = Double(context.milliseconds % ProgressBar.period) / Double(ProgressBar.period)
      bar.width = track.width * 0.3
      bar.x = (track.width - bar.width) * (phase < 0.5 ? 2 * phase : 2 - 2 * phase)
    }
    if bar.width > 0 { context.painter.fillRounded(bar, radius: 3, colors.accent) }
  }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.progress, value: value.map { "\(($0 * 100).wholeNearest.clampedToInt) %" } ?? "busy")
  }
}
