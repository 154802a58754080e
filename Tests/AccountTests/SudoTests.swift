// Who may run what as whom, with whose password, and in what environment.

import Accounts
import SudoCore
import Testing

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

struct SudoTests {
  private static let accounts = AccountSet(
    users: bytes(
      "root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\nbob:x:1001:1001::/home/bob:\n"
        + "svc:x:100:100::/:/bin/false\nfree:x:1002:27::/home/free:/bin/sh\n"),
    groups: bytes("root:x:0:\nsudo:x:27:ann\nann:x:1000:\nbob:x:1001:\nteam:x:55:bob\n"),
    shadow: bytes(
      "root:!:1:0:99999:7:::\nann:$x:1:0:99999:7:::\nbob:$y:1:0:99999:7:::\nsvc:!:1::::::\nfree::1::::::\n"))
  private static let rules = SudoRules(
    bytes(
      """
      # comment
      %sudo   ALL=(ALL:ALL) ALL
      bob     ALL=(root) NOPASSWD: /bin/log, /bin/service
      bob ALL = (ann : team) /bin/ls
      #100\tALL=(ALL) /bin/true
      broken
      eve ALL=(root ALL
      eve ALL=(root) relative/path
      """))

  private func judge(_ request: SudoRequest, _ caller: UInt32) -> Result<SudoJudgement, SudoRefusal> {
    SudoJudge(Self.accounts, Self.rules, host: bytes("apus")) { !$0.elementsEqual("/bin/gone".utf8) }
      .judge(request, caller: caller)
  }

  private func request(
    _ arguments: [String], user: String = "", group: String = "", _ flags: [SudoRequest.Flag] = []
  ) -> SudoRequest {
    var request = SudoRequest(.run)
    request.arguments = arguments.map(bytes)
    request.user = bytes(user)
    request.group = bytes(group)
    request.directory = bytes("/tmp")
    request.environment = ["TERM=vt220", "PATH=/evil", "LD_PRELOAD=x", "LANG=../x"].map(bytes)
    for flag in flags { request.insert(flag) }
    return request
  }

  private func plan(_ request: SudoRequest, _ caller: UInt32) throws -> SudoPlan? {
    guard case .granted(let plan) = try judge(request, caller).get().outcome else { return nil }
    return plan
  }

  @Test func badLinesGrantNothingAndAreNamed() {
    #expect(Self.rules.badLines == [6, 7, 8] && Self.rules.rules.count == 4)
  }

  @Test func aMemberOfTheGroupRunsAnythingAsRoot() throws {
    let judgement = try judge(request(["ls", "-l"]), 1000).get()
    #expect(judgement.proof?.nameText == "ann" && judgement.target.nameText == "root" && judgement.takesTicket)
    let plan = try #require(try plan(request(["ls", "-l"]), 1000))
    #expect(plan.user == 0 && plan.group == 0 && plan.program == bytes("/bin/ls"))
    #expect(plan.arguments == ["ls", "-l"].map(bytes) && plan.directory == bytes("/tmp"))
  }

  @Test func theEnvironmentIsClean() throws {
    let environment = try #require(try plan(request(["ls", "-l"]), 1000)).environment
    for entry in [
      "TERM=vt220", "PATH=/bin", "HOME=/root", "USER=root", "LOGNAME=root", "SHELL=/bin/sh", "SUDO_USER=ann",
      "SUDO_UID=1000", "SUDO_GID=1000", "SUDO_COMMAND=/bin/ls -l", "LANG=en_US.UTF-8",
    ] {
      #expect(environment.contains(bytes(entry)), "\(entry)")
    }
    #expect(!environment.contains { $0.starts(with: "LD_PRELOAD".utf8) })
    #expect(environment.count == Set(environment.map { Array(SudoEnvironment.name($0)) }).count, "a name comes once")
  }

