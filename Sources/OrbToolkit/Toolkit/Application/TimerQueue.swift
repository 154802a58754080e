// The timers of an application. Few at a time, so a list does.

/// Timers by time; knows when the next one is due, so that the event loop can sleep until then.
public final class TimerQueue {
  private var timers: [Timer] = []

  public init() {}

  @discardableResult
  public func schedule(at milliseconds: Int, _ body: @escaping () -> Void) -> Timer {
    let timer = Timer(time: milliseconds, body)
    timers.append(timer)
    return timer
  }

  /// When the next timer is due; nil: never.
  public var nextTime: Int? {
    var next: Int?
    for timer in timers where timer.isPending { next = min(next ?? timer.time, timer.time) }
    return next
  }

  /// Fires what is due, in order. What is scheduled meanwhile waits for the next call.
  public func run(now: Int) {
    guard let next = nextTime, next <= now else { return }
    let due = timers.filter { $0.isPending && $0.time <= now }.sorted { $0.time < $1.time }
    timers.removeAll { !$0.isPending || $0.time <= now }
    for timer in due { timer.fire() }
  }
}
