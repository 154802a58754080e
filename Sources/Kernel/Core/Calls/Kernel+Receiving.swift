// The server's side of a scheme call: receive, reply, notify.

import ABI

extension Kernel {
  @inline(__always)
  private func server(_ number: RawHandle, _ thread: Thread) throws(Errno) -> (
    Unretained<SchemeServer>, isNonBlocking: Bool
  ) {
    let handle = try find(number, thread)
    guard case .server(let server) = handle.object else { throw .badHandle }
    return (server, handle.isNonBlocking)
  }

  func receive(_ thread: Thread, _ number: RawHandle, _ buffer: UserSpan, _ flags: ReceiveFlags) throws(Errno) -> Int64?
  {
    let (server, isNonBlocking) = try server(number, thread)
    try thread.memory.makeSure(of: buffer, write: true)
    return try server.with { server throws(Errno) in
      try receive(thread, server, buffer, waits: !isNonBlocking && !flags.contains(.nonBlocking))
    }
  }

  func reply(_ thread: Thread, _ number: RawHandle, _ address: UInt64) throws(Errno) -> Int64? {
    let (server, _) = try server(number, thread)
    let reply = try thread.memory.load(Reply.self, at: address)
    if let caller = try answer(thread, server.object, reply) { caller.with { makeReady($0) } }
    return 0
  }

  /// The fast path of a server: when no other request waits, the CPU goes straight back to the caller.
  func replyReceive(
    _ thread: Thread, _ number: RawHandle, _ address: UInt64, _ buffer: UserSpan, _ flags: ReceiveFlags
  ) throws(Errno) -> Int64? {
    let (server, isNonBlocking) = try server(number, thread)
    let reply = try thread.memory.load(Reply.self, at: address)
    // Before the answer, which must not be given twice.
    try thread.memory.makeSure(of: buffer, write: true)
    let waits = !isNonBlocking && !flags.contains(.nonBlocking)
    // A function, where a closure would not be inlined.
    @inline(__always) func go(_ server: SchemeServer) throws(Errno) -> Int64? {
      try replyReceive(thread, server, reply, buffer, waits: waits)
    }
    return try server.with(go)
  }

  @inline(__always)
  private func replyReceive(
    _ thread: Thread, _ server: SchemeServer, _ reply: Reply, _ buffer: UserSpan, waits: Bool
  ) throws(Errno) -> Int64? {
    var caller: Unretained<Thread>?
    do throws(Errno) { caller = try answer(thread, server, reply) } catch {
      // An answer that nobody waits for any more is no reason to stop serving.
      guard error == .canceled else { throw error }
    }
    guard let caller else { return try receive(thread, server, buffer, waits: waits) }
    do throws(Errno) {
      let result = try receive(thread, server, buffer, waits: waits)
      if result == nil { handOff(to: caller) } else { caller.with { makeReady($0) } }
      return result
    } catch {
      caller.with { makeReady($0) }
      throw error
    }
  }

  func notify(_ thread: Thread, _ number: RawHandle, _ id: UInt64, _ readiness: UInt64) throws(Errno) -> Int64? {
    let server = try server(number, thread).0.object
    let bits = Readiness(rawValue: UInt16(truncatingIfNeeded: readiness)).intersection([.readable, .writable, .hangup])
    guard server.resources.forEach(id, { resource in setReadiness(of: resource, bits) }) else { throw .noSuchEntry }
    return 0
  }

  // MARK: Receiving

  @inline(__always)
  private func receive(_ thread: Thread, _ server: SchemeServer, _ buffer: UserSpan, waits: Bool) throws(Errno)
    -> Int64?
  {
    guard buffer.count >= UInt64(Request.headLength) else { throw .invalidArgument }
    becomeReceiver(thread, of: server)
    thread.receiveBuffer = buffer.address
    thread.receiveLength = buffer.count
    if !server.queued.isEmpty || server.hasNotice, let length = try receiveWaiting(thread, server) { return length }
    guard waits else { throw .wouldBlock }
    // It may have given its own last handle away with the answer.
    guard server.isAlive else { throw .badHandle }
    server.receivers.append(thread)
    block(thread, for: .request(Unretained(server)))
    return nil
  }

  /// Takes a notice or a request that waits already; nil when none can be delivered.
  @inline(never)
  private func receiveWaiting(_ thread: Thread, _ server: SchemeServer) throws(Errno) -> Int64? {
    while true {
      if server.hasNotice {
        let length = try deliverNotice(of: server, to: thread)
        refreshReadiness(of: server)
        return length
      }
      guard let caller = server.queued.first, server.hasSlot else { return nil }
      do throws(DeliveryFailure) {
        let length = try deliver(caller, to: thread, server)
        thread.noteProgress()
        server.promise.wasKept = true
        refreshReadiness(of: server)
        return length
      } catch {
        guard case .caller(let errno) = error else {
          if case .receiver(let errno) = error { throw errno }
          continue
        }
        server.queued.remove(caller)
        refuseCall(of: caller, errno)
      }
    }
  }

  /// The thread works for nobody at the moment, so it falls back to its own class.
  @inline(__always)
  private func becomeReceiver(_ thread: Thread, of server: SchemeServer) {
    if thread.rank != thread.process.priority {
      thread.work(in: thread.process.priority)
      if cpu.queue.hasMoreUrgent(than: thread.priority) {
        cpu.mustSwitch = true
        attention.call()
      }
    }
    guard thread.serves !== server else { return }
    thread.serves?.lastReceiver = nil
    thread.serves = server
    server.lastReceiver?.object.serves = nil
    server.lastReceiver = Unretained(thread)
  }

