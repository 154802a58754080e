// Decides what `init` does next: which service to start, when to try again, when to give up.
//
// Not: spawning, timers, logs; its methods return actions. A service starts when the schemes it requires are
// registered. One that ends is started again at once; one that keeps failing soon after its start waits longer each
// time, and is given up in the end with a message. An end by a signal is somebody's wish and not the service's
// failure, so it is never counted: who kills a service a hundred times finds it back a hundred times.
// Time is monotonic nanoseconds, passed in.

public import ABI

/// What `init` is to do.
public enum InitAction: Equatable, Sendable {
  /// Start the service with this index, then call `spawned` or `spawnFailed`.
  case spawn(Int)
  case kill(Int, Signal)
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
    /// Failures in a row that came soon after the start.
    public var quickEnds = 0
    /// The last end, in words.
    public var lastEnd = ""
    /// The kernel's report of the last fault, with its backtrace; empty where there was none.
    public var lastFault: [UInt8] = []
    var stopRequested = false
    var restartRequested = false
  }

  /// When a service counts as ailing, and how patient to be with it.
  public enum Policy {
    /// A service that ran this long has recovered: 5 s.
    public static let healthyRun: UInt64 = 5_000_000_000
    /// The first failures in a row are answered at once: a killed driver is back before a person notices.
    public static let promptRestarts = 4
    /// Then the pause doubles from 100 ms …
    public static let firstPause: UInt64 = 100_000_000
    /// … up to 2 s,
    public static let longestPause: UInt64 = 2_000_000_000
    /// until so many failures in a row: that is about ten seconds of trying.
    public static let patience = 12
  }

  public private(set) var entries: [Entry]
  /// Schemes whose servers are there.
  private var registered: [String] = []

  public init(_ manifest: Manifest) {
    entries = manifest.services.map { Entry(service: $0, state: $0.manual ? .stopped : .waiting) }
  }

  /// The first actions.
  public mutating func begin() -> [InitAction] { startReady() }

  public mutating func schemeRegistered(_ name: String) -> [InitAction] {
    if !registered.contains(name) { registered.append(name) }
    return startReady()
  }

  public mutating func spawned(_ index: Int, process: UInt32, now: UInt64) {
    guard entries.indices.contains(index) else { return }
    entries[index].state = .running(process: process, since: now)
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
    return ended(index, "could not start \(program): \(error.message)", failed: true, .ailing, now: now)
  }

  /// - Parameter fault: the kernel's report, where a fault was the end.
  public mutating func exited(
    process: UInt32, _ status: ExitStatus, fault: [UInt8] = [], now: UInt64
  ) -> [InitAction] {
    for index in entries.indices {
      guard case .running(process, let since) = entries[index].state else { continue }
      if !fault.isEmpty { entries[index].lastFault = fault }
      let kind = ExitStatus.Kind(rawValue: status.kind)
      let health: Health =
        now &- since >= Policy.healthyRun ? .recovered : kind == .signaled ? .unknown : .ailing
      return ended(
        index, Self.describe(status), failed: kind != .exited || status.code != 0, health, now: now)
    }
    return []
  }

  public mutating func timer(now: UInt64) -> [InitAction] {
    var actions: [InitAction] = []
    for index in entries.indices {
      guard case .pausing(let until) = entries[index].state else { continue }
      if until <= now {
        entries[index].state = .waiting
      } else {
        actions.append(.wake(at: until))
      }
    }
    return startReady() + actions
  }

  // MARK: Requests

  public enum RequestError: Error, Equatable, Sendable { case noSuchService }

  public mutating func start(_ name: String) throws(RequestError) -> [InitAction] {
    let index = try find(name)
    switch entries[index].state {
    case .stopped, .givenUp, .pausing:
      entries[index].state = .waiting
      entries[index].quickEnds = 0
      return startReady()
    default: return []
    }
  }

  public mutating func stop(_ name: String) throws(RequestError) -> [InitAction] {
    let index = try find(name)
    guard case .running = entries[index].state else {
      entries[index].state = .stopped
      return []
    }
    entries[index].stopRequested = true
    return [.kill(index, .terminate)]
  }

  public mutating func restart(_ name: String) throws(RequestError) -> [InitAction] {
    let index = try find(name)
    guard case .running = entries[index].state else { return try start(name) }
    entries[index].restartRequested = true
    return [.kill(index, .terminate)]
  }

  private func find(_ name: String) throws(RequestError) -> Int {
    guard let index = entries.firstIndex(where: { $0.service.name == name }) else { throw .noSuchService }
    return index
  }

  // MARK: Decisions

  private mutating func startReady() -> [InitAction] {
    var actions: [InitAction] = []
    for index in entries.indices where entries[index].state == .waiting {
      guard entries[index].service.requires.allSatisfy({ registered.contains($0) }) else { continue }
      entries[index].state = .starting
      actions.append(.spawn(index))
    }
    return actions
  }

  /// What an end says about the service.
  private enum Health {
    /// It ended by itself soon after its start.
    case ailing
    /// It had run long enough.
    case recovered
    /// A signal ended it soon after its start.
    case unknown
  }

  private mutating func ended(
    _ index: Int, _ how: String, failed: Bool, _ health: Health, now: UInt64
  ) -> [InitAction] {
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
    if health == .ailing { entries[index].quickEnds += 1 }
    if asked || health == .recovered { entries[index].quickEnds = 0 }
    let quickEnds = entries[index].quickEnds
    if quickEnds > Policy.patience {
      entries[index].state = .givenUp
      return [.report("\(name) \(how); given up after \(quickEnds) failures in a row")]
    }
    entries[index].restarts += 1
    if health == .unknown || quickEnds <= Policy.promptRestarts {
      entries[index].state = .waiting
      return [.report("\(name) \(how); starting it again")] + startReady()
    }
    let doublings = min(quickEnds - Policy.promptRestarts - 1, 5)
    let until = now &+ min(Policy.firstPause << UInt64(doublings), Policy.longestPause)
    entries[index].state = .pausing(until: until)
    return [.report("\(name) \(how); trying again in a moment"), .wake(at: until)]
  }

  private static func describe(_ status: ExitStatus) -> String {
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
    case nil: ""
    }
  }
}
