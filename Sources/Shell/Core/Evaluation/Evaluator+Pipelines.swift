// The evaluator's pipelines, background jobs and command substitutions.
//
// Without fork, programs are started beside the shell, and at most one stage of a pipeline (a builtin, function or
// compound command) runs inside it, on a copy of the state, after all others have been started. Further such stages run
// in a shell of their own that is handed the state as a script. While output is captured only the last stage may run
// inside: nobody would empty the capture's pipe otherwise.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.9.2, 2.9.3.1, 2.6.3.

extension Evaluator {
  private enum Stage {
    case program(PreparedCommand)
    /// A builtin, function or assignment, expanded.
    case prepared(PreparedCommand)
    case command(Command)
    /// Its expansion failed with this status.
    case failed(Int32)
  }

  // MARK: Pipelines

  /// Runs the stages of a pipeline (two or more) and returns the last one's status.
  func run(stages commands: [Command]) throws(Unwind) -> Int32 {
    let stages = commands.map(prepareStage)
    let inside = stageInside(stages)
    var job = JobBuilder(command: jobName(commands))
    let plumbing = Plumbing(state.handles, &host)
    var statuses: [Int32?] = []
    var input: HostHandle?
    var insideTable: (table: HandleTable, handles: [HostHandle])?
    for (index, stage) in stages.enumerated() {
      var table = state.handles
      var own: [HostHandle] = []
      if let reader = input {
        table[0] = .host(reader)
        own.append(reader)
      }
      input = nil
      if index < stages.count - 1, let pipe = makePipe() {
        table[1] = .host(pipe.writer)
        own.append(pipe.writer)
        input = pipe.reader
      }
      if index == inside {
        insideTable = (table, own)
        statuses.append(nil)
        continue
      }
      switch start(stage, plumbing.connected(table), job.group(hasJobs: hasJobs)) {
      case .success(let process):
        job.add(process)
        statuses.append(nil)
      case .failure(let status): statuses.append(status)
      }
      for handle in own { host.close(handle) }
    }
    plumbing.closeWriters(&host)
    var insideStatus: Int32?
    if let inside, let insideTable {
      insideStatus = run(inside: stages[inside], insideTable.table)
      for handle in insideTable.handles { host.close(handle) }
    }
    if let inside { statuses[inside] = insideStatus }
    return pipelineStatus(statuses, waited: try finish(job, plumbing))
  }

  /// The status of the last stage, or with `pipefail` of the last one that failed. `known` has those of the stages that
  /// are no processes, `waited` those of the others, in order.
  private func pipelineStatus(_ known: [Int32?], waited: [Int32]) -> Int32 {
    var waited = waited[...]
    let statuses = known.map { $0 ?? waited.popFirst() ?? 0 }
    let last = statuses.last ?? 0
    guard state.options.contains(.pipeFail), last == 0 else { return last }
    return statuses.last { $0 != 0 } ?? 0
  }

  private func makePipe() -> (reader: HostHandle, writer: HostHandle)? {
    do { return try host.makePipe() } catch {
      report("pipe: ".bytes + error.message)
      return nil
    }
  }

  private func prepareStage(_ command: Command) -> Stage {
    guard case .simple(let simple) = command else { return .command(command) }
    if line > 0 || !state.options.contains(.interactive) { line = simple.line }
    var stage = Stage.failed(1)
    let status = subshell { () throws(Unwind) in
      let prepared = try prepare(simple)
      stage = .prepared(prepared)
      if let name = prepared.fields.first, case .external = meaning(of: name) { stage = .program(prepared) }
      return 0
    }
    if case .failed = stage { return .failed(status) }
    return stage
  }

  /// The stage that runs inside this shell, if one may.
  private func stageInside(_ stages: [Stage]) -> Int? {
    let index = stages.lastIndex {
      switch $0 {
      case .prepared, .command: true
      default: false
      }
    }
    return state.handles.captures.isEmpty || index == stages.count - 1 ? index : nil
  }

  private func run(inside stage: Stage, _ table: HandleTable) -> Int32 {
    subshell { () throws(Unwind) in
      state.handles = table
      switch stage {
      case .prepared(let prepared), .program(let prepared): return try run(prepared)
      case .command(let command): return try run(command)
      case .failed(let status): return status
      }
    }
  }

  private func start(_ stage: Stage, _ table: HandleTable, _ group: SpawnRequest.Group) -> Start {
    switch stage {
    case .failed(let status): return .failure(status)
    case .prepared(let prepared): return startShell(SyntaxPrinter.text(of: prepared.syntax), table, group)
    case .command(let command): return startShell(SyntaxPrinter.text(of: command), table, group)
    case .program(let prepared):
      var result = Start.failure(1)
      _ = subshell { () throws(Unwind) in
        state.handles = table
        return try redirected(prepared.redirections, onFailure: 1) { () throws(Unwind) in
          result = start(prepared.fields, prepared.assignments, state.handles, group)
          return 0
        }
      }
      return result
    }
  }

  private func jobName(_ commands: [Command]) -> Bytes {
    hasJobs ? SyntaxPrinter.summary(of: Chain(first: Pipeline(isNegated: false, commands: commands))) : []
  }

  // MARK: Background

  /// Starts an and-or list beside the shell.
  func startBackground(_ chain: Chain) throws(Unwind) -> Int32 {
    let name = SyntaxPrinter.summary(of: chain)
    let plumbing = Plumbing(state.handles, &host)
    state.handles.captures.first?.pending.append(plumbing)
    defer { plumbing.closeWriters(&host) }
    var table = plumbing.table
    var input: HostHandle?
    if !hasJobs {
      // POSIX 2.9.3.1: without job control a background command reads nothing.
      do { input = try host.makeInput([]) } catch { input = nil }
      table[0] = input.map { .host($0) }
    }
    defer { if let input { host.close(input) } }
    var stage = Stage.failed(1)
    if chain.rest.isEmpty, !chain.first.isNegated, chain.first.commands.count == 1 {
      stage = prepareStage(chain.first.commands[0])
    } else {
      let list = CommandList([.init(chain: chain, isBackground: false)])
      stage = .command(.compound(.group(list), redirections: []))
    }
    let group: SpawnRequest.Group = hasJobs ? .new : .inherited
    guard case .success(let process) = start(stage, table, group) else { return 0 }
    let job = Job(
      number: jobs.nextNumber, processes: [process], last: process, leader: hasJobs ? process : nil, command: name,
      state: .running)
    jobs.add(job)
    state.lastBackground = process
    if state.options.contains(.interactive), !state.isSubshell {
      write(to: 2, "[".bytes + Bytes(decimal: job.number) + "] ".bytes + Bytes(decimal: process.number) + "\n".bytes)
    }
    return 0
  }

  // MARK: Substitution

  /// The output of a list, without the newlines at its end.
  func substitute(_ list: CommandList) throws(Unwind) -> Bytes {
    let capture = Capture()
    let status = try nested { () throws(Unwind) in
      subshell { () throws(Unwind) in
        state.handles[1] = .capture(capture)
        return try run(list)
      }
    }
    for plumbing in capture.pending { plumbing.drain(&host) }
    substitutionStatus = status
    state.lastStatus = status
    var output = capture.output
    output.removeAll { $0 == ASCII.null }
    while output.last == ASCII.newline { output.removeLast() }
    return output
  }
}
