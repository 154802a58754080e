// The shell's host on the System library: the same for Apus and for Linux.
//
// Handles of the shell are handle numbers of the process; started programs are kept here until they have ended.

import ABI
import ShellCore
import System

/// The running system, as the shell sees it.
struct SystemHost: ShellHost {
  /// A started program.
  private final class Child {
    let process: ChildProcess
    var result: WaitResult?
    init(_ process: consuming ChildProcess) { self.process = process }
  }

  private var children: [ProcessNumber: Child] = [:]
  /// Groups in place of those whose leader had ended before the rest of its pipeline was started.
  private var successors: [ProcessNumber: ProcessNumber] = [:]
  /// Collects Ctrl+C while a person types; nil in scripts, which it ends.
  private var signals: Signals?
  let process = ProcessNumber(Int(CurrentProcess.id))
  let parentProcess = ProcessNumber(Int(CurrentProcess.parent))
  let shellPath: Bytes

  init(signals: Signals?, shellPath: Bytes) {
    self.signals = signals
    self.shellPath = shellPath
  }

  // MARK: Files

  mutating func open(_ path: Bytes, _ mode: OpenMode) throws(HostError) -> HostHandle {
    let permissions = OpenFlags.mode(0o666)
    let flags: OpenFlags =
      switch mode {
      case .read: .read
      case .write: [.write, .create, .truncate, permissions]
      case .append: [.write, .create, .append, permissions]
      case .readWrite: [.read, .write, .create, permissions]
      }
    do throws(Errno) {
      return HostHandle(Int(try Handle.open(Self.systemPath(path), flags).release()))
    } catch {
      throw HostError(error)
    }
  }

  /// The names that every script uses for the null device lead to the scheme that serves it.
  private static func systemPath(_ path: Bytes) -> String {
    #if !os(Linux)
      if path.matches("/dev/null") { return "null:" }
      if path.matches("/dev/zero") { return "zero:" }
    #endif
    return path.text
  }

  mutating func close(_ handle: HostHandle) { Handle(owning: Self.raw(handle)).close() }

  private static func raw(_ handle: HostHandle) -> RawHandle { RawHandle(truncatingIfNeeded: handle.number) }

  mutating func read(_ handle: HostHandle, upTo count: Int) throws(HostError) -> Bytes {
    let raw = Self.raw(handle)
    if let signals, Terminal.isTerminal(raw), signals.interrupts(waitFor: raw) { throw .interrupted }
    var buffer = Bytes(repeating: 0, count: max(count, 1))
    do throws(Errno) {
      let length = try Streams.read(raw, into: &buffer)
      return Bytes(buffer.prefix(length))
    } catch {
      throw HostError(error)
    }
  }

  mutating func write(_ handle: HostHandle, _ bytes: Bytes) throws(HostError) {
    do throws(Errno) { try Streams.writeAll(Self.raw(handle), bytes) } catch { throw HostError(error) }
  }

  mutating func makePipe() throws(HostError) -> (reader: HostHandle, writer: HostHandle) {
    do throws(Errno) {
      return try Pipe().ends { (HostHandle(Int($0.release())), HostHandle(Int($1.release()))) }
    } catch {
      throw HostError(error)
    }
  }

  /// What a pipe surely takes without a reader.
  private static let pipeCapacity = 32 * 1024

  mutating func makeInput(_ bytes: Bytes) throws(HostError) -> HostHandle {
    if bytes.count <= Self.pipeCapacity {
      let pipe = try makePipe()
      defer { close(pipe.writer) }
      try write(pipe.writer, bytes)
      return pipe.reader
    }
    let path = "/tmp/.sh-\(CurrentProcess.id)-\(SystemClock.monotonic)"
    do throws(Errno) {
      let flags: OpenFlags = [.read, .write, .create, .exclusive, OpenFlags.mode(0o600)]
      let file = try Handle.open(path, flags)
      try FileSystem.unlink(path)
      try file.writeAll(bytes)
      try file.seek(to: 0)
      return HostHandle(Int(file.release()))
    } catch {
      throw HostError(error)
    }
  }