  /// Copies a caller's request into the receiver's buffer and takes the call out of the queue: its length.
  @inline(__always)
  func deliver(_ caller: Thread, to receiver: Thread, _ server: SchemeServer) throws(DeliveryFailure) -> Int64 {
    let payload = UInt64(caller.call.request.payloadLength)
    let target = receiver.memory
    guard receiver.receiveLength >= UInt64(Request.headLength) + payload else { throw .receiver(.outOfRange) }
    if payload > 0 {
      let source = UserSpan(trusted: caller.call.input, payload)
      try caller.memory.deliver(source, to: target, at: receiver.receiveBuffer + UInt64(Request.headLength))
    }
    let carriesHandle = caller.call.sent != nil
    if carriesHandle { caller.call.request.handle = try enterSent(of: caller, into: receiver.process) }
    caller.call.request.tag = server.begin(caller)
    do throws(Errno) { try target.store(caller.call.request, at: receiver.receiveBuffer) } catch {
      server.end(caller.call.request.tag)
      if carriesHandle { _ = takeHandle(caller.call.request.handle, of: receiver.process) }
      throw .receiver(error)
    }
    if carriesHandle { caller.call.sent = nil }
    if caller.call.stage == .queued { server.queued.remove(caller) }
    caller.call.stage = .delivered
    if caller.priority.rawValue < receiver.priority.rawValue { receiver.work(in: caller.priority) }
    return Int64(UInt64(Request.headLength) + payload)
  }

  /// Enters the handle that goes along with a call; the call still holds it, until the delivery is sure.
  private func enterSent(of caller: Thread, into process: Process) throws(DeliveryFailure) -> RawHandle {
    guard let sent = caller.call.sent, let number = enter(sent, into: process) else {
      throw .caller(.tooManyHandles)
    }
    return number
  }

  private func deliverNotice(of server: SchemeServer, to receiver: Thread) throws(Errno) -> Int64 {
    guard let request = server.firstNotice() else { throw .wouldBlock }
    try receiver.memory.store(request, at: receiver.receiveBuffer)
    server.dropFirstNotice()
    return Int64(Request.headLength)
  }

  /// A notice waits: a receiver gets it at once.
  func announceNotice(of server: SchemeServer) {
    while server.hasNotice, let receiver = server.receivers.popFirst()?.object {
      do throws(Errno) { finish(receiver, with: try deliverNotice(of: server, to: receiver)) } catch {
        finish(receiver, with: error.syscallResult)
      }
    }
    refreshReadiness(of: server)
  }

  func refreshReadiness(of server: SchemeServer) {
    setReadiness(of: server, server.hasWork ? .readable : [])
  }

  // MARK: The end of a server

  /// The last handle on the serving end is gone: everyone who waits gets an error.
  func endServer(_ server: SchemeServer) {
    server.isAlive = false
    server.promise.deadline.map { deadlines.remove($0) }
    if server.scheme.server === server {
      server.scheme.server = nil
      setReadiness(of: server.scheme, [])
    }
    while let receiver = server.receivers.popFirst()?.object { finish(receiver, with: Errno.badHandle.syscallResult) }
    while let caller = server.queued.popFirst()?.object { failCall(of: caller, .serverDied) }
    while let caller = server.takeCaller() { failCall(of: caller, .serverDied) }
    server.dropNotices()
    server.lastReceiver?.object.serves = nil
    server.lastReceiver = nil
    server.resources.forEach { resource in setReadiness(of: resource, .hangup) }
  }
}

extension UserMemory {
  /// A copy between two processes that says which of them it failed in.
  @inline(__always)
  func deliver(_ source: UserSpan, to target: UserMemory, at start: UInt64) throws(DeliveryFailure) {
    let room = pageSize - max(source.address & (pageSize - 1), start & (pageSize - 1))
    guard source.count <= room else { return try deliverPages(source, to: target, at: start) }
    let origin: UInt64
    let destination: UInt64
    do throws(Errno) { origin = try physical(source.address, write: false) } catch { throw .caller(error) }
    do throws(Errno) { destination = try target.physical(start, write: true) } catch { throw .receiver(error) }
    memory.copyMessage(from: origin, to: destination, source.count)
  }

  /// The same over page boundaries, which lie in different places on both sides: each page is looked up once.
  @inline(never)
  private func deliverPages(_ source: UserSpan, to target: UserMemory, at start: UInt64) throws(DeliveryFailure) {
    var (from, to, left) = (source.address, start, source.count)
    var (origin, originRoom): (UInt64, UInt64) = (0, 0)
    var (destination, destinationRoom): (UInt64, UInt64) = (0, 0)
    while left > 0 {
      if originRoom == 0 {
        do throws(Errno) { origin = try physical(from, write: false) } catch { throw .caller(error) }
        originRoom = pageSize - from & (pageSize - 1)
      }
      if destinationRoom == 0 {
        do throws(Errno) { destination = try target.physical(to, write: true) } catch { throw .receiver(error) }
        destinationRoom = pageSize - to & (pageSize - 1)
      }
      let piece = min(left, originRoom, destinationRoom)
      memory.copy(from: origin, to: destination, piece)
      (origin, originRoom, from) = (origin &+ piece, originRoom &- piece, from &+ piece)
      (destination, destinationRoom, to) = (destination &+ piece, destinationRoom &- piece, to &+ piece)
      left -= piece
    }
  }
}
