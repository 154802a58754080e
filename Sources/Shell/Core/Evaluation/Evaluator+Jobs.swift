// The evaluator's jobs: what became of background pipelines.

extension Evaluator {
  /// `[1]+  Running  command`.
  func line(for job: Job) -> Bytes {
    let mark: UInt8 = job.number == jobs.current?.number ? ASCII.plus : ASCII.space
    var text = "[".bytes + Bytes(decimal: job.number) + "]".bytes + [mark] + "  ".bytes
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
    for job in jobs.jobs where job.state == .running {
      var job = job
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

  /// Waits until a background job ends, and returns its status.
  func wait(for job: Job) -> Int32 {
    var status: Int32 = 0
    for process in job.processes {
      do { status = exitStatus(of: try host.wait(process, untilStopped: false)) } catch { status = 127 }
      if process == job.last { jobs.statuses[process] = status }
    }
    jobs.remove(job.number)
    return jobs.statuses[job.last] ?? status
  }
}
