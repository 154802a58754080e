// Waiting for many handles at once: a thin wrapper over `event:` (host: epoll). Level-triggered.

public import ABI

/// Subscriptions of handles, and their events.
public struct EventQueue: ~Copyable {
  private let handle: Handle
  private let timer: Handle

  /// The mark of the queue's own timer among the events.
  private static let timerMark = UInt64.max

  public init() throws(Errno) {
    let queue = Handle(owning: try Platform.openEventQueue())
    let timer = Handle(owning: try Platform.openTimer())
    let mark = EventSubscription(handle: timer.raw, interest: .readable, userData: Self.timerMark)
    try Platform.subscribe(queue.raw, mark)
    self.handle = queue
    self.timer = timer
  }

  /// Adds or changes a subscription; an empty interest removes it. It ends with the handle.
  public func subscribe(_ raw: RawHandle, _ interest: Readiness, userData: UInt64) throws(Errno) {
    try Platform.subscribe(handle.raw, EventSubscription(handle: raw, interest: interest, userData: userData))
  }

  public func unsubscribe(_ raw: RawHandle) {
    try? Platform.subscribe(handle.raw, EventSubscription(handle: raw, interest: [], userData: 0))
  }

  /// Waits for the next events.
  /// - Parameter deadline: monotonic nanoseconds; nil waits for ever.
  /// - Returns: at least one event, or none when the deadline has passed.
  public func wait(deadline: UInt64? = nil) throws(Errno) -> [Event] {
    try Platform.setTimer(timer.raw, deadline)
    var events = try Platform.waitForEvents(handle.raw)
    if let index = events.firstIndex(where: { $0.userData == Self.timerMark }) {
      Platform.clearTimer(timer.raw)
      events.remove(at: index)
    }
    return events
  }
}
