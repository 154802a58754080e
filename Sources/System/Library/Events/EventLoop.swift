// One thread's loop: handles and timers with callbacks. Idle means asleep: no polling, no periodic wake-up.

public import ABI

/// Calls back when handles are ready and when timers are due.
public final class EventLoop {
  /// Names a timer until it has fired or was cancelled.
  public struct TimerID: Equatable, Sendable {
    let number: UInt64
  }

  private struct Source {
    var number: UInt64
    var raw: RawHandle
    var action: (Readiness) -> Void
  }
  private struct Timer {
    var id: UInt64
    var deadline: UInt64
    var action: () -> Void
  }

  private var queue: EventQueue
  /// By number: they are few, and found without hashing.
  private var sources: [Source] = []
  /// Room for the events of one round.
  private var events: [Event] = []
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
    sources.append(Source(number: number, raw: raw, action: action))
    return number
  }

  private func index(of number: UInt64) -> Int? {
    var (low, high) = (0, sources.count)
    while low < high {
      let middle = (low + high) / 2
      if sources[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < sources.count && sources[low].number == number ? low : nil
  }

  public func change(_ number: UInt64, interest: Readiness) throws(Errno) {
    guard let index = index(of: number) else { return }
    try queue.subscribe(sources[index].raw, interest, userData: number)
  }

  public func remove(_ number: UInt64) {
    guard let index = index(of: number) else { return }
    queue.unsubscribe(sources.remove(at: index).raw)
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
    // Taken out, since an action may run a round of its own.
    var round: [Event] = []
    swap(&round, &events)
    try queue.wait(deadline: limit, into: &round)
    for event in round {
      if stopped { break }
      if let index = index(of: event.userData) { sources[index].action(event.readiness) }
    }
    swap(&round, &events)
    if !stopped { fireTimers() }
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
