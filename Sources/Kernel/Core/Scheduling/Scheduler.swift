// Which thread runs next: four classes, round robin in each, and patience so that nobody starves.
//
// Hand-offs of the CPU between a caller and its server do not come through here.

import ABI

/// The ready threads of one CPU.
struct Scheduler {
  private var queues: InlineArray<4, ThreadList> = .init(repeating: ThreadList())
  /// One bit a class: set where a thread is ready.
  private var ready: UInt32 = 0

  var hasReady: Bool { ready != 0 }

  @inline(__always)
  private static func bit(_ priority: Priority) -> UInt32 { 1 &<< UInt32(truncatingIfNeeded: priority.rawValue) }

  /// True when a thread of a more urgent class than `priority` is ready.
  @inline(__always)
  func hasMoreUrgent(than priority: Priority) -> Bool { ready & (Self.bit(priority) &- 1) != 0 }

  /// True when a thread of this class or a more urgent one is ready.
  func hasReady(upTo priority: Priority) -> Bool { ready & (Self.bit(priority) &* 2 &- 1) != 0 }

  @inline(__always)
  mutating func append(_ thread: Thread, at time: UInt64) {
    thread.readySince = time
    queues[Int(thread.priority.rawValue)].append(thread)
    ready |= Self.bit(thread.priority)
  }

  /// Back to the front of its class: it was interrupted before its slice was used up.
  mutating func prepend(_ thread: Thread, at time: UInt64) {
    thread.readySince = time
    queues[Int(thread.priority.rawValue)].prepend(thread)
    ready |= Self.bit(thread.priority)
  }

  mutating func remove(_ thread: Thread) {
    let place = Int(thread.priority.rawValue)
    queues[place].remove(thread)
    if queues[place].isEmpty { ready &= ~Self.bit(thread.priority) }
  }

  /// The next thread to run: of the most urgent class, unless one has waited beyond all patience.
  @inline(__always)
  mutating func take(at time: UInt64) -> Unretained<Thread>? {
    guard ready != 0 else { return nil }
    let first = ready.trailingZeroBitCount
    // Only where several classes are ready can anyone starve.
    let place = ready & (ready - 1) == 0 ? first : starving(after: first, at: time) ?? first
    let thread = queues[place].popFirst()
    if queues[place].isEmpty { ready &= ~(1 << UInt32(truncatingIfNeeded: place)) }
    return thread
  }

  /// True when somebody has waited beyond all patience.
  func hasStarving(at time: UInt64) -> Bool { starving(after: -1, at: time) != nil }

  private func starving(after first: Int, at time: UInt64) -> Int? {
    for place in first + 1..<4 {
      guard let waiting = queues[place].head else { continue }
      let since = waiting.with { $0.readySince }
      if time > since && time - since > KernelLimits.patience { return place }
    }
    return nil
  }
}

/// What one CPU is doing.
struct CPU {
  /// The thread whose registers the next trap saves; nil when idle.
  var current: Unretained<Thread>?
  /// The current thread when it has ended: alive until the kernel has left the call that ended it.
  var ended: Thread?
  /// The current thread has to make room: a more urgent one is ready, or its slice is over.
  var mustSwitch = false
  /// It goes to the end of its class (slice over, yield), not to the front.
  var toTheBack = false
  /// Runs next, past the queues: a server with its caller's request, or a caller with its answer.
  var handOff: Unretained<Thread>?
  /// Whose vector registers are in the CPU.
  var extendedOwner: Unretained<Thread>?
  /// Whose page tables are in use; nil: the kernel's own.
  var loaded: Unretained<UserMemory>?
  var sliceEnd: UInt64 = 0
  /// When the current thread was put on the CPU.
  var switchedAt: UInt64 = 0
  /// The last look at the clock.
  var clock: UInt64 = 0
  /// The deadline that the timer is set to.
  var programmed: UInt64 = .max
}
