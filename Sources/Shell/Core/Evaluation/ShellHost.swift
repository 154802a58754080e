// What the shell needs of the system around it.
//
// There is no fork: a host starts a program with an explicit table of handles. The shell never redirects itself; it
// keeps a table of its own and hands it to whatever it starts. Tests run the shell on a host that exists in memory
// only.

/// A handle of the host. Its number means nothing to the shell.
public struct HostHandle: Equatable, Sendable {
  /// The host's number.
  public var number: Int

  /// A handle with the host's number.
  public init(_ number: Int) { self.number = number }
}

/// A process of the host.
public struct ProcessNumber: Equatable, Hashable, Sendable {
  /// The number that `$!`, `kill` and `ps` show.
  public var number: Int

  /// A process with the host's number.
  public init(_ number: Int) { self.number = number }
}

/// How to open a file.
public enum OpenMode: Equatable, Sendable {
  case read
  /// Creates the file, or empties it.
  case write
  /// Creates the file when needed, and writes at its end.
  case append
  /// Creates the file when needed.
  case readWrite
}

/// Why the host could not do something.
public enum HostError: Error, Equatable {
  case notFound
  case permissionDenied
  case isDirectory
  case notDirectory
  case exists
  /// The file is no program.
  case notExecutable
  case brokenPipe
  case interrupted
  case badHandle
  case unsupported
  /// Anything else, with the host's words for it.
  case other(Bytes)

  /// The words that users know from every Unix.
  public var message: Bytes {
    switch self {
    case .notFound: "No such file or directory".bytes
    case .permissionDenied: "Permission denied".bytes
    case .isDirectory: "Is a directory".bytes
    case .notDirectory: "Not a directory".bytes
    case .exists: "File exists".bytes
    case .notExecutable: "Exec format error".bytes
    case .brokenPipe: "Broken pipe".bytes
    case .interrupted: "Interrupted".bytes
    case .badHandle: "Bad file descriptor".bytes
    case .unsupported: "Operation not supported".bytes
    case .other(let message): message
    }
  }
}

/// What a program is started with.
public struct SpawnRequest {
  /// Where the process belongs.
  public enum Group: Equatable, Sendable {
    /// The shell's own group: a shell that nobody types into.
    case inherited
    /// A group of its own, which it leads.
    case new
    /// The group that another process leads.
    case joined(ProcessNumber)
  }

  /// The file.
  public var path: Bytes
  /// All arguments, the program's name first.
  public var arguments: [Bytes]
  /// `NAME=value` each.
  public var environment: [Bytes]
  /// What the program finds under each handle number. The host duplicates the handles; the shell keeps its own.
  public var handles: [(number: Int, handle: HostHandle)]
  /// Its group.
  public var group: Group
  /// Bytes of memory that it may have; nil: as many as the shell.
  public var memoryLimit: UInt64? = nil
}

/// What became of a process.
public enum WaitResult: Equatable, Sendable {
  /// It ended, with this status.
  case exited(Int32)
  /// A signal ended it.
  case signaled(Int32)
  /// It is stopped and can be continued.
  case stopped(Int32)
}

/// What the shell needs to know of a file.
public struct FileStatus: Equatable, Sendable {
  /// Kinds of files.
  public enum Kind: Equatable, Sendable { case file, directory, link, pipe, socket, characterDevice, blockDevice }

  /// Its kind.
  public var kind: Kind
  /// Its size in bytes.
  public var size: Int
  /// When its content changed, in nanoseconds since some fixed moment.
  public var modified: Int64
  /// Equal for two names of the same file.
  public var identity: [UInt64]

  /// A status.
  public init(kind: Kind, size: Int = 0, modified: Int64 = 0, identity: [UInt64] = []) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.identity = identity
  }
}

/// Ways to use a file, for `test`.
public enum AccessMode: Equatable, Sendable { case read, write, execute }

/// The system, as the shell sees it. Paths may be relative to the current directory.
public protocol ShellHost {
  // Files.

  /// Opens a file.
  mutating func open(_ path: Bytes, _ mode: OpenMode) throws(HostError) -> HostHandle
  /// Closes a handle.
  mutating func close(_ handle: HostHandle)
  /// Reads up to `count` bytes, at least one; none at the end. Waits for them.
  mutating func read(_ handle: HostHandle, upTo count: Int) throws(HostError) -> Bytes
  /// Writes everything.
  mutating func write(_ handle: HostHandle, _ bytes: Bytes) throws(HostError)
  /// A pipe's two ends.
  mutating func makePipe() throws(HostError) -> (reader: HostHandle, writer: HostHandle)
  /// A handle that reads `bytes`, of any length, without another process writing them.
  mutating func makeInput(_ bytes: Bytes) throws(HostError) -> HostHandle
  /// The index of a handle that can be read without waiting, or is at its end. Waits for one.
  mutating func waitReadable(_ handles: [HostHandle]) -> Int
  /// Whether a person sits at the other end.
  mutating func isTerminal(_ handle: HostHandle) -> Bool

  // Names.

  /// The names in a directory, without `.` and `..`, in any order.
  mutating func list(_ path: Bytes) throws(HostError) -> [Bytes]
  /// What a file is.
  mutating func status(_ path: Bytes, followsLinks: Bool) throws(HostError) -> FileStatus
  /// Whether a file may be used.
  mutating func isAccessible(_ path: Bytes, _ mode: AccessMode) -> Bool
  /// The current directory's absolute path.
  mutating func currentDirectory() -> Bytes
  /// Changes the current directory.
  mutating func changeDirectory(_ path: Bytes) throws(HostError)
  /// Sets the permissions that new files do not get, and returns the former ones.
  mutating func setCreationMask(_ mask: UInt16?) -> UInt16

  // Processes.

  /// Starts a program.
  mutating func spawn(_ request: SpawnRequest) throws(HostError) -> ProcessNumber
  /// Waits until a process ends, or (with `untilStopped`) stops.
  mutating func wait(_ process: ProcessNumber, untilStopped: Bool) throws(HostError) -> WaitResult
  /// Waits until a process ends, or until a signal that is watched has come: nil then.
  mutating func waitOrSignal(_ process: ProcessNumber) throws(HostError) -> WaitResult?
  /// What became of a process, without waiting; nil while it runs.
  mutating func poll(_ process: ProcessNumber) -> WaitResult?
  /// Sends a signal to a process, or to the group that it leads.
  mutating func signal(_ process: ProcessNumber, _ signal: Int32, group: Bool) throws(HostError)
  /// Gives the terminal to a group; nil takes it back.
  mutating func setForeground(_ group: ProcessNumber?)
  /// Whether the user pressed Ctrl+C since the last call.
  mutating func takeInterrupt() -> Bool
  /// Collects signals from now on, besides those that are collected already: `trap` wants them.
  mutating func watchSignals(_ numbers: [Int32])
  /// The signals that came since the last call, Ctrl+C of a person excepted.
  mutating func takeSignals() -> [Int32]
  /// The shell's own process.
  var process: ProcessNumber { get }
  /// The process that started it.
  var parentProcess: ProcessNumber { get }
  /// The shell's program, to run parts of a script in another process.
  var shellPath: Bytes { get }
  /// The home directory of a user, for `~name`.
  mutating func homeDirectory(of user: Bytes) -> Bytes?
  /// Nanoseconds of processor time that the shell and its children have used, for `times`.
  mutating func processorTime() -> (own: Int64, children: Int64)
}
