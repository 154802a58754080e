// The kernel: everything there is, and the entries that Arch calls.
//
// An event-driven, non-preemptible core: one stack a CPU, interrupts off inside, no thread ever waits inside. An entry
// does its work on the current thread, whose registers Arch has saved in its context, and ends with the registers to go
// on with, or nil for idle. A system call either completes (its result stands in the saved registers) or leaves the
// thread blocked. Program memory is reached through `UserMemory.physical` alone.

import ABI

/// The kernel of one machine.
@safe public final class Kernel<M: Machine> {
  /// Registers of a thread, as the trap entry saves them.
  public typealias RegisterBlock = UnsafeMutablePointer<M.Registers>

  let machine: M
  let boot: BootInformation
  let frames: FrameAllocator
  let memory: PhysicalMemory
  let attention = Attention()

  var cpu = CPU()
  // SAFETY: the block of `cpu.current`, or the block that `idleRegisters` keeps alive; never dangling.
  var registers: RegisterBlock
  private let idleContext: ThreadContext
  var scheduler = Scheduler()
  var deadlines = DeadlineHeap()

  var processes = ProcessTable()
  var threadCount: UInt64 = 0
  var handleCount: UInt64 = 0
  var schemes = SchemeRegistry()
  var futexes: [ThreadList] = Array(repeating: ThreadList(), count: 256)
  var interruptListeners: [[InterruptLine]] = Array(repeating: [], count: Int(KernelLimits.interruptLines))
  let quarantine: FrameQuarantine
  let console = Console()
  let log = KernelLog()
  /// Programs lie at random addresses; not with the word `fixed` on the command line, for tools that compare runs.
  let movesImages: Bool
  /// Nil: lines are written as they come.
  var lineStamps: LineStamps?
  var logReaders: [LogReader] = []
  var bootImageObject: MemoryObject?
  /// Bytes of a path, while it is looked at.
  var path: [UInt8] = Array(repeating: 0, count: MessageLimits.path)

  /// A kernel without processes. Interrupts stay off.
  public init(machine: M, frames: FrameAllocator, boot: BootInformation) {
    self.machine = machine
    self.frames = frames
    self.boot = boot
    memory = frames.memory
    quarantine = FrameQuarantine(frames)
    lineStamps = LineStamps(commandLine: boot.commandLine)
    movesImages = !CommandLine(bytes: boot.commandLine).has("fixed")
    let idle = M.Registers(entry: 0, stackTop: 0, argument0: 0, argument1: 0)
    idleContext = ThreadContext.make(idle, machine: machine)
    unsafe registers = idleContext.registers(of: M.self)
  }

  /// The thread that runs.
  var current: Thread? { cpu.current?.object }

  // MARK: Entries

  /// A program executed `syscall`.
  @inline(__always)
  public func handleSystemCall() -> RegisterBlock? {
    guard unsafe registers.pointee.systemCallNumber == Syscall.identify.rawValue else {
      return unsafe handleOtherSystemCall()
    }
    // The cheapest call: nothing can follow from it, so nothing is looked at afterwards.
    dispatchIdentify()
    return unsafe registers
  }

  @inline(never)
  private func handleOtherSystemCall() -> RegisterBlock? {
    dispatch()
    return attention.isNeeded ? unsafe next() : unsafe registers
  }

  /// A program caused a trap.
  public func handleFault(_ trap: Trap) -> RegisterBlock? {
    cpu.current?.with { thread in resolve(trap, of: thread) }
    return unsafe next()
  }

  /// The deadline of `setTimer` has passed (or might have).
  public func handleTimer() -> RegisterBlock? {
    cpu.programmed = .max
    let now = machine.now()
    cpu.clock = now
    expireDeadlines(at: now)
    if let thread = current, thread.state == .running, now >= cpu.sliceEnd {
      if scheduler.hasReady(upTo: thread.priority) || scheduler.hasStarving(at: now) {
        cpu.mustSwitch = true
        cpu.toTheBack = true
      } else {
        // Only less urgent ones wait: a new slice, or the timer would fire again at once.
        cpu.sliceEnd = now + KernelLimits.slice
      }
    }
    return unsafe next()
  }

  /// Interrupt line `line` fired at `time`; Arch has masked and acknowledged it at the controller.
  public func handleInterrupt(_ line: UInt32, at time: UInt64) -> RegisterBlock? {
    cpu.clock = time
    arrive(line)
    return unsafe next()
  }

