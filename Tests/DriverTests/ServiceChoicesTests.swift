// What the administrator switches on and off, and adds.

import ABI
import InitCore
import Testing

struct ServiceChoicesTests {
  private static let text = """
    [ramfs]
    program = initfs:ramfs
    provides = file
    [driver]
    program = initfs:driver
    provides = device
    [server]
    program = /bin/server
    requires = file device
    provides = thing
    [client]
    program = /bin/client
    requires = thing
    [extra]
    program = /bin/extra
    requires = file
    start = manual
    """

  private static func make() throws -> (manifest: Manifest, supervisor: Supervisor) {
    let manifest = try Manifest(parsing: text)
    return (manifest, Supervisor(manifest))
  }

  @Test func theFileIsReadAndWritten() {
    var choices = ServiceChoices(Array("# comment\na disabled\n b\tenabled \nc maybe\nd\na enabled\n".utf8))
    #expect(choices["a"] == true && choices["b"] == true && choices["c"] == nil && choices["d"] == nil)
    choices["a"] = false
    choices["b"] = nil
    #expect(ServiceChoices(choices.text) == choices)
    #expect(choices["a"] == false && choices["b"] == nil)
  }

  @Test func onlyWhatWaitsForTheFilesCanBeChosen() throws {
    let supervisor = try Self.make().supervisor
    #expect(supervisor.entries.indices.map { supervisor.isChoosable($0) } == [false, false, true, true, true])
  }

  @Test func choicesHoldFromTheStart() throws {
    var supervisor = try Self.make().supervisor
    #expect(supervisor.begin() == [.spawn(0), .spawn(1)])
    supervisor.apply(ServiceChoices(Array("server disabled\ndriver disabled\nextra enabled\n".utf8)))
    _ = supervisor.schemeRegistered("device", now: 0)
    #expect(supervisor.schemeRegistered("file", now: 0) == [.spawn(4)])
    #expect(supervisor.entries[2].state == .stopped && !supervisor.entries[2].isEnabled)
    #expect(supervisor.entries[1].isEnabled, "it was there before the file")
    #expect(try supervisor.start("server") == [.spawn(2)], "by request it starts all the same")
  }

  @Test func switchingChangesNothingThatRuns() throws {
    var supervisor = try Self.make().supervisor
    _ = supervisor.begin()
    _ = supervisor.schemeRegistered("file", now: 0)
    try supervisor.setEnabled("client", false)
    #expect(supervisor.entries[3].state == .waiting && !supervisor.entries[3].isEnabled)
    #expect(throws: Supervisor.RequestError.startsTooEarly) { try supervisor.setEnabled("driver", false) }
    #expect(throws: Supervisor.RequestError.noSuchService) { try supervisor.setEnabled("nobody", false) }
  }

  /// A file system that was restarted says the same again: nobody who ended is started by that.
  @Test func theFileHoldsForWhatHasNotBegun() throws {
    var supervisor = try Self.make().supervisor
    _ = supervisor.begin()
    _ = supervisor.schemeRegistered("device", now: 0)
    _ = supervisor.schemeRegistered("file", now: 0)
    _ = supervisor.spawned(2, process: 9, now: 0)
    supervisor.apply(ServiceChoices(Array("server disabled\n".utf8)))
    #expect(supervisor.entries[2].state == .running(process: 9, since: 0))
  }

  @Test func whoDoesNotEndIsKilled() throws {
    var supervisor = try Self.make().supervisor
    _ = supervisor.begin()
    _ = supervisor.spawned(1, process: 9, now: 0)
    let due = Supervisor.Policy.stopLimit + 7
    #expect(try supervisor.stop("driver", now: 7) == [.kill(1, .terminate), .wake(at: due)])
    #expect(supervisor.timer(now: due - 1).contains(.wake(at: due)))
    #expect(supervisor.timer(now: due).contains(.kill(1, .kill)))
    var status = ABI.ExitStatus()
    status.kind = ABI.ExitStatus.Kind.signaled.rawValue
    status.code = 9
    #expect(supervisor.exited(process: 9, status, now: due) == [.report("driver stopped")])
  }

  @Test func furtherServices() throws {
    var (manifest, supervisor) = try Self.make()
    _ = supervisor.begin()
    _ = supervisor.schemeRegistered("file", now: 0)
    let extra = try Manifest(
      parsing: "[mine]\nprogram = /bin/mine\nrequires = file\n[off]\nprogram = /bin/off\n", extending: manifest)
    let choices = ServiceChoices(Array("off disabled\n".utf8))
    #expect(supervisor.replaceExtra(extra.services, choices, now: 0) == [.spawn(5)])
    _ = supervisor.spawned(5, process: 20, now: 0)
    #expect(supervisor.entries[6].state == .stopped)
    // Gone from the file: what runs is ended, and is out of the list at the next look.
    let actions = supervisor.replaceExtra([], choices, now: 0)
    #expect(actions == [.kill(5, .terminate), .wake(at: Supervisor.Policy.stopLimit)])
    #expect(supervisor.entries.count == 6)
    var status = ABI.ExitStatus()
    status.kind = ABI.ExitStatus.Kind.signaled.rawValue
    _ = supervisor.exited(process: 20, status, now: 1)
    #expect(supervisor.replaceExtra([], choices, now: 2) == [])
    #expect(supervisor.entries.count == 5)
    manifest = extra
  }

  @Test(arguments: [
    ("[ramfs]\nprogram = x", "name of the boot image"), ("[a]\nprogram = x\nprovides = file", "both provide"),
    ("[a]\nprogram = x\nrequires = nothing", "nobody provides"),
    ("[a]\nprogram = x\nhandles = a=irq:1", "only the boot image"),
  ])
  func theirFileMayNotDoEverything(_ text: String, _ message: String) throws {
    let base = try Self.make().manifest
    do throws(ManifestError) {
      _ = try Manifest(parsing: text, extending: base)
      Issue.record("nothing was wrong")
    } catch { #expect(error.message.contains(message), "\(error)") }
  }
}
