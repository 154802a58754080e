// The timers of the manifest: which job is due, when to look again, and what became of the last run.
//
// Not: starting programs, asking the time; its methods return actions. Nothing wakes up between two times: each look
// works out the next one. The clock of the calendar may be set while it waits. So at each look what is due is worked
// out anew: one that was missed, by a clock that went forward, fires once; one that a clock that went back moved too
// far away comes at its next time by the new clock.

public import ABI

/// The time by both clocks.
public struct TimerClock: Equatable, Sendable {
  /// Nanoseconds since boot.
  public var monotonic: UInt64
  /// Nanoseconds since 1970, UTC.
  public var real: UInt64

  public init(monotonic: UInt64, real: UInt64) {
    self.monotonic = monotonic
    self.real = real
  }
}

/// The state of all timers.
public struct TimerTable: Sendable {
  public struct Entry: Equatable, Sendable {
    public var service: Service
    public var schedule: Schedule
    public var isEnabled = true
    /// Of the file of the machine's administrator, not of the boot image.
    public var isExtra = false
    /// When it is due: by the calendar for `at`, by the monotonic clock for `every`. Nil while it is off.
    public internal(set) var due: UInt64?
    public internal(set) var process: UInt32?
    public internal(set) var runs = 0
    /// Times at which the last job was still at work.
    public internal(set) var skipped = 0
    public internal(set) var lastEnd = ""
  }

  public internal(set) var entries: [Entry]
  private var hasBegun = false

  public init(_ manifest: Manifest) { entries = Self.entries(manifest.timers, isExtra: false) }

  private static func entries(_ timers: [Service], isExtra: Bool) -> [Entry] {
    timers.compactMap { service in
      service.schedule.map { Entry(service: service, schedule: $0, isEnabled: !service.manual, isExtra: isExtra) }
    }
  }

  // MARK: Time

  /// From now on jobs can be started.
  public mutating func begin(_ clock: TimerClock) -> [InitAction] {
    hasBegun = true
    for index in entries.indices where entries[index].due == nil { plan(index, clock) }
    return look(clock)
  }

  /// Starts what is due.
  public mutating func look(_ clock: TimerClock) -> [InitAction] {
    guard hasBegun else { return [] }
    var actions: [InitAction] = []
    for index in entries.indices {
      guard let due = entries[index].due else { continue }
      if due <= now(index, clock) {
        actions += fire(index)
        plan(index, clock)
      } else if let earlier = next(index, clock), earlier < due {
        entries[index].due = earlier
      }
      if let deadline = deadline(index, clock) { actions.append(.wake(at: deadline)) }
    }
    return actions
  }

  /// The clock that an entry goes by.
  private func now(_ index: Int, _ clock: TimerClock) -> UInt64 {
    if case .every = entries[index].schedule { return clock.monotonic }
    return clock.real
  }

  private func next(_ index: Int, _ clock: TimerClock) -> UInt64? {
    switch entries[index].schedule {
    case .every(let pause): clock.monotonic &+ pause
    case .at(let pattern):
      pattern.next(after: Int64(clock.real / 1_000_000_000)).map { UInt64($0) * 1_000_000_000 }
    }
  }

  private mutating func plan(_ index: Int, _ clock: TimerClock) {
    entries[index].due = entries[index].isEnabled ? next(index, clock) : nil
  }

  /// When to look at an entry again, by the monotonic clock.
  private func deadline(_ index: Int, _ clock: TimerClock) -> UInt64? {
    guard let due = entries[index].due else { return nil }
    let now = now(index, clock)
    return clock.monotonic &+ (due > now ? due - now : 0)
  }

  /// When an entry fires next, in seconds since 1970.
  public func nextTime(_ index: Int, _ clock: TimerClock) -> UInt64? {
    guard entries.indices.contains(index), let due = entries[index].due else { return nil }
    let now = now(index, clock)
    return (clock.real + (due > now ? due - now : 0)) / 1_000_000_000
  }

  // MARK: Jobs

  private mutating func fire(_ index: Int) -> [InitAction] {
    guard entries[index].process == nil else {
      entries[index].skipped += 1
      return [.report("\(entries[index].service.name) is still at work; not started again")]
    }
    return [.runJob(index)]
  }

  public mutating func started(_ index: Int, process: UInt32) {
    guard entries.indices.contains(index) else { return }
    entries[index].process = process
    entries[index].runs += 1
  }

  public mutating func startFailed(_ index: Int, _ error: Errno) -> [InitAction] {
    guard entries.indices.contains(index) else { return [] }
    let service = entries[index].service
    entries[index].lastEnd = "could not start \(service.program): \(error.message)"
    return [.report("\(service.name) \(entries[index].lastEnd)")]
  }

  /// Nil for a process that is no job.
  public mutating func exited(process: UInt32, _ status: ExitStatus) -> [InitAction]? {
    guard let index = entries.firstIndex(where: { $0.process == process }) else { return nil }
    entries[index].process = nil
    entries[index].lastEnd = Supervisor.describe(status)
    let isWell = ExitStatus.Kind(rawValue: status.kind) == .exited && status.code == 0
    return isWell ? [] : [.report("\(entries[index].service.name) \(entries[index].lastEnd)")]
  }

  // MARK: Requests

  public func index(of name: String) -> Int? {
    entries.firstIndex { $0.service.name.utf8.elementsEqual(name.utf8) }
  }

  /// Runs a job now, whatever its time.
  public mutating func runNow(_ index: Int) -> [InitAction] { entries[index].process == nil ? [.runJob(index)] : [] }

  public mutating func setEnabled(_ index: Int, _ isEnabled: Bool, _ clock: TimerClock) -> [InitAction] {
    entries[index].isEnabled = isEnabled
    plan(index, clock)
    return look(clock)
  }

  /// Switches on and off what was chosen.
  public mutating func apply(_ choices: ServiceChoices, _ clock: TimerClock) {
    for index in entries.indices {
      guard let wanted = choices[entries[index].service.name], wanted != entries[index].isEnabled else { continue }
      entries[index].isEnabled = wanted
      if hasBegun { plan(index, clock) }
    }
  }

  /// Takes the timers of the administrator's file in place of those that came from it before. What runs goes on.
  public mutating func replaceExtra(_ timers: [Service], _ clock: TimerClock) -> [InitAction] {
    let before = entries.filter { $0.isExtra }
    entries.removeAll { $0.isExtra }
    for var entry in Self.entries(timers, isExtra: true) {
      if let old = before.first(where: { $0.service.name.utf8.elementsEqual(entry.service.name.utf8) }) {
        (entry.process, entry.runs, entry.skipped, entry.lastEnd) = (old.process, old.runs, old.skipped, old.lastEnd)
        if old.schedule == entry.schedule { entry.due = old.due }
      }
      entries.append(entry)
      if hasBegun, entry.due == nil { plan(entries.count - 1, clock) }
    }
    return look(clock)
  }
}
