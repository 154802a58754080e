// Memory whose pages a server brings: the thread that touches a missing page, the server's answer, and pages that are
// taken back when memory is short (docs/decisions, 13).
//
// Asking is a call of the thread that touched the page, with its instruction or its system call in the place of a
// result: when it has the CPU again it tries once more (`endTouch`). So whatever ends a call ends this one, too.
// Pages are taken back only where the kernel holds no physical address: when an error has ended a system call or a
// fault, and before an answer is copied.

import ABI

extension Kernel {
  /// The name ID/LENGTH on the serving end of a scheme makes memory whose pages the server brings, as its number ID.
  /// What a program maps has to be what it was mapped for, at any later time, so only services can serve pages.
  func makeServedMemory(_ server: SchemeServer, _ name: UserSpan, _ thread: Thread) throws(Errno) -> Grant {
    guard thread.memory.account.isService else { throw .notPermitted }
    try thread.memory.read(name, into: &path)
    let parts = PathParts(path, 0..<Int(name.count))
    guard parts.count == 2, let id = NumberParser.parse(path, parts[0], radix: 10),
      let length = NumberParser.parse(path, parts[1], radix: 10), length > 0, length <= KernelLimits.objectLength
    else { throw .invalidArgument }
    let source = PageSource(server: server, id: id, served: served)
    let object = MemoryObject(servedBy: source, length: length, frames: frames)
    return Grant(Object.memory, object, [.read, .map, .execute, .duplicate, .transfer])
  }

  // MARK: Touching

  /// The current thread touched a page that is missing: at `address`, or in its system call (nil), which must have had
  /// no effect. Leaves it blocked until it can try again, or throws why it never can.
  @inline(never)
  func bring(for thread: Thread, faultAt address: UInt64?) throws(Errno) {
    guard let page = attention.missing.take(), let source = page.object.source else { throw .badAddress }
    guard source.server.isAlive else { throw .serverDied }
    guard !serves(thread.process, source.server) else { throw .busy }
    if address != nil { thread.pending.insert(.faulted) }
    if let request = source.request(for: page.offset) {
      request.waiters.append(thread)
      block(thread, for: .page(Unretained(request)))
      return hurry(source.server, for: thread)
    }
    do throws(Errno) { try ask(source, for: page, thread, address) } catch {
      thread.pending.remove(.faulted)
      throw error
    }
  }

  /// Whether a process would wait for itself.
  private func serves(_ process: Process, _ server: SchemeServer) -> Bool {
    server.owner == process.number || server.lastReceiver?.object.process === process
  }

  private func ask(_ source: PageSource, for page: MissingPage, _ thread: Thread, _ address: UInt64?) throws(Errno) {
    let request = PageRequest(
      page.object, page.object.missingRun(from: page.offset), faultAddress: address,
      savedResult: UInt64(bitPattern: registers.value.result))
    source.begin(request)
    thread.call.pages = request
    thread.pending.insert(.asked)
    let length = request.range.upperBound - request.range.lowerBound
    thread.call.prepare(id: source.id, offset: page.offset, length: length, isNonBlocking: false)
    do throws(Errno) { _ = try submit(thread, .fill, to: source.server, UserSpan(trusted: 0, 0)) } catch {
      thread.call.pages = nil
      thread.pending.remove(.asked)
      throw error
    }
  }

  /// A thread that touched a missing page has the CPU again: it tries once more, or is told why it cannot.
  func endTouch(of thread: Thread) {
    let isFault = thread.pending.contains(.faulted)
    // A fault has no call to start again: its instruction is executed again.
    if isFault { thread.pending.subtract([.faulted, .restart]) }
    guard thread.pending.contains(.asked) else { return }
    thread.pending.remove(.asked)
    guard let request = thread.call.pages.take() else { return }
    let outcome = registers.value.result
    registers.value.result = Int64(bitPattern: request.savedResult)
    if let address = request.faultAddress {
      if outcome < 0 { fail(thread, at: address, Errno(rawValue: Int32(-outcome)) ?? .inputOutput, request.object) }
    } else if outcome < 0 {
      registers.value.result = outcome
    } else {
      thread.pending.insert(.restart)
    }
  }

