// Handles as such: entering, closing and duplicating them, and the end of what they refer to.

import ABI

extension Kernel {
  /// The handle `number` of the thread's process, if it allows what is asked.
  @inline(__always)
  func find(_ number: RawHandle, _ thread: Thread, _ rights: Rights = []) throws(Errno) -> Handle {
    guard let handle = thread.process.handles.find(number) else { throw .badHandle }
    guard handle.rights.isSuperset(of: rights) else { throw .accessDenied }
    return handle
  }

  /// Enters a handle that counts already.
  func enter(_ handle: Handle, into process: Process) -> RawHandle? {
    guard let number = process.handles.insert(handle) else { return nil }
    handleCount += 1
    return number
  }

  /// The first handle on an object, or one of the first.
  func give(_ grant: Grant, to process: Process) throws(Errno) -> Int64 {
    let number = try give(grant.handle, to: process)
    // Until here nothing else may have kept it.
    extendLifetime(grant.owner)
    return number
  }

  /// Enters a fresh handle, or ends its object when there is no room.
  func give(_ handle: Handle, to process: Process) throws(Errno) -> Int64 {
    retain(handle)
    guard let number = enter(handle, into: process) else {
      release(handle)
      throw .tooManyHandles
    }
    return Int64(number)
  }

  /// Counts one more reference by a handle.
  func retain(_ handle: Handle) {
    let object = handle.object.base
    object.with {
      if $0.references == 0 { object.keep() }
      $0.references += 1
    }
  }

  /// Counts one less; the last one ends the object.
  func release(_ handle: Handle) {
    let object = handle.object.base
    let isLast = object.with {
      $0.references -= 1
      return $0.references == 0
    }
    guard isLast else { return }
    finish(handle.object)
    letGo(object)
  }

  /// The last reference to an object is gone. It stays until the CPU has done its work.
  func letGo(_ object: Unretained<KernelObject>) {
    guard !object.with({ $0.isDeparting }) else { return object.letGo() }
    object.with {
      $0.isDeparting = true
      $0.nextDeparting = departing
    }
    departing = object
    cpu.hasAfterwork = true
    attention.call()
  }

  /// The work is done: nobody uses them any more.
  func dismiss() {
    while let object = departing {
      object.with {
        departing = $0.nextDeparting
        $0.nextDeparting = nil
        $0.isDeparting = false
      }
      object.letGo()
    }
  }

  func close(_ thread: Thread, _ number: RawHandle) throws(Errno) -> Int64? {
    guard closeHandle(number, of: thread.process) else { throw .badHandle }
    return 0
  }

  @discardableResult
  func closeHandle(_ number: RawHandle, of process: Process) -> Bool {
    guard let handle = takeHandle(number, of: process) else { return false }
    release(handle)
    return true
  }

  /// Takes a handle out of a process, subscriptions included; it still counts.
  func takeHandle(_ number: RawHandle, of process: Process) -> Handle? {
    guard let handle = process.handles.remove(number) else { return nil }
    handleCount -= 1
    if let source = handle.object.source, !source.subscriptions.isEmpty {
      removeSubscriptions(of: source, process.number, number)
    }
    return handle
  }

  /// What happens when the last handle on an object is gone.
  private func finish(_ object: Object) {
    // A call that waits on it finds that its handle is gone.
    if let source = object.waitable, !source.waiters.isEmpty { wakeAll(of: source) }
    switch object {
    case .resource(let resource): closeResource(resource.object)
    case .server(let server): endLater(server.object)
    case .pipe(let end): closePipe(end.object)
    case .events(let queue): removeAllSubscriptions(of: queue.object)
    case .timer(let timer): if let deadline = timer.object.deadline { deadlines.remove(deadline) }
    case .signals(let queue): if let process = processes.find(queue.object.process) { process.signals = nil }
    case .interrupt(let listener): removeListener(listener.object)
    case .log(let reader): logReaders.removeAll { reader.refers(to: $0) }
    case .watch(let watch): watch.object.scheme.watches.removeAll { watch.refers(to: $0) }
    case .trace(let stream): endStream(stream.object)
    case .traceSwitch: closeTraceSwitch()
    case .memory, .process, .processList, .ports, .console, .line, .record, .authority, .namespace: break
    }
  }

  /// Ends a server, unless another one is being ended: then after that. A server may be held by nothing but a call that
  /// waits at another server, and so on; a chain of them must not be as deep on the kernel's stack.
  private func endLater(_ server: SchemeServer) {
    endingServers.append(server)
    guard endingServers.count == 1 else { return }
    var done = 0
    while done < endingServers.count {
      endServer(endingServers[done])
      done += 1
    }
    endingServers.removeAll()
  }

  /// What a handle is ready for now; objects that nobody can wait for always are.
  func readiness(_ thread: Thread, _ number: RawHandle) throws(Errno) -> Int64? {
    let handle = try find(number, thread)
    if case .events(let queue) = handle.object { return Int64(queue.object.readiness.rawValue) }
    return Int64(handle.object.source?.readiness.rawValue ?? Readiness([.readable, .writable]).rawValue)
  }

  func duplicate(_ thread: Thread, _ a: Arguments) throws(Errno) -> Int64? {
    let handle = try find(Arguments.handle(a.a0), thread, .duplicate)
    try checkObjectReserve(for: thread.process)
    let name = try UserSpan(a.a2, a.a3)
    let rights = Rights(rawValue: UInt32(truncatingIfNeeded: a.a1)).intersection(handle.rights)
    guard name.count > 0 else {
      return try give(
        Handle(object: handle.object, rights: rights, isNonBlocking: handle.isNonBlocking), to: thread.process)
    }
    guard name.count <= UInt64(MessageLimits.path) else { throw .nameTooLong }
    switch handle.object {
    case .resource(let resource):
      thread.call.rights = rights
      thread.call.isNonBlocking = handle.isNonBlocking
      return try begin(thread, .duplicate, resource, isNonBlocking: handle.isNonBlocking, input: name)
    case .pipe(let end): return try duplicatePipe(end.object, name, thread, handle)
    case .process(let process): return try openReport(of: process.object, name, thread, rights)
    case .namespace(let object):
      let part = NamespaceObject(try namespace(name, of: object.object.schemes, thread))
      return try give(Grant(Object.namespace, part, rights), to: thread.process)
    case .authority(let authority): return try open(by: authority.object, name, thread)
    case .server(let server): return try give(try makeServedMemory(server.object, name, thread), to: thread.process)
    default: throw .notSupported
    }
  }
}
