// Transitions that are running. While there are none, nobody asks for frames.

/// The running transitions of an application.
public final class Animations {
  /// Milliseconds from one frame to the next.
  static let frame = 16

  private struct Running {
    let start: Int
    let duration: Int
    let body: (Double) -> Void
  }
  private var running: [Running] = []
  private var lastFrame = 0

  init() {}

  public var isIdle: Bool { running.isEmpty }

  func start(at now: Int, duration: Int, _ body: @escaping (Double) -> Void) {
    if running.isEmpty { lastFrame = now }
    running.append(Running(start: now, duration: max(1, duration), body: body))
    body(0)
  }

  /// When the next frame is due; nil: nothing moves.
  var nextTime: Int? { running.isEmpty ? nil : lastFrame + Animations.frame }

  func run(now: Int) {
    guard let due = nextTime, due <= now else { return }
    lastFrame = now
    let steps = running
    running.removeAll { now >= $0.start + $0.duration }
    for step in steps {
      let part = min(1, Double(now - step.start) / Double(step.duration))
      // Ease-out: fast at first, so that the answer to the input is seen at once.
      step.body(1 - (1 - part) * (1 - part) * (1 - part))
    }
  }
}
