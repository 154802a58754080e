// What init decides: order, restarts, patience, requests.

import ABI
import InitCore
import Testing

struct SupervisorTests {
  static let second: UInt64 = 1_000_000_000

  static func make(_ restart: String = "always") throws -> Supervisor {
    Supervisor(
      try Manifest(
        parsing: """
          [server]
          program = initfs:server
          provides = thing
          restart = \(restart)
          [client]
          program = /bin/client
          requires = thing
          """))
  }

  static func status(code: Int32 = 0, _ kind: ABI.ExitStatus.Kind = .exited) -> ABI.ExitStatus {
    var status = ABI.ExitStatus()
    status.kind = kind.rawValue
    status.code = code
    return status
  }

  @Test func startsInTheOrderOfNeed() throws {
    var supervisor = try Self.make()
    #expect(supervisor.begin() == [.spawn(0)])
    _ = supervisor.spawned(0, process: 10, now: 0)
    #expect(supervisor.schemeRegistered("other", now: 0) == [])
    #expect(supervisor.schemeRegistered("thing", now: 0) == [.spawn(1)])
    #expect(supervisor.schemeRegistered("thing", now: 0) == [])
  }

  @Test func aDriverWithoutItsDeviceStaysAway() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    #expect(supervisor.spawnFailed(0, .noSuchAddress, now: 0) == [])
    #expect(supervisor.entries[0].state == .stopped && supervisor.entries[0].failures == 0)
    #expect(supervisor.timer(now: 100 * Self.second) == [])
    // Somebody plugged it in and says so.
    #expect(try supervisor.start("server") == [.spawn(0)])
  }

  @Test func killedServiceIsBackAtOnce() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    _ = supervisor.spawned(0, process: 10, now: 0)
    let actions = supervisor.exited(process: 10, Self.status(code: 9, .signaled), now: Self.second)
    #expect(actions.last == .spawn(0))
    #expect(supervisor.entries[0].restarts == 1)
  }

  @Test func whoIsKilledOftenIsNeverGivenUp() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    for round in 0..<1000 {
      _ = supervisor.spawned(0, process: UInt32(round + 1), now: 0)
      let actions = supervisor.exited(process: UInt32(round + 1), Self.status(code: 9, .signaled), now: 1)
      #expect(actions.last == .spawn(0))
    }
    #expect(supervisor.entries[0].restarts == 1000)
  }

  @Test func killsDoNotHideThatAServiceFails() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    var process: UInt32 = 0
    while supervisor.entries[0].state != .givenUp, process < 1000 {
      process += 1
      _ = supervisor.spawned(0, process: process, now: 0)
      let kind: ABI.ExitStatus.Kind = process.isMultiple(of: 2) ? .signaled : .faulted
      _ = supervisor.exited(process: process, Self.status(code: 9, kind), now: 1)
      _ = supervisor.timer(now: .max)
    }
    #expect(process == UInt32(2 * Supervisor.Policy.patience + 1))
  }

  @Test func theLastFaultIsKept() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    _ = supervisor.spawned(0, process: 1, now: 0)
    _ = supervisor.exited(process: 1, Self.status(code: 1, .faulted), fault: [70, 33], now: 1)
    _ = supervisor.spawned(0, process: 2, now: 2)
    _ = supervisor.exited(process: 2, Self.status(code: 9, .signaled), now: 3)
    #expect(supervisor.entries[0].lastFault == [70, 33])
    #expect(supervisor.entries[0].lastEnd == "was ended by signal 9")
  }

  @Test func clientThatEndsWithItsServerWaitsForIt() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    _ = supervisor.spawned(0, process: 10, now: 0)
    _ = supervisor.schemeRegistered("thing", now: 0)
    _ = supervisor.spawned(1, process: 11, now: 0)
    _ = supervisor.exited(process: 10, Self.status(code: 9, .signaled), now: Self.second)
    #expect(!supervisor.exited(process: 11, Self.status(code: 1), now: Self.second).contains(.spawn(1)))
    _ = supervisor.spawned(0, process: 12, now: Self.second)
    #expect(supervisor.schemeRegistered("thing", now: Self.second).contains(.spawn(1)))
  }

  /// From its end to when it runs and all it provides is registered: however often it was tried in between.
  @Test func whoDoesNotRegisterItsSchemeIsStartedAgain() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    let limit = Supervisor.Policy.startLimit
    #expect(supervisor.spawned(0, process: 10, now: 0) == [.wake(at: limit)])
    // Somebody else's timer comes first.
    #expect(supervisor.timer(now: limit - 1) == [.wake(at: limit)])
    #expect(supervisor.timer(now: limit) == [.kill(0, .kill)])
    #expect(supervisor.timer(now: limit + 1) == [])
    let actions = supervisor.exited(process: 10, Self.status(code: 9, .signaled), now: limit + 2)
    #expect(actions == [.report("server did not register its scheme; starting it again"), .spawn(0)])
    // It is a failure, not a wish; and who registers in time is left alone.
    #expect(supervisor.entries[0].failures == 1)
    _ = supervisor.spawned(0, process: 11, now: limit)
    _ = supervisor.schemeRegistered("thing", now: limit + 5)
    #expect(supervisor.timer(now: 9 * limit) == [])
  }

  @Test func howLongAServiceWasAway() throws {
    var supervisor = try Self.make()
    let limit = Supervisor.Policy.startLimit
    _ = supervisor.begin()
    #expect(supervisor.spawned(0, process: 10, now: 0) == [.wake(at: limit)])
    _ = supervisor.schemeRegistered("thing", now: 0)
    #expect(supervisor.spawned(1, process: 11, now: 0) == [])
    #expect(supervisor.entries[0].lastAbsence == nil)
    var status = Self.status(code: 10, .faulted)
    status.time = 7_000_000_000
    _ = supervisor.exited(process: 10, status, now: 7_001_000_000)
    #expect(supervisor.spawned(0, process: 12, now: 7_002_000_000) == [.wake(at: 7_002_000_000 + limit)])
    status.time = 7_003_000_000
    _ = supervisor.exited(process: 12, status, now: 7_004_000_000)
    #expect(supervisor.spawned(0, process: 13, now: 7_020_000_000) == [.wake(at: 7_020_000_000 + limit)])
    let actions = supervisor.schemeRegistered("thing", now: 7_034_500_000)
    #expect(actions == [.report("server is back after 34 ms")])
    #expect(supervisor.entries[0].lastAbsence == 34_500_000 && supervisor.entries[0].longestAbsence == 34_500_000)
    // Who provides nothing is back when it runs.
    status.time = 8_000_000_000
    _ = supervisor.exited(process: 11, status, now: 8_000_000_000)
    #expect(supervisor.spawned(1, process: 14, now: 8_001_000_000) == [.report("client is back after 1 ms")])
    // Who was stopped is not away.
    _ = try supervisor.stop("client", now: 0)
    _ = supervisor.exited(process: 14, status, now: 9_000_000_000)
    _ = try supervisor.start("client")
    #expect(supervisor.spawned(1, process: 15, now: 20_000_000_000) == [])
  }

  @Test func aHungServiceIsStartedAgainAndSaysSo() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    _ = supervisor.spawned(0, process: 10, now: 0)
    let status = Self.status(code: Fault.neverWaits.rawValue, .faulted)
    let actions = supervisor.exited(process: 10, status, now: Self.second)
    #expect(actions == [.report("server crashed (does not wait any more); starting it again"), .spawn(0)])
  }

  @Test func ailingServiceWaitsLongerAndIsGivenUp() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    var now: UInt64 = 0
    var pauses: [UInt64] = []
    for round in 0..<40 {
      _ = supervisor.spawned(0, process: UInt32(round + 1), now: now)
      var actions = supervisor.exited(process: UInt32(round + 1), Self.status(code: 1), now: now)
      if case .wake(let until) = actions.last {
        pauses.append(until - now)
        now = until
        actions = supervisor.timer(now: now)
      }
      if supervisor.entries[0].state == .givenUp { break }
      #expect(actions.contains(.spawn(0)))
    }
    #expect(supervisor.entries[0].state == .givenUp)
    #expect(pauses == pauses.sorted())
    #expect(pauses.count == Supervisor.Policy.patience - Supervisor.Policy.promptRestarts)
    #expect(try supervisor.start("server").contains(.spawn(0)))
  }

  /// Fails each time after a run of so many seconds, at most 100 times: how often until it was given up.
  private func failures(after seconds: UInt64) throws -> Int {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    var now: UInt64 = 0
    for round in 1...100 {
      _ = supervisor.spawned(0, process: UInt32(round), now: now)
      now += seconds * Self.second
      let actions = supervisor.exited(process: UInt32(round), Self.status(code: 1), now: now)
      if supervisor.entries[0].state == .givenUp { return round }
      if case .wake(let until) = actions.last {
        now = until
        #expect(supervisor.timer(now: now).contains(.spawn(0)))
      }
    }
    return 100
  }

  @Test func aHealthyRunForgivesEarlierFailures() throws {
    #expect(try failures(after: Supervisor.Policy.forgiveness / Self.second) == 100)
    #expect(try failures(after: 3600) == 100)
  }

  /// Not at once, and yet it does not work.
  @Test(arguments: [0, 6, 20]) func whoKeepsFailingIsGivenUp(after seconds: UInt64) throws {
    #expect(try failures(after: seconds) == Supervisor.Policy.patience + 1)
  }

  @Test func missingProgramIsReportedAndOthersGoOn() throws {
    var supervisor = try Self.make("never")
    _ = supervisor.begin()
    let actions = supervisor.spawnFailed(0, .noSuchEntry, now: 0)
    #expect(actions == [.report("server could not start initfs:server: No such file or directory")])
    #expect(supervisor.entries[0].state == .stopped)
  }

  @Test func policyOnFailureLeavesASuccessAlone() throws {
    var supervisor = try Self.make("on-failure")
    _ = supervisor.begin()
    _ = supervisor.spawned(0, process: 1, now: 0)
    #expect(supervisor.exited(process: 1, Self.status(), now: 1) == [])
    #expect(supervisor.entries[0].state == .stopped)
  }

  @Test func requests() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    _ = supervisor.spawned(0, process: 1, now: 0)
    let due = Supervisor.Policy.stopLimit
    #expect(try supervisor.stop("server", now: 0) == [.kill(0, .terminate), .wake(at: due)])
    _ = supervisor.exited(process: 1, Self.status(code: 15, .signaled), now: 1)
    #expect(supervisor.entries[0].state == .stopped)
    #expect(try supervisor.start("server") == [.spawn(0)])
    _ = supervisor.spawned(0, process: 2, now: 2)
    #expect(try supervisor.restart("server", now: 0) == [.kill(0, .terminate), .wake(at: due)])
    #expect(supervisor.exited(process: 2, Self.status(code: 15, .signaled), now: 3).last == .spawn(0))
    #expect(throws: Supervisor.RequestError.noSuchService) { try supervisor.stop("nobody", now: 0) }
  }
}
