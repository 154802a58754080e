// sudo: a program as another user, by the rules of /etc/sudoers.
//
// Specification: sudo(8), for options and messages. Who may what is decided by sudod.

import ABI
import SudoCore
import System
import UtilitySupport

let sudoProgram = Utility(
  "sudo", "[-iknsSv] [-u USER] [-g GROUP] [-p PROMPT] [COMMAND...] | -l | -v | -k",
  "Run a program as another user, root if none is named.",
  [
    OptionDescription("-g --group=GROUP", "with this group"), OptionDescription("-H --set-home", "as always"),
    OptionDescription("-i --login", "as after a log-in: the user's shell and home"),
    OptionDescription("-k --reset-timestamp", "the next password is asked for again"),
    OptionDescription("-K --remove-timestamp", "as -k"), OptionDescription("-l --list", "show what is allowed"),
    OptionDescription("-n --non-interactive", "fail where a password would be asked for"),
    OptionDescription("-p --prompt=PROMPT", "the question for the password (%p: whose)"),
    OptionDescription("-s --shell", "the words are a line for the shell"),
    OptionDescription("-S --stdin", "the password comes from the standard input"),
    OptionDescription("-u --user=USER", "as this user (or #NUMBER)"),
    OptionDescription("-v --validate", "ask for the password now"), OptionDescription("-V", "show the version"),
  ], stopsAtOperand: true
) { tool in
  if tool.has("V") {
    tool.output.write("sudo (Apus) 0.1\n")
    return 0
  }
  let words = tool.operands
  let runsShell = tool.has("i") || tool.has("s")
  let forgets = tool.has("k") || tool.has("K")
  let kind: SudoRequest.Kind =
    tool.has("l") ? .list : tool.has("v") ? .validate : words.isEmpty && forgets && !runsShell ? .forget : .run
  if kind == .run, words.isEmpty, !runsShell { return tool.usageError("a command is wanted") }
  if tool.has("i"), tool.has("s") { return tool.usageError("you may not specify both the -i and -s options") }
  if kind != .run, !words.isEmpty, kind != .list { return tool.usageError("no command may be given with that option") }
  var request = SudoRequest(kind)
  if tool.has("i") { request.insert(.login) }
  if tool.has("s") {
    request.insert(.shell)
    request.shell = Environment["SHELL"]?.bytes ?? []
  }
  if forgets { request.insert(.askAnyway) }
  request.user = tool.options.value("u") ?? []
  request.group = tool.options.value("g") ?? []
  request.directory = WorkingDirectory.current.bytes
  request.arguments = words.map { $0.bytes }
  request.environment = Environment.all.map { $0.bytes }.filter { SudoEnvironment.isKept($0) }
  // `NAME=VALUE` in front of the program would set what the rules keep clean.
  if kind == .run, let first = request.arguments.first, first.contains(UInt8(ascii: "=")),
    SudoEnvironment.name(first).allSatisfy(Character8.isWord)
  {
    let name = Bytes(SudoEnvironment.name(first)).text
    tool.report("sorry, you are not allowed to set the following environment variables: \(name)")
    return 1
  }
  let prompt = tool.options.value("p").map { $0.text }
  let question: (String) -> String = { user in
    guard let prompt else { return "[sudo] password for \(user): " }
    return replacing(prompt, user)
  }
  return Elevation(
    tool: tool, request: request, question: question, tries: Elevation.tries, isSilent: tool.has("n"),
    readsInput: tool.has("S")
  ).perform()
}

/// The prompt with the user's name for `%p` and `%u`, and `%` for `%%`.
private func replacing(_ prompt: String, _ user: String) -> String {
  var text = Bytes()
  var rest = prompt.bytes[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%"), let next = rest.first else {
      text.append(byte)
      continue
    }
    rest.removeFirst()
    switch next {
    case UInt8(ascii: "p"), UInt8(ascii: "u"): text += user.bytes
    case UInt8(ascii: "H"), UInt8(ascii: "h"): text += hostName()
    case UInt8(ascii: "%"): text.append(next)
    default: text += [byte, next]
    }
  }
  return text.text
}
