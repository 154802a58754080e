// useradd: a new user.

import ABI
import Accounts
import System
import UtilitySupport

let useraddProgram = Utility(
  "useradd", "[OPTION]... NAME", "Add a user.",
  [
    OptionDescription("-b --base-dir=DIRECTORY", "where the home lies (/home)"),
    OptionDescription("-c --comment=TEXT", "the person's name"),
    OptionDescription("-d --home-dir=DIRECTORY", "the home"),
    OptionDescription("-e --expiredate=DATE", "the day on which the account ends (2027-12-31)"),
    OptionDescription("-g --gid=GROUP", "the user's own group"),
    OptionDescription("-G --groups=GROUPS", "further groups, with commas between them"),
    OptionDescription("-k --skel=DIRECTORY", "what a new home holds (/etc/skel)"),
    OptionDescription("-m --create-home", "make the home"),
    OptionDescription("-M --no-create-home", "do not make the home (as without -m)"),
    OptionDescription("-N --no-user-group", "no group of the user's name: `users`"),
    OptionDescription("-o --non-unique", "the number may be another user's as well"),
    OptionDescription("-p --password=HASH", "the hash of a password, as in /etc/shadow"),
    AccountTool.prefixOption,
    OptionDescription("-r --system", "for a service: a number below 1000"),
    OptionDescription("-s --shell=PATH", "the shell (/bin/sh)"),
    OptionDescription("-u --uid=NUMBER", "the user's number"),
    OptionDescription("-U --user-group", "a group of the user's name (as without -g and -N)"),
  ], usageStatus: 2
) { tool in
  let shared = AccountTool(tool)
  var home: (path: String, user: UInt32, group: UInt32)?
  let status = shared.run(lockStatus: 1) { (accounts) throws(AccountFailure) in
    let user = try NewUser(shared).add(to: &accounts)
    if tool.has("m"), !tool.has("M") { home = (shared.prefix + user.homePath, user.user, user.group) }
  }
  guard status == 0, let home else { return status }
  if FileSystem.exists(home.path) {
    tool.report("warning: the home directory \(home.path) already exists.")
    tool.report("Not copying any file from skel directory into it.")
    return 0
  }
  let skeleton = tool.options.value("k")?.text ?? shared.prefix + "/etc/skel"
  do throws(Errno) {
    try HomeDirectory(path: home.path, tool: tool).make(from: skeleton, user: home.user, group: home.group)
    return 0
  } catch {
    tool.report("cannot create directory \(home.path)")
    return 12
  }
}

/// The user that the options describe.
private struct NewUser {
  /// The group of those who have none of their own.
  private static let usersGroup: UInt32 = 100

  private let shared: AccountTool
  private var tool: Tool { shared.tool }

  init(_ shared: AccountTool) { self.shared = shared }

  func add(to accounts: inout AccountSet) throws(AccountFailure) -> UserEntry {
    let name = try checkOptions()
    let comment = try shared.field("c", else: { AccountFailure("invalid comment '\($0)'", 3) }) ?? []
    let isPath: (Bytes) -> Bool = { $0.first == UInt8(ascii: "/") }
    let given = try shared.field("d", where: isPath, else: { AccountFailure("invalid home directory '\($0)'", 3) })
    let base = try shared.field("b", where: isPath, else: { AccountFailure("invalid base directory '\($0)'", 3) })
    let home = given ?? (base ?? "/home".bytes) + "/".bytes + name
    let shell = try shared.shell(3) ?? "/bin/sh".bytes
    let number = try shared.number("u", "user", 3)
    let expiry = try shared.expiry()
    let memberships = try shared.groups("G", in: accounts) ?? []
    let group = try shared.primaryGroup(in: accounts)
    guard AccountName.isValid(name) else {
      throw AccountFailure("invalid user name '\(name.text)': use --badname to ignore", 3)
    }
    if accounts.user(name) != nil { throw AccountFailure("user '\(name.text)' already exists", 9) }
    let makesGroup = group == nil && !tool.has("N")
    if makesGroup, accounts.group(name) != nil {
      throw AccountFailure(
        "group \(name.text) exists - if you want to add this user to that group, use -g.", 9)
    }
    if let number, !tool.has("o"), accounts.user(number: number) != nil {
      throw AccountFailure("UID \(number) is not unique", 4)
    }
    guard let user = number ?? accounts.freeUserNumber(forService: tool.has("r")) else {
      throw AccountFailure("can't get unique UID (no more available UIDs)", 4)
    }
    let own: UInt32
    if let group { own = group.group } else { own = try ownGroup(name, user, makesGroup, &accounts) }
    let entry = UserEntry(name: name, user: user, group: own, comment: comment, home: home, shell: shell)
    accounts.set(entry)
    var shadow = ShadowEntry(name: name, changed: AccountChange.today)
    if tool.has("r") { shadow.clearAges() }
    if let hash = try shared.field("p", else: { AccountFailure("invalid field '\($0)'", 3) }) {
      shadow.hashField = hash
    }
    shadow.expires = expiry.day
    accounts.set(shadow)
    accounts.setMemberships(of: name, memberships, keepsOthers: true)
    return entry
  }

  private func checkOptions() throws(AccountFailure) -> Bytes {
    if tool.has("N"), tool.has("U") { throw AccountFailure("options -U and -N conflict", 2) }
    if tool.has("g"), tool.has("U") { throw AccountFailure("options -U and -g conflict", 2) }
    if tool.has("o"), !tool.has("u") { throw AccountFailure("-o flag is only allowed with the -u flag", 2) }
    if tool.has("k"), !tool.has("m") { throw AccountFailure("-k flag is only allowed with the -m flag", 2) }
    return try shared.operand()
  }

  private func ownGroup(
    _ name: Bytes, _ user: UInt32, _ makesGroup: Bool, _ accounts: inout AccountSet
  ) throws(AccountFailure) -> UInt32 {
    guard makesGroup else { return Self.usersGroup }
    guard let number = accounts.freeGroupNumber(forService: tool.has("r"), preferred: user) else {
      throw AccountFailure("can't create group", 4)
    }
    accounts.set(GroupEntry(name: name, group: number))
    return number
  }
}
