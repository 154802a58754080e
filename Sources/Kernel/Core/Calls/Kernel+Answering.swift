// An answer on its way back to its caller: what it means for each kind of request.

import ABI

extension Kernel {
  /// Completes the call that a reply names. The caller is returned blocked and in no list, with its result set; nil
  /// when nobody waits.
  @inline(__always)
  func answer(_ thread: Thread, _ server: SchemeServer, _ reply: Reply) throws(Errno) -> Unretained<Thread>? {
    switch server.find(reply.tag) {
    case .unknown: throw .canceled
    case .canceled(let opens):
      if opens { undoOpen(server, reply) }
      if reply.flags.contains(.moveHandle) { closeHandle(reply.handle, of: thread.process) }
      server.settle(reply.tag)
      return nil
    case .caller(let caller):
      @inline(__always) func end(_ caller: Thread) -> Errno? { conclude(caller, thread, server, reply) }
      if let failure = caller.with(end) {
        // A page of the answer is missing: the server gives it once more.
        if failure != .interrupted { caller.with { makeReady($0) } }
        throw failure
      }
      return caller
    }
  }

  /// Ends a call with its result: what to tell the server when its own part of the answer was wrong.
  @inline(__always)
  private func conclude(_ caller: Thread, _ thread: Thread, _ server: SchemeServer, _ reply: Reply) -> Errno? {
    let (result, failure) = complete(caller, thread, server, reply)
    if failure == .interrupted { return failure }
    server.end(reply.tag)
    if reply.flags.contains(.readiness), let resource = caller.call.resource {
      resource.with { setReadiness(of: $0, reply.readiness) }
    }
    endCall(of: caller)
    if result < 0 { noteFailure(result, of: caller) }
    setResult(result, of: caller)
    return failure
  }

  /// What was opened for a caller that is gone is closed at once.
  private func undoOpen(_ server: SchemeServer, _ reply: Reply) {
    guard reply.result >= 0, reply.handle == noHandle else { return }
    server.noteClosed(OpenResource(server: server, id: UInt64(reply.result)))
    refreshReadiness(of: server)
  }

  /// The caller's result, and what to tell the server when its own part of the answer was wrong.
  @inline(__always)
  private func complete(_ caller: Thread, _ thread: Thread, _ server: SchemeServer, _ reply: Reply) -> (Int64, Errno?) {
    guard reply.result >= 0 else {
      endRequest(of: caller)
      return (reply.result >= -4095 ? reply.result : Errno.inputOutput.syscallResult, nil)
    }
    do throws(DeliveryFailure) {
      switch caller.call.kind {
      case .read: return (try completeRead(caller, thread, reply), nil)
      case .write: return (completeWrite(caller, reply), nil)
      case .open, .duplicate: return (try completeOpen(caller, thread, server, reply), nil)
      case .call: return (try completeCall(caller, thread, reply), nil)
      case .map: return (try completeMap(caller, thread, reply), nil)
      case .size: return (completeSize(caller, reply), nil)
      case .fill: return (try completeFill(caller, thread, reply), nil)
      case .close, .cancel: return (0, nil)
      }
    } catch {
      return outcome(of: error, caller, thread, server, reply)
    }
  }

  /// What an answer comes to that could not be given as it is.
  @inline(never)
  private func outcome(
    of failure: DeliveryFailure, _ caller: Thread, _ thread: Thread, _ server: SchemeServer, _ reply: Reply
  ) -> (Int64, Errno?) {
    switch failure {
    case .caller(let errno):
      if errno == .outOfMemory && relieve(caller.memory.account) { return complete(caller, thread, server, reply) }
      endRequest(of: caller)
      return (errno.syscallResult, nil)
    case .receiver(let errno):
      if errno != .interrupted { endRequest(of: caller) }
      return (Errno.inputOutput.syscallResult, errno)
    }
  }

