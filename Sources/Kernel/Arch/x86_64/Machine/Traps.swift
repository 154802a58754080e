// What traps.S calls: each entry hands over to Core and returns the register block of the thread to go on with.

import KernelCore
import KernelEntry

/// The running kernel, for the entries. Set once, before the first thread.
enum RunningKernel {
  // SAFETY: one CPU, interrupts off in the kernel; both are retained in `set` and live as long as the machine. No trap
  // is taken from a program, and no interrupt at all, before `set`.
  nonisolated(unsafe) private static var kernel: Unmanaged<Kernel<X86Machine>>?
  nonisolated(unsafe) fileprivate static var machine: Unmanaged<X86Machine>?

  static func set(_ kernel: Kernel<X86Machine>, _ machine: X86Machine) {
    unsafe self.kernel = Unmanaged.passRetained(kernel)
    unsafe self.machine = Unmanaged.passRetained(machine)
  }

  /// Goes into Core without counting a reference to it, and out with the next thread's block.
  @inline(__always)
  fileprivate static func enter(
    _ body: (Kernel<X86Machine>) -> UnsafeMutablePointer<TrapFrame>?
  ) -> UnsafeMutableRawPointer? {
    unsafe UnsafeMutableRawPointer(kernel.unsafelyUnwrapped._withUnsafeGuaranteedRef { unsafe body($0) })
  }
}

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
public func handleSystemCall(_ frame: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  unsafe RunningKernel.enter { unsafe systemCall($0) }
}

/// Apart, so that the entry stays small and Core's registers are saved once.
@inline(never)
private func systemCall(_ kernel: Kernel<X86Machine>) -> UnsafeMutablePointer<TrapFrame>? {
  unsafe kernel.handleSystemCall()
}

/// An exception or interrupt while a program ran.
@c(apus_handle_trap)
public func handleTrap(_ block: UnsafeRawPointer) -> UnsafeMutableRawPointer? {
  // SAFETY: the entry passes the block that it has just written.
  let frame = unsafe block.load(as: TrapFrame.self)
  if frame.vector >= firstInterrupt { return unsafe handleInterrupt(frame.vector) }
  guard let cause = cause(of: frame) else { Panic.stop("exception", frame) }
  return unsafe RunningKernel.enter { unsafe $0.handleFault(Trap(cause)) }
}

/// An interrupt, while a program ran or the CPU halted.
@c(apus_handle_interrupt)
public func handleInterrupt(_ vector: UInt64) -> UnsafeMutableRawPointer? {
  // SAFETY: as for the kernel: set before the first interrupt.
  let machine = unsafe RunningKernel.machine.unsafelyUnwrapped.takeUnretainedValue()
  // Before the controller is asked: how long an interrupt took to get somewhere counts from here.
  let arrival = machine.now()
  return unsafe RunningKernel.enter { kernel in
    switch machine.takeInterrupt(UInt8(truncatingIfNeeded: vector)) {
    case .timer where machine.takeTimerInterrupt():
      return unsafe kernel.handleTimer()
    case .line(SerialPort.line) where machine.serial.isPresent:
      var next = unsafe kernel.handleNothing()
      while let byte = machine.serial.read() { unsafe next = kernel.handleConsoleInput(byte) }
      machine.unmaskInterrupt(SerialPort.line)
      return unsafe next
    case .line(let line):
      return unsafe kernel.handleInterrupt(line, at: arrival)
    case .timer, .spurious:
      return unsafe kernel.handleNothing()
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