  @Test func rulesNameProgramsAndPeople() throws {
    let log = try judge(request(["log"]), 1001).get()
    #expect(log.proof == nil, "NOPASSWD")
    #expect(try plan(request(["log"]), 1001) != nil)
    let other = try judge(request(["cat", "/etc/shadow"]), 1001).get()
    #expect(
      other.outcome
        == .denied("Sorry, user bob is not allowed to execute '/bin/cat /etc/shadow' as root on apus."))
    #expect(other.proof?.nameText == "bob", "who may not is told after the password")
    #expect(try plan(request(["ls"], user: "ann"), 1001)?.user == 1000)
    #expect(try plan(request(["ls"], user: "ann", group: "team"), 1001)?.group == 55)
    #expect(try plan(request(["ls"], group: "team"), 1001)?.user == 1001)
    #expect(try plan(request(["ls"], group: "root"), 1001) == nil)
    #expect(try plan(request(["true"], user: "bob"), 100)?.user == 1001, "by number")
  }

  /// A program of another folder is another program, whatever its name.
  @Test func pathsAreTakenAsTheyAre() throws {
    #expect(try plan(request(["/bin/log"]), 1001) != nil)
    #expect(try plan(request(["./log"]), 1001) == nil)
    #expect(try plan(request(["/bin/../bin/log"]), 1001) == nil)
    #expect(try plan(request(["./log"]), 1000)?.program == bytes("/tmp/./log"))
  }

  @Test func nobodyElse() throws {
    #expect(try plan(request(["ls"]), 1001) == nil)
    #expect(throws: SudoRefusal("unknown user nobody")) { try judge(request(["ls"], user: "nobody"), 1000).get() }
    #expect(throws: SudoRefusal("unknown user #77")) { try judge(request(["ls"], user: "#77"), 1000).get() }
    #expect(throws: SudoRefusal("unknown group nope")) { try judge(request(["ls"], group: "nope"), 1000).get() }
    #expect(throws: SudoRefusal("you do not exist in the passwd database")) { try judge(request(["ls"]), 4711).get() }
    var rules = SudoJudge(Self.accounts, SudoRules([]), host: []) { _ in true }.judge(request(["ls"]), caller: 1000)
    #expect(try rules.get().outcome == .denied("ann is not in the sudoers file."))
    rules = judge(request(["gone"]), 1000)
    #expect(try rules.get().outcome == .denied("sudo: gone: command not found"))
  }

  @Test func whoHasNoPasswordIsAskedForNone() throws {
    #expect(try judge(request(["ls"]), 1002).get().proof == nil)
    #expect(try judge(request(["ls"]), 0).get().proof == nil)
  }

  @Test func shells() throws {
    let login = try #require(try plan(request([], [.login]), 1000))
    #expect(login.program == bytes("/bin/sh") && login.arguments == [bytes("-sh")] && login.directory == bytes("/root"))
    let line = try #require(try plan(request(["echo", "a b", "$x;y", ""], [.shell]), 1000))
    #expect(line.arguments == ["sh", "-c", "echo a\\ b $x\\;y ''"].map(bytes))
  }

  @Test func suWantsTheOthersPassword() throws {
    var request = SudoRequest(.switchUser)
    request.user = bytes("ann")
    request.directory = bytes("/tmp")
    request.environment = ["PATH=/my/bin", "HOME=/home/bob", "USER=bob"].map(bytes)
    let judgement = try judge(request, 1001).get()
    #expect(judgement.proof?.nameText == "ann" && !judgement.takesTicket)
    guard case .granted(let plan) = judgement.outcome else {
      Issue.record("not granted")
      return
    }
    #expect(plan.user == 1000 && plan.arguments == [bytes("sh")] && plan.directory == bytes("/tmp"))
    #expect(
      plan.environment
        == ["PATH=/my/bin", "HOME=/home/ann", "SHELL=/bin/sh", "USER=ann", "LOGNAME=ann"].map(bytes))
    request.insert(.login)
    request.arguments = ["-c", "id"].map(bytes)
    guard case .granted(let session) = try judge(request, 1001).get().outcome else {
      Issue.record("not granted")
      return
    }
    #expect(session.arguments == ["-sh", "-c", "id"].map(bytes) && session.directory == bytes("/home/ann"))
    #expect(!session.environment.contains(bytes("PATH=/my/bin")))
  }

  @Test func anAccountWithoutAShellGetsNone() throws {
    var request = SudoRequest(.switchUser)
    request.user = bytes("svc")
    request.shell = bytes("/bin/sh")
    guard case .granted(let plan) = try judge(request, 1000).get().outcome else {
      Issue.record("not granted")
      return
    }
    #expect(plan.program == bytes("/bin/false"))
  }

  @Test func newgrpIsForMembers() throws {
    var request = SudoRequest(.switchGroup)
    request.group = bytes("team")
    #expect(throws: SudoRefusal("permission denied")) { try judge(request, 1000).get() }
    guard case .granted(let plan) = try judge(request, 1001).get().outcome else {
      Issue.record("not granted")
      return
    }
    #expect(plan.user == 1001 && plan.group == 55)
  }

  @Test func theListIsSudos() throws {
    guard case .listed(let text) = try judge(SudoRequest(.list), 1001).get().outcome else {
      Issue.record("no list")
      return
    }
    #expect(
      String(decoding: text, as: UTF8.self)
        == "User bob may run the following commands on apus:\n    (root) NOPASSWD: /bin/log, /bin/service\n"
        + "    (ann : team) /bin/ls\n")
  }

  @Test func requestsComeThroughWhole() throws {
    let sent = request(["a", "", "b c"], user: "ann", group: "g", [.login, .askAnyway])
    #expect(SudoRequest(sent.bytes) == sent)
    for count in 0..<sent.bytes.count { #expect(SudoRequest(Array(sent.bytes.prefix(count))) != sent) }
    var other = sent
    other.arguments = [[0x61, 0, 0x62]]
    #expect(SudoRequest(other.bytes) == nil, "a zero in a text")
    #expect(SudoMessage.unpacked([255, 255, 255, 255]) == nil)
  }

  @Test func ticketsAreOfATerminalAndEnd() {
    var tickets = SudoTickets()
    tickets.grant(1000, bytes("pty:3"), now: 5)
    #expect(tickets.isValid(1000, bytes("pty:3"), now: 4 + SudoTickets.Limits.life))
    #expect(!tickets.isValid(1000, bytes("pty:3"), now: 5 + SudoTickets.Limits.life))
    #expect(!tickets.isValid(1000, bytes("pty:4"), now: 6) && !tickets.isValid(1001, bytes("pty:3"), now: 6))
    tickets.grant(1000, [], now: 5)
    #expect(!tickets.isValid(1000, [], now: 6), "without a terminal there is no ticket")
    tickets.forget(1000, bytes("pty:3"))
    #expect(!tickets.isValid(1000, bytes("pty:3"), now: 6))
    for number in 0..<1000 { tickets.grant(7, bytes("pty:\(number)"), now: 6) }
    #expect(tickets.isValid(7, bytes("pty:999"), now: 7) && !tickets.isValid(7, bytes("pty:1"), now: 7))
  }

  @Test func guessingTakesTime() {
    var limiter = GuessLimiter()
    #expect(limiter.mayGuess(1000, now: 10))
    let answer = limiter.failed(1000, now: 10)
    #expect(answer == 10 + GuessLimiter.Limits.pause)
    #expect(!limiter.mayGuess(1000, now: answer - 1) && limiter.mayGuess(1000, now: answer))
    #expect(limiter.mayGuess(1001, now: 11), "others are not kept from it")
    // Guesses side by side queue up rather than go faster.
    let second = limiter.failed(1000, now: 11)
    #expect(second == answer + GuessLimiter.Limits.pause)
    for _ in 0..<GuessLimiter.Limits.patience { _ = limiter.failed(1000, now: 11) }
    let late = limiter.failed(1000, now: 1_000_000_000_000)
    #expect(late == 1_000_000_000_000 + GuessLimiter.Limits.longPause)
    limiter.succeeded(1000)
    #expect(limiter.mayGuess(1000, now: 12))
  }
}
