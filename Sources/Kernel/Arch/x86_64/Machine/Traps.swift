// What traps.S calls: each entry hands over to Core and returns the register block of the thread to go on with.

import ABI
import KernelCore
import KernelEntry

/// The running kernel, for the entries. Set once, before the first thread.
enum RunningKernel {
  // SAFETY: set before any CPU runs a program or takes an interrupt, and never again; both are retained in `set` and
  // live as long as the machine.
  nonisolated(unsafe) private static var kernel: Unmanaged<Kernel<X86Machine>>?
  nonisolated(unsafe) fileprivate static var machine: Unmanaged<X86Machine>?

  static func set(_ kernel: Kernel<X86Machine>, _ machine: X86Machine) {
    unsafe self.kernel = Unmanaged.passRetained(kernel)
    unsafe self.machine = Unmanaged.passRetained(machine)
  }

  /// For a panic: one of the newest events of the trace (Kernel.recentEvent). Nil before there is a kernel.
  static func recentEvent(_ place: Int, of count: Int) -> TraceEvent? {
    unsafe kernel?._withUnsafeGuaranteedRef { $0.recentEvent(place, of: count) }
  }

  /// Goes into Core on the CPU that Core knows by `core`, without counting a reference to it, and out with the next
  /// thread's block. The entry code holds the kernel's lock.
  @inline(__always)
  fileprivate static func enter(
    _ core: UnsafeMutableRawPointer, _ body: (Kernel<X86Machine>) -> Place<TrapFrame>?
  ) -> UnsafeMutableRawPointer? {
    unsafe kernel.unsafelyUnwrapped._withUnsafeGuaranteedRef {
      $0.enter(unsafe Place(raw: core))
      return unsafe body($0)?.raw
    }
  }
}

/// What a CPU finds that is being started.
struct StartingCPU {
  let processor: Processor
  let tables: DescriptorTables
  let block: UInt64
  let local: LocalApic

  // SAFETY: written by the CPU that boots before it starts another one, read by that one, while the first waits.
  nonisolated(unsafe) private static var current: StartingCPU?

  static func set(_ cpu: StartingCPU) { unsafe current = cpu }

  /// Makes the CPU like the one that booted, and waits for work. The CPU that waits for this one only looks at the
  /// block meanwhile, so that nothing here happens at the same time as anything of Swift's.
  fileprivate static func run() -> Never {
    guard let cpu = unsafe current else { cpu_stop() }
    cpu.processor.protect()
    cpu.tables.load(block: cpu.block)
    cpu.processor.enableSystemCalls(block: cpu.block)
    cpu.local.enable()
    apus_set_inside(cpu.block)
    apus_halt()
  }
}

/// The first Swift of a CPU that is started (trampoline.S).
@c(apus_start_processor)
public func startProcessor() { StartingCPU.run() }

/// The first 32 vectors are the CPU's own.
private enum Exception: UInt64 {
  case divide = 0
  case debug = 1
  case nonMaskable = 2
  case breakpoint = 3
  case doubleFault = 8
  case page = 14
  case floatingPoint = 16
  case alignment = 17
  case machineCheck = 18
  case vectorFloatingPoint = 19
}

private let firstInterrupt: UInt64 = 32

@c(apus_handle_system_call)
public func handleSystemCall(_ core: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  unsafe RunningKernel.enter(core) { $0.handleSystemCall() }
}

/// `Syscall.identify` and `Syscall.clock`, without the kernel's lock.
@c(apus_handle_question)
public func handleQuestion(_ core: UnsafeMutableRawPointer) {
  // SAFETY: as for the kernel: set before the first program.
  unsafe RunningKernel.machine.unsafelyUnwrapped._withUnsafeGuaranteedRef { machine in
    Kernel<X86Machine>.answer(onCPU: unsafe Place(raw: core), machine)
  }
}

/// An exception or interrupt while a program ran.
@c(apus_handle_trap)
public func handleTrap(_ block: UnsafeRawPointer, _ core: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  // SAFETY: the entry passes the block that it has just written.
  let frame = unsafe block.load(as: TrapFrame.self)
  if frame.vector >= firstInterrupt { return unsafe handleInterrupt(frame.vector, core) }
  guard let cause = cause(of: frame) else { Panic.stop("exception", frame) }
  return unsafe RunningKernel.enter(core) { $0.handleFault(Trap(cause)) }
}

/// An interrupt, while a program ran or the CPU halted.
@c(apus_handle_interrupt)
public func handleInterrupt(_ vector: UInt64, _ core: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  // SAFETY: as for the kernel: set before the first interrupt.
  let machine = unsafe RunningKernel.machine.unsafelyUnwrapped.takeUnretainedValue()
  // Before the controller is asked: how long an interrupt took to get somewhere counts from here.
  let arrival = machine.now()
  return unsafe RunningKernel.enter(core) { kernel in
    switch machine.takeInterrupt(UInt8(truncatingIfNeeded: vector)) {
    case .timer:
      return kernel.handleTimer()
    case .line(SerialPort.line) where machine.serial.isPresent:
      var next = kernel.handleNothing()
      while let byte = machine.serial.read() { next = kernel.handleConsoleInput(byte) }
      machine.unmaskInterrupt(SerialPort.line)
      return next
    case .line(let line):
      return kernel.handleInterrupt(line, at: arrival)
    case .wake, .spurious:
      return kernel.handleNothing()
    }
  }
}

/// An exception in the kernel itself: a bug, or broken hardware.
@c(apus_handle_kernel_fault)
public func handleKernelFault(_ frame: UnsafeRawPointer) {
  // SAFETY: the entry passes the frame on the kernel's stack.
  Panic.stop("kernel fault", unsafe frame.load(as: TrapFrame.self))
}

/// What a program did; nil where it is not the program's doing.
private func cause(of frame: TrapFrame) -> Trap.Cause? {
  switch Exception(rawValue: frame.vector) {
  case .divide: .divideError
  case .debug, .breakpoint: .breakpoint
  case .page:
    .pageFault(
      address: cpu_read_cr2(), write: frame.error & 2 != 0, execute: frame.error & 16 != 0,
      present: frame.error & 1 != 0)
  case .floatingPoint, .vectorFloatingPoint: .floatingPoint
  case .alignment: .alignment
  case .nonMaskable, .doubleFault, .machineCheck: nil
  case nil: frame.vector == 6 ? .illegalInstruction : .generalProtection
  }
}
