// passwd and chsh: one's own password and shell, through sudod; those of others for root.
//
// Specification: passwd(1) and chsh(1) of Debian's passwd package, and its PAM modules, for the words.

import ABI
import Accounts
import Protocols
import SudoCore
import System
import UtilitySupport

let passwdProgram = Utility(
  "passwd", "[OPTION]... [NAME]", "Change a password.",
  [
    OptionDescription("-a --all", "with -S: of all users"),
    OptionDescription("-d --delete", "no password is asked for any more"),
    OptionDescription("-l --lock", "no password fits any more"), AccountTool.prefixOption,
    OptionDescription("-q --quiet", "no word about success"),
    OptionDescription("-S --status", "show what the account has"),
    OptionDescription("-u --unlock", "the password before -l fits again"),
  ], usageStatus: 2
) { tool in
  guard tool.operands.count <= 1 else { return tool.usageError("one name is wanted", 2) }
  let actions = ["d", "l", "u", "S"].filter { tool.has($0) }
  if actions.count > 1 || (tool.has("a") && !tool.has("S")) {
    return tool.usageError("these options exclude each other", 2)
  }
  let own = publicAccounts().user(number: CurrentProcess.user)?.name
  guard let name = tool.operands.first?.bytes ?? own else {
    tool.report("Cannot determine your user name.")
    return 1
  }
  let isAdministrator = CurrentProcess.user == 0 || tool.has("P")
  if !isAdministrator, name != own || !actions.isEmpty {
    if tool.operands.isEmpty || name == own {
      tool.report("Permission denied.")
    } else {
      tool.report("You may not view or modify password information for \(name.text).")
    }
    return 1
  }
  if tool.has("S") { return showStatus(AccountTool(tool), name) }
  if let action = actions.first { return changeEntry(AccountTool(tool), name, action) }
  return isAdministrator ? setPassword(tool, name) : changeOwnPassword(tool, name)
}

/// -S: name, kind, day of the last change, and the ages.
private func showStatus(_ shared: AccountTool, _ name: Bytes) -> Int32 {
  let tool = shared.tool
  guard let accounts = try? AccountDatabase(directory: shared.prefix + "/etc").load(withSecrets: true) else {
    tool.report("Permission denied.")
    return 1
  }
  let users = tool.has("a") ? accounts.users : accounts.user(name).map { [$0] } ?? []
  if users.isEmpty {
    tool.report("user '\(name.text)' does not exist")
    return 1
  }
  for user in users {
    guard let shadow = accounts.shadow(user.name) else {
      tool.report("malformed password data obtained for user \(user.nameText)")
      continue
    }
    let kind = shadow.isLocked ? "L" : shadow.hashField.isEmpty ? "NP" : "P"
    let day = CalendarDate(seconds: Int64(shadow.changed ?? 0) * 86400).formatted("%m/%d/%Y".bytes)
    var line = user.name + " \(kind) ".bytes + day
    for age in shadow.ages.prefix(4) { line += [0x20] + (age.isEmpty ? "-1".bytes : age) }
    tool.output.write(line + [0x0a])
  }
  return 0
}

/// -d, -l, -u.
private func changeEntry(_ shared: AccountTool, _ name: Bytes, _ action: String) -> Int32 {
  let tool = shared.tool
  let status = shared.run(lockStatus: 5) { (accounts) throws(AccountFailure) in
    guard accounts.user(name) != nil, var shadow = accounts.shadow(name) else {
      throw AccountFailure("user '\(name.text)' does not exist", 1)
    }
    switch action.utf8.first {
    case UInt8(ascii: "d"): shadow.hashField = []
    case UInt8(ascii: "l"): shadow.lock()
    default:
      guard shadow.unlock() else {
        tool.report("unlocking the password would result in a passwordless account.")
        Streams.printError(
          "You should set a password with usermod -p to unlock the password of this account.")
        throw AccountFailure(nil, 3)
      }
    }
    shadow.changed = AccountChange.today
    accounts.set(shadow)
  }
  if status == 0, !tool.has("q") { tool.output.write("passwd: password changed.\n") }
  return status
}

/// Asks twice; nil when the two differ, which the person has been told.
private func askTwice(_ tool: Tool, _ prompt: Prompt) -> Bytes? {
  guard case .typed(let first) = prompt.secret("New password: "),
    case .typed(let second) = prompt.secret("Retype new password: ")
  else {
    unchanged()
    return nil
  }
  guard first == second else {
    Streams.printError("Sorry, passwords do not match.")
    unchanged()
    return nil
  }
  return first
}

