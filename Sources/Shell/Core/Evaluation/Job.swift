// Jobs: pipelines that run in the background or are stopped.
//
// Specification: POSIX.1-2017, XBD 3.204 (job control), jobs, fg, bg.

/// A pipeline's processes.
struct Job {
  /// What became of it.
  enum State: Equatable {
    case running
    case stopped
    /// It ended, with this status.
    case done(Int32)
  }

  /// The number behind `%`.
  var number: Int
  /// Processes that have not ended, in the pipeline's order.
  var processes: [ProcessNumber]
  /// The process whose status is the job's.
  var last: ProcessNumber
  /// The process that leads the group; nil when the job has none of its own.
  var leader: ProcessNumber?
  /// The command, for people.
  var command: Bytes
  var state: State
}

/// The jobs of a shell.
struct JobTable {
  private(set) var jobs: [Job] = []
  /// Statuses of background processes that ended, for `wait`.
  var statuses: [ProcessNumber: Int32] = [:]

  /// The number that a new job gets.
  var nextNumber: Int { (jobs.map { $0.number }.max() ?? 0) + 1 }

  mutating func add(_ job: Job) { jobs.append(job) }

  mutating func remove(_ number: Int) { jobs.removeAll { $0.number == number } }

  mutating func update(_ job: Job) {
    if let index = jobs.firstIndex(where: { $0.number == job.number }) { jobs[index] = job }
  }

  /// The job that `%1`, `%%`, `%+`, `%-`, `%name` or a process number means. An empty text means the current job.
  func find(_ text: Bytes) -> Job? {
    guard text.first == ASCII.percent else {
      if text.isEmpty { return current }
      guard let number = text.decimalValue else { return nil }
      return jobs.first { $0.last.number == number || $0.leader?.number == Int(number) }
    }
    let name = Bytes(text.dropFirst())
    switch name {
    case "", "%", "+": return current
    case "-": return previous ?? current
    default:
      if let number = name.decimalValue { return jobs.first { $0.number == number } }
      if name.first == ASCII.question {
        let part = name.dropFirst()
        return jobs.last { job in
          job.command.indices.contains { job.command[$0...].starts(with: part) }
        }
      }
      return jobs.last { $0.command.starts(with: name) }
    }
  }

  /// The job that was the current one before.
  var previous: Job? {
    let number = current?.number
    return jobs.last { $0.number != number && $0.state == .stopped } ?? jobs.last { $0.number != number }
  }

  /// The job that `fg` continues: the last one stopped, else the last one started.
  var current: Job? { jobs.last { $0.state == .stopped } ?? jobs.last }
}

/// The processes of a pipeline while it is being started.
struct JobBuilder {
  /// The command, for people.
  let command: Bytes
  private(set) var processes: [ProcessNumber] = []

  init(command: Bytes) { self.command = command }

  /// The group that the next process belongs to: the first one leads it.
  func group(hasJobs: Bool) -> SpawnRequest.Group {
    guard hasJobs else { return .inherited }
    return processes.first.map { .joined($0) } ?? .new
  }

  mutating func add(_ process: ProcessNumber) { processes.append(process) }
}
