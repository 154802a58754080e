// usermod: changes a user.

import ABI
import Accounts
import System
import UtilitySupport

let usermodProgram = Utility(
  "usermod", "[OPTION]... NAME", "Change a user.",
  [
    OptionDescription("-a --append", "with -G: and stay in all other groups"),
    OptionDescription("-c --comment=TEXT", "the person's name"),
    OptionDescription("-d --home=DIRECTORY", "the home"),
    OptionDescription("-e --expiredate=DATE", "the day on which the account ends"),
    OptionDescription("-g --gid=GROUP", "the user's own group"),
    OptionDescription("-G --groups=GROUPS", "be in these further groups, and in no others"),
    OptionDescription("-l --login=NAME", "a new name"), OptionDescription("-L --lock", "no password fits any more"),
    OptionDescription("-m --move-home", "with -d: move what is there"),
    OptionDescription("-o --non-unique", "the number may be another user's as well"),
    OptionDescription("-p --password=HASH", "the hash of a password, as in /etc/shadow"),
    AccountTool.prefixOption,
    OptionDescription("-r --remove", "with -G: leave these groups"),
    OptionDescription("-s --shell=PATH", "the shell"), OptionDescription("-u --uid=NUMBER", "a new number"),
    OptionDescription("-U --unlock", "the password before -L fits again"),
  ], usageStatus: 2
) { tool in
  let shared = AccountTool(tool)
  var change: UserChange?
  let status = shared.run(lockStatus: 1) { (accounts) throws(AccountFailure) in
    var made = try UserChange(shared, accounts)
    try made.apply(to: &accounts)
    change = made
  }
  guard status == 0, let change else { return status }
  return change.changeFiles()
}

/// A user before and after.
private struct UserChange {
  private let shared: AccountTool
  private let old: UserEntry
  private var new: UserEntry
  private var tool: Tool { shared.tool }

  init(_ shared: AccountTool, _ accounts: AccountSet) throws(AccountFailure) {
    let tool = shared.tool
    let name = try shared.operand()
    guard let user = accounts.user(name) else { throw AccountFailure("user '\(name.text)' does not exist", 6) }
    for flag in ["a", "r"] where tool.has(flag) && !tool.has("G") {
      throw AccountFailure("-\(flag) flag is only allowed with the -G flag", 2)
    }
    if tool.has("a"), tool.has("r") { throw AccountFailure("-a and -r are mutually exclusive flags", 2) }
    if tool.has("m"), !tool.has("d") { throw AccountFailure("-m flag is only allowed with the -d flag", 2) }
    if tool.has("o"), !tool.has("u") { throw AccountFailure("-o flag is only allowed with the -u flag", 2) }
    if ["L", "p", "U"].count(where: { tool.has($0) }) > 1 {
      throw AccountFailure("the -L, -p, and -U flags are exclusive", 2)
    }
    self.shared = shared
    old = user
    new = user
  }

  mutating func apply(to accounts: inout AccountSet) throws(AccountFailure) {
    try readFields(accounts)
    var groups = try shared.groups("G", in: accounts)
    if new != old, let process = shared.process(of: old.user),
      new.user != old.user || new.name != old.name || tool.has("m")
    {
      throw AccountFailure("user \(old.nameText) is currently used by process \(process)", 8)
    }
    if new.name != old.name { accounts.renameUser(old.name, to: new.name) }
    if new != old { accounts.set(new) }
    try changeShadow(&accounts)
    if let named = groups {
      if tool.has("r") {
        groups = accounts.memberships(of: new.name).map { $0.name }.filter { !named.contains($0) }
      }
      accounts.setMemberships(of: new.name, groups ?? [], keepsOthers: tool.has("a"))
    }
  }

  private mutating func readFields(_ accounts: AccountSet) throws(AccountFailure) {
    let invalid: (String) -> AccountFailure = { AccountFailure("invalid field '\($0)'", 3) }
    if let comment = try shared.field("c", else: invalid) { new.comment = comment }
    if let home = try shared.field("d", else: invalid) {
      guard home.first == UInt8(ascii: "/") else { throw AccountFailure("homedir must be an absolute path", 3) }
      new.home = home
    }
    if let shell = try shared.shell(3) { new.shell = shell }
    if let group = try shared.primaryGroup(in: accounts) { new.group = group.group }
    if let name = tool.options.value("l") {
      guard AccountName.isValid(name) else {
        throw AccountFailure("invalid user name '\(name.text)': use --badname to ignore", 3)
      }
      if name != old.name, accounts.user(name) != nil {
        throw AccountFailure("user '\(name.text)' already exists", 9)
      }
      new.name = name
    }
    if let number = try shared.number("u", "user", 3), number != old.user {
      if !tool.has("o"), accounts.user(number: number) != nil {
        throw AccountFailure("UID '\(number)' already exists", 4)
      }
      new.user = number
    }
  }

  private func changeShadow(_ accounts: inout AccountSet) throws(AccountFailure) {
    let expiry = try shared.expiry()
    guard tool.has("L") || tool.has("U") || tool.has("p") || expiry.isGiven else { return }
    guard var shadow = accounts.shadow(new.name) else {
      throw AccountFailure("\(new.nameText) has no entry in /etc/shadow", 1)
    }
    if expiry.isGiven { shadow.expires = expiry.day }
    if tool.has("L") { shadow.lock() }
    if tool.has("U"), !shadow.unlock() {
      tool.report("unlocking the user's password would result in a passwordless account.")
      Streams.printError("You should set a password with usermod -p to unlock this user's password.")
    }
    if let hash = try shared.field("p", else: { AccountFailure("invalid field '\($0)'", 3) }) {
      shadow.hashField = hash
      shadow.changed = AccountChange.today
    }
    accounts.set(shadow)
  }

  /// The home follows: moved, and given to the new number.
  func changeFiles() -> Int32 {
    let (from, to) = (shared.prefix + old.homePath, shared.prefix + new.homePath)
    if tool.has("m"), old.home != new.home {
      if FileSystem.exists(to) {
        tool.report("directory \(to) exists")
        return 12
      }
      guard FileSystem.exists(from) else {
        tool.report(
          "The previous home directory (\(from)) does not exist or is inaccessible. Move cannot be completed.")
        return 12
      }
      do throws(Errno) { try FileSystem.rename(from, to: to) } catch {
        tool.report("cannot rename directory \(from) to \(to)")
        return 12
      }
    }
    if old.user != new.user, new.homePath.utf8.count > 1,
      (try? FileSystem.status(to, followLinks: false))?.user == old.user
    {
      HomeDirectory(path: to, tool: tool).give(
        from: old.user, to: new.user, group: old.group != new.group ? new.group : nil)
    }
    return 0
  }
}