  /// Copies the answer's bytes into the caller's buffer: how many.
  @inline(__always)
  private func copyOutput(_ caller: Thread, _ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> UInt64 {
    let count = min(reply.dataLength, caller.call.outputCapacity)
    guard count > 0 else { return 0 }
    let source: UserSpan
    do throws(Errno) { source = try UserSpan(reply.data, count) } catch { throw .receiver(error) }
    do throws(DeliveryFailure) {
      try thread.memory.deliver(source, to: caller.memory, at: caller.call.output)
    } catch {
      // `deliver` speaks of the copying side as the caller; here the server copies.
      switch error {
      case .caller(let errno): throw .receiver(errno)
      case .receiver(let errno): throw .caller(errno)
      }
    }
    return count
  }

  @inline(__always)
  private func completeRead(_ caller: Thread, _ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> Int64 {
    let count = try copyOutput(caller, thread, reply)
    if caller.call.movesPosition { caller.call.resource?.with { $0.position &+= count } }
    return Int64(count)
  }

  @inline(__always)
  private func completeWrite(_ caller: Thread, _ reply: Reply) -> Int64 {
    let count = min(UInt64(reply.result), UInt64(caller.call.request.payloadLength))
    if caller.call.movesPosition { caller.call.resource?.with { $0.position &+= count } }
    return Int64(count)
  }

  private func completeSize(_ caller: Thread, _ reply: Reply) -> Int64 {
    do throws(Errno) {
      let place = try position(UInt64(reply.result), caller.call.request.offset)
      caller.call.resource?.with { $0.position = place }
      return Int64(place)
    } catch {
      return error.syscallResult
    }
  }

  @inline(__always)
  private func completeCall(_ caller: Thread, _ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> Int64 {
    let count = try copyOutput(caller, thread, reply)
    let received = reply.handle == noHandle ? noHandle : try enterReceived(caller, thread, reply)
    do throws(Errno) {
      try caller.memory.store(CallResult(count, received), at: caller.call.block + CallBlock.resultOffset)
    } catch {
      throw takeBack(received, of: caller, error)
    }
    return reply.result
  }

  @inline(never)
  private func enterReceived(_ caller: Thread, _ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> RawHandle {
    RawHandle(truncatingIfNeeded: try passHandle(to: caller.process, thread, reply))
  }

  @inline(never)
  private func takeBack(_ received: RawHandle, of caller: Thread, _ errno: Errno) -> DeliveryFailure {
    if received != noHandle { closeHandle(received, of: caller.process) }
    return .caller(errno)
  }

  /// The handle that a reply carries, with the rights it gives.
  private func carriedHandle(_ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> Handle {
    guard var handle = thread.process.handles.find(reply.handle) else { throw .receiver(.badHandle) }
    guard handle.rights.contains(.transfer) else { throw .receiver(.accessDenied) }
    handle.rights = handle.rights.intersection(reply.rights)
    return handle
  }

  /// Gives the caller the handle that a reply carries: its number there.
  private func passHandle(to process: Process, _ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> Int64 {
    let handle = try carriedHandle(thread, reply)
    do throws(Errno) {
      let number = try give(handle, to: process)
      if reply.flags.contains(.moveHandle) { closeHandle(reply.handle, of: thread.process) }
      return number
    } catch {
      throw .caller(error)
    }
  }

  private func completeOpen(_ caller: Thread, _ thread: Thread, _ server: SchemeServer, _ reply: Reply)
    throws(DeliveryFailure) -> Int64
  {
    if reply.handle != noHandle { return try passHandle(to: caller.process, thread, reply) }
    let resource = OpenResource(server: server, id: UInt64(reply.result))
    guard caller.process.handles.hasRoom, frames.freeCount > KernelLimits.objectReserve else {
      server.noteClosed(resource)
      refreshReadiness(of: server)
      throw .caller(caller.process.handles.hasRoom ? .outOfMemory : .tooManyHandles)
    }
    server.resources.insert(resource)
    if reply.flags.contains(.readiness) { resource.readiness = reply.readiness }
    var grant = Grant(Object.resource, resource, caller.call.rights)
    grant.handle.isNonBlocking = caller.call.isNonBlocking
    if caller.call.kind == .open {
      let flags = OpenFlags(rawValue: caller.call.request.offset)
      grant.handle.rights = Rights(opening: flags)
      grant.handle.isNonBlocking = flags.contains(.nonBlocking)
    }
    do throws(Errno) { return try give(grant, to: caller.process) } catch { throw .caller(error) }
  }

  private func completeMap(_ caller: Thread, _ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> Int64 {
    let handle = try carriedHandle(thread, reply)
    guard case .memory(let object) = handle.object else { throw .receiver(.badHandle) }
    var request = caller.call.mapping
    request.object = object.object
    request.offset = reply.offset
    do throws(Errno) {
      try checkRights(handle.rights, for: request.flags)
      let address = try caller.memory.map(request)
      if reply.flags.contains(.moveHandle) { closeHandle(reply.handle, of: thread.process) }
      return Int64(address)
    } catch {
      throw .caller(error)
    }
  }
}

/// The part of a `CallBlock` that the kernel fills in.
struct CallResult: BitwiseCopyable {
  let outputLength: UInt64
  let receivedHandle: RawHandle
  let reserved: UInt32 = 0

  init(_ outputLength: UInt64, _ receivedHandle: RawHandle) {
    self.outputLength = outputLength
    self.receivedHandle = receivedHandle
  }
}

extension CallBlock {
  /// Where it lies (pinned by a test).
  static let resultOffset: UInt64 = 40
}

extension Rights {
  /// What a handle allows that was opened with these flags.
  init(opening flags: OpenFlags) {
    self = [.map, .call, .duplicate, .transfer]
    if flags.contains(.read) { formUnion([.read, .execute]) }
    if flags.contains(.write) { formUnion(.write) }
  }
}
