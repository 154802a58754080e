// ln: makes links.
//
// Specification: POSIX.1-2017, ln; GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let lnProgram = Utility(
  "ln", "[OPTION]... TARGET... [NAME]", "Make links.",
  [
    OptionDescription("-d --directory", "ignored"), OptionDescription("-F", "ignored"),
    OptionDescription("-f --force", "replace what is there"),
    OptionDescription("-i --interactive", "ask before replacing"),
    OptionDescription("-L --logical", "of a link: link to what it leads to"),
    OptionDescription("-n --no-dereference", "a link to a directory is a file"),
    OptionDescription("-P --physical", "of a link: link to the link itself"),
    OptionDescription("-r --relative", "with -s: as seen from the link"),
    OptionDescription("-s --symbolic", "symbolic links"),
    OptionDescription("-t --target-directory=DIRECTORY", "links in this directory"),
    OptionDescription("-T --no-target-directory", "NAME is no directory"),
    OptionDescription("-v --verbose", "say what is done"),
  ] + BackupNames.options
) { tool in
  guard let backups = BackupNames.read(tool) else { return 1 }
  var targets = tool.operands
  guard let first = targets.first else { return tool.usageError("missing file operand") }
  if tool.has("r"), !tool.has("s") {
    tool.report("cannot do --relative without --symbolic")
    return 1
  }
  if tool.has("T") {
    if tool.has("t") {
      tool.report("cannot combine --target-directory and --no-target-directory")
      return 1
    }
    if targets.count < 2 { return tool.usageError("missing destination file operand after \(quoted(first))") }
    if targets.count > 2 { return tool.extraOperand(2) }
  }
  var name = tool.options.value("t")?.text ?? "."
  if !tool.has("t"), targets.count > 1, let last = targets.popLast() { name = last }
  let isDirectory = !tool.has("T") && (status(name, followLinks: !tool.has("n"))?.isDirectory ?? false)
  if targets.count > 1 || tool.has("t"), !isDirectory {
    if status(name) == nil {
      tool.report("\(tool.has("t") ? "failed to access" : "target") \(quoted(name))", .noSuchEntry)
    } else if tool.has("t") {
      tool.report("target \(quoted(name)) is not a directory")
    } else {
      tool.report("target \(quoted(name))", .notDirectory)
    }
    return 1
  }
  let linker = Linker(tool: tool, backups: backups)
  let isGood = targets.filter { !linker.link($0, destination(of: $0, name, isDirectory: isDirectory)) }.isEmpty
  return isGood ? 0 : 1
}

/// Makes the links of one call.
private struct Linker {
  let tool: Tool
  let backups: BackupNames?

  /// False when there is no link at the end, which has been reported.
  func link(_ target: String, _ path: String) -> Bool {
    let isSymbolic = tool.has("s")
    if !isSymbolic {
      do throws(Errno) {
        let old = try FileSystem.status(target, followLinks: tool.has("L"))
        if old.isDirectory {
          tool.report("\(shown(target)): hard link not allowed for directory")
          return false
        }
      } catch {
        tool.report("failed to access \(quoted(target))", error)
        return false
      }
    }
    do throws(Errno) {
      var remark = ""
      if let old = status(path, followLinks: false) {
        guard let made = try makeRoom(target, path, old) else { return false }
        remark = made
      }
      if isSymbolic {
        try FileSystem.symbolicLink(to: tool.has("r") ? try relative(target, path) : target, at: path)
      } else {
        try FileSystem.hardLink(tool.has("L") ? try RealPath(.all).resolve(target) : target, at: path)
      }
      let shownTarget = isSymbolic && tool.has("r") ? (try? FileSystem.readLink(path)) ?? target : target
      if tool.has("v") {
        tool.output.write("\(remark)\(quoted(path)) \(isSymbolic ? "->" : "=>") \(quoted(shownTarget))\n")
      }
      return true
    } catch {
      let to = isSymbolic || error == .exists ? "" : " => \(quoted(target))"
      tool.report("failed to create \(isSymbolic ? "symbolic" : "hard") link \(quoted(path))\(to)", error)
      return false
    }
  }

  /// Takes away what stands where the link shall be: a remark about the backup, nil when it has to stay.
  private func makeRoom(_ target: String, _ path: String, _ old: FileStatus) throws(Errno) -> String? {
    let last = tool.options.last(of: ["f", "i"])
    if last == nil, backups == nil { throw .exists }
    if old.isDirectory {
      tool.report("\(shown(path)): cannot overwrite directory")
      return nil
    }
    let hasSameName = Paths.absolute(target, from: "/").isSame(as: Paths.absolute(path, from: "/"))
    if let from = status(target), from.inode == old.inode, from.changed == old.changed,
      hasSameName || (!tool.has("s") && backups == nil)
    {
      tool.report("\(quoted(target)) and \(quoted(path)) are the same file")
      return nil
    }
    if last.map({ $0.isSame(as: "i") }) ?? false, !tool.confirm("replace \(quoted(path))?") { return nil }
    if let backups {
      let name = backups.name(for: path)
      try FileSystem.rename(path, to: name)
      return "\(quoted(name)) ~ "
    }
    try FileSystem.unlink(path)
    return ""
  }

  /// The target as seen from the directory of the link.
  private func relative(_ target: String, _ path: String) throws(Errno) -> String {
    let whole = try RealPath(.nothing).resolve(target)
    let base = try RealPath(.nothing).resolve(Paths.parent(path))
    return RealPath.relative(whole, to: base, below: nil)
  }
}
