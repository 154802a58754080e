// `event:`: subscriptions in, events out.

import ABI

extension Kernel {
  /// Takes `EventSubscription` records.
  func subscribe(_ queue: EventQueue, _ source: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    let size = UInt64(MemoryLayout<EventSubscription>.size)
    guard source.count > 0, source.count % size == 0 else { throw .invalidArgument }
    var done: UInt64 = 0
    while done < source.count {
      let record = try thread.memory.load(EventSubscription.self, at: source.address + done)
      do throws(Errno) {
        if record.handle == noHandle { try signal(queue, record) } else { try subscribe(queue, record, thread.process) }
      } catch {
        if done > 0 { return Int64(done) }
        throw error
      }
      done += size
    }
    return Int64(done)
  }

  private func subscribe(_ queue: EventQueue, _ record: EventSubscription, _ process: Process) throws(Errno) {
    guard let handle = process.handles.find(record.handle) else { throw .badHandle }
    guard let source = handle.object.source else { throw .notSupported }
    let known = find(queue, source, process.number, record.handle)
    if record.interest.isEmpty {
      if let known { remove(known) }
      return
    }
    let subscription: Subscription
    if let known {
      subscription = known
    } else {
      guard queue.owned.count < KernelLimits.subscriptions else { throw .outOfMemory }
      try checkObjectReserve(for: process)
      subscription = Subscription(queue: queue, source: source, process: process.number, handle: record.handle)
      queue.own(subscription)
      source.subscriptions.insert(subscription)
    }
    subscription.interest = record.interest
    subscription.userData = record.userData
    refresh(subscription)
  }

  /// A program's own event.
  @inline(__always)
  private func signal(_ queue: EventQueue, _ record: EventSubscription) throws(Errno) {
    guard queue.signal(record.userData, record.interest) else { throw .wouldBlock }
    setReadiness(of: queue, queue.hasReady ? .readable : [])
  }

  private func find(_ queue: EventQueue, _ source: EventSource, _ process: UInt32, _ handle: RawHandle) -> Subscription?
  {
    var link = source.subscriptions.head
    while let subscription = link?.object {
      if subscription.queue.object === queue && subscription.process == process && subscription.handle == handle {
        return subscription
      }
      link = subscription.nextOnSource
    }
    return nil
  }

  /// Puts a subscription on the ready list of its queue, or takes it off.
  private func refresh(_ subscription: Subscription) {
    let isReady = !subscription.matches.isEmpty
    guard isReady != subscription.isReady else { return }
    subscription.queue.with { queue in
      if isReady { queue.appendReady(subscription) } else { queue.removeReady(subscription) }
      setReadiness(of: queue, queue.hasReady ? .readable : [])
    }
  }

  /// Passes a change of readiness on to the queues that watch the object.
  func tellQueues(of source: EventSource) {
    var link = source.subscriptions.head
    while let subscription = link {
      link = subscription.with { $0.nextOnSource }
      subscription.with { refresh($0) }
    }
  }

  private func remove(_ subscription: Subscription) {
    let queue = subscription.queue.object
    if subscription.isReady {
      queue.removeReady(subscription)
      setReadiness(of: queue, queue.hasReady ? .readable : [])
    }
    subscription.source.subscriptions.remove(subscription)
    queue.disown(subscription)
  }

  /// The subscriptions end with the handle they were made for.
  func removeSubscriptions(of source: EventSource, _ process: UInt32, _ handle: RawHandle) {
    var link = source.subscriptions.head
    while let subscription = link?.object {
      link = subscription.nextOnSource
      if subscription.process == process && subscription.handle == handle { remove(subscription) }
    }
  }

  func removeAllSubscriptions(of queue: EventQueue) {
    while let subscription = queue.owned.last { remove(subscription) }
  }

  /// Gives out events of the ready list; what was given out goes to its end, so that none hides the others.
  func readEvents(_ queue: EventQueue, _ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard queue.hasReady else { return try wait(thread, for: queue, handle) }
    let size = UInt64(MemoryLayout<Event>.size)
    guard target.count >= size else { throw .invalidArgument }
    let last = queue.lastReady
    var done: UInt64 = 0
    while target.count - done >= size, let event = queue.firstSignal {
      try thread.memory.store(event, at: target.address + done)
      queue.dropFirstSignal()
      done += size
    }
    if done > 0 { setReadiness(of: queue, queue.hasReady ? .readable : []) }
    while target.count - done >= size, let subscription = queue.firstReady {
      try subscription.with { subscription throws(Errno) in
        let event = Event(
          userData: subscription.userData, readiness: subscription.matches, handle: subscription.handle)
        try thread.memory.store(event, at: target.address + done)
        queue.moveToEnd(subscription)
      }
      done += size
      if subscription == last { break }
    }
    return Int64(done)
  }
}
