// What the kernel tells about what it does: events of its trace (`sys:trace`), and the records of those who watch a
// process (`proc:N/trace`) or take samples (`sys:profile`). Layouts only, pinned by host tests.

/// What an event of the trace tells.
public enum TraceKind: UInt16, Sendable {
  /// The thread gets the CPU.
  case onProcessor = 1
  /// A system call begins (only while `sys:trace/calls` is open). `first`: its number, `second`: its first argument.
  case call = 2
  /// A system call has failed; while `sys:trace/calls` is open also one that has not. `first`: its number, `second`:
  /// its result.
  case result = 3
  /// A trap that ends the program. `first`: the address that it is about, `second`: the instruction.
  case fault = 4
  /// An interrupt came in while the thread ran. `first`: the line.
  case interrupt = 5
  /// The timer's interrupt.
  case timer = 6
  /// A process was started by the thread. `first`: its number, `second`: the first eight bytes of its name.
  case spawn = 7
  /// The process has ended. `first`: `ExitStatus.kind`, `second`: `ExitStatus.code`.
  case end = 8

  /// One word for it.
  public var name: StaticString {
    switch self {
    case .onProcessor: "runs"
    case .call: "call"
    case .result: "result"
    case .fault: "fault"
    case .interrupt: "interrupt"
    case .timer: "timer"
    case .spawn: "spawn"
    case .end: "end"
    }
  }
}

/// One event of the kernel's trace, as `sys:trace` has them from the oldest to the newest. 40 bytes.
public struct TraceEvent: BitwiseCopyable, Sendable {
  /// Monotonic nanoseconds.
  public var time: UInt64 = 0
  /// Process and thread, so that the kernel stores them at once.
  public var who = Who()
  /// A `TraceKind`.
  public var kind: UInt64 = 0
  public var first: UInt64 = 0
  public var second: UInt64 = 0

  public init() {}

  public static let length = 40

  public var process: UInt32 { who.process }
  public var thread: UInt32 { who.thread }

  /// A thread of a process; zeros where it was nobody.
  public struct Who: BitwiseCopyable, Sendable {
    private let numbers: UInt64

    public init(process: UInt32 = 0, thread: UInt32 = 0) { numbers = UInt64(thread) << 32 | UInt64(process) }

    public var process: UInt32 { UInt32(truncatingIfNeeded: numbers) }
    public var thread: UInt32 { UInt32(truncatingIfNeeded: numbers >> 32) }
  }
}

/// What a record of a trace stream is.
public enum TraceRecordKind: UInt16, Sendable {
  /// A system call begins. `number`: which, `words` 0 to 4: its arguments, `bytes`: what the call passes that says most
  /// (a path, a name, the bytes of a write or a call, a `Reply`). For `call` word 2 is the operation and word 3 the
  /// handle that goes along.
  case call = 1
  /// It is done. `words` 0: the result; `bytes`: what came back (the bytes of a read or a call, a `Request`). For
  /// `call` word 1 is the handle that came back, for `spawn` the process.
  case result = 2
  /// The process has ended. `words` 0: `ExitStatus.kind`, 1: `ExitStatus.code`.
  case end = 3
  /// So many records (`words` 0) were lost here, because the reader did not keep up.
  case lost = 4
  /// Where a thread was. `count` of `words` are the instruction and its return addresses. `number`: 1 where it was
  /// about to return from a system call: the time before went into the kernel.
  case sample = 5
}

/// One record of `proc:N/trace` or `sys:profile`. 128 bytes.
public struct TraceRecord: BitwiseCopyable, Sendable {
  /// Monotonic nanoseconds.
  public var time: UInt64 = 0
  public var process: UInt32 = 0
  public var thread: UInt32 = 0
  /// A `TraceRecordKind`.
  public var kind: UInt16 = 0
  /// How many of the bytes, or of the words of a sample, there are.
  public var count: UInt16 = 0
  public var number: UInt32 = 0
  public var words: InlineArray<5, UInt64> = .init(repeating: 0)
  /// 64 bytes; the further words of a sample.
  public var bytes: InlineArray<8, UInt64> = .init(repeating: 0)

  public init() {}

  public static let length = 128
  /// Bytes of `bytes`.
  public static let byteCapacity = 64
  /// Words of a sample.
  public static let sampleCapacity = 13
}
