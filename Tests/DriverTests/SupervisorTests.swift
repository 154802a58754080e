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
    supervisor.spawned(0, process: 10, now: 0)
    #expect(supervisor.schemeRegistered("other") == [])
    #expect(supervisor.schemeRegistered("thing") == [.spawn(1)])
    #expect(supervisor.schemeRegistered("thing") == [])
  }

  @Test func aDriverWithoutItsDeviceStaysAway() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    #expect(supervisor.spawnFailed(0, .noSuchAddress, now: 0) == [])
    #expect(supervisor.entries[0].state == .stopped && supervisor.entries[0].quickEnds == 0)
    #expect(supervisor.timer(now: 100 * Self.second) == [])
    // Somebody plugged it in and says so.
    #expect(try supervisor.start("server") == [.spawn(0)])
  }

  @Test func killedServiceIsBackAtOnce() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    supervisor.spawned(0, process: 10, now: 0)
    let actions = supervisor.exited(process: 10, Self.status(code: 9, .signaled), now: Self.second)
    #expect(actions.last == .spawn(0))
    #expect(supervisor.entries[0].restarts == 1)
  }

  @Test func whoIsKilledOftenIsNeverGivenUp() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    for round in 0..<1000 {
      supervisor.spawned(0, process: UInt32(round + 1), now: 0)
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
      supervisor.spawned(0, process: process, now: 0)
      let kind: ABI.ExitStatus.Kind = process.isMultiple(of: 2) ? .signaled : .faulted
      _ = supervisor.exited(process: process, Self.status(code: 9, kind), now: 1)
      _ = supervisor.timer(now: .max)
    }
    #expect(process == UInt32(2 * Supervisor.Policy.patience + 1))
  }

  @Test func theLastFaultIsKept() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    supervisor.spawned(0, process: 1, now: 0)
    _ = supervisor.exited(process: 1, Self.status(code: 1, .faulted), fault: [70, 33], now: 1)
    supervisor.spawned(0, process: 2, now: 2)
    _ = supervisor.exited(process: 2, Self.status(code: 9, .signaled), now: 3)
    #expect(supervisor.entries[0].lastFault == [70, 33])
    #expect(supervisor.entries[0].lastEnd == "was ended by signal 9")
  }

  @Test func clientThatEndsWithItsServerWaitsForIt() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    supervisor.spawned(0, process: 10, now: 0)
    _ = supervisor.schemeRegistered("thing")
    supervisor.spawned(1, process: 11, now: 0)
    _ = supervisor.exited(process: 10, Self.status(code: 9, .signaled), now: Self.second)
    #expect(!supervisor.exited(process: 11, Self.status(code: 1), now: Self.second).contains(.spawn(1)))
    supervisor.spawned(0, process: 12, now: Self.second)
    #expect(supervisor.schemeRegistered("thing") == [.spawn(1)])
  }

  @Test func ailingServiceWaitsLongerAndIsGivenUp() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    var now: UInt64 = 0
    var pauses: [UInt64] = []
    for round in 0..<40 {
      supervisor.spawned(0, process: UInt32(round + 1), now: now)
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

  @Test func aHealthyRunForgivesEarlierEnds() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    for round in 0..<100 {
      let start = UInt64(round) * 10 * Self.second
      supervisor.spawned(0, process: UInt32(round + 1), now: start)
      let actions = supervisor.exited(
        process: UInt32(round + 1), Self.status(code: 1), now: start + Supervisor.Policy.healthyRun)
      #expect(actions.last == .spawn(0))
    }
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
    supervisor.spawned(0, process: 1, now: 0)
    #expect(supervisor.exited(process: 1, Self.status(), now: 1) == [])
    #expect(supervisor.entries[0].state == .stopped)
  }

  @Test func requests() throws {
    var supervisor = try Self.make()
    _ = supervisor.begin()
    supervisor.spawned(0, process: 1, now: 0)
    #expect(try supervisor.stop("server") == [.kill(0, .terminate)])
    _ = supervisor.exited(process: 1, Self.status(code: 15, .signaled), now: 1)
    #expect(supervisor.entries[0].state == .stopped)
    #expect(try supervisor.start("server") == [.spawn(0)])
    supervisor.spawned(0, process: 2, now: 2)
    #expect(try supervisor.restart("server") == [.kill(0, .terminate)])
    #expect(supervisor.exited(process: 2, Self.status(code: 15, .signaled), now: 3).last == .spawn(0))
    #expect(throws: Supervisor.RequestError.noSuchService) { try supervisor.stop("nobody") }
  }
}
