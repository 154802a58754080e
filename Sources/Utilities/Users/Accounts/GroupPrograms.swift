// groupadd, groupdel, groupmod.

import Accounts
import System
import UtilitySupport

let groupaddProgram = Utility(
  "groupadd", "[OPTION]... NAME", "Add a group.",
  [
    OptionDescription("-f --force", "succeed where the group is there; another number where it is taken"),
    OptionDescription("-g --gid=NUMBER", "the group's number"),
    OptionDescription("-o --non-unique", "the number may be another group's as well"), AccountTool.prefixOption,
    OptionDescription("-r --system", "for a service: a number below 1000"),
    OptionDescription("-U --users=USERS", "who is in it, with commas between them"),
  ], usageStatus: 2
) { tool in
  let shared = AccountTool(tool)
  return shared.run(lockStatus: 10) { (accounts) throws(AccountFailure) in
    let name = try shared.operand()
    var number = try shared.number("g", "group", 3)
    if tool.has("o"), !tool.has("g") { throw AccountFailure("-o flag is only allowed with the -g flag", 2) }
    if accounts.group(name) != nil {
      if tool.has("f") { return }
      throw AccountFailure("group '\(name.text)' already exists", 9)
    }
    guard AccountName.isValid(name) else { throw AccountFailure("'\(name.text)' is not a valid group name", 3) }
    if let wanted = number, !tool.has("o"), accounts.group(number: wanted) != nil {
      guard tool.has("f") else { throw AccountFailure("GID '\(wanted)' already exists", 4) }
      number = nil
    }
    guard let free = number ?? accounts.freeGroupNumber(forService: tool.has("r")) else {
      throw AccountFailure("Can't get unique GID (no more available GIDs)", 4)
    }
    var members: [Bytes] = []
    for word in (tool.options.value("U") ?? []).split(separator: UInt8(ascii: ",")) {
      guard accounts.user(Bytes(word)) != nil else {
        throw AccountFailure("Invalid member username \(Bytes(word).text)", 3)
      }
      members.append(Bytes(word))
    }
    accounts.set(GroupEntry(name: name, group: free, members: members))
  }
}

let groupdelProgram = Utility(
  "groupdel", "[OPTION]... NAME", "Remove a group.",
  [
    OptionDescription("-f --force", "though it is the own group of a user"), AccountTool.prefixOption,
  ], usageStatus: 2
) { tool in
  let shared = AccountTool(tool)
  return shared.run(lockStatus: 10) { (accounts) throws(AccountFailure) in
    let name = try shared.operand()
    guard let group = accounts.group(name) else { throw AccountFailure("group '\(name.text)' does not exist", 6) }
    if !tool.has("f"), let user = accounts.users.first(where: { $0.group == group.group }) {
      throw AccountFailure("cannot remove the primary group of user '\(user.nameText)'", 8)
    }
    accounts.removeGroup(name)
  }
}

let groupmodProgram = Utility(
  "groupmod", "[OPTION]... NAME", "Change a group.",
  [
    OptionDescription("-g --gid=NUMBER", "a new number; users whose own group it is follow"),
    OptionDescription("-n --new-name=NAME", "a new name"),
    OptionDescription("-o --non-unique", "the number may be another group's as well"), AccountTool.prefixOption,
  ], usageStatus: 2
) { tool in
  let shared = AccountTool(tool)
  return shared.run(lockStatus: 10) { (accounts) throws(AccountFailure) in
    let name = try shared.operand()
    let number = try shared.number("g", "group", 3)
    if tool.has("o"), !tool.has("g") { throw AccountFailure("-o flag is only allowed with the -g flag", 2) }
    guard var group = accounts.group(name) else { throw AccountFailure("group '\(name.text)' does not exist", 6) }
    let newName = tool.options.value("n") ?? name
    if newName != name {
      guard AccountName.isValid(newName) else { throw AccountFailure("invalid group name '\(newName.text)'", 3) }
      if accounts.group(newName) != nil { throw AccountFailure("group '\(newName.text)' already exists", 9) }
    }
    if let number, number != group.group {
      if !tool.has("o"), accounts.group(number: number) != nil {
        throw AccountFailure("GID '\(number)' already exists", 4)
      }
      for var user in accounts.users where user.group == group.group {
        user.group = number
        accounts.set(user)
      }
      group.group = number
      accounts.set(group)
    }
    if newName != name { accounts.renameGroup(name, to: newName) }
  }
}
