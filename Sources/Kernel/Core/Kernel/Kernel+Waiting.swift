// Blocking and waking: the only places where a thread changes between blocked and ready.

import ABI

extension Kernel {
  /// Leaves the current thread blocked until `source` changes; the system call starts again then. Returns nil, the
  /// "no result yet" of a system call.
  func block(_ thread: Thread, on source: EventSource) -> Int64? {
    source.waiters.append(thread)
    block(thread, for: .source(Unretained(source)))
    return nil
  }

  /// Leaves the thread blocked; whoever completes it sets the result.
  @inline(__always)
  func block(_ thread: Thread, for wait: Wait) {
    thread.state = .blocked
    thread.wait = wait
    if thread.waitLimit != .max { limitWait(of: thread) }
    attention.call()
  }

  /// The thread waits no longer than it may.
  @inline(never)
  private func limitWait(of thread: Thread) {
    switch thread.wait {
    case .resumption, .page: return
    default: break
    }
    // One that it has set itself may be earlier.
    if let own = thread.armedDeadline, own.time <= thread.waitLimit { return }
    deadlines.set(thread.deadline(), to: thread.waitLimit)
  }

  /// What the thread waited for has come. A deadline for its limit may be left, which `expire` finds to be none.
  @inline(__always)
  func endWait(of thread: Thread) {
    thread.wait = .nothing
    thread.state = .ready
  }

  func limitWaits(_ thread: Thread, _ deadline: UInt64) -> Int64 {
    defer { thread.waitLimit = deadline }
    if let old = thread.armedDeadline { deadlines.remove(old) }
    return Int64(truncatingIfNeeded: thread.waitLimit) & .max
  }

  /// Completes the system call of a blocked thread and makes it ready.
  func finish(_ thread: Thread, with result: Int64) {
    if result < 0 { noteFailure(result, of: thread) }
    setResult(result, of: thread)
    makeReady(thread)
  }

  func setResult(_ result: Int64, of thread: Thread) {
    thread.context.registers(of: M.self).value.result = result
  }

  /// A call that failed, while its number still stands in the thread's registers.
  @inline(never)
  func noteFailure(_ result: Int64, of thread: Thread) {
    let number = thread.context.registers(of: M.self).value.systemCallNumber
    counters.countFailure(result, of: number)
    record(.result, thread, number, UInt64(bitPattern: result), at: cpu.clock)
  }

  /// Changes what an object is ready for: tells the event queues, and wakes the threads that wait for it.
  @inline(__always)
  func setReadiness(of source: EventSource, _ readiness: Readiness) {
    let old = source.readiness
    guard old != readiness else { return }
    source.readiness = readiness
    if !source.subscriptions.isEmpty { tellQueues(of: source) }
    if !source.waiters.isEmpty { wakeAll(of: source) }
  }

  /// Starts the system calls of all threads that wait for the object again.
  func wakeAll(of source: EventSource) {
    while let waiter = source.waiters.popFirst() {
      waiter.with { thread in
        thread.pending.insert(.restart)
        makeReady(thread)
      }
    }
  }

  /// Sets a thread of a stopped process aside.
  func park(_ thread: Thread) {
    block(thread, for: .resumption)
    thread.process.parked.append(thread)
  }

  /// Lets the threads of a stopped process go on.
  func resume(_ process: Process) {
    process.isStopped = false
    while let thread = process.parked.popFirst()?.object { makeReady(thread) }
  }

  /// Takes a blocked or ready thread out of whatever list it is in, for its end.
  func unlink(_ thread: Thread) {
    if let deadline = thread.armedDeadline { deadlines.remove(deadline) }
    if let next = cpu.handOff, next.refers(to: thread) {
      cpu.handOff = nil
    } else if thread.state == .ready {
      cpus[thread.queuedOn].queue.remove(thread)
    }
    guard thread.state == .blocked else { return }
    switch thread.wait {
    case .nothing, .deadline: break
    case .source(let source): source.object.waiters.remove(thread)
    case .futex(let bucket): futexes[bucket].remove(thread)
    case .request(let server): server.object.receivers.remove(thread)
    case .resumption: thread.process.parked.remove(thread)
    case .page(let request): request.object.waiters.remove(thread)
    case .answer: abandonCall(of: thread)
    }
    thread.wait = .nothing
  }

  /// Handles every deadline that has passed.
  func expireDeadlines(at now: UInt64) {
    while let deadline = deadlines.popDue(at: now) {
      switch deadline.target {
      case .timer(let timer):
        timer.object.expirations += 1
        setReadiness(of: timer.object, .readable)
      case .thread(let thread): expire(thread.object, at: now)
      case .sampler(let stream): sample(for: stream.object, at: now)
      case .server(let server): look(at: server.object, at: now)
      case .interrupt(let line): look(at: line.object, at: now)
      case .clock: lookAtClock(at: now)
      }
    }
  }

  /// The next look at a clock that must not be forgotten. The one that brought us here was one.
  func lookAtClock(at now: UInt64) {
    if let patience = machine.clockPatience { deadlines.set(clockLook, to: now + patience) }
  }

  /// A thread has waited long enough: until its own deadline, or as long as its calls may.
  private func expire(_ thread: Thread, at now: UInt64) {
    guard thread.state == .blocked else { return }
    let arguments = Arguments(thread.context.registers(of: M.self))
    let isOver = thread.waitLimit <= now
    switch thread.wait {
    case .nothing, .resumption: return
    // Pages are no system call's to do without, and whoever brings them may not hang (Kernel+Hanging).
    case .page: return
    case .answer where thread.call.kind == .fill: return
    case .deadline:
      if arguments.a0 <= now { return finish(thread, with: 0) }
      guard isOver else { return }
    case .futex(let bucket):
      guard isOver || arguments.a2 <= now else { return }
      futexes[bucket].remove(thread)
    case .source(let source):
      guard isOver else { return }
      source.object.waiters.remove(thread)
    case .request(let server):
      guard isOver else { return }
      server.object.receivers.remove(thread)
    case .answer:
      guard isOver else { return }
      abandonCall(of: thread)
    }
    finish(thread, with: Errno.timedOut.syscallResult)
  }
}
