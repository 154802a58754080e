// cp and mv: copy and rename files and trees.
//
// Specification: POSIX.1-2017, cp, mv; GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilitySupport

private let overwriteOptions = [
  OptionDescription("-f --force", "never ask"), OptionDescription("-i --interactive", "ask before overwriting"),
  OptionDescription("-n --no-clobber", "never overwrite"),
  OptionDescription("-t --target-directory=DIRECTORY", "into this directory"),
  OptionDescription("-T --no-target-directory", "the target is no directory"),
  OptionDescription("-u --update", "only what is newer"), OptionDescription("-v --verbose", "say what is done"),
]

let cpProgram = Utility(
  "cp", "[OPTION]... SOURCE... TARGET", "Copy files and directories.",
  overwriteOptions + [
    OptionDescription("-a --archive", "as -R -P -p"), OptionDescription("-d", "copy links as links"),
    OptionDescription("-L --dereference", "follow links"),
    OptionDescription("-P --no-dereference", "copy links as links"),
    OptionDescription("-p --preserve", "keep mode, owner and times"), OptionDescription("-r", "copy directories"),
    OptionDescription("-R --recursive", "copy directories"),
  ]
) { tool in Copier(tool).run { copier, source, target in copier.copy(source, target, depth: 0) } }

let mvProgram = Utility("mv", "[OPTION]... SOURCE... TARGET", "Rename or move files.", overwriteOptions) { tool in
  Copier(tool).run { copier, source, target in copier.move(source, target) }
}

/// Copies or moves the operands of a program.
private final class Copier {
  private let tool: Tool
  private let isRecursive: Bool
  private let keepsLinks: Bool
  private let preserves: Bool
  private let isMove: Bool
  private var failed = false

  init(_ tool: Tool) {
    self.tool = tool
    isMove = tool.name.isSame(as: "mv")
    isRecursive = isMove || tool.has("r") || tool.has("R") || tool.has("a")
    preserves = isMove || tool.has("p") || tool.has("a")
    keepsLinks = isMove || tool.has("a") || tool.has("d") || tool.has("P") || (isRecursive && !tool.has("L"))
  }

  func run(_ action: (Copier, String, String) -> Void) -> Int32 {
    var sources = tool.operands
    guard !sources.isEmpty else { return tool.usageError("missing file operand") }
    var target = tool.options.value("t")?.text
    if target == nil {
      guard sources.count > 1, let last = sources.popLast() else {
        return tool.usageError("missing destination file operand after '\(sources[0])'")
      }
      target = last
    }
    guard let target else { return 1 }
    let known = status(target)
    let isDirectory = known?.isDirectory ?? false
    if tool.has("t") || sources.count > 1, !isDirectory {
      if known == nil {
        tool.report("target '\(target)'", .noSuchEntry)
      } else {
        tool.report("target '\(target)'", .notDirectory)
      }
      return 1
    }
    for source in sources {
      action(self, source, destination(of: source, target, isDirectory: isDirectory && !tool.has("T")))
    }
    return failed ? 1 : 0
  }

  private func fail(_ what: String, _ error: Errno) {
    tool.report(what, error)
    failed = true
  }

  private func fail(_ message: String) {
    tool.report(message)
    failed = true
  }

  /// Whether `target` may be written over.
  private func mayReplace(_ source: FileStatus, _ target: String, _ old: FileStatus) -> Bool {
    if tool.has("u"), source.modified <= old.modified { return false }
    switch tool.options.last(of: ["f", "i", "n"]) {
    case let choice? where choice.isSame(as: "n"): return false
    case let choice? where choice.isSame(as: "i"): return tool.confirm("overwrite '\(target)'?")
    default: return true
    }
  }

  // MARK: Moving

  func move(_ source: String, _ target: String) {
    guard let from = status(source, followLinks: false) else { return fail("cannot stat '\(source)'", .noSuchEntry) }
    if let old = status(target, followLinks: false) {
      if old.inode == from.inode, Paths.absolute(source, from: "/").isSame(as: Paths.absolute(target, from: "/")) {
        return fail("'\(source)' and '\(target)' are the same file")
      }
      if old.isDirectory, !from.isDirectory {
        return fail("cannot overwrite directory '\(target)' with non-directory")
      }
      if !old.isDirectory, from.isDirectory {
        return fail("cannot overwrite non-directory '\(target)' with directory '\(source)'")
      }
      if !mayReplace(from, target, old) { return }
    }
    if from.isDirectory, isInside(target, source) {
      return fail("cannot move '\(source)' to a subdirectory of itself, '\(target)'")
    }
    do throws(Errno) {
      try FileSystem.rename(source, to: target)
      if tool.has("v") { tool.output.write("renamed '\(source)' -> '\(target)'\n") }
    } catch {
      guard error == .crossDevice else { return fail("cannot move '\(source)' to '\(target)'", error) }
      copy(source, target, depth: 0)
      if !failed { failed = !Remover(tool, isForced: true, isRecursive: true).remove(source, depth: 0) }
    }
  }

