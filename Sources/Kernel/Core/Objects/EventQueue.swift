// `event:`: which of many handles are ready. A queue keeps the ready ones in a list, so that a read costs what it
// returns and not what is subscribed.

import ABI

/// One handle that an event queue watches. Owned by the queue.
final class Subscription {
  let queue: Unretained<EventQueue>
  let source: EventSource
  /// Whose handle it is: the subscription ends with it.
  let process: UInt32
  let handle: RawHandle
  var interest: Readiness
  var userData: UInt64
  /// Place in the queue's array.
  var place = 0
  var isReady = false
  var nextOnSource: Unretained<Subscription>?
  var previousOnSource: Unretained<Subscription>?
  var nextReady: Unretained<Subscription>?
  var previousReady: Unretained<Subscription>?

  init(queue: EventQueue, source: EventSource, process: UInt32, handle: RawHandle) {
    self.queue = Unretained(queue)
    self.source = source
    self.process = process
    self.handle = handle
    interest = []
    userData = 0
  }

  /// What the source is ready for, as far as it was asked for.
  var matches: Readiness { source.readiness.intersection(interest.union(.hangup)) }
}

/// The subscriptions to one source.
struct SubscriptionList {
  private(set) var head: Unretained<Subscription>?
  var isEmpty: Bool { head == nil }

  mutating func insert(_ subscription: Subscription) {
    subscription.nextOnSource = head
    head?.object.previousOnSource = Unretained(subscription)
    head = Unretained(subscription)
  }

  mutating func remove(_ subscription: Subscription) {
    if let previous = subscription.previousOnSource {
      previous.object.nextOnSource = subscription.nextOnSource
    } else {
      head = subscription.nextOnSource
    }
    subscription.nextOnSource?.object.previousOnSource = subscription.previousOnSource
    subscription.nextOnSource = nil
    subscription.previousOnSource = nil
  }
}

/// A set of subscriptions and the list of those that are ready.
final class EventQueue: EventSource {
  private(set) var owned: [Subscription] = []
  /// Signals that nobody has read yet: a ring, from `oldestSignal` on.
  private var signals: InlineArray<64, Event> = .init(repeating: Event(userData: 0, readiness: [], handle: noHandle))
  private var oldestSignal = 0
  private(set) var signalCount = 0
  private var readyHead: Unretained<Subscription>?
  private var readyTail: Unretained<Subscription>?

  var firstReady: Unretained<Subscription>? { readyHead }
  var lastReady: Unretained<Subscription>? { readyTail }
  var hasReady: Bool { readyHead != nil || signalCount > 0 }

  /// Enters a signal, or adds to one that still waits with this mark; an empty one is taken back.
  /// - Returns: false when too many wait.
  @inline(__always)
  func signal(_ userData: UInt64, _ readiness: Readiness) -> Bool {
    for place in 0..<signalCount where signals[slot(place)].userData == userData {
      if readiness.isEmpty { takeBack(place) } else { signals[slot(place)].readiness.formUnion(readiness) }
      return true
    }
    guard !readiness.isEmpty else { return true }
    guard signalCount < KernelLimits.queuedSignals else { return false }
    signals[slot(signalCount)] = Event(userData: userData, readiness: readiness, handle: noHandle)
    signalCount += 1
    return true
  }

  private func slot(_ place: Int) -> Int { (oldestSignal &+ place) & 63 }

  private func takeBack(_ place: Int) {
    for later in place + 1..<max(signalCount, place + 1) { signals[slot(later - 1)] = signals[slot(later)] }
    signalCount -= 1
  }

  var firstSignal: Event? { signalCount > 0 ? signals[oldestSignal & 63] : nil }

  func dropFirstSignal() {
    oldestSignal = slot(1)
    signalCount -= 1
  }

  func own(_ subscription: Subscription) {
    subscription.place = owned.count
    owned.append(subscription)
  }

  /// Lets go of a subscription that is in no list any more.
  func disown(_ subscription: Subscription) {
    let place = subscription.place
    guard let last = owned.popLast(), place < owned.count else { return }
    owned[place] = last
    last.place = place
  }

  func appendReady(_ subscription: Subscription) {
    subscription.isReady = true
    subscription.nextReady = nil
    subscription.previousReady = readyTail
    let link = Unretained(subscription)
    if let tail = readyTail { tail.with { $0.nextReady = link } } else { readyHead = link }
    readyTail = link
  }

  /// What was given out lets the others go first.
  func moveToEnd(_ subscription: Subscription) {
    guard subscription.nextReady != nil else { return }
    removeReady(subscription)
    appendReady(subscription)
  }

  func removeReady(_ subscription: Subscription) {
    subscription.isReady = false
    let (previous, next) = (subscription.previousReady, subscription.nextReady)
    if let previous { previous.with { $0.nextReady = next } } else { readyHead = next }
    if let next { next.with { $0.previousReady = previous } } else { readyTail = previous }
    subscription.nextReady = nil
    subscription.previousReady = nil
  }
}
