// The serving end of a scheme: callers that wait to be received, calls that wait for their answer, and the resources
// that are open. Decisions only; `Kernel+Server` moves the bytes.
//
// A call's tag is the number of its slot with the slot's generation above it, so that an answer that comes too late
// names nothing any more.

import ABI

/// One scheme's server. Alive while a handle on it exists. Readable while a request waits.
final class SchemeServer: EventSource {
  private struct Slot {
    var caller: Unretained<Thread>?
    /// With the slot's number the tag of the call that is in it, or will be.
    var generation: UInt16 = 1
    /// Given up by its caller; freed when the server has been told.
    var isCanceled = false
    /// What an answer would open: has to be closed again if it comes.
    var opens = false
    /// The next free or canceled slot, -1: none.
    var next: Int32 = -1
  }

  let scheme: Scheme
  /// Process that registered it.
  let owner: UInt32
  var isAlive = true
  /// Callers whose request was not received yet.
  var queued = ThreadList()
  /// Threads that wait in `receive`. (`waiters` stays empty: their calls must not start again, they may hold a reply.)
  var receivers = ThreadList()
  var resources = ResourceTable()
  /// The thread that received last: it is the one to hurry when a more urgent caller waits.
  var lastReceiver: Unretained<Thread>?

  /// To receive what is queued, and to answer what has to be answered at once.
  var promise: Promise
  /// The tag of a call that waited for its answer when that was looked at last.
  var owed: UInt32?

  private var slots = Row<Slot>(capacity: 4)
  private var freeSlot: Int32 = -1
  private var canceledHead: Int32 = -1
  private var canceledTail: Int32 = -1
  private var closedHead: OpenResource?
  private var closedTail: OpenResource?

  init(scheme: Scheme, owner: Process) {
    self.scheme = scheme
    self.owner = owner.number
    promise = Promise(limit: owner.hangLimit)
  }

  deinit { slots.free() }

  var hasNotice: Bool { closedHead != nil || canceledHead >= 0 }
  /// Something for `receive` to return.
  var hasWork: Bool { hasNotice || (!queued.isEmpty && hasSlot) }
  var hasSlot: Bool { freeSlot >= 0 || slots.count < MessageLimits.pendingPerServer }

  // MARK: Calls under way

  /// Gives a delivered call its tag. There has to be a slot.
  @inline(__always)
  func begin(_ caller: Thread) -> UInt32 {
    if freeSlot < 0 { addSlot() }
    let number = Int(freeSlot)
    let slot = slots.place(of: number)
    freeSlot = slot.value.next
    slot.value.caller = Unretained(caller)
    return UInt32(slot.value.generation) << 16 | UInt32(truncatingIfNeeded: number)
  }

  @inline(never)
  private func addSlot() {
    freeSlot = Int32(truncatingIfNeeded: slots.count)
    slots.append(Slot())
  }

  /// What an answer to `tag` is for.
  enum Answer {
    case caller(Unretained<Thread>)
    /// The caller is gone; `opens`: and would have owned what the answer opens.
    case canceled(opens: Bool)
    case unknown
  }

  @inline(__always)
  func find(_ tag: UInt32) -> Answer {
    let place = Int(tag & 0xFFFF)
    guard place < slots.count, slots[place].generation == tag >> 16 else { return .unknown }
    if slots[place].isCanceled { return .canceled(opens: slots[place].opens) }
    guard let caller = slots[place].caller else { return .unknown }
    return .caller(caller)
  }

  /// The call was answered.
  @inline(__always)
  func end(_ tag: UInt32) {
    let number = Int(tag & 0xFFFF)
    let slot = slots.place(of: number)
    let generation = slot.value.generation
    slot.value = Slot(generation: generation == .max ? 1 : generation + 1, next: freeSlot)
    freeSlot = Int32(truncatingIfNeeded: number)
  }

  /// The caller gave up; the server will be told.
  func cancel(_ tag: UInt32, opens: Bool) {
    let place = Int32(truncatingIfNeeded: tag & 0xFFFF)
    slots[Int(place)].caller = nil
    slots[Int(place)].isCanceled = true
    slots[Int(place)].opens = opens
    slots[Int(place)].next = -1
    if canceledTail >= 0 { slots[Int(canceledTail)].next = place } else { canceledHead = place }
    canceledTail = place
  }

  /// Answered although canceled: what the answer opened was taken care of.
  func settle(_ tag: UInt32) { slots[Int(tag & 0xFFFF)].opens = false }

  /// The next caller with a delivered call, for the end of the server.
  func takeCaller() -> Thread? {
    for place in 0..<slots.count {
      if let caller = slots[place].caller?.object {
        end(UInt32(truncatingIfNeeded: place))
        return caller
      }
    }
    return nil
  }

  /// A received call that should have its answer by now. A read may wait for what there is to be read.
  func firstOwed() -> UInt32? {
    for place in 0..<slots.count {
      let tag = UInt32(slots[place].generation) << 16 | UInt32(truncatingIfNeeded: place)
      if owes(tag) { return tag }
    }
    return nil
  }

  func owes(_ tag: UInt32) -> Bool {
    guard case .caller(let caller) = find(tag) else { return false }
    return caller.with { $0.call.kind != .read }
  }

  // MARK: Notices

  func noteClosed(_ resource: OpenResource) {
    if let tail = closedTail { tail.nextClosed = resource } else { closedHead = resource }
    closedTail = resource
  }

  /// The next notice as a request, without taking it.
  func firstNotice() -> Request? {
    var request = Request()
    request.flags = .oneWay
    if let resource = closedHead {
      request.kind = RequestKind.close.rawValue
      request.id = resource.id
      return request
    }
    guard canceledHead >= 0 else { return nil }
    request.kind = RequestKind.cancel.rawValue
    request.tag = UInt32(slots[Int(canceledHead)].generation) << 16 | UInt32(canceledHead)
    return request
  }

  func dropFirstNotice() {
    if let resource = closedHead {
      closedHead = resource.nextClosed
      resource.nextClosed = nil
      if closedHead == nil { closedTail = nil }
      return
    }
    guard canceledHead >= 0 else { return }
    let place = canceledHead
    canceledHead = slots[Int(place)].next
    if canceledHead < 0 { canceledTail = -1 }
    end(UInt32(place))
  }

  func dropNotices() {
    while hasNotice { dropFirstNotice() }
  }
}
