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
  /// Starts a call on an open resource. What its kind needs beyond the request is set in `thread.call` already.
  @inline(__always)
  func begin(
    _ thread: Thread, _ kind: RequestKind, _ link: Unretained<OpenResource>, isNonBlocking: Bool, offset: UInt64 = 0,
    length: UInt64 = 0, operation: UInt32 = 0, input: UserSpan = UserSpan(trusted: 0, 0)
  ) throws(Errno) -> Int64? {
    try link.with { resource throws(Errno) in
      guard resource.server.isAlive else { throw .serverDied }
      thread.call.prepare(
        id: resource.id, operation: operation, offset: offset, length: length, isNonBlocking: isNonBlocking)
      resource.references += 1
      thread.call.resource = link
      return try submit(thread, kind, to: resource.server, input)
    }
  }

  /// `read` and `write` of a resource.
  func transfer(
    _ thread: Thread, _ kind: RequestKind, _ resource: Unretained<OpenResource>, isNonBlocking: Bool, _ span: UserSpan,
    _ offset: UInt64
  ) throws(Errno) -> Int64? {
    let part = span.prefix(UInt64(MessageLimits.payload))
    thread.call.movesPosition = offset == ownPosition
    thread.call.output = part.address
    thread.call.outputCapacity = part.count
    return try begin(
      thread, kind, resource, isNonBlocking: isNonBlocking,
      offset: offset == ownPosition ? resource.with { $0.position } : offset,
      length: part.count, input: kind == .write ? part : part.prefix(0))
  }

  /// `call`: bytes and perhaps a handle both ways.
  func call(_ thread: Thread, _ number: RawHandle, _ address: UInt64) throws(Errno) -> Int64? {
    let handle = try find(number, thread)
    let block = try thread.memory.load(CallBlock.self, at: address)
    if thread.memory.hasServedPages { try makeSure(of: block, at: address, thread) }
    guard case .resource(let resource) = handle.object else { return try callKernel(thread, handle, block, address) }
    guard handle.rights.contains(.call) else { throw .accessDenied }
    return try call(thread, resource, isNonBlocking: handle.isNonBlocking, block, address)
  }

  /// What a call reads and writes is there before a handle goes along, or anything else happens.
  @inline(never)
  private func makeSure(of block: CallBlock, at address: UInt64, _ thread: Thread) throws(Errno) {
    try thread.memory.makeSure(of: UserSpan(address, UInt64(MemoryLayout<CallBlock>.size)), write: true)
    try thread.memory.makeSure(of: UserSpan(block.input, block.inputLength), write: false)
    try thread.memory.makeSure(of: UserSpan(block.output, block.outputCapacity), write: true)
  }

  @inline(__always)
  private func call(
    _ thread: Thread, _ resource: Unretained<OpenResource>, isNonBlocking: Bool, _ block: CallBlock, _ address: UInt64
  ) throws(Errno) -> Int64? {
    let input = try UserSpan(block.input, block.inputLength)
    let output = try UserSpan(block.output, block.outputCapacity)
    guard input.count <= UInt64(MessageLimits.payload) else { throw .argumentListTooLong }
    if block.sentHandle != noHandle {
      _ = try find(block.sentHandle, thread, .transfer)
      guard resource.object.server.isAlive else { throw .serverDied }
      thread.call.sent = takeHandle(block.sentHandle, of: thread.process)
      thread.call.sentNumber = block.sentHandle
    }
    let capacity = min(output.count, UInt64(MessageLimits.payload))
    thread.call.output = output.address
    thread.call.outputCapacity = capacity
    thread.call.block = address
    return try begin(
      thread, .call, resource, isNonBlocking: isNonBlocking, length: capacity, operation: block.operation, input: input)
  }

  /// Hands a call to a server: to a thread that waits for one, else into the queue. Leaves the caller blocked.
  @inline(never)
  func submit(
    _ thread: Thread, _ kind: RequestKind, to server: SchemeServer, _ input: UserSpan
  ) throws(Errno) -> Int64? {
    thread.call.request.kind = kind.rawValue
    thread.call.request.payloadLength = UInt32(truncatingIfNeeded: input.count)
    thread.call.request.process = thread.process.number
    thread.call.request.user = thread.process.user
    thread.call.request.group = thread.process.userGroup
    thread.call.kind = kind
    thread.call.server = Unretained(server)
    thread.call.input = input.address
    if server.promise.begins { watch(server) }
    while server.hasSlot, let receiver = server.receivers.popFirst() {
      @inline(__always) func take(_ receiver: Thread) throws(DeliveryFailure) {
        setResult(try deliver(thread, to: receiver, server), of: receiver)
      }
      do throws(DeliveryFailure) {
        try receiver.with(take)
        block(thread, for: .answer)
        handOff(to: receiver)
        return nil
      } catch {
        switch error {
        case .receiver(let errno): finish(receiver.object, with: errno.syscallResult)
        case .caller(let errno):
          server.receivers.prepend(receiver.object)
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
  func handOff(to thread: Unretained<Thread>) {
    guard cpu.handOff == nil, thread.with({ $0.affinity & cpu.bit != 0 }) else { return makeReady(thread.object) }
    thread.with { endWait(of: $0) }
    cpu.handOff = thread
  }

  /// The server's busy thread goes on in the class of the caller that waits for it.
  func hurry(_ server: SchemeServer, for caller: Thread) {
    guard let worker = server.lastReceiver?.object, caller.priority.rawValue < worker.priority.rawValue else { return }
    guard worker.state == .ready, !(cpu.handOff.map { $0.refers(to: worker) } ?? false) else {
      worker.work(in: caller.priority)
      return
    }
    cpus[worker.queuedOn].queue.remove(worker)
    worker.work(in: caller.priority)
    enqueue(worker)
  }

  // MARK: The end of a call

  /// Answers a caller with an error, wherever its call is. It is in no list of the server any more.
  func failCall(of caller: Thread, _ errno: Errno) {
    dropCall(of: caller)
    finish(caller, with: errno.syscallResult)
  }

  /// A waiting call cannot be delivered; it is in no list of the server any more. Where a page of its bytes was taken
  /// back it starts again and has that brought: nothing of it has been received, but a handle that goes along needs its
  /// number back.
  @inline(never)
  func refuseCall(of caller: Thread, _ errno: Errno) {
    guard errno == .interrupted else { return failCall(of: caller, errno) }
    attention.missing = nil
    if let sent = caller.call.sent.take() {
      let number = caller.call.sentNumber
      guard caller.process.handles.find(number) == nil else {
        release(sent)
        return failCall(of: caller, .canceled)
      }
      caller.process.handles.set(sent, at: Int(number))
      handleCount += 1
    }
    endCall(of: caller)
    caller.pending.insert(.restart)
    makeReady(caller)
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
      server.cancel(caller.call.request.tag, opens: caller.call.kind == .open || caller.call.kind == .duplicate)
      announceNotice(of: server)
    }
    dropCall(of: caller)
  }

  /// Lets go of everything that a call holds.
  func dropCall(of caller: Thread) {
    endRequest(of: caller)
    if let sent = caller.call.sent.take() { release(sent) }
    endCall(of: caller)
  }

  /// The thread is in no call any more. A handle that went along has been delivered or released.
  @inline(__always)
  func endCall(of caller: Thread) {
    caller.call.stage = .none
    caller.call.server = nil
    if let resource = caller.call.resource.take() { releaseResource(resource) }
  }

  @inline(__always)
  func releaseResource(_ resource: Unretained<OpenResource>) {
    let isLast = resource.with {
      $0.references -= 1
      return $0.references == 0
    }
    guard isLast else { return }
    closeResource(resource.object)
    letGo(resource.base)
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
