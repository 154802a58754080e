// One thread's loop: handles and timers with callbacks. Idle means asleep: no polling, no periodic wake-up.

public import ABI

/// Calls back when handles are ready and when timers are due.
public final class EventLoop {
  /// Names a timer until it has fired or was cancelled.
  public struct TimerID: Equatable, Sendable {
    let number: UInt64
  }

  private struct Source {
    var raw: RawHandle
    var action: (Readiness) -> Void
  }
  private struct Timer {
    var id: UInt64
    var deadline: UInt64
    var action: () -> Void
  }

  private let queue: EventQueue
  private var sources: [UInt64: Source] = [:]
  private var timers: [Timer] = []
  private var nextNumber: UInt64 = 1
  private var stopped = false

  public init() throws(Errno) { queue = try EventQueue() }

  /// Calls `action` whenever the handle is ready for `interest` (or hung up). The handle stays the caller's, and has to
  /// be removed before it is closed.
  /// - Returns: a number for `change` and `remove`.
  @discardableResult
  public func add(
    _ raw: RawHandle, _ interest: Readiness = .readable, action: @escaping (Readiness) -> Void
  ) throws(Errno) -> UInt64 {
    let number = nextNumber
    nextNumber += 1
    try queue.subscribe(raw, interest, userData: number)
    sources[number] = Source(raw: raw, action: action)
    return number
  }

  public func change(_ number: UInt64, interest: Readiness) throws(Errno) {
    guard let source = sources[number] else { return }
    try queue.subscribe(source.raw, interest, userData: number)
  }

  public func remove(_ number: UInt64) {
    guard let source = sources.removeValue(forKey: number) else { return }
    queue.unsubscribe(source.raw)
  }

  /// Calls `action` once when the monotonic clock reaches `deadline`.
  @discardableResult
  public func at(_ deadline: UInt64, action: @escaping () -> Void) -> TimerID {
    let id = nextNumber
    nextNumber += 1
    let index = timers.firstIndex { $0.deadline > deadline } ?? timers.count
    timers.insert(Timer(id: id, deadline: deadline, action: action), at: index)
    return TimerID(number: id)
  }

  /// Calls `action` once in so many milliseconds.
  @discardableResult
  public func after(milliseconds: UInt64, action: @escaping () -> Void) -> TimerID {
    at(SystemClock.monotonic &+ milliseconds &* 1_000_000, action: action)
  }

  public func cancel(_ timer: TimerID) { timers.removeAll { $0.id == timer.number } }

  /// Runs until `stop`.
  public func run() throws(Errno) {
    stopped = false
    while !stopped { try runOnce(deadline: nil) }
  }

  /// Waits for one round of events (at most until `deadline`) and calls the actions that are due.
  public func runOnce(deadline: UInt64?) throws(Errno) {
    var limit = deadline
    if let first = timers.first?.deadline { limit = min(first, limit ?? .max) }
    for event in try queue.wait(deadline: limit) {
      if stopped { return }
      sources[event.userData]?.action(event.readiness)
    }
    fireTimers()
  }

  public func stop() { stopped = true }

  private func fireTimers() {
    guard !timers.isEmpty else { return }
    let now = SystemClock.monotonic
    while let first = timers.first, first.deadline <= now, !stopped {
      timers.removeFirst()
      first.action()
    }
  }
}
