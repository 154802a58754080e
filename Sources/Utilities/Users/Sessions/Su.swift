// su and newgrp: a shell as another user, or with another group.
//
// Specification: util-linux su(1), for options and messages; POSIX.1-2017, newgrp.

import ABI
import SudoCore
import System
import UtilitySupport

let suProgram = Utility(
  "su", "[OPTION]... [-] [USER [ARGUMENT]...]", "Run a shell as another user, root if none is named.",
  [
    OptionDescription("-c --command=COMMAND", "have the shell run this"),
    OptionDescription("-l --login", "as after a log-in (also a single `-`)"),
    OptionDescription("-m --preserve-environment", "keep the environment"), OptionDescription("-p", "as -m"),
    OptionDescription("-s --shell=SHELL", "this shell, where the account is one to log in with"),
  ]
) { tool in
  var words = tool.operands
  var isLogin = tool.has("l")
  if words.first?.isSame(as: "-") ?? false {
    isLogin = true
    words.removeFirst()
  }
  var request = SudoRequest(.switchUser)
  if isLogin { request.insert(.login) }
  let keeps = tool.has("m") || tool.has("p")
  if keeps, !isLogin { request.insert(.keepEnvironment) }
  request.user = words.first?.bytes ?? []
  let environmentShell = keeps && !isLogin ? Environment["SHELL"]?.bytes ?? [] : []
  request.shell = tool.options.value("s") ?? environmentShell
  request.directory = WorkingDirectory.current.bytes
  if let command = tool.options.value("c") { request.arguments = ["-c".bytes, command] }
  request.arguments += words.dropFirst().map { $0.bytes }
  request.environment = Environment.all.map { $0.bytes }
  if isLogin { request.environment = request.environment.filter { SudoEnvironment.isKept($0) } }
  return Elevation(tool: tool, request: request).perform()
}

let newgrpProgram = Utility(
  "newgrp", "[-] [GROUP]", "Run a shell whose files belong to another group of the user's."
) { tool in
  var words = tool.operands
  var request = SudoRequest(.switchGroup)
  if words.first?.isSame(as: "-") ?? false {
    request.insert(.login)
    words.removeFirst()
  }
  guard words.count <= 1 else { return tool.usageError("extra operand '\(words[1])'") }
  request.group = words.first?.bytes ?? []
  request.directory = WorkingDirectory.current.bytes
  request.environment = Environment.all.map { $0.bytes }
  return Elevation(tool: tool, request: request).perform()
}
