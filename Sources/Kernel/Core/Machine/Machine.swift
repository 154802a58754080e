// What the kernel's core asks of the hardware: the seam between the decisions (Core) and their effects (Arch).
//
// Core is generic over a Machine; Arch implements it for real, the host tests with a fake. Physical memory is not part
// of it: it is a window of bytes (`PhysicalMemory`), which the tests back with an ordinary allocation.

import ABI

/// A CPU with its timer, interrupt controller and console.
public protocol Machine {
  associatedtype Registers: ThreadRegisters

  /// Monotonic nanoseconds since boot.
  func now() -> UInt64
  /// `now` has to be asked at least so often (nanoseconds), or time is lost; nil: it may be forgotten.
  var clockPatience: UInt64? { get }
  /// Nanoseconds between 1970 (UTC) and boot.
  var bootTime: UInt64 { get }
  /// One timer interrupt on the CPU that asks, at `deadline` (monotonic nanoseconds) or earlier, replacing the one
  /// before.
  func setTimer(_ deadline: UInt64)

  /// CPUs that can be started, the one that booted among them.
  var cpuCount: Int { get }
  /// One interrupt on CPU `number`, for `Kernel.handleNothing`.
  func interrupt(_ number: Int)
  /// Interrupts those of `cpus` (a bit each) that run programs, and waits until none of them does: each has saved its
  /// registers and waits for the kernel's lock, or halts.
  func bringIn(_ cpus: UInt64)

  /// Makes the page tables at the physical address `root` the current ones.
  func switchAddressSpace(root: UInt64)
  /// Drops the translation of one page of the current address space.
  func invalidatePage(_ address: UInt64)
  /// Drops every translation of programs of the current address space.
  func invalidateAll()

  /// Interrupt lines (the kernel's numbering: 0-15 ISA, then the controller's).
  func maskInterrupt(_ line: UInt32)
  func unmaskInterrupt(_ line: UInt32)

  /// Lines that no controller has: a device raises them with a message. Empty where the machine has no messages.
  var messageLines: Range<UInt32> { get }
  /// What raises one of them.
  func message(ofLine line: UInt32) -> InterruptMessage

  /// What each pin of the interrupt controllers sends, by its number. It stays so.
  func lineMessages() -> [InterruptMessage]
  /// The IOMMU's table is on: each pin goes through its entry of the same number.
  func remapLines()

  func readPort(_ port: UInt16, width: UInt8) -> UInt32
  func writePort(_ port: UInt16, width: UInt8, _ value: UInt32)

  /// To the serial console, at once.
  func writeConsole(_ bytes: borrowing Span<UInt8>)

  /// Bytes of the area for what `Registers` does not hold (vector registers).
  var extendedStateLength: Int { get }
  /// Fills a new thread's area (aligned to 64 bytes, all zeros) with the state it starts in.
  func prepareExtendedState(at area: UnsafeMutableRawPointer)
  /// Saves and restores that area, when the CPU goes to another thread.
  func saveExtendedState(to area: UnsafeMutableRawPointer)
  func restoreExtendedState(from area: UnsafeMutableRawPointer)
  func setThreadPointer(_ address: UInt64)

  /// 64 random bits (hardware generator where there is one, else mixed from the clock).
  func random() -> UInt64
}

/// The registers of a thread in user mode, as the trap entry saves them.
public protocol ThreadRegisters: BitwiseCopyable {
  /// A thread that will start at `entry` with two arguments.
  init(entry: UInt64, stackTop: UInt64, argument0: UInt64, argument1: UInt64)

  var systemCallNumber: UInt64 { get }
  var argument0: UInt64 { get }
  var argument1: UInt64 { get }
  var argument2: UInt64 { get }
  var argument3: UInt64 { get }
  var argument4: UInt64 { get }
  var argument5: UInt64 { get }
  var result: Int64 { get set }

  var instructionPointer: UInt64 { get }
  var stackPointer: UInt64 { get }
  var framePointer: UInt64 { get }

  /// Number of the registers that a fault report shows, and their names and values.
  static var reportCount: Int { get }
  func report(_ index: Int) -> (name: StaticString, value: UInt64)
}

/// What a trap was, for `Kernel.handleFault`.
public struct Trap: BitwiseCopyable, Sendable {
  public enum Cause: BitwiseCopyable, Sendable {
    case pageFault(address: UInt64, write: Bool, execute: Bool, present: Bool)
    case illegalInstruction, generalProtection, divideError, breakpoint, alignment, floatingPoint
  }
  public var cause: Cause
  public init(_ cause: Cause) { self.cause = cause }
}
