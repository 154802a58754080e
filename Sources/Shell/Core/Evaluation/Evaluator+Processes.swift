// The evaluator's processes: finding programs, starting them, waiting for them.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.9.1.1 (search and execution), 2.8.2 (exit status).

extension Evaluator {
  /// What came of starting a program.
  enum Start {
    case success(ProcessNumber)
    /// The status that stands for the command; the message has been written.
    case failure(Int32)
  }

  /// Whether pipelines get process groups of their own.
  var hasJobs: Bool { state.options.contains(.monitor) && !state.isSubshell }

  // MARK: Finding

  /// The file that a command's name leads to; nil when there is none.
  func findProgram(_ name: Bytes) -> Bytes? {
    if name.contains(ASCII.slash) { return exists(file: name) ? name : nil }
    if let known = state.knownPrograms[name], exists(file: known) { return known }
    let found = findProgram(name, along: state.value("PATH") ?? [])
    if let found, !state.isSubshell { state.knownPrograms[name] = found }
    return found
  }

  /// The file of a program in one of the directories of `path`.
  func findProgram(_ name: Bytes, along path: Bytes) -> Bytes? {
    for directory in path.pieces(separatedBy: ASCII.colon) {
      let path = directory.isEmpty ? "./".bytes + name : directory + [ASCII.slash] + name
      if exists(file: path), host.isAccessible(path, .execute) { return path }
    }
    return nil
  }

  private func exists(file path: Bytes) -> Bool {
    do { return try host.status(path, followsLinks: true).kind != .directory } catch { return false }
  }

  // MARK: Starting

  /// Starts a program with the handles of `table`.
  func start(
    _ fields: [Bytes], _ assignments: [(name: Bytes, value: Bytes)], _ table: HandleTable,
    _ group: SpawnRequest.Group
  ) -> Start {
    guard let name = fields.first else { return .failure(0) }
    guard let path = findProgram(name) else {
      let isDirectory = name.contains(ASCII.slash) && isDirectory(name)
      let reason =
        isDirectory
        ? HostError.isDirectory.message
        : name.contains(ASCII.slash) ? HostError.notFound.message : "command not found".bytes
      report(name + ": ".bytes + reason)
      return .failure(isDirectory ? 126 : 127)
    }
    var request = SpawnRequest(
      path: path, arguments: fields, environment: environment(with: assignments), handles: [], group: group)
    request.memoryLimit = state.memoryLimit
    for entry in table.entries {
      if case .host(let handle) = entry.target { request.handles.append((entry.number, handle)) }
    }
    do {
      return .success(try host.spawn(request))
    } catch {
      if error == .notExecutable, let process = startScript(path, request) { return .success(process) }
      report(name + ": ".bytes + error.message)
      return .failure(error == .notFound ? 127 : 126)
    }
  }