  mutating func waitReadable(_ handles: [HostHandle]) -> Int {
    do throws(Errno) {
      var queue = try EventQueue()
      for (index, handle) in handles.enumerated() {
        try queue.subscribe(Self.raw(handle), .readable, userData: UInt64(index))
      }
      return Int(try queue.wait().first?.userData ?? 0)
    } catch {
      return 0
    }
  }

  mutating func isTerminal(_ handle: HostHandle) -> Bool { Terminal.isTerminal(Self.raw(handle)) }

  // MARK: Names

  mutating func list(_ path: Bytes) throws(HostError) -> [Bytes] {
    do throws(Errno) { return try FileSystem.list(path.text).map { Bytes($0.name.utf8) } } catch {
      throw HostError(error)
    }
  }

  mutating func status(_ path: Bytes, followsLinks: Bool) throws(HostError) -> ShellCore.FileStatus {
    do throws(Errno) {
      let status = try FileSystem.status(Self.systemPath(path), followLinks: followsLinks)
      let kind: ShellCore.FileStatus.Kind =
        switch FileKind(rawValue: status.kind) {
        case .directory, .scheme: .directory
        case .symbolicLink: .link
        case .characterDevice: .characterDevice
        case .pipe: .pipe
        default: .file
        }
      return ShellCore.FileStatus(
        kind: kind, size: Int(clamping: status.size), modified: Int64(clamping: status.modified),
        identity: [status.inode])
    } catch {
      throw HostError(error)
    }
  }

  mutating func isAccessible(_ path: Bytes, _ mode: AccessMode) -> Bool {
    guard let status = try? FileSystem.status(path.text) else { return false }
    let bit: UInt16 =
      switch mode {
      case .read: 4
      case .write: 2
      case .execute: 1
      }
    let user = CurrentProcess.user
    if user == 0 { return mode != .execute || status.mode & 0o111 != 0 }
    if status.user == user { return status.mode >> 6 & bit != 0 }
    if status.group == CurrentProcess.group { return status.mode >> 3 & bit != 0 }
    return status.mode & bit != 0
  }

  mutating func currentDirectory() -> Bytes { Bytes(WorkingDirectory.current.utf8) }

  mutating func changeDirectory(_ path: Bytes) throws(HostError) {
    // The directory is a name for the library to put before others: nobody else would ask.
    if let status = try? FileSystem.status(path.text), FileKind(rawValue: status.kind) == .directory,
      !isAccessible(path, .execute)
    {
      throw .permissionDenied
    }
    do throws(Errno) { try WorkingDirectory.change(to: path.text) } catch { throw HostError(error) }
  }

  mutating func setCreationMask(_ mask: UInt16?) -> UInt16 {
    defer { if let mask { CreationMask.current = mask } }
    return CreationMask.current
  }

