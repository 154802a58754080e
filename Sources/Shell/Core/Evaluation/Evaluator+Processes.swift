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
    for directory in (state.value("PATH") ?? []).pieces(separatedBy: ASCII.colon) {
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
    let whole = state.prelude + script
    var request = SpawnRequest(
      path: host.shellPath, arguments: ["sh".bytes, "-c".bytes, whole, state.name] + state.positional,
      environment: state.environment, handles: [], group: group)
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
        request.arguments[1] = Self.scriptHandleOption.bytes
        request.arguments[2] = Bytes(decimal: number)
      }
      return .success(try host.spawn(request))
    } catch {
      report("cannot start a subshell: ".bytes + error.message)
      return .failure(126)
    }
  }

  /// The option by which a shell is told the handle that its script is read from: one too long for an argument.
  public static var scriptHandleOption: String { "--script-handle" }

  // MARK: Waiting

  /// Waits for a pipeline in the foreground, and collects its output on the way.
  func finish(_ job: JobBuilder, _ plumbing: Plumbing) throws(Unwind) -> Int32 {
    if hasJobs { host.setForeground(job.processes.first) }
    plumbing.drain(&host)
    return try waitForeground(job.processes, command: job.command, number: nil)
  }

  /// Waits for processes; when they are stopped, they become a job.
  func waitForeground(_ processes: [ProcessNumber], command: Bytes, number: Int?) throws(Unwind) -> Int32 {
    var status: Int32 = 0
    var worst: Int32 = 0
    defer { if hasJobs { host.setForeground(nil) } }
    for (index, process) in processes.enumerated() {
      let result: WaitResult
      do { result = try host.wait(process, untilStopped: hasJobs) } catch { result = .exited(127) }
      if case .stopped(let signal) = result {
        keepStopped(Array(processes[index...]), command: command, number: number, leader: processes.first)
        return 128 + signal
      }
      status = exitStatus(of: result)
      if status != 0 { worst = status }
      if case .signaled(let signal) = result, index == processes.count - 1 { announce(signal) }
    }
    if let number { jobs.remove(number) }
    if status == 130, state.options.contains(.interactive) { throw .interrupted }
    return state.options.contains(.pipeFail) ? worst : status
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
