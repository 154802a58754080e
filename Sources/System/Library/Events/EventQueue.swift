// Waiting for many handles at once: a thin wrapper over `event:` (host: epoll). Level-triggered.

public import ABI

/// Subscriptions of handles, and their events.
public struct EventQueue: ~Copyable {
  private let handle: Handle
  private let timer: Handle
  /// What the timer is set to: the limit of this wait, or an earlier one that is over by now. A limit that moves on or
  /// goes away, as a key's repetition does with every key, leaves the timer alone; it is set anew when it fires.
  private var armed: UInt64?

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
  public mutating func wait(deadline: UInt64? = nil) throws(Errno) -> [Event] {
    var events: [Event] = []
    try wait(deadline: deadline, into: &events)
    return events
  }

  /// As above, into an array that is used again and again: its old content is dropped, its room is kept.
  public mutating func wait(deadline: UInt64?, into events: inout [Event]) throws(Errno) {
    events.removeAll(keepingCapacity: true)
    while true {
      if let deadline, deadline < armed ?? .max {
        try Platform.setTimer(timer.raw, deadline)
        armed = deadline
      }
      try Platform.waitForEvents(handle.raw, into: &events)
      guard let index = events.firstIndex(where: { $0.userData == Self.timerMark }) else { return }
      Platform.clearTimer(timer.raw)
      armed = nil
      events.remove(at: index)
      if !events.isEmpty { return }
      if let deadline, SystemClock.monotonic >= deadline { return }
    }
  }
}