  mutating func homeDirectory(of user: Bytes) -> Bytes? {
    let users = (try? FileSystem.readFile("/etc/passwd", limit: 1 << 20)) ?? []
    for line in users.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard fields.count > 5 else { continue }
      let isWanted =
        user.isEmpty ? Bytes(fields[2]).decimalValue == Int64(CurrentProcess.user) : fields[0].elementsEqual(user)
      if isWanted { return Bytes(fields[5]) }
    }
    return nil
  }

  // MARK: Processes

  mutating func spawn(_ request: ShellCore.SpawnRequest) throws(HostError) -> ProcessNumber {
    let count = (request.handles.map { $0.number }.max() ?? -1) + 1
    var handles = [RawHandle](repeating: noHandle, count: count)
    for (number, handle) in request.handles { handles[number] = Self.raw(handle) }
    // A program without a slash in its path would be looked up again.
    let path = request.path.contains(UInt8(ascii: "/")) ? request.path : "./".bytes + request.path
    var system = System.SpawnRequest(path.text, request.arguments.map { $0.text })
    system.environment = request.environment.map { $0.text }
    system.handles = handles
    system.memoryLimit = request.memoryLimit
    system.group =
      switch request.group {
      case .inherited: .inherit
      case .new: .own
      case .joined(let leader): .join(groupNumber(leader))
      }
    do throws(Errno) {
      return add(try system.start())
    } catch {
      // A group ends with its last process: the first of a pipeline may be gone already.
      guard case .joined(let leader) = request.group, error == .noSuchProcess else { throw HostError(error) }
      system.group = .own
      do throws(Errno) {
        let number = add(try system.start())
        successors[leader] = number
        return number
      } catch {
        throw HostError(error)
      }
    }
  }

  private mutating func add(_ process: consuming ChildProcess) -> ProcessNumber {
    let child = Child(process)
    let number = ProcessNumber(Int(child.process.id))
    children[number] = child
    return number
  }

  /// The number of the group that `leader` leads or led.
  private func groupNumber(_ leader: ProcessNumber) -> UInt32 {
    UInt32(truncatingIfNeeded: (successors[leader] ?? leader).number)
  }

  mutating func wait(_ process: ProcessNumber, untilStopped: Bool) throws(HostError) -> WaitResult {
    guard let child = children[process] else { throw .notFound }
    if untilStopped, child.result == nil, let signals {
      // A stop is told by a signal; one that came before is seen in the state.
      while true {
        if child.process.isStopped { return .stopped(Int32(Signal.terminalStop.rawValue)) }
        if signals.wait(for: child.process.handle.raw) == .input { break }
      }
    }
    children[process] = nil
    if let result = child.result { return result }
    do throws(Errno) { return Self.result(try child.process.wait()) } catch { throw HostError(error) }
  }

  mutating func waitOrSignal(_ process: ProcessNumber) throws(HostError) -> WaitResult? {
    guard let child = children[process] else { throw .notFound }
    if child.result == nil, let signals, !signals.waits(for: child.process.handle.raw) { return nil }
    return try wait(process, untilStopped: false)
  }

  mutating func poll(_ process: ProcessNumber) -> WaitResult? {
    guard let child = children[process] else { return nil }
    if child.result == nil, let status = try? child.process.poll() { child.result = Self.result(status) }
    if child.result == nil, child.process.isStopped { return .stopped(Int32(Signal.terminalStop.rawValue)) }
    return child.result
  }

  private static func result(_ status: ExitStatus) -> WaitResult {
    let shown = status.shellStatus
    return ExitStatus.Kind(rawValue: status.kind) == .exited ? .exited(shown) : .signaled(shown - 128)
  }

  mutating func signal(_ process: ProcessNumber, _ signal: Int32, group: Bool) throws(HostError) {
    guard signal != 0 else { return }
    guard let signal = Signal(rawValue: UInt32(truncatingIfNeeded: signal)) else { throw .unsupported }
    do throws(Errno) {
      try Processes.kill(group ? -Int64(groupNumber(process)) : Int64(process.number), signal)
    } catch {
      throw HostError(error)
    }
  }

  mutating func setForeground(_ group: ProcessNumber?) {
    let number = group.map(groupNumber) ?? CurrentProcess.processGroup
    try? Terminal.setForeground(Streams.input, group: number)
    #if os(Linux)
      // A program that read from the terminal before it got it was stopped for that.
      if group != nil { try? Processes.kill(-Int64(number), .continue) }
    #endif
  }

  mutating func watchSignals(_ numbers: [Int32]) {
    if signals == nil {
      signals = try? Signals(numbers.compactMap { Signal(rawValue: UInt32(bitPattern: $0)) }, isInteractive: false)
    }
    signals?.watch(numbers)
  }

  mutating func takeSignals() -> [Int32] { signals?.takePending() ?? [] }

  mutating func takeInterrupt() -> Bool { signals?.takeInterrupt() ?? false }

  mutating func processorTime() -> (own: Int64, children: Int64) {
    (Int64(clamping: SystemClock.processTime), 0)
  }
}

extension HostError {
  /// The shell's name for an error of the system.
  init(_ error: Errno) {
    self =
      switch error {
      case .noSuchEntry: .notFound
      case .accessDenied: .permissionDenied
      case .isDirectory: .isDirectory
      case .notDirectory: .notDirectory
      case .exists: .exists
      case .badExecutable: .notExecutable
      case .brokenPipe: .brokenPipe
      case .interrupted: .interrupted
      case .badHandle: .badHandle
      case .notSupported: .unsupported
      default: .other(Bytes("\(error.message)".utf8))
      }
  }
}
