// Bounds of the kernel's own, each with its reason; what programs may rely on stands in the ABI.

import ABI

/// Bounds inside the kernel.
public enum KernelLimits {
  /// Frames that programs cannot have, so that the kernel's heap and page tables go on growing: 1 MiB.
  static let frameReserve: UInt64 = 256
  /// Frames that only services and the kernel can have: a thirty-second of the memory, between these bounds.
  static let serviceReserve: ClosedRange<UInt64> = 512...4096
  /// Below this many free frames no kernel object is made: the heap of a call that is already running needs some.
  static let objectReserve: UInt64 = 128
  /// Pages that servers brought and that are not taken back for others of their kind: 2 MiB, more than any system call
  /// needs at a time.
  static let servedPages: UInt64 = 512
  /// Frames that are had back at a time when somebody is refused one.
  static let relief: UInt64 = 256
  /// Regions of one process: bounds the insertion into the ordered list.
  static let regions = 4096
  /// Bytes of one memory object.
  static let objectLength: UInt64 = 1 << 32
  /// Processes at a time; a power of two (process numbers are mapped to slots by their low bits).
  static let processes = 1024
  /// Names of schemes that the system ever hears of: a namespace is a set of as many bits.
  static let schemes = 256
  /// Bytes of a scheme's name.
  static let schemeName = 32
  /// Bytes of the kernel log.
  static let log = 256 * 1024
  /// Bytes from the serial console that wait for a reader.
  static let consoleInput = 1024
  /// Signals that wait for their process.
  static let signals = 64
  /// Signals that wait in one event queue.
  static let queuedSignals = 64
  /// Subscriptions of one event queue.
  static let subscriptions = 4096
  /// Segments and program headers of an executable.
  static let programHeaders = 16
  /// Page translations that are dropped one by one; above that all are.
  static let singleInvalidations: UInt64 = 16
  /// Frames of a backtrace in a fault report.
  static let backtrace = 24
  /// Bytes of a fault report that are kept with the ended process.
  static let report = 4096
  /// Nanoseconds from one sample of a profile to the next: about a thousand a second, in step with nothing.
  static let samplePeriod: UInt64 = 1_003_009
  /// Nanoseconds that a thread runs while others of its class wait.
  static let slice: UInt64 = 10_000_000
  /// Nanoseconds after which a waiting thread of a less urgent class is let through once.
  static let patience: UInt64 = 200_000_000
  /// CPUs: sets of them are one word.
  public static let processors = 64
  /// Interrupt lines.
  public static let interruptLines: UInt32 = 256
}