  /// The page at `address` will not come: the end of the process.
  func fail(_ thread: Thread, at address: UInt64, _ errno: Errno, _ object: MemoryObject) {
    let missing = object.source.map { FaultCause(source: $0, errno: errno) }
    fail(thread, errno == .outOfMemory ? .outOfMemory : .pageNotBrought, at: address, missing)
  }

  // MARK: The answer

  /// Enters the pages that a server gave; the answer is good when the one that was touched is among them. Pages that it
  /// was not asked for, and those that are there by now, are not looked at.
  @inline(never)
  func completeFill(_ caller: Thread, _ thread: Thread, _ reply: Reply) throws(DeliveryFailure) -> Int64 {
    guard let request = caller.call.pages else { throw .caller(.canceled) }
    let (object, range) = (request.object, request.range)
    makeRoom((range.upperBound - range.lowerBound) / pageSize, for: caller.memory.account)
    var offset = range.lowerBound
    var failure = Errno.inputOutput
    while offset < range.upperBound {
      let done = offset - range.lowerBound
      let wanted = min(pageSize, object.length - offset)
      guard reply.dataLength >= done, reply.dataLength - done >= wanted else { break }
      if object.frame(at: offset) == 0 {
        guard try bringIn(reply.data &+ done, wanted, object, offset, caller, thread) else {
          failure = .outOfMemory
          break
        }
      }
      offset += pageSize
    }
    guard offset > range.lowerBound else { throw .caller(failure) }
    endRequest(of: caller)
    return Int64(offset - range.lowerBound)
  }

  /// One page: `count` bytes of the server's, and zeros. False when there is no frame for it.
  private func bringIn(
    _ address: UInt64, _ count: UInt64, _ object: MemoryObject, _ offset: UInt64, _ caller: Thread, _ thread: Thread
  ) throws(DeliveryFailure) -> Bool {
    guard hasFrame(for: caller.memory.account), let frame = frames.allocate() else { return false }
    do throws(Errno) {
      try thread.memory.read(try UserSpan(address, count), toFrame: frame)
    } catch {
      frames.free(frame)
      throw .receiver(error)
    }
    if count < pageSize { memory.zero(frame + count, pageSize - count) }
    guard object.enter(frame, at: offset) else {
      frames.free(frame)
      return false
    }
    return true
  }

  /// The request that a thread's call stands for is over, with or without its pages: whoever waits for it tries again.
  @inline(never)
  func endRequest(of caller: Thread) {
    guard let request = caller.call.pages else { return }
    request.object.source?.end(request)
    wakeAll(of: request)
  }

  // MARK: Taking back

  /// Whether a page may be brought for a process: those of services may be the last but the kernel's own.
  private func hasFrame(for account: MemoryAccount) -> Bool {
    frames.freeCount > (account.isService ? KernelLimits.frameReserve : frames.serviceReserve) + 1
  }

  /// Pages come in: while less than a quarter of the memory is free, others of their kind go for them.
  private func makeRoom(_ count: UInt64, for account: MemoryAccount) {
    if frames.freeCount < frames.totalCount / 4 && frames.reclaimableCount > KernelLimits.servedPages {
      _ = takeBack(count)
    }
    while !hasFrame(for: account), takeBack(KernelLimits.relief) > 0 {}
  }

  /// A process was refused memory, or would be: true when that was for the sake of pages that have been taken back now.
  @inline(never)
  func relieve(_ account: MemoryAccount, _ wanted: UInt64 = 32) -> Bool {
    guard !account.isAtLimit(wanted), !account.admits(wanted, of: frames) else { return false }
    while !account.admits(wanted, of: frames) { guard takeBack(KernelLimits.relief) > 0 else { return false } }
    return true
  }

  /// Takes back pages that servers brought, `count` or some more: how many. No physical address of theirs may be at
  /// hand.
  func takeBack(_ count: UInt64) -> UInt64 {
    var taken: UInt64 = 0
    while taken < count, let (object, pages) = served.nextRun() {
      for process in processes.all { process.memory.hide(pages, of: object) }
      taken += object.takeBack(pages)
    }
    return taken
  }
}

/// Why a page did not come, for the report.
struct FaultCause {
  let source: PageSource
  let errno: Errno
}
