// Threads in a row: run queues, waiters, callers. A thread is in one list at most, through its own two links.

/// A first-in, first-out list of threads that allocates nothing.
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
    if let tail { tail.object.next = link } else { head = link }
    tail = link
  }

  mutating func prepend(_ thread: Thread) {
    let link = Unretained(thread)
    thread.previous = nil
    thread.next = head
    if let head { head.object.previous = link } else { tail = link }
    head = link
  }

  /// `thread` has to be in this list.
  @inline(__always)
  mutating func remove(_ thread: Thread) {
    if let previous = thread.previous { previous.object.next = thread.next } else { head = thread.next }
    if let next = thread.next { next.object.previous = thread.previous } else { tail = thread.previous }
    thread.next = nil
    thread.previous = nil
  }

  @inline(__always)
  mutating func popFirst() -> Thread? {
    guard let thread = head?.object else { return nil }
    remove(thread)
    return thread
  }
}
