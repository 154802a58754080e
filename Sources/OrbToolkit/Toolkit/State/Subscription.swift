// One follower of a source: runs its body in the window's update pass.

/// A follower of a `Source`.
public final class Subscription {
  private var body: (() -> Void)?
  /// The widget whose window's update pass runs the body. It cancels this in its `deinit`.
  private unowned(unsafe) var targetReference: Widget?
  private var isQueued = false

  init(target: Widget?, _ body: @escaping () -> Void) {
    // SAFETY: a widget cancels its subscriptions before it dies, and `cancel` forgets it.
    unsafe targetReference = target
    self.body = body
  }

  public var isCancelled: Bool { body == nil }

  /// Never runs again.
  public func cancel() {
    body = nil
    // SAFETY: only forgets.
    unsafe targetReference = nil
  }

  func trigger() {
    // SAFETY: not cancelled, so the widget lives.
    guard let window = unsafe targetReference?.window else {
      body?()
      return
    }
    if isQueued { return }
    isQueued = true
    window.enqueue(self)
  }

  func run() {
    isQueued = false
    body?()
  }
}
