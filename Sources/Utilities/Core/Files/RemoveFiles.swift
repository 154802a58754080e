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
    OptionDescription("-i", "ask before each file"), OptionDescription("-r", "directories with their content"),
    OptionDescription("-R --recursive", "directories with their content"),
    OptionDescription("-v --verbose", "say what is done"),
  ]
) { tool in
  let isForced = tool.options.last(of: ["f", "i"]).map { $0.isSame(as: "f") } ?? false
  if tool.operands.isEmpty { return isForced ? 0 : tool.missingOperand() }
  let remover = Remover(tool, isForced: isForced, isRecursive: tool.has("r") || tool.has("R"))
  var status: Int32 = 0
  for path in tool.operands where !remover.removeOperand(path) { status = 1 }
  return status
}

/// Removes files and trees.
final class Remover {
  private let tool: Tool
  private let isForced: Bool
  private let isRecursive: Bool

  init(_ tool: Tool, isForced: Bool, isRecursive: Bool) {
    (self.tool, self.isForced, self.isRecursive) = (tool, isForced, isRecursive)
  }

  /// Removes an operand, unless it is the root, `.` or `..`.
  func removeOperand(_ path: String) -> Bool {
    let name = Paths.name(path)
    if name.isSame(as: ".") || name.isSame(as: ".."), isRecursive {
      tool.report("refusing to remove '.' or '..' directory: skipping '\(path)'")
      return false
    }
    if isRecursive, Paths.absolute(path, from: WorkingDirectory.current).isSame(as: "/") {
      tool.report("it is dangerous to operate recursively on '\(path)'")
      return false
    }
    return remove(path, depth: 0)
  }

  /// Removes a file or tree; false when something is left.
  func remove(_ path: String, depth: Int) -> Bool {
    let status: FileStatus
    do throws(Errno) { status = try FileSystem.status(path, followLinks: false) } catch {
      if isForced, error == .noSuchEntry || error == .notDirectory { return true }
      tool.report("cannot remove '\(path)'", error)
      return false
    }
    do throws(Errno) {
      if status.isDirectory {
        guard isRecursive || tool.has("d") else { throw .isDirectory }
        if isRecursive, !removeContent(of: path, depth: depth) { return false }
        if tool.has("i"), !isForced, !tool.confirm("remove directory '\(path)'?") { return true }
        try FileSystem.removeDirectory(path)
        if tool.has("v") { tool.output.write("removed directory '\(path)'\n") }
      } else {
        let kind = status.isLink ? "symbolic link" : status.size == 0 ? "regular empty file" : "regular file"
        if tool.has("i"), !isForced, !tool.confirm("remove \(kind) '\(path)'?") { return true }
        try FileSystem.unlink(path)
        if tool.has("v") { tool.output.write("removed '\(path)'\n") }
      }
      return true
    } catch {
      tool.report("cannot remove '\(path)'", error)
      return false
    }
  }

  private func removeContent(of directory: String, depth: Int) -> Bool {
    guard depth < deepestDirectory else {
      tool.report("'\(directory)' is nested too deeply")
      return false
    }
    guard let names = tool.sortedNames(in: directory, "cannot remove") else { return false }
    if tool.has("i"), !isForced, !names.isEmpty, !tool.confirm("descend into directory '\(directory)'?") {
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
      if tool.has("v") { tool.output.write("rmdir: removing directory, '\(path)'\n") }
      do throws(Errno) { try FileSystem.removeDirectory(path) } catch {
        if error != .notEmpty || !tool.has("ignore-fail-on-non-empty") {
          tool.report("failed to remove '\(path)'", error)
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
