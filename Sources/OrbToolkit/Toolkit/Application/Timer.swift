// One thing that will happen at a time.

/// A scheduled call; made by `Window.schedule` or `TimerQueue.schedule`.
public final class Timer {
  /// Milliseconds of the application's clock.
  public let time: Int
  private var body: (() -> Void)?

  init(time: Int, _ body: @escaping () -> Void) {
    self.time = time
    self.body = body
  }

  /// It will not happen.
  public func cancel() { body = nil }

  public var isPending: Bool { body != nil }

  func fire() {
    let body = self.body
    self.body = nil
    body?()
  }
}
