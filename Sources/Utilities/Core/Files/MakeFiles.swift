// mkdir, touch, mktemp: make files and directories.
//
// Specification: POSIX.1-2017, mkdir, touch; GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilitySupport

let mkdirProgram = Utility(
  "mkdir", "[OPTION]... DIRECTORY...", "Make directories.",
  [
    OptionDescription("-m --mode=MODE", "permissions, in octal or as for chmod"),
    OptionDescription("-p --parents", "and those above; one that exists is no error"),
    OptionDescription("-v --verbose", "say what is done"),
  ]
) { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  var mode: UInt16?
  if let text = tool.options.value("m") {
    guard let change = ModeChange(text) else {
      tool.report("invalid mode \(quoted(text))")
      return 1
    }
    mode = change.applied(to: CreationMode.directory & 0o755, isDirectory: true)
  }
  var status: Int32 = 0
  for path in tool.operands where !make(tool, path, mode) { status = 1 }
  return status
}

private func make(_ tool: Tool, _ path: String, _ mode: UInt16?) -> Bool {
  if tool.has("p") {
    if status(path)?.isDirectory ?? false { return true }
    let parent = Paths.parent(path)
    let isTop = parent.isSame(as: ".") || parent.isSame(as: "/") || parent.isSame(as: path)
    if !isTop, !(status(parent)?.isDirectory ?? false), !make(tool, parent, nil) { return false }
  }
  do throws(Errno) {
    try FileSystem.makeDirectory(path, mode: mode ?? CreationMode.directory)
    // The creation mask does not apply to a mode that was asked for.
    if let mode { try FileSystem.changeMode(path, mode) }
    if tool.has("v") { tool.output.write("mkdir: created directory '\(path)'\n") }
    return true
  } catch {
    tool.report("cannot create directory '\(path)'", error)
    return false
  }
}

let touchProgram = Utility(
  "touch", "[OPTION]... FILE...", "Set the times of files; make those that are missing.",
  [
    OptionDescription("-a", "only the time of access"), OptionDescription("-c --no-create", "make no files"),
    OptionDescription("-d --date=DATE", "this time: 2026-11-21 10:30:00, @SECONDS"),
    OptionDescription("-m", "only the time of modification"),
    OptionDescription("-r --reference=FILE", "the times of FILE"),
  ]
) { tool in
  if tool.operands.isEmpty { return tool.usageError("missing file operand") }
  var times = (accessed: SystemClock.realTime, modified: SystemClock.realTime)
  if let text = tool.options.value("d") {
    guard let seconds = CalendarDate.parse(text) else { return tool.usageError("invalid date format '\(text.text)'") }
    let time = UInt64(clamping: seconds) &* 1_000_000_000
    times = (time, time)
  }
  if let reference = tool.options.value("r")?.text {
    guard let known = status(reference) else {
      tool.report("failed to get attributes of '\(reference)'", .noSuchEntry)
      return 1
    }
    times = (known.accessed, known.modified)
  }
  var result: Int32 = 0
  for path in tool.operands {
    do throws(Errno) {
      let old = status(path)
      if old == nil {
        if tool.has("c") { continue }
        try Handle.open(path, [.write, .create, OpenFlags.mode(CreationMode.file)]).close()
      }
      let accessed = tool.has("m") && !tool.has("a") ? old?.accessed : nil
      let modified = tool.has("a") && !tool.has("m") ? old?.modified : nil
      try FileSystem.changeTimes(path, accessed: accessed ?? times.accessed, modified: modified ?? times.modified)
    } catch {
      tool.report("cannot touch '\(path)'", error)
      result = 1
    }
  }
  return result
}

let mktempProgram = Utility(
  "mktemp", "[OPTION]... [TEMPLATE]", "Make a file with a new name, and write the name.",
  [
    OptionDescription("-d --directory", "a directory"), OptionDescription("-p DIRECTORY", "in this directory"),
    OptionDescription("--tmpdir[=DIRECTORY]", "in this directory"),
    OptionDescription("-t", "in /tmp"), OptionDescription("-u --dry-run", "make nothing"),
  ]
) { tool in
  let template = tool.operands.first?.bytes ?? "tmp.XXXXXXXXXX".bytes
  let letters = template.reversed().prefix { $0 == UInt8(ascii: "X") }.count
  guard letters >= 3 else {
    tool.report("too few X's in template '\(template.text)'")
    return 1
  }
  let isInTemporary = tool.operands.isEmpty || tool.has("p") || tool.has("t") || tool.has("tmpdir")
  let directory = (tool.options.value("p") ?? tool.options.value("tmpdir"))?.text ?? Environment["TMPDIR"] ?? "/tmp"
  let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".bytes
  for _ in 0..<100 {
    var name = template
    for index in (name.count - letters)..<name.count { name[index] = alphabet.randomElement() ?? UInt8(ascii: "x") }
    let path = isInTemporary ? Paths.join(directory, name.text) : name.text
    do throws(Errno) {
      if tool.has("u") {
        if status(path) != nil { continue }
      } else if tool.has("d") {
        try FileSystem.makeDirectory(path, mode: 0o700)
      } else {
        try Handle.open(path, [.write, .create, .exclusive, OpenFlags.mode(0o600)]).close()
      }
      tool.output.write(path + "\n")
      return 0
    } catch {
      if error == .exists { continue }
      let kind = tool.has("d") ? "directory" : "file"
      tool.report(
        "failed to create \(kind) via template '\(isInTemporary ? directory + "/" : "")\(template.text)'", error)
      return 1
    }
  }
  tool.report("no free name for template '\(template.text)'")
  return 1
}
