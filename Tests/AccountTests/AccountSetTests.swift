// The account files: what is read, what is kept, what changes together.

import Testing

@testable import Accounts

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

struct AccountSetTests {
  private func make() -> AccountSet {
    AccountSet(
      users: bytes(
        "# people\nroot:x:0:0:Administrator:/root:/bin/sh\nann:x:1000:1000::/home/ann:\nhalf:x:7\n\n+::::::\n"
          + "ann:x:9:9::/:\n"),
      groups: bytes("root:x:0:\nteam:x:55:ann,bob\nann:x:1000:\nodd:x:y:ann\n"),
      shadow: bytes("root:!:1:0:99999:7:::\nann:$x:2:0:99999:7:::\nshort:x\n"))
  }

  @Test func questions() throws {
    let accounts = make()
    let ann = try #require(accounts.user(bytes("ann")))
    #expect(ann.user == 1000 && ann.shellPath == "/bin/sh" && ann.homePath == "/home/ann")
    #expect(accounts.user(number: 1000) == ann && accounts.user(bytes("half")) == nil)
    #expect(accounts.groupNumbers(of: ann) == [1000, 55])
    #expect(accounts.group(nameOrNumber: bytes("55"))?.nameText == "team")
    #expect(accounts.user(bytes("")) == nil && accounts.user(bytes("an")) == nil)
    #expect(accounts.shadow(bytes("short")) == nil)
  }

  @Test func whatIsNotUnderstoodIsKept() {
    var accounts = make()
    let before = accounts
    #expect(accounts == before)
    accounts.removeUser(bytes("ann"))
    #expect(
      accounts.userTable.text
        == bytes("# people\nroot:x:0:0:Administrator:/root:/bin/sh\nhalf:x:7\n\n+::::::\nann:x:9:9::/:\n"))
    #expect(accounts.groupTable.text == bytes("root:x:0:\nteam:x:55:bob\nann:x:1000:\nodd:x:y:ann\n"))
    #expect(accounts.shadowTable.text == bytes("root:!:1:0:99999:7:::\nshort:x\n"))
  }

  @Test func aFileWithoutAnEndGetsOne() {
    #expect(AccountTable(bytes("a:b"), fields: 2).text == bytes("a:b\n"))
    #expect(AccountTable([], fields: 2).text.isEmpty)
  }

  @Test func namesChangeEverywhere() {
    var accounts = make()
    accounts.renameUser(bytes("ann"), to: bytes("eve"))
    #expect(accounts.user(bytes("eve"))?.user == 1000)
    #expect(accounts.shadow(bytes("eve"))?.hashField == bytes("$x"))
    #expect(accounts.group(bytes("team"))?.members == [bytes("eve"), bytes("bob")])
  }

  @Test func memberships() {
    var accounts = make()
    accounts.setMemberships(of: bytes("ann"), [bytes("root")], keepsOthers: true)
    #expect(accounts.memberships(of: bytes("ann")).map { $0.nameText } == ["root", "team"])
    accounts.setMemberships(of: bytes("ann"), [bytes("root")], keepsOthers: false)
    #expect(accounts.memberships(of: bytes("ann")).map { $0.nameText } == ["root"])
  }

  @Test func freeNumbers() {
    var accounts = make()
    #expect(accounts.freeUserNumber(forService: false) == 1001)
    #expect(accounts.freeUserNumber(forService: true) == 999)
    #expect(accounts.freeGroupNumber(forService: false, preferred: 1001) == 1001)
    #expect(accounts.freeGroupNumber(forService: false, preferred: 55) == 1001)
    accounts.set(UserEntry(name: bytes("last"), user: 60000, group: 1, comment: [], home: [], shell: []))
    #expect(accounts.freeUserNumber(forService: false) == 1001, "the first gap when the end is reached")
    accounts.set(UserEntry(name: bytes("svc"), user: 100, group: 1, comment: [], home: [], shell: []))
    #expect(accounts.freeUserNumber(forService: true) == 999)
  }

  @Test func locking() throws {
    var shadow = try #require(make().shadow(bytes("ann")))
    shadow.lock()
    shadow.lock()
    #expect(shadow.hashField == bytes("!$x") && shadow.isLocked)
    let isUnlocked = shadow.unlock()
    #expect(isUnlocked && shadow.hashField == bytes("$x") && !shadow.isLocked)
    shadow.hashField = bytes("!")
    let isAgain = shadow.unlock()
    #expect(!isAgain)
    #expect(shadow.hashField == bytes("!"), "unlocking must not leave an account without a password")
  }

  @Test(arguments: ["ann", "_svc", "a.b-c_9", "Ann", "host$"]) func goodNames(_ name: String) {
    #expect(AccountName.isValid(bytes(name)))
  }

  @Test(arguments: [
    "", "-a", "1a", "a:b", "a b", "a,b", "a/b", "a\nb", "$", "ä", "a$b", String(repeating: "a", count: 33),
  ])
  func badNames(_ name: String) { #expect(!AccountName.isValid(bytes(name))) }

  @Test func numbers() {
    #expect(AccountNumber.parse(bytes("0")) == 0 && AccountNumber.parse(bytes("4294967294")) == 4_294_967_294)
    for bad in ["", "4294967295", "99999999999", "-1", "+1", " 1", "1 ", "x"] {
      #expect(AccountNumber.parse(bytes(bad)) == nil, "\(bad)")
    }
  }

  @Test func rulesForPasswords() {
    func complaint(_ new: String, _ old: String) -> String? {
      PasswordRules.complaint(about: bytes(new), old: bytes(old))
    }
    #expect(complaint("good enough", "old one") == nil)
    for (new, old) in [
      ("", "x"), ("short", "x"), ("abccba", "x"), ("Secret1", "secret1"), ("secret", "secret"), ("aaaaaa", "x"),
      ("cretse", "secret"), (String(repeating: "ab", count: 300), "x"),
    ] {
      #expect(complaint(new, old) != nil, "\(new)")
    }
  }
}
