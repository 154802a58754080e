// userdel: removes a user.

import ABI
import Accounts
import System
import UtilitySupport

let userdelProgram = Utility(
  "userdel", "[OPTION]... NAME", "Remove a user.",
  [
    OptionDescription("-f --force", "though programs of the user run, and files that belong to others as well"),
    AccountTool.prefixOption, OptionDescription("-r --remove", "with the home and all that is in it"),
  ], usageStatus: 2
) { tool in
  let shared = AccountTool(tool)
  var removed: UserEntry?
  let status = shared.run(lockStatus: 1) { (accounts) throws(AccountFailure) in
    let name = try shared.operand()
    guard let user = accounts.user(name) else { throw AccountFailure("user '\(name.text)' does not exist", 6) }
    if let process = shared.process(of: user.user) {
      tool.report("user \(name.text) is currently used by process \(process)")
      if !tool.has("f") { throw AccountFailure(nil, 8) }
    }
    accounts.removeUser(name)
    removeOwnGroup(of: user, &accounts, tool)
    removed = user
  }
  guard status == 0, let user = removed, tool.has("r") else { return status }
  return removeHome(of: user, shared)
}

/// The group of the user's name goes too, unless somebody else is in it.
private func removeOwnGroup(of user: UserEntry, _ accounts: inout AccountSet, _ tool: Tool) {
  guard let group = accounts.group(user.name) else { return }
  let name = user.nameText
  if group.group != user.group, !tool.has("f") {
    tool.report("group \(name) not removed because it is not the primary group of user \(name).")
  } else if !group.members.isEmpty, !tool.has("f") {
    tool.report("group \(name) not removed because it has other members.")
  } else if accounts.users.contains(where: { $0.group == group.group }), !tool.has("f") {
    tool.report("group \(name) is the primary group of another user and is not removed.")
  } else {
    accounts.removeGroup(user.name)
  }
}

private func removeHome(of user: UserEntry, _ shared: AccountTool) -> Int32 {
  let tool = shared.tool
  let home = shared.prefix + user.homePath
  guard let status = try? FileSystem.status(home, followLinks: false) else {
    tool.report("\(user.nameText) home directory (\(home)) not found")
    return 0
  }
  // An account whose home is / or another one's must not take the system along.
  guard tool.has("f") || status.user == user.user, user.homePath.utf8.count > 1,
    status.kind == FileKind.directory.rawValue
  else {
    tool.report("\(home) not owned by \(user.nameText), not removing")
    return 12
  }
  if HomeDirectory(path: home, tool: tool).remove() { return 0 }
  tool.report("error removing directory \(home)")
  return 12
}
