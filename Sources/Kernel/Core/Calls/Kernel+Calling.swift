// The caller's side of a scheme call: from the system call to "blocked until answered", and back.
//
// Nothing is copied when the call is made. The bytes go from the caller's memory straight into the server's buffer when
// the server receives (at once, when it waits already: then it also gets the CPU, past the run queue).

import ABI

/// Which side made a delivery impossible.
enum DeliveryFailure: Error {
  case caller(Errno)
  case receiver(Errno)
}

extension Kernel {
  /// Starts a call on an open resource. The fields of `thread.call` that its kind needs are set already.
  @inline(__always)
  func begin(
    _ thread: Thread, _ kind: RequestKind, _ resource: OpenResource, _ handle: Handle, input: UserSpan
  ) throws(Errno) -> Int64? {
    let server = resource.server
    guard server.isAlive else {
      resetCall(of: thread)
      throw .serverDied
    }
    resource.references += 1
    thread.call.resource = resource
    thread.call.flags = handle.isNonBlocking ? .nonBlocking : []
    return try submit(thread, kind, to: server, input)
  }

  /// `read` and `write` of a resource.
  func transfer(
    _ thread: Thread, _ kind: RequestKind, _ resource: OpenResource, _ handle: Handle, _ span: UserSpan,
    _ offset: UInt64
  ) throws(Errno) -> Int64? {
    let part = span.prefix(UInt64(MessageLimits.payload))
    thread.call.movesPosition = offset == ownPosition
    thread.call.offset = offset == ownPosition ? resource.position : offset
    thread.call.length = part.count
    if kind == .write { return try begin(thread, kind, resource, handle, input: part) }
    thread.call.output = part.address
    thread.call.outputCapacity = part.count
    return try begin(thread, kind, resource, handle, input: part.prefix(0))
  }

  /// `call`: bytes and perhaps a handle both ways.
  func call(_ thread: Thread, _ number: RawHandle, _ address: UInt64) throws(Errno) -> Int64? {
    let handle = try find(number, thread)
    let block = try thread.process.memory.load(CallBlock.self, at: address)
    let input = try UserSpan(block.input, block.inputLength)
    let output = try UserSpan(block.output, block.outputCapacity)
    guard input.count <= UInt64(MessageLimits.payload) else { throw .argumentListTooLong }
    guard case .resource(let resource) = handle.object else {
      return try callKernel(thread, handle, block, address, output)
    }
    guard handle.rights.contains(.call) else { throw .accessDenied }
    if block.sentHandle != noHandle {
      _ = try find(block.sentHandle, thread, .transfer)
      guard resource.server.isAlive else { throw .serverDied }
      thread.call.sent = takeHandle(block.sentHandle, of: thread.process)
    }
    thread.call.operation = block.operation
    thread.call.length = min(output.count, UInt64(MessageLimits.payload))
    thread.call.output = output.address
    thread.call.outputCapacity = thread.call.length
    thread.call.block = address
    return try begin(thread, .call, resource, handle, input: input)
  }

  /// Hands a call to a server: to a thread that waits for one, else into the queue. Leaves the caller blocked.
  func submit(_ thread: Thread, _ kind: RequestKind, to server: SchemeServer, _ input: UserSpan) throws(Errno) -> Int64?
  {
    thread.call.kind = kind
    thread.call.server = Unretained(server)
    thread.call.input = input.address
    thread.call.inputLength = input.count
    while server.hasSlot, let receiver = server.receivers.popFirst()?.object {
      do throws(DeliveryFailure) {
        let length = try deliver(thread, to: receiver, server)
        block(thread, for: .answer)
        setResult(length, of: receiver)
        handOff(to: receiver)
        return nil
      } catch {
        switch error {
        case .receiver(let errno): finish(receiver, with: errno.syscallResult)
        case .caller(let errno):
          server.receivers.prepend(receiver)
          dropCall(of: thread)
          throw errno
        }
      }
    }
    thread.call.stage = .queued
    server.queued.append(thread)
    block(thread, for: .answer)
    hurry(server, for: thread)
    setReadiness(of: server, .readable)
    return nil
  }

  /// Puts the thread on the CPU next, without the run queue; it has been blocked and is in no list.
  @inline(__always)
  func handOff(to thread: Thread) {
    guard cpu.handOff == nil else { return makeReady(thread) }
    thread.wait = .nothing
    thread.state = .ready
    cpu.handOff = Unretained(thread)
  }

  /// The server's busy thread goes on in the class of the caller that waits for it.
  private func hurry(_ server: SchemeServer, for caller: Thread) {
    guard let worker = server.lastReceiver?.object, caller.priority.rawValue < worker.priority.rawValue else { return }
    guard worker.state == .ready, !(cpu.handOff.map { $0.refers(to: worker) } ?? false) else {
      worker.priority = caller.priority
      return
    }
    scheduler.remove(worker)
    worker.priority = caller.priority
    scheduler.append(worker, at: cpu.clock)
  }

  // MARK: The end of a call

  /// Answers a caller with an error, wherever its call is. It is in no list of the server any more.
  func failCall(of caller: Thread, _ errno: Errno) {
    dropCall(of: caller)
    finish(caller, with: errno.syscallResult)
  }

  /// The caller ends before its answer.
  func abandonCall(of caller: Thread) {
    guard let server = caller.call.server?.object else { return }
    switch caller.call.stage {
    case .none: break
    case .queued:
      server.queued.remove(caller)
      refreshReadiness(of: server)
    case .delivered:
      server.cancel(caller.call.tag, opens: caller.call.kind == .open || caller.call.kind == .duplicate)
      announceNotice(of: server)
    }
    dropCall(of: caller)
  }

  /// Lets go of everything that a call holds.
  func dropCall(of caller: Thread) {
    if let sent = caller.call.sent { release(sent) }
    let resource = caller.call.resource
    resetCall(of: caller)
    if let resource { releaseResource(resource) }
  }

  @inline(__always)
  func resetCall(of thread: Thread) {
    thread.call.stage = .none
    thread.call.server = nil
    thread.call.resource = nil
    thread.call.sent = nil
    thread.call.flags = []
    thread.call.operation = 0
    thread.call.offset = 0
    thread.call.length = 0
    thread.call.output = 0
    thread.call.outputCapacity = 0
    thread.call.block = 0
    thread.call.movesPosition = false
    thread.call.mapping.object = nil
  }

  @inline(__always)
  func releaseResource(_ resource: OpenResource) {
    resource.references -= 1
    if resource.references == 0 { closeResource(resource) }
  }

  /// Nobody refers to the resource any more: its server is told.
  func closeResource(_ resource: OpenResource) {
    let server = resource.server
    server.resources.remove(resource)
    guard server.isAlive else { return }
    server.noteClosed(resource)
    announceNotice(of: server)
  }
}
