// Decides what `init` does next: which service to start, when to try again, when to give up.
//
// Not: spawning, timers, logs; its methods return actions. A service starts when the schemes it requires are
// registered. One that ends is started again at once; one that keeps failing waits longer each time, and is given up in
// the end with a message, unless it runs long enough in between. An end by a signal is somebody's wish and not the
// service's failure, so it is never counted: who kills a service a hundred times finds it back a hundred times.
// Time is monotonic nanoseconds, passed in.

public import ABI

/// What `init` is to do.
public enum InitAction: Equatable, Sendable {
  /// Start the service with this index, then call `spawned` or `spawnFailed`.
  case spawn(Int)
  case kill(Int, Signal)
  /// Run the job of the timer with this index (of `TimerTable`).
  case runJob(Int)
  /// Call `timer` at this time (the earliest of all counts).
  case wake(at: UInt64)
  case report(String)
}

/// The state of all services.
public struct Supervisor: Sendable {
  public enum State: Equatable, Sendable {
    /// For the schemes it requires.
    case waiting
    /// `spawn` was asked for.
    case starting
    case running(process: UInt32, since: UInt64)
    /// Ended; starts again at `until`.
    case pausing(until: UInt64)
    /// By request, or because its policy says so.
    case stopped
    case givenUp
  }

  public struct Entry: Equatable, Sendable {
    public var service: Service
    public var state: State
    /// Starts after the first.
    public var restarts = 0
    /// Failures that are not forgiven yet.
    public var failures = 0
    /// The last end, in words.
    public var lastEnd = ""
    /// The kernel's report of the last fault, with its backtrace; empty where there was none.
    public var lastFault: [UInt8] = []
    /// Nanoseconds from an end to the moment when it ran and all its schemes were registered again: the last time, and
    /// the longest.
    public var lastAbsence: UInt64?
    public var longestAbsence: UInt64 = 0
    /// When it ended, while it is not back yet.
    var absentSince: UInt64?
    /// Until when it has to register what it provides, while it has not.
    var due: UInt64?
    /// It had not by then, and is being ended.
    var isOverdue = false
    var stopRequested = false
    var restartRequested = false
    /// Until when it has to have ended after a request.
    var stopDue: UInt64?
    /// Whether it starts at boot.
    public internal(set) var isEnabled = true
    /// Of the file of the machine's administrator, not of the boot image.
    public internal(set) var isExtra = false
  }

  /// When a service counts as ailing, and how patient to be with it.
  public enum Policy {
    /// For each time that a service ran this long a failure is forgiven: 30 s.
    public static let forgiveness: UInt64 = 30_000_000_000
    /// The first failures are answered at once: a killed driver is back before a person notices.
    public static let promptRestarts = 4
    /// Then the pause doubles from 100 ms …
    public static let firstPause: UInt64 = 100_000_000
    /// … up to 2 s,
    public static let longestPause: UInt64 = 2_000_000_000
    /// until so many failures: for one that fails at once that is about ten seconds of trying.
    public static let patience = 12
    /// A service that has not registered what it provides after this long stands still, be the host ever so slow: 20 s.
    public static let startLimit: UInt64 = 20_000_000_000
    /// What was asked to end and has not after this long is killed: 5 s.
    public static let stopLimit: UInt64 = 5_000_000_000
  }

  public internal(set) var entries: [Entry]
  /// Schemes whose servers are there.
  private var registered: [String] = []

  public init(_ manifest: Manifest) {
    entries = manifest.services.map { Self.entry($0, isExtra: false) }
  }

  static func entry(_ service: Service, isExtra: Bool) -> Entry {
    Entry(
      service: service, state: service.manual ? .stopped : .waiting, isEnabled: !service.manual, isExtra: isExtra)
  }

  /// The first actions.
  public mutating func begin() -> [InitAction] { startReady() }

  public mutating func schemeRegistered(_ name: String, now: UInt64) -> [InitAction] {
    if !registered.contains(name) { registered.append(name) }
    var actions: [InitAction] = []
    for index in entries.indices where entries[index].service.provides.contains(name) {
      actions += noteReturn(index, now: now)
    }
    return actions + startReady()
  }

