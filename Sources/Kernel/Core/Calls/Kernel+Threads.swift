// System calls about threads: making and ending them, letting others run, sleeping, futexes.

import ABI

extension Kernel {
  func createThread(_ thread: Thread, _ a: Arguments) throws(Errno) -> Int64? {
    let process = thread.process
    guard process.threads.count < ProcessLimits.threads else { throw .wouldBlock }
    try checkObjectReserve(for: process)
    guard a.a0 < AddressSpace.userEnd, a.a1 <= AddressSpace.userEnd, a.a3 < AddressSpace.userEnd else {
      throw .badAddress
    }
    let registers = M.Registers(entry: a.a0, stackTop: a.a1, argument0: a.a2, argument1: 0)
    let fresh = addThread(to: process, registers)
    fresh.threadPointer = a.a3
    makeReady(fresh)
    return Int64(fresh.number)
  }

  /// A blocked thread of `process` that will start with `registers`.
  func addThread(to process: Process, _ registers: M.Registers) -> Thread {
    let thread = Thread(
      number: process.nextThread, process: process, context: ThreadContext.make(registers, machine: machine))
    process.nextThread &+= 1
    thread.place = process.threads.count
    process.threads.append(thread)
    if process.tracer != nil || openTraceSwitches > 0 { thread.pending = .traced }
    threadCount += 1
    return thread
  }

  /// Ends a thread: it is in no list afterwards, and the process lets go of it.
  func end(_ thread: Thread) {
    unlink(thread)
    thread.state = .ended
    takeOff(thread)
    thread.serves?.lastReceiver = nil
    thread.serves = nil
    let process = thread.process
    if let last = process.threads.popLast(), last !== thread {
      process.threads[thread.place] = last
      last.place = thread.place
    }
    threadCount -= 1
  }

  /// Takes an ending thread off its CPU, which may be another one than this.
  private func takeOff(_ thread: Thread) {
    let number = thread.cpu
    guard number >= 0 else { return }
    if let running = cpus[number].current, running.refers(to: thread) {
      attention.gather(.cpu(number))
      let now = machine.now()
      thread.process.processorTime += now - min(cpus[number].switchedAt, now)
      cpus[number].switchedAt = now
      cpus[number].current = nil
      cpus[number].ended = thread
      cpus[number].hasAfterwork = true
    }
    if let owner = cpus[number].vectorOwner, owner.refers(to: thread) {
      cpus[number].vectorOwner = nil
      cpus[number].holdsUnsavedVectors = false
    }
  }

  func exitThread(_ thread: Thread, _ word: UInt64) throws(Errno) -> Int64? {
    let process = thread.process
    if word != 0 && word % 4 == 0 {
      do throws(Errno) {
        let address = try process.memory.physical(word, write: true)
        memory.store(UInt32(0), at: address)
        _ = wakeFutex(address, .max)
      } catch {
        if error == .interrupted { throw error }
      }
    }
    end(thread)
    if process.threads.isEmpty { end(process, ExitStatus(exited: 0, process.number)) }
    return nil
  }

  @inline(__always)
  func yield(_ thread: Thread) -> Int64? {
    if cpu.queue.hasReady(upTo: thread.priority) {
      cpu.mustSwitch = true
      cpu.toTheBack = true
      attention.call()
    }
    return 0
  }

  func sleep(_ thread: Thread, until time: UInt64) -> Int64? {
    cpu.clock = machine.now()
    guard time > cpu.clock else { return yield(thread) }
    if time != .max { deadlines.set(thread.deadline(), to: time) }
    block(thread, for: .deadline)
    return nil
  }

  // MARK: Futexes

  func futexWait(_ thread: Thread, _ word: UInt64, _ expected: UInt64, _ deadline: UInt64) throws(Errno) -> Int64? {
    guard word % 4 == 0 else { throw .invalidArgument }
    // The page is made private first, so that the physical address names the word from now on.
    let address = try thread.memory.physical(word, write: true)
    guard memory.load(UInt32.self, at: address) == UInt32(truncatingIfNeeded: expected) else { throw .wouldBlock }
    if deadline != .max {
      cpu.clock = machine.now()
      guard deadline > cpu.clock else { throw .timedOut }
      deadlines.set(thread.deadline(), to: deadline)
    }
    let bucket = futexBucket(address)
    thread.futex = address
    futexes[bucket].append(thread)
    block(thread, for: .futex(bucket: bucket))
    return nil
  }

  func futexWake(_ thread: Thread, _ word: UInt64, _ count: UInt64) throws(Errno) -> Int64? {
    guard word % 4 == 0 else { throw .invalidArgument }
    return wakeFutex(try thread.memory.physical(word, write: true), count)
  }

  private func futexBucket(_ address: UInt64) -> Int {
    Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  private func wakeFutex(_ address: UInt64, _ limit: UInt64) -> Int64 {
    let bucket = futexBucket(address)
    var woken: UInt64 = 0
    var link = futexes[bucket].head
    while woken < limit, let thread = link?.object {
      link = thread.next
      guard thread.futex == address else { continue }
      futexes[bucket].remove(thread)
      if let deadline = thread.armedDeadline { deadlines.remove(deadline) }
      finish(thread, with: 0)
      woken += 1
    }
    return Int64(truncatingIfNeeded: woken)
  }

  // MARK: Memory for objects

  /// Refuses to make another kernel object when free memory is nearly used up: earlier for programs of users than for
  /// services.
  func checkObjectReserve(for process: Process) throws(Errno) {
    let reserve = process.memory.account.isService ? KernelLimits.objectReserve : frames.serviceReserve
    guard frames.freeCount > reserve else { throw .outOfMemory }
  }
}

extension ExitStatus {
  init(exited code: Int32, _ process: UInt32) {
    self.init()
    kind = Kind.exited.rawValue
    self.code = code
    self.process = process
  }

  init(signaled signal: UInt32, _ process: UInt32) {
    self.init()
    kind = Kind.signaled.rawValue
    code = Int32(truncatingIfNeeded: signal)
    self.process = process
  }
}