private func unchanged() {
  Streams.printError("passwd: Authentication token manipulation error\npasswd: password unchanged")
}

private func passwordPrompt() -> Prompt { Prompt() ?? Prompt(fromInputTo: Streams.error, isInterruptible: true) }

/// Root sets any password.
private func setPassword(_ tool: Tool, _ name: Bytes) -> Int32 {
  let shared = AccountTool(tool)
  let database = AccountDatabase(directory: shared.prefix + "/etc")
  guard let user = try? database.load(withSecrets: false).user(name) else {
    tool.report("user '\(name.text)' does not exist")
    return 1
  }
  guard let password = askTwice(tool, passwordPrompt()) else { return 10 }
  if password.isEmpty || password.count > PasswordRules.longest {
    Streams.printError(PasswordRules.complaint(about: password, old: []) ?? "")
    unchanged()
    return 10
  }
  do throws(AccountChangeError) {
    try AccountChange(database).setPassword(of: user.name, to: try AccountChange.hashed(password))
  } catch {
    tool.report(error.message)
    return 5
  }
  if !tool.has("q") { Streams.printError("passwd: password updated successfully") }
  return 0
}

/// Everybody else changes the own one, with the old one.
private func changeOwnPassword(_ tool: Tool, _ name: Bytes) -> Int32 {
  let prompt = passwordPrompt()
  Streams.printError("Changing password for \(name.text).")
  do throws(Errno) {
    let client = try SudoClient()
    guard case .typed(let old) = prompt.secret("Current password: ") else {
      unchanged()
      return 10
    }
    guard let new = askTwice(tool, prompt) else { return 10 }
    let answer = try client.changePassword(from: old, to: new)
    switch answer.verdict {
    case .granted:
      if !tool.has("q") { Streams.printError("passwd: password updated successfully") }
      return 0
    case .denied: Streams.printError(answer.text.text)
    default: break
    }
    unchanged()
    return 10
  } catch {
    tool.report("sudo:", error)
    return 1
  }
}

let chshProgram = Utility(
  "chsh", "[-s SHELL] [NAME]", "Change the shell that a log-in starts.",
  [OptionDescription("-s --shell=SHELL", "one of those in /etc/shells"), AccountTool.prefixOption]
) { tool in
  guard tool.operands.count <= 1 else { return tool.usageError("one name is wanted") }
  let accounts = publicAccounts()
  let own = accounts.user(number: CurrentProcess.user)
  guard let user = tool.operands.first.map({ accounts.user($0.bytes) }) ?? own else {
    tool.report("user '\(tool.operands.first ?? "")' does not exist")
    return 1
  }
  let isRoot = CurrentProcess.user == 0
  guard isRoot || user.user == CurrentProcess.user else {
    Streams.printError("You may not change the shell for '\(user.nameText)'.")
    return 1
  }
  let prompt = passwordPrompt()
  do throws(Errno) {
    if isRoot {
      let change = AccountChange(AccountDatabase())
      do throws(AccountChangeError) { try change.setShell(of: user.name, try chosenShell(tool, user, prompt)) } catch {
        tool.report(error.message)
        return 1
      }
      return 0
    }
    let client = try SudoClient()
    guard case .typed(let password) = prompt.secret("Password: ") else { return 1 }
    let shell: Bytes
    do throws(AccountChangeError) { shell = try chosenShell(tool, user, prompt) } catch {
      tool.report(error.message)
      return 1
    }
    let answer = try client.changeShell(password, to: shell)
    if answer.verdict == .granted { return 0 }
    tool.report(answer.verdict == .denied ? answer.text.text : "PAM: Authentication failure")
    return 1
  } catch {
    tool.report("sudo:", error)
    return 1
  }
}

/// The shell of the option, or the answer to a question; an empty one keeps what is there.
private func chosenShell(_ tool: Tool, _ user: UserEntry, _ prompt: Prompt) throws(AccountChangeError) -> Bytes {
  if let shell = tool.options.value("s") { return shell }
  tool.output.write(
    "Changing the login shell for \(user.nameText)\nEnter the new value, or press ENTER for the default\n")
  tool.output.flush()
  guard case .typed(let typed) = prompt.line("\tLogin Shell [\(user.shellPath)]: ") else {
    throw AccountChangeError("nothing was changed")
  }
  return typed.isEmpty ? user.shellPath.bytes : typed
}
