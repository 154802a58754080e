// Permissions: who may do what, by owner, group and mode, in the sticky /tmp too.

import ABI
import RamFileSystemCore
import Testing

@Suite struct RamFileSystemPermissionTests {
  let fixture = FileSystemFixture()

  init() throws {
    try fixture.makeDirectory("/tmp", mode: 0o1777)
    try fixture.makeDirectory("/home")
    try fixture.makeDirectory("/home/ann", mode: 0o700)
    try fixture.changeOwner("/home/ann", 1000, 1000)
  }

  private func error(_ user: UInt32, _ body: () throws -> Void) -> Errno? {
    fixture.error { try fixture.as(user, user, body) }
  }

  @Test func bitsOfTheFirstMatchingClassCount() throws {
    try fixture.create("/f", "secret", mode: 0o604)
    try fixture.changeOwner("/f", 1000, 2000)
    #expect(error(1000) { _ = try fixture.open("/f", [.read, .write]) } == nil)
    #expect(error(2000) { _ = try fixture.open("/f", .read) } == .accessDenied, "the group has fewer than others")
    #expect(error(3000) { _ = try fixture.open("/f", .read) } == nil)
    #expect(error(3000) { _ = try fixture.open("/f", .write) } == .accessDenied)
    #expect(error(3000) { _ = try fixture.open("/f", [.read, .truncate]) } == .accessDenied)
    #expect(error(0) { _ = try fixture.open("/f", [.read, .write]) } == nil)
  }

  @Test func directoriesGuardWhatIsInThem() throws {
    try fixture.as(1000, 1000) { try fixture.create("/home/ann/diary", "x", mode: 0o666) }
    #expect(try fixture.status("/home/ann/diary").user == 1000)
    #expect(error(2000) { _ = try fixture.open("/home/ann/diary", .read) } == .accessDenied)
    #expect(error(2000) { _ = try fixture.status("/home/ann/diary") } == .accessDenied)
    #expect(error(2000) { _ = try fixture.list("/home/ann") } == .accessDenied)
    #expect(error(2000) { try fixture.create("/home/file") } == .accessDenied)
    #expect(error(2000) { try fixture.makeDirectory("/home/dir") } == .accessDenied)
    #expect(error(2000) { try fixture.rename("/home/ann", "/tmp/ann") } == .accessDenied)
    #expect(error(2000) { try fixture.removeDirectory("/home/ann") } == .accessDenied)
    try fixture.changeMode("/home/ann", 0o711)
    #expect(error(2000) { _ = try fixture.open("/home/ann/diary", .read) } == nil)
    #expect(error(2000) { _ = try fixture.list("/home/ann") } == .accessDenied)
    #expect(error(2000) { try fixture.unlink("/home/ann/diary") } == .accessDenied)
  }

  @Test func stickyDirectoriesProtectTheirEntries() throws {
    try fixture.as(1000, 1000) { try fixture.create("/tmp/a", "x", mode: 0o666) }
    try fixture.as(2000, 2000) { try fixture.create("/tmp/b") }
    #expect(error(2000) { try fixture.unlink("/tmp/a") } == .notPermitted)
    #expect(error(2000) { try fixture.rename("/tmp/a", "/tmp/c") } == .notPermitted)
    #expect(error(2000) { try fixture.rename("/tmp/b", "/tmp/a") } == .notPermitted)
    #expect(error(2000) { try fixture.link("/tmp/a", "/tmp/d") } == nil, "may write to it")
    #expect(error(1000) { try fixture.unlink("/tmp/a") } == nil)
    #expect(error(0) { try fixture.unlink("/tmp/b") } == nil)
  }

  @Test func attributesBelongToTheOwner() throws {
    try fixture.as(1000, 1000) { try fixture.create("/tmp/a", "x", mode: 0o4755) }
    #expect(error(2000) { try fixture.changeMode("/tmp/a", 0o777) } == .notPermitted)
    #expect(error(2000) { try fixture.changeOwner("/tmp/a", 2000) } == .notPermitted)
    #expect(error(1000) { try fixture.changeOwner("/tmp/a", 2000) } == .notPermitted)
    #expect(error(1000) { try fixture.changeOwner("/tmp/a", .max, 5) } == .notPermitted)
    try fixture.changeMode("/tmp/a", 0o6755)
    try fixture.changeOwner("/tmp/a", 1000, 77)
    #expect(try fixture.status("/tmp/a").mode == 0o755, "a new owner or group ends set-user and set-group")
    #expect(error(1000) { try fixture.changeMode("/tmp/a", 0o2755) } == nil)
    #expect(try fixture.status("/tmp/a").mode == 0o755, "not in group 77")
    #expect(error(1000) { try fixture.changeMode("/tmp/a", 0o4755) } == nil)
    try fixture.create("/tmp/a", "changed")
    #expect(try fixture.status("/tmp/a").mode == 0o755, "a write ends set-user")
  }

  @Test func rootNeedsAnExecuteBitToo() throws {
    try fixture.create("/plain", "x", mode: 0o644)
    try fixture.create("/program", "x", mode: 0o001)
    let plain = try fixture.open("/plain", .read)
    let program = try fixture.open("/program", .read)
    #expect(try !fixture.files.export(plain).isExecutable)
    #expect(try fixture.files.export(program).isExecutable)
  }

