// The programs of a few lines: true, false, echo, yes, sleep, clear, pwd, uname, arch, which, printenv, nproc, tty,
// logname.
//
// Specification: POSIX.1-2017 and GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilitySupport

let trueProgram = Utility("true", "", "Do nothing, successfully.") { _ in 0 }
let falseProgram = Utility("false", "", "Do nothing, unsuccessfully.") { _ in 1 }

let yesProgram = Utility("yes", "[STRING]...", "Write STRING (y) again and again.") { tool in
  let line = (tool.operands.isEmpty ? "y" : tool.operands.joined(separator: " ")).bytes + [0x0a]
  var block = Bytes()
  while block.count < 8192 { block += line }
  while !tool.isOutputClosed {
    tool.output.write(block)
    tool.output.flush()
  }
  return 0
}

let sleepProgram = Utility("sleep", "NUMBER[smhd]...", "Wait for the sum of the times.") { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  var nanoseconds: UInt64 = 0
  for operand in tool.operands {
    guard let time = duration(operand.bytes) else {
      return tool.usageError("invalid time interval '\(operand)'")
    }
    nanoseconds = nanoseconds.addingReportingOverflow(time).partialValue
  }
  SystemClock.sleep(until: SystemClock.monotonic &+ nanoseconds)
  return 0
}

/// Nanoseconds of a text such as `1.5m`.
private func duration(_ text: Bytes) -> UInt64? {
  var digits = text[...]
  var factor: UInt64 = 1
  switch text.last {
  case UInt8(ascii: "s"): digits = digits.dropLast()
  case UInt8(ascii: "m"): (digits, factor) = (digits.dropLast(), 60)
  case UInt8(ascii: "h"): (digits, factor) = (digits.dropLast(), 3600)
  case UInt8(ascii: "d"): (digits, factor) = (digits.dropLast(), 86400)
  default: break
  }
  let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
  guard let first = parts.first, !digits.isEmpty, digits.count < 20 else { return nil }
  guard let whole = first.isEmpty ? 0 : first.decimal, whole >= 0, whole < 1 << 30 else { return nil }
  var nanoseconds = UInt64(whole) * 1_000_000_000
  if parts.count > 1 {
    let fraction = Bytes(parts[1].prefix(9)) + Bytes(repeating: 0x30, count: max(0, 9 - parts[1].count))
    guard let value = fraction.decimal, value >= 0 else { return nil }
    nanoseconds += UInt64(value)
  }
  return nanoseconds &* factor
}

let clearProgram = Utility("clear", "", "Clear the terminal.") { tool in
  tool.output.write("\u{1b}[H\u{1b}[2J\u{1b}[3J")
  return 0
}

let pwdProgram = Utility(
  "pwd", "[OPTION]...", "Write the current directory.",
  [OptionDescription("-L --logical", "with links"), OptionDescription("-P --physical", "without links")]
) { tool in
  if !tool.operands.isEmpty { tool.report("ignoring non-option arguments") }
  let here = WorkingDirectory.current
  let isLogical = tool.options.last(of: ["L", "P"])?.isSame(as: "L") ?? false
  // The shell's idea of the place counts if it leads here and has no dots.
  if isLogical, let known = Environment["PWD"], known.utf8.first == UInt8(ascii: "/"),
    Paths.absolute(known, from: "/").isSame(as: known), let one = status(known), let two = status("."),
    one.inode == two.inode
  {
    tool.output.write(known + "\n")
  } else {
    tool.output.write(here + "\n")
  }
  return 0
}

let printenvProgram = Utility(
  "printenv", "[OPTION]... [VARIABLE]...", "Write the environment, or values from it.",
  [OptionDescription("-0 --null", "lines end with NUL")], usageStatus: 2
) { tool in
  let end: UInt8 = tool.has("0") ? 0 : 0x0a
  if tool.operands.isEmpty { for entry in Environment.all { tool.output.write(entry.bytes + [end]) } }
  var status: Int32 = 0
  for name in tool.operands {
    guard !name.utf8.contains(UInt8(ascii: "=")), let value = Environment[name] else {
      status = 1
      continue
    }
    tool.output.write(value.bytes + [end])
  }
  return status
}

let ttyProgram = Utility(
  "tty", "[OPTION]...", "Write the name of the terminal.",
  [OptionDescription("-s --silent", "only the exit status"), OptionDescription("--quiet", "only the exit status")],
  usageStatus: 2
) { tool in
  if !tool.operands.isEmpty { return tool.extraOperand(0, 2) }
  let isTerminal = Terminal.isTerminal(Streams.input)
  if !tool.has("s"), !tool.has("quiet") { tool.output.write(isTerminal ? "/dev/tty\n" : "not a tty\n") }
  return isTerminal ? 0 : 1
}

let lognameProgram = Utility("logname", "", "Write the name of the user.") { tool in
  if !tool.operands.isEmpty { return tool.extraOperand(0) }
  guard let account = Account.all.first(where: { $0.user == CurrentProcess.user }) else {
    tool.report("no login name")
    return 1
  }
  tool.output.write(account.name + "\n")
  return 0
}

let archProgram = Utility("arch", "", "Write the kind of processor.") { tool in
  if !tool.operands.isEmpty { return tool.extraOperand(0) }
  tool.output.write("x86_64\n")
  return 0
}

let unameProgram = Utility(
  "uname", "[OPTION]...", "Describe the system.",
  [
    OptionDescription("-a --all", "everything"), OptionDescription("-s --kernel-name", "name of the kernel"),
    OptionDescription("-n --nodename", "name of the machine"), OptionDescription("-r --kernel-release", "release"),
    OptionDescription("-v --kernel-version", "version"), OptionDescription("-m --machine", "processor"),
    OptionDescription("-o --operating-system", "operating system"),
  ]
) { tool in
  let host = ((try? FileSystem.readFile("/etc/hostname", limit: 256)) ?? "apus".bytes).filter { $0 > 0x20 }.text
  let fields = [
    ("s", "Apus"), ("n", host), ("r", "0.1"), ("v", "#1"), ("m", "x86_64"), ("o", "Apus"),
  ]
  let wantsAll = tool.has("a")
  var shown = fields.filter { wantsAll || tool.has($0.0) }.map { $0.1 }
  if shown.isEmpty { shown = ["Apus"] }
  tool.output.write(shown.joined(separator: " ") + "\n")
  return 0
}

let whichProgram = Utility(
  "which", "[-a] NAME...", "Write the files that commands lead to.",
  [OptionDescription("-a", "all of them")]
) { tool in
  var status: Int32 = 0
  for name in tool.operands {
    let found = programs(named: name)
    if found.isEmpty { status = 1 }
    for path in tool.has("a") ? found : Array(found.prefix(1)) { tool.output.write(path + "\n") }
  }
  return tool.operands.isEmpty ? 1 : status
}

/// The programs of a name along PATH.
private func programs(named name: String) -> [String] {
  func isProgram(_ path: String) -> Bool {
    guard let status = try? FileSystem.status(path) else { return false }
    return status.kind == FileKind.regular.rawValue && status.mode & 0o111 != 0
  }
  if name.utf8.contains(UInt8(ascii: "/")) { return isProgram(name) ? [name] : [] }
  return (Environment["PATH"] ?? "/bin").bytes.split(separator: UInt8(ascii: ":")).map {
    Paths.join(Bytes($0).text, name)
  }.filter(isProgram)
}
