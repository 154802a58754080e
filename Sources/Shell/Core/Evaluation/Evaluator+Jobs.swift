// The evaluator's jobs: what became of background pipelines.

extension Evaluator {
  /// `[1]+  Running  command`, perhaps with the number of the process that leads it.
  func line(for job: Job, withProcess: Bool = false) -> Bytes {
    let isCurrent = job.number == jobs.current?.number
    let isPrevious = !isCurrent && job.number == jobs.previous?.number
    let mark: UInt8 = isCurrent ? ASCII.plus : isPrevious ? ASCII.minus : ASCII.space
    var text = "[".bytes + Bytes(decimal: job.number) + "]".bytes + [mark] + "  ".bytes
    if withProcess { text += Bytes(decimal: (job.leader ?? job.last).number) + " ".bytes }
    switch job.state {
    case .running: text += "Running".bytes
    case .stopped: text += "Stopped".bytes
    case .done(0): text += "Done".bytes
    case .done(let status): text += "Exit ".bytes + Bytes(decimal: Int(status))
    }
    while text.count < 24 { text.append(ASCII.space) }
    return text + job.command + [ASCII.newline]
  }

  /// Asks the host about every job.
  func pollJobs() {
    for job in jobs.jobs {
      if case .done = job.state { continue }
      var job = job
      job.state = .running
      for process in job.processes {
        guard let result = host.poll(process) else { continue }
        if case .stopped = result {
          job.state = .stopped
          continue
        }
        job.processes.removeAll { $0 == process }
        if process == job.last { jobs.statuses[process] = exitStatus(of: result) }
      }
      if job.processes.isEmpty { job.state = .done(jobs.statuses[job.last] ?? 0) }
      jobs.update(job)
    }
  }

  /// Forgets jobs that ended, and tells a person about them.
  public func reportFinishedJobs() {
    pollJobs()
    for job in jobs.jobs {
      guard case .done = job.state else { continue }
      if state.options.contains(.interactive) { write(to: 2, line(for: job)) }
      jobs.remove(job.number)
    }
  }

  /// Waits until a background job ends, and returns its status; above 128 when a signal with a trap came first.
  func wait(for job: Job) throws(Unwind) -> Int32? {
    isWaitInterrupted = false
    var job = job
    while let process = job.processes.first {
      var result: WaitResult?
      do throws(HostError) { result = try host.waitOrSignal(process) } catch { result = .exited(127) }
      guard let result else {
        if let status = try interruptWait() { return status }
        continue
      }
      if process == job.last { jobs.statuses[process] = exitStatus(of: result) }
      job.processes.removeFirst()
      jobs.update(job)
    }
    jobs.remove(job.number)
    return jobs.statuses.removeValue(forKey: job.last)
  }

  /// Waits for whichever job ends first.
  func waitForAny() throws(Unwind) -> Int32 {
    pollJobs()
    let ended = jobs.jobs.first { if case .done = $0.state { true } else { false } }
    guard let job = ended ?? jobs.jobs.first(where: { $0.state == .running }) else { return 127 }
    return try wait(for: job) ?? 127
  }

  /// Answers the signal that woke `wait`; a status when one with a trap did, which ends the waiting.
  private func interruptWait() throws(Unwind) -> Int32? {
    let numbers = host.takeSignals()
    var status: Int32?
    for number in numbers {
      let action = Signal.table.first { $0.number == number }.flatMap { state.traps[$0.name.bytes] }
      if let action, !action.isEmpty { status = 128 + number }
      try answer(number)
    }
    if host.takeInterrupt() { try answer(Signal.interrupt) }
    isWaitInterrupted = status != nil
    return status
  }
}
