// Builtins about jobs: jobs, fg, bg, wait, kill.
//
// Specification: POSIX.1-2017, jobs, fg, bg, wait, kill.

extension Evaluator {
  func runJobs(_ arguments: [Bytes]) -> Int32 {
    pollJobs()
    let options = arguments.first?.first == ASCII.minus ? arguments[0] : []
    let names = options.isEmpty ? arguments : Array(arguments.dropFirst())
    var text = Bytes()
    for name in names where jobs.find(name) == nil {
      report("jobs: ".bytes + name + ": no such job".bytes)
      return 1
    }
    for job in jobs.jobs {
      guard names.isEmpty || names.contains(where: { jobs.find($0)?.number == job.number }) else { continue }
      if options.contains(UInt8(ascii: "p")) {
        text += Bytes(decimal: (job.leader ?? job.last).number) + [ASCII.newline]
        continue
      }
      text += line(for: job, withProcess: options.contains(UInt8(ascii: "l")))
      if case .done = job.state { jobs.remove(job.number) }
    }
    return output("jobs", text)
  }

  func runContinue(_ builtin: Builtin, _ arguments: [Bytes]) throws(Unwind) -> Int32 {
    let name = builtin == .fg ? "fg" : "bg"
    guard hasJobs else { return usageError(name, "this shell has no job control".bytes) }
    pollJobs()
    guard var job = jobs.find(arguments.first ?? []) else {
      return usageError(name, (arguments.first ?? "current".bytes) + ": no such job".bytes)
    }
    let leader = job.leader ?? job.last
    if builtin == .fg {
      write(to: 1, job.command + [ASCII.newline])
      host.setForeground(leader)
    }
    if case .done(let status) = job.state {
      jobs.remove(job.number)
      return status
    }
    do { try host.signal(leader, 18, group: true) } catch { report(name.bytes + ": ".bytes + error.message) }
    job.state = .running
    jobs.update(job)
    if builtin == .bg {
      write(to: 2, line(for: job))
      return 0
    }
    return try waitForeground(job.processes, command: job.command, number: job.number).last ?? 0
  }

  func runWait(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    signalCountdown = 0
    if arguments.first?.matches("-n") ?? false { return try waitForAny() }
    guard !arguments.isEmpty else {
      for job in jobs.jobs where job.state != .stopped {
        if let status = try wait(for: job), isWaitInterrupted { return status }
      }
      jobs.statuses = [:]
      return 0
    }
    var status: Int32 = 0
    for argument in arguments {
      if let job = jobs.find(argument) {
        status = try wait(for: job) ?? 127
        if isWaitInterrupted { return status }
      } else if let number = argument.decimalValue {
        status = jobs.statuses.removeValue(forKey: ProcessNumber(Int(number))) ?? 127
      } else {
        report("wait: ".bytes + argument + ": no such job".bytes)
        status = 127
      }
    }
    return status
  }

  func runKill(_ arguments: [Bytes]) -> Int32 {
    var operands = arguments[...]
    var signal: Int32 = 15
    if let option = operands.first, option.first == ASCII.minus, option.count > 1 {
      operands.removeFirst()
      if option.matches("-l") { return listSignals(operands.first) }
      var name = Bytes(option.dropFirst())
      if option.matches("-s") || option.matches("-n") { name = operands.popFirst() ?? [] }
      if !option.matches("--") {
        guard name.matches("0") || Signal.named(name) != nil else {
          return usageError("kill", name + ": no such signal".bytes)
        }
        signal = Signal.named(name)?.number ?? 0
      }
    }
    guard !operands.isEmpty else { return usageError("kill", "a process or job is missing".bytes) }
    // One of them may be this shell.
    signalCountdown = 0
    var status: Int32 = 0
    for operand in operands where !kill(operand, signal) { status = 1 }
    return status
  }

  private func kill(_ operand: Bytes, _ signal: Int32) -> Bool {
    let job = operand.first == ASCII.percent ? jobs.find(operand) : nil
    let process = job.map { $0.leader ?? $0.last } ?? operand.decimalValue.map { ProcessNumber(Int($0)) }
    guard let process else {
      report("kill: ".bytes + operand + ": no such process or job".bytes)
      return false
    }
    do {
      try host.signal(process, signal, group: job?.leader != nil)
      return true
    } catch {
      report("kill: ".bytes + operand + ": ".bytes + error.message)
      return false
    }
  }

  private func listSignals(_ argument: Bytes?) -> Int32 {
    guard let argument else {
      return finishOutput("kill", Bytes(Signal.table.map { $0.name.bytes }.joined(separator: [ASCII.space])))
    }
    guard let number = argument.decimalValue,
      let signal = Signal.table.first(where: { Int64($0.number) == number & 127 })
    else { return usageError("kill", argument + ": no such signal".bytes) }
    return finishOutput("kill", signal.name.bytes)
  }
}