  public mutating func spawned(_ index: Int, process: UInt32, now: UInt64) -> [InitAction] {
    guard entries.indices.contains(index) else { return [] }
    entries[index].state = .running(process: process, since: now)
    let actions = noteReturn(index, now: now)
    guard !providesAll(index) else { return actions }
    let due = now &+ Policy.startLimit
    entries[index].due = due
    return actions + [.wake(at: due)]
  }

  private func providesAll(_ index: Int) -> Bool {
    entries[index].service.provides.allSatisfy { registered.contains($0) }
  }

  /// Whether a service that ended is back with everything it provides, and how long that took.
  private mutating func noteReturn(_ index: Int, now: UInt64) -> [InitAction] {
    guard case .running = entries[index].state, providesAll(index) else { return [] }
    entries[index].due = nil
    guard let since = entries[index].absentSince else { return [] }
    let absence = now &- since
    entries[index].absentSince = nil
    entries[index].lastAbsence = absence
    entries[index].longestAbsence = max(entries[index].longestAbsence, absence)
    return [.report("\(entries[index].service.name) is back after \(absence / 1_000_000) ms")]
  }

  /// The program is missing, damaged, or there is no memory: tried again like any other end. A driver whose device the
  /// machine does not have is not tried again: that is no failure.
  public mutating func spawnFailed(_ index: Int, _ error: Errno, now: UInt64) -> [InitAction] {
    guard entries.indices.contains(index) else { return [] }
    if error == .noSuchAddress {
      entries[index].state = .stopped
      entries[index].lastEnd = "this machine has no such device"
      return []
    }
    let program = entries[index].service.program
    return ended(index, "could not start \(program): \(error.message)", failed: true, at: now, now: now)
  }

  /// - Parameter fault: the kernel's report, where a fault was the end.
  public mutating func exited(
    process: UInt32, _ status: ExitStatus, fault: [UInt8] = [], now: UInt64
  ) -> [InitAction] {
    for index in entries.indices {
      guard case .running(process, let since) = entries[index].state else { continue }
      if !fault.isEmpty { entries[index].lastFault = fault }
      let kind = ExitStatus.Kind(rawValue: status.kind)
      let forgiven = Int(clamping: (now &- since) / Policy.forgiveness)
      entries[index].failures -= min(entries[index].failures, forgiven)
      let isOverdue = entries[index].isOverdue
      return ended(
        index, isOverdue ? "did not register its scheme" : Self.describe(status),
        failed: kind != .exited || status.code != 0, isWish: kind == .signaled && !isOverdue, at: status.time, now: now)
    }
    return []
  }

  public mutating func timer(now: UInt64) -> [InitAction] {
    var actions: [InitAction] = []
    for index in entries.indices {
      if let due = entries[index].due { actions.append(look(at: index, due, now: now)) }
      if let due = entries[index].stopDue { actions.append(insist(index, due, now: now)) }
      guard case .pausing(let until) = entries[index].state else { continue }
      if until <= now {
        entries[index].state = .waiting
      } else {
        actions.append(.wake(at: until))
      }
    }
    return startReady() + actions
  }

  /// A service that has not registered everything: ended when it is time.
  private mutating func look(at index: Int, _ due: UInt64, now: UInt64) -> InitAction {
    guard due <= now else { return .wake(at: due) }
    entries[index].due = nil
    entries[index].isOverdue = true
    return .kill(index, .kill)
  }

  /// A service that was asked to end and has not: killed when it is time.
  private mutating func insist(_ index: Int, _ due: UInt64, now: UInt64) -> InitAction {
    guard due <= now else { return .wake(at: due) }
    entries[index].stopDue = nil
    return .kill(index, .kill)
  }

  // MARK: Requests

  public enum RequestError: Error, Equatable, Sendable {
    case noSuchService
    /// It starts before the file is there that says whether it is to.
    case startsTooEarly
  }

  public mutating func start(_ name: String) throws(RequestError) -> [InitAction] {
    let index = try find(name)
    switch entries[index].state {
    case .stopped, .givenUp, .pausing:
      entries[index].state = .waiting
      entries[index].failures = 0
      return startReady()
    default: return []
    }
  }

  public mutating func stop(_ name: String, now: UInt64) throws(RequestError) -> [InitAction] {
    stop(try find(name), now: now)
  }

