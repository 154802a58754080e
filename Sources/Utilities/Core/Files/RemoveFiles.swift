// rm and rmdir: remove files and directories.
//
// Specification: POSIX.1-2017, rm, rmdir; GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilitySupport

let rmProgram = Utility(
  "rm", "[OPTION]... FILE...", "Remove files.",
  [
    OptionDescription("-d --dir", "empty directories, too"),
    OptionDescription("-f --force", "no questions, nothing missing"),
    OptionDescription("-i", "ask before each file"),
    OptionDescription("-I", "ask once: before more than three files, or a whole tree"),
    OptionDescription("--interactive[=WHEN]", "ask never, once (-I) or always (-i)"),
    OptionDescription("--no-preserve-root", "also all that there is"),
    OptionDescription("--one-file-system", "ignored"), OptionDescription("--preserve-root[=all]", "the default"),
    OptionDescription("-r", "directories with their content"),
    OptionDescription("-R --recursive", "directories with their content"),
    OptionDescription("-v --verbose", "say what is done"),
  ]
) { tool in
  guard let asking = Asking(tool) else { return 1 }
  let isForced = asking == .never
  if tool.operands.isEmpty { return isForced ? 0 : tool.missingOperand() }
  let isRecursive = tool.has("r") || tool.has("R")
  if asking == .once, isRecursive || tool.operands.count > 3 {
    let count = tool.operands.count
    let what = "\(count) argument\(count == 1 ? "" : "s")\(isRecursive ? " recursively" : "")"
    if !tool.confirm("remove \(what)?") { return 0 }
  }
  let remover = Remover(tool, isForced: isForced, isRecursive: isRecursive, asks: asking == .always)
  var status: Int32 = 0
  for path in tool.operands where !remover.removeOperand(path) { status = 1 }
  return status
}

/// When `rm` asks.
private enum Asking {
  case always, once, never
  /// Only about what is not to be written.
  case unspecified

  /// Nil when an option is wrong, which has been reported.
  init?(_ tool: Tool) {
    self = .unspecified
    for (key, value) in tool.options.all(of: ["f", "i", "I", "interactive"]) {
      switch key.bytes {
      case "f": self = .never
      case "i": self = .always
      case "I": self = .once
      default:
        let words = ["never", "no", "none", "once", "always", "yes"]
        let word = value ?? "always".bytes
        let matching = words.filter { $0.utf8.starts(with: word) }
        switch words.contains(where: { $0.utf8.elementsEqual(word) }) ? word : matching.first?.bytes ?? [] {
        case "never", "no", "none": self = .never
        case "once": self = .once
        case "always", "yes": self = .always
        default:
          _ = tool.usageError(
            """
            invalid argument \(quoted(word)) for '--interactive'
            Valid arguments are:
              - 'never', 'no', 'none'
              - 'once'
              - 'always', 'yes'
            """)
          return nil
        }
      }
    }
  }
}

/// Removes files and trees.
final class Remover {
  private let tool: Tool
  private let isForced: Bool
  private let isRecursive: Bool

  /// Whether each step is asked about.
  private let asks: Bool

  init(_ tool: Tool, isForced: Bool, isRecursive: Bool, asks: Bool = false) {
    (self.tool, self.isForced, self.isRecursive, self.asks) = (tool, isForced, isRecursive, asks)
  }

  /// Removes an operand, unless it is the root, `.` or `..`.
  func removeOperand(_ path: String) -> Bool {
    let name = Paths.name(path)
    if name.isSame(as: ".") || name.isSame(as: ".."), isRecursive {
      tool.report("refusing to remove '.' or '..' directory: skipping \(quoted(path))")
      return false
    }
    if isRecursive, !tool.has("no-preserve-root"), Paths.absolute(path, from: WorkingDirectory.current).isSame(as: "/")
    {
      tool.report("it is dangerous to operate recursively on \(quoted(path))")
      return false
    }
    return remove(path, depth: 0)
  }

  /// Removes a file or tree; false when something is left.
  func remove(_ path: String, depth: Int) -> Bool {
    let status: FileStatus
    do throws(Errno) { status = try FileSystem.status(path, followLinks: false) } catch {
      if isForced, error == .noSuchEntry || error == .notDirectory { return true }
      tool.report("cannot remove \(quoted(path))", error)
      return false
    }
    do throws(Errno) {
      if status.isDirectory {
        guard isRecursive || tool.has("d") else { throw .isDirectory }
        if isRecursive, !removeContent(of: path, depth: depth) { return false }
        if asks, !tool.confirm("remove directory \(quoted(path))?") { return true }
        try FileSystem.removeDirectory(path)
        if tool.has("v") { tool.output.write("removed directory \(quoted(path))\n") }
      } else {
        let kind = status.isLink ? "symbolic link" : status.size == 0 ? "regular empty file" : "regular file"
        if asks, !tool.confirm("remove \(kind) \(quoted(path))?") { return true }
        try FileSystem.unlink(path)
        if tool.has("v") { tool.output.write("removed \(quoted(path))\n") }
      }
      return true
    } catch {
      tool.report("cannot remove \(quoted(path))", error)
      return false
    }
  }

  private func removeContent(of directory: String, depth: Int) -> Bool {
    guard depth < deepestDirectory else {
      tool.report("\(quoted(directory)) is nested too deeply")
      return false
    }
    guard let names = tool.sortedNames(in: directory, "cannot remove") else { return false }
    if asks, !names.isEmpty, !tool.confirm("descend into directory \(quoted(directory))?") {
      return false
    }
    var isComplete = true
    for name in names where !remove(Paths.join(directory, name), depth: depth + 1) { isComplete = false }
    return isComplete
  }
}

let rmdirProgram = Utility(
  "rmdir", "[OPTION]... DIRECTORY...", "Remove empty directories.",
  [
    OptionDescription("-p --parents", "and the directories above, as long as they are empty"),
    OptionDescription("-v --verbose", "say what is done"),
    OptionDescription("--ignore-fail-on-non-empty", "a directory with content is no error"),
  ]
) { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  var status: Int32 = 0
  for operand in tool.operands {
    var path = operand
    while true {
      if tool.has("v") { tool.output.write("rmdir: removing directory, \(quoted(path))\n") }
      do throws(Errno) { try FileSystem.removeDirectory(path) } catch {
        if error != .notEmpty || !tool.has("ignore-fail-on-non-empty") {
          tool.report("failed to remove \(quoted(path))", error)
          status = 1
        }
        break
      }
      let parent = Paths.parent(path)
      if !tool.has("p") || parent.isSame(as: ".") || parent.isSame(as: "/") { break }
      path = parent
    }
  }
  return status
}
