// Threads in a row: run queues, waiters, callers. A thread is in one list at most, through its own two links.

/// A first-in, first-out list of threads that allocates nothing and counts no references.
struct ThreadList {
  private(set) var head: Unretained<Thread>?
  private var tail: Unretained<Thread>?

  @inline(__always)
  var isEmpty: Bool { head == nil }
  var first: Thread? { head?.object }

  @inline(__always)
  mutating func append(_ thread: Thread) {
    let link = Unretained(thread)
    thread.next = nil
    thread.previous = tail
    if let tail { tail.with { $0.next = link } } else { head = link }
    tail = link
  }

  mutating func prepend(_ thread: Thread) {
    let link = Unretained(thread)
    thread.previous = nil
    thread.next = head
    if let head { head.with { $0.previous = link } } else { tail = link }
    head = link
  }

  /// `thread` has to be in this list.
  @inline(__always)
  mutating func remove(_ thread: Thread) {
    let (next, previous) = (thread.next, thread.previous)
    if let previous { previous.with { $0.next = next } } else { head = next }
    if let next { next.with { $0.previous = previous } } else { tail = previous }
    thread.next = nil
    thread.previous = nil
  }

  @inline(__always)
  mutating func popFirst() -> Unretained<Thread>? {
    guard let first = head else { return nil }
    let next = first.with { thread in
      let next = thread.next
      thread.next = nil
      return next
    }
    head = next
    if let next { next.with { $0.previous = nil } } else { tail = nil }
    return first
  }
}