  mutating func stop(_ index: Int, now: UInt64) -> [InitAction] {
    guard case .running = entries[index].state else {
      entries[index].state = .stopped
      return []
    }
    entries[index].stopRequested = true
    return end(index, now: now)
  }

  public mutating func restart(_ name: String, now: UInt64) throws(RequestError) -> [InitAction] {
    let index = try find(name)
    guard case .running = entries[index].state else { return try start(name) }
    entries[index].restartRequested = true
    return end(index, now: now)
  }

  private mutating func end(_ index: Int, now: UInt64) -> [InitAction] {
    let due = now &+ Policy.stopLimit
    entries[index].stopDue = due
    return [.kill(index, .terminate), .wake(at: due)]
  }

  func find(_ name: String) throws(RequestError) -> Int {
    guard let index = entries.firstIndex(where: { $0.service.name == name }) else { throw .noSuchService }
    return index
  }

  // MARK: Decisions

  mutating func startReady() -> [InitAction] {
    var actions: [InitAction] = []
    for index in entries.indices where entries[index].state == .waiting {
      guard entries[index].service.requires.allSatisfy({ registered.contains($0) }) else { continue }
      entries[index].state = .starting
      actions.append(.spawn(index))
    }
    return actions
  }

  /// - Parameter isWish: a signal was the end, which says nothing about the service.
  private mutating func ended(
    _ index: Int, _ how: String, failed: Bool, isWish: Bool = false, at time: UInt64, now: UInt64
  ) -> [InitAction] {
    let absentSince = entries[index].absentSince ?? time
    entries[index].absentSince = nil
    entries[index].due = nil
    entries[index].isOverdue = false
    entries[index].stopDue = nil
    let name = entries[index].service.name
    entries[index].lastEnd = how
    // Whoever ends with it waits until it is back.
    let provided = entries[index].service.provides
    registered.removeAll { provided.contains($0) }
    if entries[index].stopRequested {
      entries[index].stopRequested = false
      entries[index].state = .stopped
      return [.report("\(name) stopped")]
    }
    let policy = entries[index].service.restart
    let asked = entries[index].restartRequested
    entries[index].restartRequested = false
    guard asked || policy == .always || (policy == .onFailure && failed) else {
      entries[index].state = .stopped
      return failed ? [.report("\(name) \(how)")] : []
    }
    if asked { entries[index].failures = 0 } else if !isWish { entries[index].failures += 1 }
    let failures = entries[index].failures
    if failures > Policy.patience {
      entries[index].state = .givenUp
      return [.report("\(name) \(how); given up after \(failures) failures")]
    }
    entries[index].restarts += 1
    entries[index].absentSince = absentSince
    if isWish || failures <= Policy.promptRestarts {
      entries[index].state = .waiting
      return [.report("\(name) \(how); starting it again")] + startReady()
    }
    let doublings = min(failures - Policy.promptRestarts - 1, 5)
    let until = now &+ min(Policy.firstPause << UInt64(doublings), Policy.longestPause)
    entries[index].state = .pausing(until: until)
    return [.report("\(name) \(how); trying again in a moment"), .wake(at: until)]
  }

  static func describe(_ status: ExitStatus) -> String {
    switch ExitStatus.Kind(rawValue: status.kind) {
    case .exited: "ended with status \(status.code)"
    case .signaled: "was ended by signal \(status.code)"
    default: "crashed\(fault(status.code))"
    }
  }

  private static func fault(_ code: Int32) -> String {
    switch Fault(rawValue: code) {
    case .pageFault: " (page fault)"
    case .illegalInstruction: " (illegal instruction)"
    case .privilegedInstruction: " (privileged instruction)"
    case .divideError: " (division error)"
    case .breakpoint: " (breakpoint)"
    case .alignment: " (unaligned access)"
    case .floatingPoint: " (floating-point error)"
    case .outOfMemory: " (out of memory)"
    case .stackOverflow: " (stack overflow)"
    case .neverWaits: " (does not wait any more)"
    case .neverReceives: " (does not receive any more)"
    case .neverAcknowledges: " (does not acknowledge its interrupt any more)"
    case .neverAnswers: " (does not answer any more)"
    case .pageNotBrought: " (page not brought)"
    case nil: ""
    }
  }
}
