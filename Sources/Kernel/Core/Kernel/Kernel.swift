// The kernel: everything there is, and the entries that Arch calls.
//
// An event-driven, non-preemptible core: one stack a CPU, interrupts off inside, no thread ever waits inside, one CPU
// at a time (docs/decisions, 11). An entry does its work on the current thread, whose registers Arch has saved in its
// context, and ends with the registers to go on with, or nil for idle. A system call either completes (its result
// stands in the saved registers) or leaves the thread blocked. Program memory is reached through `UserMemory.physical`
// alone.

import ABI

/// The kernel of one machine.
public final class Kernel<M: Machine> {
  /// Registers of a thread, as the trap entry saves them.
  public typealias RegisterBlock = Place<M.Registers>

  let machine: M
  let boot: BootInformation
  let frames: FrameAllocator
  let memory: PhysicalMemory
  let attention = Attention()

  /// All CPUs; those that were started are in `started`.
  let cpus: Row<CPU<M.Registers>>
  /// The entry of the CPU that is in the kernel.
  var here: Place<CPU<M.Registers>>
  var started: CPUSet = 1
  /// The CPUs without a thread.
  var idle: CPUSet = 0
  private let idleContext: ThreadContext
  var deadlines = DeadlineHeap()
  let clockLook = Deadline(.clock)
  /// The moment for which some CPU's timer is set on behalf of `deadlines`.
  var deadlineTimer = UInt64.max

  var processes = ProcessTable()
  /// Address spaces of ended processes whose tables a CPU still has.
  var leavingSpaces: [UserMemory] = []
  var threadCount: UInt64 = 0
  var handleCount: UInt64 = 0
  var schemes = SchemeRegistry()
  /// Objects whose last reference went in the work that the CPU does (`letGo`).
  var departing: Unretained<KernelObject>?
  /// Servers whose last handle is gone, while they are being ended.
  var endingServers: [SchemeServer] = []
  var futexes: [ThreadList] = Array(repeating: ThreadList(), count: 256)
  var interruptListeners: [[InterruptLine]] = Array(repeating: [], count: Int(KernelLimits.interruptLines))
  let quarantine: FrameQuarantine
  let served: ServedPages
  let console = Console()
  let log = KernelLog()
  var trace: TraceRing
  var counters: CallCounters
  /// Handles on `sys:trace/calls`.
  var openTraceSwitches = 0
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
    served = ServedPages(frames: frames, attention: attention)
    trace = TraceRing(frames: frames)
    counters = CallCounters(frames: frames)
    lineStamps = LineStamps(commandLine: boot.commandLine)
    movesImages = !CommandLine(bytes: boot.commandLine).has("fixed")
    let idle = M.Registers(entry: 0, stackTop: 0, argument0: 0, argument1: 0)
    idleContext = ThreadContext.make(idle, machine: machine)
    let count = min(machine.cpuCount, KernelLimits.processors)
    var cpus = Row<CPU<M.Registers>>(capacity: count)
    for number in 0..<count { cpus.append(CPU(number: number, idle: idleContext.registers(of: M.self))) }
    self.cpus = cpus
    here = cpus.place(of: 0)
    attention.bringIn = { machine.bringIn($0) }
    attention.addWork = { [cpus] in cpus[$0].hasAfterwork = true }
  }

  // MARK: CPUs

  /// The CPU that is in the kernel.
  var cpu: CPU<M.Registers> {
    // SAFETY: an entry of `cpus`, which are for ever. (Through `here.value` the whole entry would be copied.)
    @inline(__always) unsafeAddress { unsafe UnsafePointer(here.address) }
    @inline(__always) unsafeMutableAddress { unsafe here.address }
  }

  /// What CPU `number` passes to `enter` each time.
  public func place(ofCPU number: Int) -> Place<CPU<M.Registers>> { cpus.place(of: number) }

  /// A CPU has the lock: the entries work for it until it leaves.
  @inline(__always)
  public func enter(_ place: Place<CPU<M.Registers>>) {
    if place != here { change(to: place) }
  }

  /// Another CPU was in the kernel last.
  @inline(never)
  private func change(to place: Place<CPU<M.Registers>>) {
    here = place
    attention.here = cpu.bit
  }

  /// CPU `number` waits for work from now on.
  public func join(_ number: Int) {
    started |= .cpu(number)
    idle |= .cpu(number)
  }

  /// The registers of a CPU without a thread.
  var idleRegisters: RegisterBlock { idleContext.registers(of: M.self) }

  /// The registers of the thread that runs.
  @inline(__always)
  var registers: RegisterBlock { cpu.registers }

  /// The thread that runs.
  var current: Thread? { cpu.current?.object }

  // MARK: Entries

  /// A program executed `syscall`, for anything but `Syscall.identify` and `Syscall.clock`.
  @inline(__always)
  public func handleSystemCall() -> RegisterBlock? {
    if cpu.hasAfterwork { noteCall() }
    counters.count(registers.value.systemCallNumber)
    dispatch()
    return attention.isNeeded ? next() : registers
  }

  /// A program asks who it is, or what time it is: the entries that need no lock.
  @inline(__always)
  public static func answer(onCPU place: Place<CPU<M.Registers>>, _ machine: M) {
    let registers = place.value.registers
    guard registers.value.systemCallNumber == Syscall.identify.rawValue else {
      place.value.clockReadings &+= 1
      return tellTime(place, machine)
    }
    place.value.identities &+= 1
    place.value.current?.with { registers.value.result = identity(of: $0, registers.value.argument0) }
  }

  /// A program caused a trap.
  public func handleFault(_ trap: Trap) -> RegisterBlock? {
    cpu.current?.with { thread in resolve(trap, of: thread) }
    return next()
  }

  /// The deadline of `setTimer` has passed (or might have).
  public func handleTimer() -> RegisterBlock? {
    let now = machine.now()
    cpu.clock = now
    guard now >= cpu.programmed else {
      // Its counter is too short for what it was set to.
      machine.setTimer(cpu.programmed)
      return next()
    }
    cpu.programmed = .max
    deadlineTimer = .max
    record(.timer, current, 0, 0, at: now)
    expireDeadlines(at: now)
    if let thread = current, thread.state == .running, now >= cpu.sliceEnd { endSlice(of: thread, at: now) }
    return next()
  }

  /// Interrupt line `line` fired at `time`; Arch has masked and acknowledged it at the controller.
  public func handleInterrupt(_ line: UInt32, at time: UInt64) -> RegisterBlock? {
    cpu.clock = time
    record(.interrupt, current, UInt64(line), 0, at: time)
    arrive(line)
    return next()
  }

  /// A byte came in on the serial line.
  public func handleConsoleInput(_ byte: UInt8) -> RegisterBlock? {
    console.enter(byte)
    setReadiness(of: console, .readable.union(.writable))
    return next()
  }

  /// An interrupt came in that concerns nobody.
  public func handleNothing() -> RegisterBlock? { next() }
}
