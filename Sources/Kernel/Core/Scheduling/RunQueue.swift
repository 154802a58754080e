// Which thread a CPU runs next: four classes, round robin in each, and patience so that nobody starves.
//
// Hand-offs of the CPU between a caller and its server do not come through here; which CPU's queue a thread goes into
// is decided in Kernel+Placing.

import ABI

/// The ready threads of one CPU.
struct RunQueue {
  /// The CPU's number.
  private let cpu: Int
  private var queues: InlineArray<4, ThreadList> = .init(repeating: ThreadList())
  /// One bit a class: set where a thread is ready.
  private var ready: UInt32 = 0
  /// Threads in it.
  private(set) var count = 0

  init(cpu: Int) { self.cpu = cpu }

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
    thread.queuedOn = cpu
    queues[Int(thread.priority.rawValue)].append(thread)
    ready |= Self.bit(thread.priority)
    count &+= 1
  }

  /// Back to the front of its class: it was interrupted before its slice was used up.
  mutating func prepend(_ thread: Thread, at time: UInt64) {
    thread.readySince = time
    thread.queuedOn = cpu
    queues[Int(thread.priority.rawValue)].prepend(thread)
    ready |= Self.bit(thread.priority)
    count &+= 1
  }

  mutating func remove(_ thread: Thread) {
    let place = Int(thread.priority.rawValue)
    queues[place].remove(thread)
    count &-= 1
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
    count &-= 1
    if queues[place].isEmpty { ready &= ~(1 << UInt32(truncatingIfNeeded: place)) }
    return thread
  }

  /// True when somebody has waited beyond all patience.
  mutating func hasStarving(at time: UInt64) -> Bool { starving(after: -1, at: time) != nil }

  /// The first thread that may run on one of `cpus`, the most urgent class first; it stays where it is.
  mutating func first(allowedOn cpus: CPUSet) -> Unretained<Thread>? {
    for place in 0..<4 {
      var link = queues[place].head
      while let candidate = link {
        if candidate.with({ $0.affinity & cpus != 0 }) { return candidate }
        link = candidate.with { $0.next }
      }
    }
    return nil
  }

  /// Mutating only because the arrays of an immutable `self` would be copied.
  @inline(never)
  private mutating func starving(after first: Int, at time: UInt64) -> Int? {
    for place in first + 1..<4 {
      guard let waiting = queues[place].head else { continue }
      let since = waiting.with { $0.readySince }
      if time > since && time - since > KernelLimits.patience { return place }
    }
    return nil
  }
}
