// Starting a program: what it gets is listed here and nowhere else. There is no fork.

public import ABI

/// How a child is started.
public struct SpawnRequest: Sendable {
  public enum Group: Sendable {
    case inherit
    /// A group of its own, which the child leads.
    case own
    case join(UInt32)
  }

  /// Path of the program; a name without a slash is looked up in PATH.
  public var program: String
  /// With the program's name first.
  public var arguments: [String]
  /// nil: this process's environment.
  public var environment: [String]?
  /// nil: this process's working directory.
  public var directory: String?
  /// The child's handles 0, 1, 2 …; `noHandle` leaves a gap. They stay the caller's.
  public var handles: [RawHandle] = [Streams.input, Streams.output, Streams.error]
  /// Further handles, found by `CurrentProcess.takeHandle(named:)`. Not on the host.
  public var namedHandles: [(name: String, handle: RawHandle)] = []
  public var group = Group.inherit
  /// nil: as the caller.
  public var user: UInt32?
  public var userGroup: UInt32?
  /// Schemes that the child may open; nil: the caller's. Not on the host.
  public var schemes: [String]?
  /// A handle on a namespace (`Namespace`) instead of `schemes`; it stays the caller's.
  public var namespace: RawHandle?
  public var priority: Priority?
  /// Bytes of private memory that it may have; nil: as the caller. Not on the host.
  public var memoryLimit: UInt64?
  /// Nanoseconds after which it counts as hung (`SpawnBlock.hangLimit`); nil: never. Not on the host.
  public var hangLimit: UInt64?
  /// It waits for `Signal.continue` before its first instruction. Not on the host.
  public var startsStopped = false
  /// Makes handle 0 the child's controlling terminal, in a session of its own (host only; in Apus a terminal is a
  /// handle).
  public var controlsTerminal = false

  public init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// Starts it.
  /// - Throws: `.noSuchEntry` (no such program), `.badExecutable`, `.accessDenied`, `.outOfMemory` …
  public func start() throws(Errno) -> ChildProcess { try Platform.spawn(self) }

  /// Starts an image that lies in a memory object: what `init` does before there are files. Not on the host.
  /// - Parameter offset: where the image starts, a multiple of the page size.
  public func start(image: borrowing Handle, offset: UInt64, length: UInt64) throws(Errno) -> ChildProcess {
    try Platform.spawn(self, image: image.raw, offset: offset, length: length)
  }
}

/// A started child. Ends of life are collected with `wait`; a child that is dropped goes on running.
public struct ChildProcess: ~Copyable, Sendable {
  public let id: UInt32
  /// Readable when the child has ended: for an event loop.
  public let handle: Handle

  init(id: UInt32, handle: consuming Handle) {
    self.id = id
    self.handle = handle
  }

  /// Waits for the end.
  public func wait() throws(Errno) -> ExitStatus { try Platform.wait(self, block: true) ?? ExitStatus() }

  /// How it ended, or nil while it runs.
  public func poll() throws(Errno) -> ExitStatus? { try Platform.wait(self, block: false) }

  /// Whether it was stopped by a signal and waits to be continued. The parent gets `Signal.child` when it is. Not on
  /// the host.
  public var isStopped: Bool { Platform.isStopped(self) }

  /// What the kernel said about the fault that ended it: registers and backtrace. `.noSuchEntry` without a fault; not
  /// on the host.
  public func faultReport() throws(Errno) -> [UInt8] {
    let report = try handle.derive("report")
    return try report.readAll()
  }

  /// Sends a signal.
  public func kill(_ signal: Signal) throws(Errno) { try Processes.kill(Int64(id), signal) }
}

/// Other processes, by number.
public enum Processes {
  /// - Parameter process: a process number, or a negated process-group number.
  public static func kill(_ process: Int64, _ signal: Signal) throws(Errno) { try Platform.kill(process, signal) }

  /// The path of `program`: itself when it has a slash or a scheme, else the first match in PATH.
  public static func find(_ program: String) -> String? {
    if program.utf8.contains(0x2F) || Paths.hasScheme(program) { return program }
    let path = Environment["PATH"] ?? "/bin"
    for directory in path.utf8.split(separator: 0x3A) {
      let candidate = Paths.join(String(Substring(directory)), program)
      if let status = try? FileSystem.status(candidate), status.kind == FileKind.regular.rawValue,
        status.mode & 0o111 != 0
      {
        return candidate
      }
    }
    return nil
  }
}
