// Threads on and off the CPU: what runs next, and what of it the CPU has to hold.
//
// Every switch comes through here, and where the CPU's entry lies is looked up once in each function (`here`): through
// `cpu` it would be once for each field.

import ABI

extension Kernel {
  /// What runs now: the current thread if it can go on, else the next one; nil when there is none.
  @inline(never)
  func next() -> RegisterBlock? {
    if cpu.hasAfterwork { finishWork() }
    while true {
      attention.answer()
      if cpu.mustSwitch || !isRunning {
        guard let chosen = choose() else {
          goIdle()
          return nil
        }
        @inline(__always) func take(_ thread: Thread) -> Bool { switchTo(thread) }
        guard chosen.with(take) else { continue }
      }
      guard let chosen = cpu.current else { continue }
      let restarts = chosen.with { thread in
        if !thread.pending.isEmpty { return attend(to: thread) }
        dropStaleTranslations(thread.memory)
        return false
      }
      if restarts {
        dispatchAgain()
        continue
      }
      programTimer()
      return registers
    }
  }

  @inline(__always)
  private var isRunning: Bool { cpu.current.map { $0.with { $0.state == .running } } ?? false }

  /// Takes the next thread, after the current one was put back if it could go on.
  @inline(__always)
  private func choose() -> Unretained<Thread>? {
    let cpu = here
    let now = machine.now()
    cpu.value.clock = now
    cpu.value.current?.with { running in putBack(running, at: now) }
    cpu.value.switchedAt = now
    cpu.value.mustSwitch = false
    cpu.value.toTheBack = false
    if let target = cpu.value.handOff {
      cpu.value.handOff = nil
      if !cpu.value.queue.hasMoreUrgent(than: target.with { $0.priority }) { return target }
      target.with { cpu.value.queue.prepend($0, at: now) }
    }
    guard let thread = cpu.value.queue.take(at: now) ?? steal() else { return nil }
    cpu.value.sliceEnd = now + KernelLimits.slice
    if idle != 0 { shareWork() }
    return thread
  }

  /// This CPU has work, and others may have none.
  private func shareWork() {
    idle &= ~cpu.bit
    if idle != 0 && cpu.queue.hasReady { offerWork() }
  }

  @inline(__always)
  private func putBack(_ running: Thread, at now: UInt64) {
    let cpu = here
    let ran = now &- cpu.value.switchedAt
    running.process.processorTime &+= ran
    guard running.state == .running else {
      if running.exertion != 0 { rest(running) }
      return
    }
    running.exert(for: ran)
    running.state = .ready
    if cpu.value.toTheBack {
      cpu.value.queue.append(running, at: now)
    } else {
      cpu.value.queue.prepend(running, at: now)
    }
  }

  /// A thread waits that had run for longer than from one switch to the next.
  @inline(never)
  private func rest(_ thread: Thread) {
    // One that was woken already is in a run queue, by its class.
    if thread.state == .blocked { thread.rest() }
  }

  /// Puts a thread on the CPU; false when it has to be set aside, because its process is stopped.
  @inline(__always)
  private func switchTo(_ thread: Thread) -> Bool {
    let cpu = here
    guard !thread.process.isStopped else {
      cpu.value.current = nil
      park(thread)
      return false
    }
    thread.state = .running
    cpu.value.current = Unretained(thread)
    trace.append(.onProcessor, thread.who, 0, 0, at: cpu.value.clock)
    cpu.value.registers = thread.context.registers(of: M.self)
    if !(cpu.value.loaded.map { $0.refers(to: thread.memory) } ?? false) { load(thread.memory) }
    // Its vector registers may be here still, if it ran nowhere else since.
    let isHere = thread.cpu == cpu.value.number && cpu.value.vectorOwner.map { $0.refers(to: thread) } ?? false
    if !isHere {
      saveVectors()
      thread.context.restore(on: machine)
      cpu.value.vectorOwner = Unretained(thread)
      if thread.threadPointer != cpu.value.threadPointer {
        cpu.value.threadPointer = thread.threadPointer
        machine.setThreadPointer(thread.threadPointer)
      }
    }
    cpu.value.holdsUnsavedVectors = true
    thread.cpu = cpu.value.number
    return true
  }

  @inline(__always)
  func saveVectors() {
    let cpu = here
    guard cpu.value.holdsUnsavedVectors else { return }
    cpu.value.vectorOwner?.with { $0.context.save(on: machine) }
    cpu.value.holdsUnsavedVectors = false
  }

  @inline(__always)
  private func load(_ space: UserMemory) {
    let cpu = here
    machine.switchAddressSpace(root: space.tables.root)
    let bit = cpu.value.bit
    cpu.value.loaded?.with { leave($0, bit) }
    space.load(on: bit)
    cpu.value.loaded = Unretained(space)
  }

  /// The CPU has other page tables now.
  @inline(__always)
  private func leave(_ space: UserMemory, _ bit: CPUSet) {
    space.unload(from: bit)
    if space.isLeaving { forget(space) }
  }

  @inline(never)
  private func forget(_ space: UserMemory) {
    guard space.loadedOn == 0 else { return }
    space.destroyTables()
    leavingSpaces.removeAll { $0 === space }
  }

  /// Nothing to run. What the CPU holds of the last thread stays there, in case that it is the next one.
  private func goIdle() {
    cpu.current = nil
    cpu.registers = idleRegisters
    // Another CPU may take the thread over.
    if started != 1 { saveVectors() }
    if let loaded = cpu.loaded, loaded.with({ $0.isLeaving }) { unload() }
    idle |= cpu.bit
    programTimer()
  }

  private func unload() {
    machine.switchAddressSpace(root: boot.kernelRoot)
    let bit = cpu.bit
    cpu.loaded?.with { leave($0, bit) }
    cpu.loaded = nil
  }

  /// Takes an address space that has no thread any more off the CPUs; its tables go when the last CPU has left it.
  func retire(_ space: UserMemory) {
    if let loaded = cpu.loaded, loaded.refers(to: space) { unload() }
    if space.loadedOn != 0 { leavingSpaces.append(space) }
    space.destroy()
    kick(space.loadedOn)
  }

  @inline(__always)
  func dropStaleTranslations(_ space: UserMemory) {
    if space.isStale(on: cpu.bit) { invalidate(space) }
  }

  private func invalidate(_ space: UserMemory) {
    let range = space.takeStale(for: cpu.bit)
    if (range.upperBound - range.lowerBound) / pageSize > KernelLimits.singleInvalidations {
      machine.invalidateAll()
      return
    }
    var page = range.lowerBound
    while page < range.upperBound {
      machine.invalidatePage(page)
      page += pageSize
    }
  }

  /// One interrupt at the nearest moment that matters to this CPU; an earlier one that is set already does no harm. The
  /// deadlines are everybody's: whoever finds that no timer is set for the earliest takes it over. A thread that is
  /// watched has slices when it is alone, too.
  @inline(__always)
  private func programTimer() {
    let cpu = here
    var wanted = UInt64.max
    if deadlines.earliestTime < deadlineTimer {
      deadlineTimer = deadlines.earliestTime
      wanted = deadlineTimer
    }
    if let current = cpu.value.current, cpu.value.queue.hasReady || current.with({ $0.isWatched }) {
      wanted = min(wanted, cpu.value.sliceEnd)
    }
    guard wanted < cpu.value.programmed else { return }
    cpu.value.programmed = wanted
    machine.setTimer(wanted)
  }
}