  // MARK: Copying

  func copy(_ source: String, _ target: String, depth: Int) {
    let from: FileStatus
    do throws(Errno) { from = try FileSystem.status(source, followLinks: !keepsLinks) } catch {
      return fail("cannot stat '\(source)'", error)
    }
    if from.isDirectory {
      guard isRecursive else { return fail("-r not specified; omitting directory '\(source)'") }
      return copyDirectory(source, from, target, depth: depth)
    }
    if let old = status(target) {
      if old.isDirectory { return fail("cannot overwrite directory '\(target)' with non-directory") }
      if old.inode == from.inode, old.size == from.size, old.changed == from.changed {
        return fail("'\(source)' and '\(target)' are the same file")
      }
      if !mayReplace(from, target, old) { return }
    }
    do throws(Errno) {
      if from.isLink { try copyLink(source, target) } else { try copyContent(source, from, target) }
    } catch {
      return fail("cannot create regular file '\(target)'", error)
    }
    if tool.has("v") { tool.output.write("'\(source)' -> '\(target)'\n") }
    if preserves, !from.isLink { keepAttributes(from, target) }
  }

  private func copyLink(_ source: String, _ target: String) throws(Errno) {
    let text = try FileSystem.readLink(source)
    if status(target, followLinks: false) != nil { try FileSystem.unlink(target) }
    try FileSystem.symbolicLink(to: text, at: target)
  }

  private func copyContent(_ source: String, _ from: FileStatus, _ target: String) throws(Errno) {
    let input: Handle
    do throws(Errno) { input = try Handle.open(source) } catch {
      return fail("cannot open '\(source)' for reading", error)
    }
    let mode = OpenFlags.mode(from.mode & 0o777 & CreationMode.file | from.mode & 0o111)
    let output: Handle
    do throws(Errno) { output = try Handle.open(target, [.write, .create, .truncate, mode]) } catch {
      guard tool.has("f"), error == .accessDenied else { throw error }
      try FileSystem.unlink(target)
      output = try Handle.open(target, [.write, .create, .truncate, mode])
    }
    var buffer = Bytes(repeating: 0, count: 64 * 1024)
    while true {
      let count = try input.read(into: &buffer)
      if count == 0 { return }
      try output.writeAll(Bytes(buffer.prefix(count)))
    }
  }

  private func copyDirectory(_ source: String, _ from: FileStatus, _ target: String, depth: Int) {
    if isInside(target, source) {
      return fail("cannot copy a directory, '\(source)', into itself, '\(target)'")
    }
    guard depth < deepestDirectory else { return fail("'\(source)' is nested too deeply") }
    if let old = status(target) {
      if !old.isDirectory {
        return fail("cannot overwrite non-directory '\(target)' with directory '\(source)'")
      }
    } else {
      do throws(Errno) {
        try FileSystem.makeDirectory(target, mode: from.mode & 0o777 | 0o700)
      } catch {
        return fail("cannot create directory '\(target)'", error)
      }
      if tool.has("v") { tool.output.write("'\(source)' -> '\(target)'\n") }
    }
    guard let names = tool.sortedNames(in: source, "cannot access") else {
      failed = true
      return
    }
    for name in names { copy(Paths.join(source, name), Paths.join(target, name), depth: depth + 1) }
    if preserves { keepAttributes(from, target) }
  }

  private func keepAttributes(_ from: FileStatus, _ target: String) {
    try? FileSystem.changeMode(target, from.mode)
    if CurrentProcess.user == 0 { try? FileSystem.changeOwner(target, user: from.user, group: from.group) }
    try? FileSystem.changeTimes(target, accessed: from.accessed, modified: from.modified)
  }

  /// Whether `path` lies in the directory `directory`, or is it.
  private func isInside(_ path: String, _ directory: String) -> Bool {
    let here = WorkingDirectory.current
    let inner = Paths.absolute(path, from: here).bytes
    let outer = Paths.absolute(directory, from: here).bytes
    return inner.starts(with: outer) && (inner.count == outer.count || inner[outer.count] == UInt8(ascii: "/"))
  }
}
