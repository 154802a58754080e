// Starting, naming and ending processes.

/// What `Syscall.spawn` passes. Pointers are addresses in the caller; 0 with length 0 where there is nothing.
public struct SpawnBlock: BitwiseCopyable, Sendable {
  /// A memory object that holds an ELF image; needs `Rights.execute`.
  public var image: RawHandle = noHandle
  /// Length of the image in bytes.
  public var imageLength: UInt64 = 0
  /// Where the image starts in the object, a multiple of the page size (a program inside the boot image).
  public var imageOffset: UInt64 = 0
  /// `StartBlob` bytes, copied to the top of the new stack; the entry point gets its address and length.
  public var blob: UInt64 = 0
  public var blobLength: UInt64 = 0
  /// RawHandle array: copied to the child's handles 0, 1, 2 …; `noHandle` leaves a gap.
  public var handles: UInt64 = 0
  public var handleCount: UInt64 = 0
  /// Scheme names separated by newlines: the child's namespace, a part of the caller's. 0 and 0: the caller's own. With
  /// `SpawnFlags.namespaceHandle` the number of a handle on a namespace, which may be more than the caller's.
  public var namespace: UInt64 = 0
  public var namespaceLength: UInt64 = 0
  /// UTF-8 name for `ps` and reports.
  public var name: UInt64 = 0
  public var nameLength: UInt64 = 0
  /// `inherit` or a user and group number (user 0 may choose).
  public var user: UInt32 = SpawnBlock.inherit
  public var group: UInt32 = SpawnBlock.inherit
  /// `inherit`, `own` (a new group led by the child), or the number of a group of the caller's session.
  public var processGroup: UInt32 = SpawnBlock.inherit
  public var priority: UInt32 = SpawnBlock.inherit
  /// Most bytes of private memory, 0: no limit of its own.
  public var memoryLimit: UInt64 = 0
  /// Filled in: the child's process number.
  public var process: UInt32 = 0
  public var flags = SpawnFlags()
  /// Nanoseconds after which the child counts as hung and ends as by a fault (`Fault.neverWaits` …), 0: never. Its own
  /// children do not inherit it.
  public var hangLimit: UInt64 = 0

  public static let inherit = UInt32.max
  public static let own = UInt32.max - 1

  public init() {}
}

/// Flags of `spawn`.
public struct SpawnFlags: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  /// `SpawnBlock.namespace` is a handle.
  public static let namespaceHandle = SpawnFlags(rawValue: 1 << 0)
  /// The child waits for `Signal.continue` before its first instruction: whoever traces it misses nothing.
  public static let stopped = SpawnFlags(rawValue: 1 << 1)
}

/// Bounds of a process, and the start of its life.
public enum ProcessLimits {
  /// Bytes of arguments, environment and handle names.
  public static let blob = 256 * 1024
  public static let handles = 1024
  public static let threads = 256
  /// Bytes of the first thread's stack (mapped on demand, a guard page below).
  public static let stack: UInt64 = 8 << 20
  public static let name = 32
  /// Nanoseconds of the longest `SpawnBlock.hangLimit`: an hour.
  public static let hang: UInt64 = 3_600_000_000_000
}

/// Scheduling classes, from the most to the least urgent.
public enum Priority: UInt32, Sendable {
  case interrupt = 0
  case interactive = 1
  case normal = 2
  case batch = 3
}

/// The signals of the system. A process that collects signals through `proc:signals` finds them there (all but `kill`);
/// for every other, `child`, `continue` and `windowChange` are nothing, and the rest ends it.
public enum Signal: UInt32, Sendable {
  case hangup = 1
  case interrupt = 2
  case quit = 3
  case kill = 9
  case user1 = 10
  case user2 = 12
  case terminate = 15
  case child = 17
  case `continue` = 18
  case stop = 19
  case terminalStop = 20
  case windowChange = 28
}

/// How a process ended, read from its process handle (the read waits for the end). 40 bytes.
public struct ExitStatus: BitwiseCopyable, Sendable {
  public enum Kind: UInt32, Sendable {
    case exited = 0
    case signaled = 1
    case faulted = 2
  }
  /// A `Kind`.
  public var kind: UInt32 = 0
  /// Exit status, signal number or `Fault`.
  public var code: Int32 = 0
  /// Of a fault: instruction and data address.
  public var instruction: UInt64 = 0
  public var address: UInt64 = 0
  public var process: UInt32 = 0
  public var reserved: UInt32 = 0
  /// Monotonic nanoseconds of the end.
  public var time: UInt64 = 0

  public init() {}

  /// The number that a shell shows: 0-255, or 128 + signal (a fault counts as 139).
  public var shellStatus: Int32 {
    switch Kind(rawValue: kind) {
    case .exited: code & 0xff
    case .signaled: 128 &+ (code & 0x7f)
    default: 139
    }
  }
}

/// Why the kernel stopped a process.
public enum Fault: Int32, Sendable {
  case pageFault = 1
  case illegalInstruction = 2
  case privilegedInstruction = 3
  case divideError = 4
  case breakpoint = 5
  case alignment = 6
  case floatingPoint = 7
  case outOfMemory = 8
  case stackOverflow = 9
  /// It lives, but does not do its work any more (`SpawnBlock.hangLimit`): a thread ran for so long without waiting for
  /// anything.
  case neverWaits = 10
  /// A call lay so long at its scheme, while it waited for something else.
  case neverReceives = 11
  /// The same with an interrupt.
  case neverAcknowledges = 12
  /// The same with a call that it received and that every server answers at once: any but `read`.
  case neverAnswers = 13
  /// The server of the memory that was touched did not bring the page.
  case pageNotBrought = 14
}

/// One process in the eyes of `ps` and `top`: read from `proc:N/status`. 128 bytes.
public struct ProcessStatus: BitwiseCopyable, Sendable {
  public enum State: UInt32, Sendable { case running = 0, ready = 1, blocked = 2, stopped = 3, ended = 4 }
  public var process: UInt32 = 0
  public var parent: UInt32 = 0
  public var processGroup: UInt32 = 0
  public var user: UInt32 = 0
  public var group: UInt32 = 0
  /// A `State`.
  public var state: UInt32 = 0
  public var priority: UInt32 = 0
  public var threads: UInt32 = 0
  public var handles: UInt32 = 0
  public var nameLength: UInt32 = 0
  /// Private bytes in memory.
  public var residentBytes: UInt64 = 0
  /// Bytes of address space.
  public var virtualBytes: UInt64 = 0
  /// Nanoseconds of CPU.
  public var cpuTime: UInt64 = 0
  /// Monotonic nanoseconds of its start.
  public var started: UInt64 = 0
  /// UTF-8 name, `nameLength` bytes of 32.
  public var name: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  public var reserved: (UInt64, UInt64, UInt64) = (0, 0, 0)

  public init() {}
}

/// The machine in the eyes of `free` and `top`: read from `sys:memory`. 64 bytes.
public struct MemoryStatus: BitwiseCopyable, Sendable {
  /// Bytes.
  public var total: UInt64 = 0
  public var free: UInt64 = 0
  public var kernelHeap: UInt64 = 0
  public var pageTables: UInt64 = 0
  /// Pages that servers brought: as good as free, since they are taken back when somebody else needs them.
  public var shared: UInt64 = 0
  public var handles: UInt64 = 0
  public var processes: UInt64 = 0
  public var threads: UInt64 = 0
  public init() {}
}