  /// A byte came in on the serial line.
  public func handleConsoleInput(_ byte: UInt8) -> RegisterBlock? {
    console.enter(byte)
    setReadiness(of: console, .readable.union(.writable))
    return unsafe next()
  }

  /// An interrupt came in that concerns nobody.
  public func handleNothing() -> RegisterBlock? { unsafe next() }

  // MARK: Threads on and off the CPU

  /// What runs now: the current thread if it can go on, else the next one; nil when there is none.
  @inline(never)
  func next() -> RegisterBlock? {
    if cpu.ended != nil { cpu.ended = nil }
    while true {
      attention.isNeeded = false
      if cpu.mustSwitch || !isRunning {
        guard let chosen = choose() else {
          goIdle()
          programTimer()
          return nil
        }
        guard chosen.with({ switchTo($0) }) else { continue }
      }
      guard let chosen = cpu.current else { continue }
      let restarts = chosen.with { thread in
        if thread.restarts {
          thread.restarts = false
          return true
        }
        dropStaleTranslations(thread.memory)
        return false
      }
      if restarts {
        dispatch()
        continue
      }
      programTimer()
      return unsafe registers
    }
  }

  @inline(__always)
  private var isRunning: Bool { cpu.current.map { $0.with { $0.state == .running } } ?? false }

  /// Takes the next thread, after the current one was put back if it could go on.
  @inline(__always)
  private func choose() -> Unretained<Thread>? {
    let now = machine.now()
    cpu.clock = now
    cpu.current?.with { running in putBack(running, at: now) }
    cpu.switchedAt = now
    cpu.mustSwitch = false
    cpu.toTheBack = false
    if let target = cpu.handOff {
      cpu.handOff = nil
      if !scheduler.hasMoreUrgent(than: target.with { $0.priority }) { return target }
      target.with { scheduler.prepend($0, at: now) }
    }
    guard let thread = scheduler.take(at: now) else { return nil }
    cpu.sliceEnd = now + KernelLimits.slice
    return thread
  }

  @inline(__always)
  private func putBack(_ running: Thread, at now: UInt64) {
    running.process.processorTime &+= now &- cpu.switchedAt
    guard running.state == .running else { return }
    running.state = .ready
    if cpu.toTheBack { scheduler.append(running, at: now) } else { scheduler.prepend(running, at: now) }
  }

  /// Puts a thread on the CPU; false when it has to be set aside, because its process is stopped.
  @inline(__always)
  private func switchTo(_ thread: Thread) -> Bool {
    guard !thread.process.isStopped else {
      cpu.current = nil
      park(thread)
      return false
    }
    thread.state = .running
    cpu.current = Unretained(thread)
    unsafe registers = thread.context.registers(of: M.self)
    if !(cpu.loaded.map { $0.refers(to: thread.memory) } ?? false) { load(thread.memory) }
    if !(cpu.extendedOwner.map { $0.refers(to: thread) } ?? false) {
      cpu.extendedOwner?.with { $0.context.save(on: machine) }
      thread.context.restore(on: machine)
      machine.setThreadPointer(thread.threadPointer)
      cpu.extendedOwner = Unretained(thread)
    }
    return true
  }

  @inline(__always)
  private func load(_ space: UserMemory) {
    if !space.stale.isEmpty { _ = space.takeStale() }
    machine.switchAddressSpace(root: space.tables.root)
    cpu.loaded = Unretained(space)
  }

  private func goIdle() {
    cpu.current = nil
    unsafe registers = idleContext.registers(of: M.self)
  }

  /// Leaves an address space that is about to end.
  func unload(_ space: UserMemory) {
    guard let loaded = cpu.loaded, loaded.refers(to: space) else { return }
    machine.switchAddressSpace(root: boot.kernelRoot)
    cpu.loaded = nil
  }

  @inline(__always)
  private func dropStaleTranslations(_ space: UserMemory) {
    if !space.stale.isEmpty { invalidate(space) }
  }

  private func invalidate(_ space: UserMemory) {
    let range = space.takeStale()
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

  /// One interrupt at the nearest moment that matters; an earlier one that is set already does no harm.
  @inline(__always)
  private func programTimer() {
    var wanted = deadlines.earliestTime
    if cpu.current != nil && scheduler.hasReady { wanted = min(wanted, cpu.sliceEnd) }
    guard wanted < cpu.programmed else { return }
    cpu.programmed = wanted
    machine.setTimer(wanted)
  }
}
