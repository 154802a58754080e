// The account files on disk: replaced whole, one writer at a time, put back when a later one cannot be written.

import ABI
import Accounts
import System
import TestSupport
import Testing

private struct Refused: Error, Equatable {
  var error: AccountFileError?
}

struct AccountDatabaseTests {
  private let folder: TemporaryFolder
  private let database: AccountDatabase

  init() throws {
    folder = try TemporaryFolder()
    try folder.add("passwd", "root:x:0:0::/root:/bin/sh\n")
    try folder.add("group", "root:x:0:\n")
    try folder.add("shadow", "root:!:1:0:99999:7:::\n")
    database = AccountDatabase(directory: folder.path)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try FileSystem.readFile(folder.path + "/" + name), as: UTF8.self)
  }

  private func addUser(_ name: String) throws(Refused) {
    try database.change(onFileError: { Refused(error: $0) }) { (accounts) throws(Refused) in
      let name = Array(name.utf8)
      accounts.set(UserEntry(name: name, user: 7, group: 7, comment: [], home: [], shell: []))
      accounts.set(GroupEntry(name: name, group: 7))
      accounts.set(ShadowEntry(name: name, changed: 3))
    }
  }

  @Test func changesAreWritten() throws {
    try addUser("ann")
    #expect(try text("passwd") == "root:x:0:0::/root:/bin/sh\nann:x:7:7:::\n")
    #expect(try text("group") == "root:x:0:\nann:x:7:\n")
    #expect(try text("shadow") == "root:!:1:0:99999:7:::\nann:!:3:0:99999:7:::\n")
    #expect(try FileSystem.list(folder.path).count == 3, "nothing is left beside the files")
  }

  @Test func theSecretsStaySecret() throws {
    try FileSystem.changeMode(folder.path + "/shadow", 0o600)
    try addUser("ann")
    #expect(try FileSystem.status(folder.path + "/shadow").mode == 0o600)
    #expect(try FileSystem.status(folder.path + "/passwd").mode & 0o444 == 0o444)
  }

  @Test func aRefusedChangeWritesNothing() throws {
    #expect(throws: Refused(error: nil)) {
      try database.change(onFileError: { Refused(error: $0) }) { (accounts) throws(Refused) in
        accounts.removeUser(Array("root".utf8))
        throw Refused(error: nil)
      }
    }
    #expect(try text("passwd") == "root:x:0:0::/root:/bin/sh\n")
    try addUser("ann")
  }

  @Test func twoWritersExcludeEachOther() throws {
    try folder.add(".pwd.lock", "\(CurrentProcess.id)\n")
    #expect(throws: Refused(error: .isLocked)) { try addUser("ann") }
    #expect(try text("passwd") == "root:x:0:0::/root:/bin/sh\n")
  }

  @Test func theLockOfOneWhoIsGoneDoesNotCount() throws {
    try folder.add(".pwd.lock", "999999999\n")
    try addUser("ann")
    #expect(!FileSystem.exists(folder.path + "/.pwd.lock"))
  }

  /// As on a full disk: the last file cannot be written.
  @Test func whatWasWrittenIsPutBack() throws {
    try FileSystem.makeDirectory(folder.path + "/passwd.\(CurrentProcess.id).tmp")
    #expect(throws: Refused.self) { try addUser("ann") }
    #expect(try text("shadow") == "root:!:1:0:99999:7:::\n")
    #expect(try text("group") == "root:x:0:\n")
    #expect(try text("passwd") == "root:x:0:0::/root:/bin/sh\n")
  }

  @Test func ownersChangePasswordsByTheRules() throws {
    let change = AccountChange(database)
    let root = Array("root".utf8)
    #expect(throws: AccountChangeError("You must choose a longer password.")) {
      try change.setPassword(of: root, old: [], new: Array("abc".utf8))
    }
    try change.setPassword(of: root, old: [], new: Array("long enough".utf8))
    let shadow = try #require(try database.load(withSecrets: true).shadow(root))
    #expect(shadow.hash.fits(Array("long enough".utf8)) && shadow.changed == AccountChange.today)
  }

  @Test func onlyListedShellsAreChosen() throws {
    try folder.add("shells", "# shells\n/bin/sh\n")
    let change = AccountChange(database)
    #expect(throws: AccountChangeError("/bin/evil is an invalid shell")) {
      try change.setShell(of: Array("root".utf8), Array("/bin/evil".utf8))
    }
    try change.setShell(of: Array("root".utf8), Array("/bin/sh".utf8))
  }
}