  /// Starts the interpreter of a script: the one its first line names, else this shell.
  private func startScript(_ path: Bytes, _ request: SpawnRequest) -> ProcessNumber? {
    guard let head = readHead(of: path), !head.contains(ASCII.null) else { return nil }
    var request = request
    var interpreter = [host.shellPath]
    if head.starts(with: "#!".utf8) {
      let line = head.dropFirst(2).prefix { $0 != ASCII.newline }
      let words = line.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: ASCII.isBlank)
      if !words.isEmpty { interpreter = words.map { Bytes($0) } }
    }
    request.path = interpreter[0]
    request.arguments = interpreter + [path] + request.arguments.dropFirst()
    do { return try host.spawn(request) } catch { return nil }
  }

  private func readHead(of path: Bytes) -> Bytes? {
    do {
      let handle = try host.open(path, .read)
      defer { host.close(handle) }
      return try host.read(handle, upTo: 256)
    } catch {
      return nil
    }
  }

  private func environment(with assignments: [(name: Bytes, value: Bytes)]) -> [Bytes] {
    if assignments.isEmpty { return state.environment }
    var changed = state
    for assignment in assignments {
      changed.variables[assignment.name] = Variable(value: assignment.value, isExported: true)
    }
    return changed.environment
  }

  /// Starts this shell once more, with this one's state, for commands that have to run beside it.
  func startShell(_ script: Bytes, _ table: HandleTable, _ group: SpawnRequest.Group) -> Start {
    let mask = Bytes(octal: UInt64(host.setCreationMask(nil)))
    let whole = state.prelude + "umask ".bytes + mask + [ASCII.newline] + state.optionPrelude + script
    var request = SpawnRequest(
      path: host.shellPath,
      arguments: [
        "sh".bytes, Self.partOption.bytes, part(of: table), "-c".bytes, whole, state.name,
      ]
        + state.positional,
      environment: state.environment, handles: [], group: group)
    request.memoryLimit = state.memoryLimit
    for entry in table.entries {
      if case .host(let handle) = entry.target { request.handles.append((entry.number, handle)) }
    }
    var input: HostHandle?
    defer { if let input { host.close(input) } }
    do {
      if whole.count > Limits.scriptArgument {
        let handle = try host.makeInput(whole)
        input = handle
        let number = max(9, request.handles.map { $0.number }.max() ?? 0) + 1
        request.handles.append((number, handle))
        request.arguments[3] = Self.scriptHandleOption.bytes
        request.arguments[4] = Bytes(decimal: number)
      }
      return .success(try host.spawn(request))
    } catch {
      report("cannot start a subshell: ".bytes + error.message)
      return .failure(126)
    }
  }

  /// What the part option says: the shell's process, and the handles that are open besides the first three.
  private func part(of table: HandleTable) -> Bytes {
    var text = Bytes(decimal: shellProcess.number)
    for entry in table.entries where entry.number > 2 { text += ",".bytes + Bytes(decimal: entry.number) }
    return text
  }

  /// The option by which a shell is told that it runs a part of another one's script, whose process number and
  /// handles follow.
  public static var partOption: String { "--part-of" }

  /// The option by which a shell is told the handle that its script is read from: one too long for an argument.
  public static var scriptHandleOption: String { "--script-handle" }

  // MARK: Waiting

  /// Waits for a pipeline in the foreground, and collects its output on the way.
  func finish(_ job: JobBuilder, _ plumbing: Plumbing) throws(Unwind) -> [Int32] {
    if hasJobs { host.setForeground(job.processes.first) }
    plumbing.drain(&host)
    return try waitForeground(job.processes, command: job.command, number: nil)
  }

  /// Waits for processes, and returns the status of each; when they are stopped, they become a job.
  func waitForeground(_ processes: [ProcessNumber], command: Bytes, number: Int?) throws(Unwind) -> [Int32] {
    var statuses: [Int32] = []
    defer { if hasJobs { host.setForeground(nil) } }
    for (index, process) in processes.enumerated() {
      let result: WaitResult
      do { result = try host.wait(process, untilStopped: hasJobs) } catch { result = .exited(127) }
      if case .stopped(let signal) = result {
        keepStopped(Array(processes[index...]), command: command, number: number, leader: processes.first)
        return statuses + [Int32](repeating: 128 + signal, count: processes.count - index)
      }
      statuses.append(exitStatus(of: result))
      if case .signaled(let signal) = result, index == processes.count - 1 { announce(signal) }
    }
    if let number { jobs.remove(number) }
    if statuses.last == 130, state.options.contains(.interactive) { throw .interrupted }
    return statuses
  }

  private func keepStopped(_ processes: [ProcessNumber], command: Bytes, number: Int?, leader: ProcessNumber?) {
    guard let last = processes.last else { return }
    let job = Job(
      number: number ?? jobs.nextNumber, processes: processes, last: last, leader: leader, command: command,
      state: .stopped)
    if number == nil { jobs.add(job) } else { jobs.update(job) }
    write(to: 2, [ASCII.newline] + line(for: job))
  }

  /// Tells a person why a program ended, when it was not Ctrl+C or a closed pipe.
  private func announce(_ signal: Int32) {
    guard state.options.contains(.interactive), signal != 2, signal != 13 else { return }
    let name = Signal.table.first { $0.number == signal }?.description ?? "Signal"
    write(to: 2, name.bytes + [ASCII.newline])
  }

  func exitStatus(of result: WaitResult) -> Int32 {
    switch result {
    case .exited(let status): status & 0xff
    case .signaled(let signal), .stopped(let signal): 128 &+ (signal & 0x7f)
    }
  }
}
