// Timers: one look at a time, whatever the clock of the calendar does meanwhile.

import ABI
import InitCore
import Testing

struct TimerTableTests {
  private static let second: UInt64 = 1_000_000_000
  /// 2026-11-21 10:30:00 UTC.
  private static let start: UInt64 = 1_795_257_000

  private static func make(_ text: String) throws -> TimerTable {
    TimerTable(try Manifest(parsing: text))
  }

  private static let five = "[timer five]\nat = */5 * * * *\nprogram = /bin/five\n"

  /// So many seconds after the start by either clock.
  private static func clock(_ monotonic: UInt64, _ real: UInt64? = nil) -> TimerClock {
    TimerClock(monotonic: monotonic * second, real: (start + (real ?? monotonic)) * second)
  }

  private static func status(_ code: Int32) -> ABI.ExitStatus {
    var status = ABI.ExitStatus()
    status.code = code
    return status
  }

  @Test func nothingHappensBeforeThereAreFiles() throws {
    var table = try Self.make(Self.five)
    #expect(table.look(Self.clock(1000)) == [])
    #expect(table.begin(Self.clock(0)) == [.wake(at: 300 * Self.second)])
    #expect(table.nextTime(0, Self.clock(0)) == Self.start + 300)
  }

  @Test func aJobIsRunAndTheNextTimePlanned() throws {
    var table = try Self.make(Self.five)
    _ = table.begin(Self.clock(0))
    #expect(table.look(Self.clock(299)) == [.wake(at: 300 * Self.second)], "too early: only the wake-up again")
    #expect(table.look(Self.clock(300)) == [.runJob(0), .wake(at: 600 * Self.second)])
    table.started(0, process: 7)
    #expect(table.exited(process: 8, Self.status(0)) == nil)
    #expect(table.exited(process: 7, Self.status(0)) == [])
    #expect(table.entries[0].runs == 1 && table.entries[0].lastEnd == "ended with status 0")
  }

  @Test func aJobThatRunsIsNotStartedTwice() throws {
    var table = try Self.make(Self.five)
    _ = table.begin(Self.clock(0))
    _ = table.look(Self.clock(300))
    table.started(0, process: 7)
    #expect(
      table.look(Self.clock(600))
        == [.report("five is still at work; not started again"), .wake(at: 900 * Self.second)])
    #expect(table.entries[0].skipped == 1)
    #expect(table.runNow(0) == [])
    #expect(table.exited(process: 7, Self.status(3)) == [.report("five ended with status 3")])
    #expect(table.look(Self.clock(900)).first == .runJob(0))
  }

  @Test func whatWasMissedIsRunOnce() throws {
    var table = try Self.make(Self.five)
    _ = table.begin(Self.clock(0))
    // The clock was put forward by a day; the wake-up comes when it was planned.
    #expect(table.look(Self.clock(300, 86_700)) == [.runJob(0), .wake(at: 600 * Self.second)])
    #expect(table.nextTime(0, Self.clock(300, 86_700)) == Self.start + 87_000)
  }

  @Test func aClockThatGoesBackDelaysNothingForLong() throws {
    var table = try Self.make(Self.five)
    _ = table.begin(Self.clock(0, 86_400))
    // Put back by a day while it waited: the next time is one of the new clock.
    #expect(table.look(Self.clock(300, 290)) == [.wake(at: 310 * Self.second)])
    #expect(table.look(Self.clock(310, 300)) == [.runJob(0), .wake(at: 610 * Self.second)])
  }

  @Test func everySoOftenGoesByTheOtherClock() throws {
    var table = try Self.make("[timer often]\nevery = 10s\nprogram = /bin/often\n")
    #expect(table.begin(Self.clock(5)) == [.wake(at: 15 * Self.second)])
    #expect(table.look(Self.clock(15, 100_000)) == [.runJob(0), .wake(at: 25 * Self.second)])
    #expect(table.look(Self.clock(99, 7)) == [.runJob(0), .wake(at: 109 * Self.second)], "missed ones come once")
    #expect(table.nextTime(0, Self.clock(99, 7)) == Self.start + 17)
  }

  @Test func timersAreSwitched() throws {
    var table = try Self.make(Self.five)
    _ = table.begin(Self.clock(0))
    #expect(table.setEnabled(0, false, Self.clock(1)) == [])
    #expect(table.look(Self.clock(300)) == [] && table.nextTime(0, Self.clock(300)) == nil)
    #expect(table.runNow(0) == [.runJob(0)], "it can still be run by hand")
    #expect(table.setEnabled(0, true, Self.clock(301)) == [.wake(at: 600 * Self.second)])
    table.apply(ServiceChoices(Array("five disabled\n".utf8)), Self.clock(302))
    #expect(table.look(Self.clock(600)) == [])
  }

  @Test func whatCannotStartIsTriedTheNextTime() throws {
    var table = try Self.make(Self.five)
    _ = table.begin(Self.clock(0))
    #expect(table.look(Self.clock(300)).first == .runJob(0))
    #expect(
      table.startFailed(0, .noSuchEntry) == [.report("five could not start /bin/five: \(Errno.noSuchEntry.message)")])
    #expect(table.look(Self.clock(600)).first == .runJob(0))
  }

  @Test func theAdministratorsFileIsReadAgain() throws {
    var table = try Self.make(Self.five)
    _ = table.begin(Self.clock(0))
    let base = try Manifest(parsing: Self.five)
    let extra = try Manifest(parsing: "[timer often]\nevery = 10s\nprogram = /bin/often\n", extending: base)
    #expect(table.replaceExtra(extra.timers, Self.clock(1)).contains(.wake(at: 11 * Self.second)))
    _ = table.look(Self.clock(11))
    table.started(1, process: 9)
    // The same again: what runs goes on, and the time stays.
    _ = table.replaceExtra(extra.timers, Self.clock(15))
    #expect(table.entries[1].process == 9 && table.nextTime(1, Self.clock(15)) == Self.start + 21)
    _ = table.replaceExtra([], Self.clock(16))
    #expect(table.entries.map(\.service.name) == ["five"])
    #expect(table.exited(process: 9, Self.status(0)) == nil)
  }

  @Test(arguments: [
    ("[timer a]\nprogram = x", 1, "no time"), ("[timer a]\nat = 61 * * * *\nprogram = x", 2, "no time that ever comes"),
    ("[timer a]\nevery = 0s\nprogram = x", 2, "no time that ever comes"),
    ("[timer]\nat = @daily", 2, "unknown setting"),
    ("[timer a b]\nprogram = x", 1, "expected"), ("[a]\nprogram = x\nat = @daily", 3, "unknown setting"),
    ("[timer a]\nat = @daily\nprogram = x\nprovides = y", 4, "no setting of a timer"),
    ("[a]\nprogram = x\n[timer a]\nat = @daily\nprogram = y", 3, "defined already"),
  ])
  func mistakesAreNamed(_ text: String, _ line: Int, _ message: String) {
    do throws(ManifestError) {
      _ = try Manifest(parsing: text)
      Issue.record("nothing was wrong")
    } catch {
      #expect(error.line == line && error.message.contains(message), "\(error)")
    }
  }
}
