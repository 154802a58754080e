// id, groups, whoami.
//
// Specification: POSIX.1-2017, id; GNU coreutils for the other options and the messages.

import ABI
import Accounts
import System
import UtilitySupport

/// Somebody's numbers.
private struct Identity {
  var user: UInt32
  var group: UInt32
  /// The group first, then those that name the user as a member.
  var groups: [UInt32]

  /// Of the process itself.
  static func own(_ accounts: AccountSet) -> Identity {
    let (user, group) = (CurrentProcess.user, CurrentProcess.group)
    var groups = [group]
    if let account = accounts.user(number: user) {
      for member in accounts.memberships(of: account.name) where !groups.contains(member.group) {
        groups.append(member.group)
      }
    }
    return Identity(user: user, group: group, groups: groups)
  }

  /// Of a name or a number.
  static func of(_ text: Bytes, _ accounts: AccountSet) -> Identity? {
    let number = text.first == UInt8(ascii: "+") ? Bytes(text.dropFirst()) : text
    guard let account = accounts.user(text) ?? AccountNumber.parse(number).flatMap({ accounts.user(number: $0) })
    else { return nil }
    return Identity(user: account.user, group: account.group, groups: accounts.groupNumbers(of: account))
  }
}

/// The accounts that everybody may see; none where they cannot be read.
func publicAccounts() -> AccountSet {
  (try? AccountDatabase().load(withSecrets: false)) ?? AccountSet(users: [], groups: [], shadow: [])
}

let whoamiProgram = Utility("whoami", "", "Write the user's name.") { tool in
  if let extra = tool.operands.first { return tool.usageError("extra operand '\(extra)'") }
  guard let account = publicAccounts().user(number: CurrentProcess.user) else {
    tool.report("cannot find name for user ID \(CurrentProcess.user)")
    return 1
  }
  tool.output.write(account.name + [0x0a])
  return 0
}

let idProgram = Utility(
  "id", "[OPTION]... [USER]...", "Write user and group numbers and names.",
  [
    OptionDescription("-a", "ignored"), OptionDescription("-Z --context", "not supported here"),
    OptionDescription("-g --group", "only the group"), OptionDescription("-G --groups", "all group numbers"),
    OptionDescription("-n --name", "names, not numbers (with -u, -g or -G)"),
    OptionDescription("-r --real", "the real number (with -u, -g or -G): there is no other"),
    OptionDescription("-u --user", "only the user"),
    OptionDescription("-z --zero", "a zero behind each, not a blank or a newline"),
  ]
) { tool in
  if tool.has("Z") {
    tool.report("--context (-Z) works only on an SELinux-enabled kernel")
    return 1
  }
  let chosen = ["u", "g", "G"].filter { tool.has($0) }
  if chosen.count > 1 {
    tool.report("cannot print \"only\" of more than one choice")
    return 1
  }
  if chosen.isEmpty, tool.has("n") || tool.has("r") {
    tool.report("cannot print only names or real IDs in default format")
    return 1
  }
  if chosen.isEmpty, tool.has("z") {
    tool.report("option --zero not permitted in default format")
    return 1
  }
  let accounts = publicAccounts()
  let printer = IdentityPrinter(tool, accounts, chosen.first)
  if tool.operands.isEmpty { return printer.write(Identity.own(accounts), isLast: true) }
  var status: Int32 = 0
  for operand in tool.operands {
    guard let identity = Identity.of(operand.bytes, accounts) else {
      tool.report("'\(operand)': no such user")
      status = 1
      continue
    }
    status = max(status, printer.write(identity, isLast: tool.operands.count == 1))
  }
  return status
}

/// Writes identities in the form that was asked for.
private struct IdentityPrinter {
  private let tool: Tool
  private let accounts: AccountSet
  /// "u", "g", "G", or everything.
  private let choice: String?

  init(_ tool: Tool, _ accounts: AccountSet, _ choice: String?) {
    self.tool = tool
    self.accounts = accounts
    self.choice = choice
  }

  func write(_ identity: Identity, isLast: Bool) -> Int32 {
    guard let choice else {
      tool.output.write(full(identity))
      return 0
    }
    var status: Int32 = 0
    let isUser = choice.isSame(as: "u")
    let numbers = isUser ? [identity.user] : choice.isSame(as: "g") ? [identity.group] : identity.groups
    for (index, number) in numbers.enumerated() {
      if index > 0 { tool.output.write(byte: tool.has("z") ? 0 : 0x20) }
      guard tool.has("n") else {
        tool.output.write("\(number)")
        continue
      }
      let name = isUser ? accounts.user(number: number)?.name : accounts.group(number: number)?.name
      if name == nil {
        tool.report("cannot find name for \(isUser ? "user" : "group") ID \(number)")
        status = 1
      }
      tool.output.write(name ?? Bytes(decimal: number))
    }
    // Lists of several users are told apart by a second zero.
    if tool.has("z") {
      tool.output.write(byte: 0)
      if choice.isSame(as: "G"), !isLast { tool.output.write(byte: 0) }
    } else {
      tool.output.write(byte: 0x0a)
    }
    return status
  }

  private func full(_ identity: Identity) -> Bytes {
    func named(_ number: UInt32, _ name: Bytes?) -> Bytes {
      Bytes(decimal: number) + (name.map { "(".bytes + $0 + ")".bytes } ?? [])
    }
    let groups = identity.groups.map { named($0, accounts.group(number: $0)?.name) }
    var line = "uid=".bytes + named(identity.user, accounts.user(number: identity.user)?.name)
    line += " gid=".bytes + named(identity.group, accounts.group(number: identity.group)?.name)
    line += " groups=".bytes + Bytes(groups.joined(separator: ",".bytes)) + [0x0a]
    return line
  }
}

let groupsProgram = Utility("groups", "[USERNAME]...", "Write the groups of users.") { tool in
  let accounts = publicAccounts()
  func names(_ identity: Identity) -> Bytes {
    Bytes(
      identity.groups.map { accounts.group(number: $0)?.name ?? Bytes(decimal: $0) }.joined(separator: [0x20]))
  }
  if tool.operands.isEmpty {
    tool.output.write(names(Identity.own(accounts)) + [0x0a])
    return 0
  }
  var status: Int32 = 0
  for operand in tool.operands {
    guard let identity = Identity.of(operand.bytes, accounts) else {
      tool.report("'\(operand)': no such user")
      status = 1
      continue
    }
    tool.output.write(operand.bytes + " : ".bytes + names(identity) + [0x0a])
  }
  return status
}
