// chmod and chown: permissions and owners.
//
// Specification: POSIX.1-2017, chmod, chown; GNU coreutils 9.1 for messages.

import ABI
import System
import UtilitySupport

private let options = [
  OptionDescription("-c --changes", "say what was changed"), OptionDescription("-f --silent", "no messages"),
  OptionDescription("-R --recursive", "directories with their content"),
  OptionDescription("-v --verbose", "say what is done"),
  OptionDescription("-x", "take execution away"), OptionDescription("-w", "take writing away"),
  OptionDescription("-r", "take reading away"),
]

let chmodProgram = Utility("chmod", "[OPTION]... MODE FILE...", "Change permissions.", options) { tool in
  var operands = tool.operands[...]
  // `chmod -x FILE`: a mode that looks like options.
  let taken = ["r", "w", "x"].filter { tool.has($0) }.joined()
  guard let text = taken.isEmpty ? operands.popFirst() : "a-" + taken else { return tool.missingOperand() }
  guard !operands.isEmpty else { return tool.usageError("missing operand after '\(text)'") }
  guard let change = ModeChange(text.bytes) else { return tool.usageError("invalid mode: '\(text)'") }
  return walk(tool, operands, "changing permissions of") { (path, status) throws(Errno) in
    try FileSystem.changeMode(path, change.applied(to: status.mode, isDirectory: status.isDirectory))
  }
}

let chownProgram = Utility("chown", "[OPTION]... [OWNER][:[GROUP]] FILE...", "Change owners.", options) { tool in
  var operands = tool.operands[...]
  guard let text = operands.popFirst() else { return tool.missingOperand() }
  guard !operands.isEmpty else { return tool.usageError("missing operand after '\(text)'") }
  let parts = text.bytes.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
  var user: UInt32?
  var group: UInt32?
  if !parts[0].isEmpty {
    user = Account.number(Bytes(parts[0]), in: "/etc/passwd")
    if user == nil {
      tool.report("invalid user: '\(text)'")
      return 1
    }
  }
  if parts.count > 1, !parts[1].isEmpty {
    group = Account.number(Bytes(parts[1]), in: "/etc/group")
    if group == nil {
      tool.report("invalid group: '\(text)'")
      return 1
    }
  }
  return walk(tool, operands, "changing ownership of") { (path, status) throws(Errno) in
    try FileSystem.changeOwner(path, user: user ?? status.user, group: group ?? status.group)
  }
}

let chgrpProgram = Utility("chgrp", "[OPTION]... GROUP FILE...", "Change groups.", options) { tool in
  var operands = tool.operands[...]
  guard let text = operands.popFirst() else { return tool.missingOperand() }
  guard !operands.isEmpty else { return tool.usageError("missing operand after \(quoted(text))") }
  let group = Account.number(text.bytes, in: "/etc/group")
  guard group != nil || text.utf8.isEmpty else {
    tool.report("invalid group: \(quoted(text))")
    return 1
  }
  return walk(tool, operands, "changing group of") { (path, status) throws(Errno) in
    if let group { try FileSystem.changeOwner(path, user: status.user, group: group) }
  }
}

/// Applies `change` to files, with -R to what lies in them.
private func walk(
  _ tool: Tool, _ paths: ArraySlice<String>, _ verb: String, depth: Int = 0,
  _ change: (String, FileStatus) throws(Errno) -> Void
) -> Int32 {
  var result: Int32 = 0
  for path in paths {
    do throws(Errno) {
      let status = try FileSystem.status(path, followLinks: depth == 0)
      if status.isLink { continue }
      do throws(Errno) { try change(path, status) } catch {
        if !tool.has("f") { tool.report("\(verb) '\(path)'", error) }
        result = 1
      }
      if tool.has("R"), status.isDirectory, depth < deepestDirectory {
        let names = tool.sortedNames(in: path, "cannot read directory") ?? []
        let inner = names.map { Paths.join(path, $0) }
        result = max(result, walk(tool, inner[...], verb, depth: depth + 1, change))
      }
    } catch {
      if !tool.has("f") { tool.report("cannot access '\(path)'", error) }
      result = 1
    }
  }
  return result
}