  @Test func groupsAreInheritedInSetGroupDirectories() throws {
    try fixture.makeDirectory("/shared", mode: 0o2777)
    try fixture.changeOwner("/shared", 0, 55)
    try fixture.changeMode("/shared", 0o2777)
    try fixture.as(1000, 1000) { try fixture.create("/shared/a") }
    #expect(try fixture.status("/shared/a").group == 55)
  }

  @Test func directoriesInSetGroupDirectoriesAreOfTheSameKind() throws {
    try fixture.makeDirectory("/shared")
    try fixture.changeOwner("/shared", 0, 55)
    try fixture.changeMode("/shared", 0o2777)
    try fixture.as(1000, 1000) { try fixture.makeDirectory("/shared/a", mode: 0o777) }
    #expect(try fixture.status("/shared/a").mode == 0o2777)
    try fixture.as(1000, 1000) { try fixture.create("/shared/a/program", "x", mode: 0o2755) }
    #expect(try fixture.status("/shared/a/program").group == 55)
    #expect(try fixture.status("/shared/a/program").mode == 0o755, "1000 is not in group 55")
  }

  @Test func aChangedProgramLosesTheRightsOfItsGroup() throws {
    for change in ["write", "truncate", "open"] {
      try fixture.create("/tmp/p", "x", mode: 0o666)
      try fixture.changeMode("/tmp/p", 0o6777)
      switch change {
      case "write": try fixture.write(try fixture.open("/tmp/p", [.read, .write]), 0, [1])
      case "truncate": try fixture.files.truncate(try fixture.open("/tmp/p", [.read, .write]), 5, now: 1)
      default: _ = try fixture.open("/tmp/p", [.read, .write, .truncate])
      }
      #expect(try fixture.status("/tmp/p").mode == 0o777, "\(change)")
    }
    try fixture.changeMode("/tmp/p", 0o2666)
    try fixture.write(try fixture.open("/tmp/p", [.read, .write]), 0, [1])
    #expect(try fixture.status("/tmp/p").mode == 0o2666, "without the right to execute it is no program")
  }

  private func write(_ path: String, _ text: String) throws {
    try fixture.as(0, 0) { try fixture.create(path, text) }
    fixture.refreshGroups()
  }

  @Test func furtherGroupsComeFromTheGroupFile() throws {
    try fixture.makeDirectory("/etc")
    try write("/etc/passwd", "# users\nann:x:1000:1000::/:\nbob:x:2000:2000::/:\nbad:x:y:1:::\nann:x:7:7::/:\n")
    try write("/etc/group", "ann:x:1000:\nteam:x:55:ann,nobody\nbroken:x:56\n")
    try fixture.create("/plan", "x", mode: 0o640)
    try fixture.changeOwner("/plan", 0, 55)
    #expect(error(1000) { _ = try fixture.open("/plan", .read) } == nil)
    #expect(error(1000) { _ = try fixture.open("/plan", .write) } == .accessDenied)
    #expect(error(2000) { _ = try fixture.open("/plan", .read) } == .accessDenied)
    #expect(error(7) { _ = try fixture.open("/plan", .read) } == .accessDenied, "the first line of a name counts")
    // By replacing the file, as programs do, and by writing to it.
    try write("/etc/new", "team:x:55:bob\n")
    try fixture.as(0, 0) { try fixture.rename("/etc/new", "/etc/group") }
    fixture.refreshGroups()
    #expect(error(1000) { _ = try fixture.open("/plan", .read) } == .accessDenied)
    #expect(error(2000) { _ = try fixture.open("/plan", .read) } == nil)
    try write("/etc/group", "team:x:55:ann\n")
    #expect(error(1000) { _ = try fixture.open("/plan", .read) } == nil)
    try fixture.as(0, 0) { try fixture.unlink("/etc/group") }
    fixture.refreshGroups()
    #expect(error(1000) { _ = try fixture.open("/plan", .read) } == .accessDenied)
  }

  @Test func otherChangesDoNotAskForTheGroups() throws {
    try fixture.makeDirectory("/etc")
    try write("/etc/passwd", "")
    try write("/etc/group", "")
    fixture.refreshGroups()
    try fixture.create("/tmp/a", "x")
    #expect(!fixture.isMembershipOld)
    try fixture.as(0, 0) { try fixture.rename("/etc", "/etc2") }
    #expect(fixture.isMembershipOld)
  }

  @Test func ownersChooseAmongTheirGroups() throws {
    try fixture.makeDirectory("/etc")
    try write("/etc/passwd", "ann:x:1000:1000::/:\n")
    try write("/etc/group", "team:x:55:ann\n")
    try fixture.as(1000, 1000) { try fixture.create("/tmp/a", "x") }
    #expect(error(1000) { try fixture.changeOwner("/tmp/a", .max, 55) } == nil)
    #expect(error(1000) { try fixture.changeMode("/tmp/a", 0o2755) } == nil)
    #expect(try fixture.status("/tmp/a").mode == 0o2755)
    #expect(error(1000) { try fixture.changeOwner("/tmp/a", .max, 56) } == .notPermitted)
  }
}
