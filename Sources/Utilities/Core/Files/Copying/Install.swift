// install: copies files to where they belong, with their permissions and owners.
//
// Specification: GNU coreutils 9.1, install.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let installProgram = Utility(
  "install", "[OPTION]... SOURCE... TARGET", "Copy files, with permissions and owners; make directories.",
  [
    OptionDescription("-c", "ignored"), OptionDescription("-C --compare", "leave alone what is the same already"),
    OptionDescription("-d --directory", "make directories"),
    OptionDescription("-D", "and the directories above the target"),
    OptionDescription("-g --group=GROUP", "this group"), OptionDescription("-m --mode=MODE", "permissions (755)"),
    OptionDescription("-o --owner=OWNER", "this owner"),
    OptionDescription("-p --preserve-timestamps", "keep the times"),
    OptionDescription("-s --strip", "ignored: programs have no symbols to take away"),
    OptionDescription("--strip-program=PROGRAM", "ignored"),
    OptionDescription("-t --target-directory=DIRECTORY", "into this directory"),
    OptionDescription("-T --no-target-directory", "the target is no directory"),
    OptionDescription("-v --verbose", "say what is done"),
  ] + BackupNames.options
) { tool in Installer(tool)?.run() ?? 1 }

/// One run of install.
private struct Installer {
  private let tool: Tool
  private let mode: ModeChange
  private let user: UInt32?
  private let group: UInt32?
  private let backups: BackupNames?

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    self.tool = tool
    let text = tool.options.value("m") ?? "755".bytes
    guard let backups = BackupNames.read(tool) else { return nil }
    self.backups = backups
    if tool.operands.isEmpty {
      _ = tool.usageError("missing file operand")
      return nil
    }
    guard let mode = ModeChange(text) else {
      tool.report("invalid mode \(quoted(text))")
      return nil
    }
    self.mode = mode
    var numbers: [UInt32?] = []
    for (key, path, what) in [("o", "/etc/passwd", "user"), ("g", "/etc/group", "group")] {
      let name = tool.options.value(key)
      let number = name.flatMap { Account.number($0, in: path) }
      if let name, number == nil {
        tool.report("invalid \(what) \(quoted(name))")
        return nil
      }
      numbers.append(number)
    }
    (user, group) = (numbers[0], numbers[1])
  }

  func run() -> Int32 {
    if tool.has("d") {
      return tool.operands.count { !makeDirectory($0, isLast: true) } == 0 ? 0 : 1
    }
    var sources = tool.operands
    var target = tool.options.value("t")?.text
    if target == nil {
      guard sources.count > 1, let last = sources.popLast() else {
        return tool.usageError("missing destination file operand after \(quoted(sources[0]))")
      }
      target = last
    }
    guard let target else { return 1 }
    if tool.has("T"), sources.count > 1 { return tool.extraOperand(2) }
    if tool.has("t"), tool.has("D"), status(target) == nil, !makeDirectory(target, isLast: false) { return 1 }
    let isDirectory = !tool.has("T") && (status(target)?.isDirectory ?? false)
    if tool.has("t"), !isDirectory {
      tool.report("failed to access \(quoted(target))", status(target) == nil ? .noSuchEntry : .notDirectory)
      return 1
    }
    if sources.count > 1, !isDirectory {
      tool.report("target \(quoted(target))", status(target) == nil ? .noSuchEntry : .notDirectory)
      return 1
    }
    if tool.has("D"), !tool.has("t"), !makeDirectory(Paths.parent(target), isLast: false) { return 1 }
    var result: Int32 = 0
    for source in sources where !install(source, destination(of: source, target, isDirectory: isDirectory)) {
      result = 1
    }
    return result
  }

  // MARK: Directories

  /// Makes a directory and those above it; the last one gets the mode that was asked for.
  private func makeDirectory(_ path: String, isLast: Bool) -> Bool {
    var result = true
    if let known = status(path), known.isDirectory {
      if isLast { result = attribute(path, isDirectory: true) }
      return result
    }
    let parent = Paths.parent(path)
    if status(parent) == nil, !parent.isSame(as: path), !makeDirectory(parent, isLast: false) { return false }
    do throws(Errno) { try FileSystem.makeDirectory(path, mode: 0o755) } catch {
      tool.report("cannot create directory \(quoted(path))", error)
      return false
    }
    if tool.has("v") { tool.output.write("install: creating directory \(quoted(path))\n") }
    return isLast ? attribute(path, isDirectory: true) : true
  }

  /// Gives a file its owner and its permissions.
  private func attribute(_ path: String, isDirectory: Bool) -> Bool {
    do throws(Errno) {
      if user != nil || group != nil {
        let old = try FileSystem.status(path)
        try FileSystem.changeOwner(path, user: user ?? old.user, group: group ?? old.group)
      }
      try FileSystem.changeMode(path, mode.applied(to: 0, isDirectory: isDirectory))
      return true
    } catch {
      tool.report("cannot change permissions of \(quoted(path))", error)
      return false
    }
  }

  // MARK: Files

  private func install(_ source: String, _ target: String) -> Bool {
    guard let from = status(source) else {
      tool.report("cannot stat \(quoted(source))", .noSuchEntry)
      return false
    }
    if from.isDirectory {
      tool.report("omitting directory \(quoted(source))")
      return false
    }
    let old = status(target, followLinks: false)
    if let old {
      if old.isDirectory {
        tool.report("cannot overwrite directory \(quoted(target)) with non-directory")
        return false
      }
      if old.inode == from.inode, old.changed == from.changed, old.size == from.size {
        tool.report("\(quoted(source)) and \(quoted(target)) are the same file")
        return false
      }
      if tool.has("C"), isSame(source, from, target, old) { return true }
    }
    do throws(Errno) {
      var remark = ""
      if old != nil {
        if let backups {
          let name = backups.name(for: target)
          try FileSystem.rename(target, to: name)
          remark = " (backup: \(quoted(name)))"
        } else {
          try FileSystem.unlink(target)
          if tool.has("v") { tool.output.write("removed \(quoted(target))\n") }
        }
      }
      if target.utf8.last == UInt8(ascii: "/") { throw .notDirectory }
      let output = try Handle.open(target, [.write, .create, .exclusive, .mode(0o600)])
      if tool.has("v") { tool.output.write("\(quoted(source)) -> \(quoted(target))\(remark)\n") }
      let input = try Handle.open(source)
      var buffer = Bytes(repeating: 0, count: 64 * 1024)
      while true {
        let count = try input.read(into: &buffer)
        if count == 0 { break }
        try output.writeAll(Bytes(buffer[..<count]))
      }
    } catch {
      tool.report("cannot create regular file \(quoted(target))", error)
      return false
    }
    guard attribute(target, isDirectory: false) else { return false }
    if tool.has("p") { try? FileSystem.changeTimes(target, accessed: from.accessed, modified: from.modified) }
    return true
  }

  /// Whether the target is already what it shall be.
  private func isSame(_ source: String, _ from: FileStatus, _ target: String, _ old: FileStatus) -> Bool {
    let bits = mode.applied(to: 0, isDirectory: false)
    guard old.fileKind == .regular, old.size == from.size, old.mode == bits, bits & 0o7000 == 0,
      user ?? CurrentProcess.user == old.user, group ?? CurrentProcess.group == old.group,
      let first = try? Handle.open(source), let second = try? Handle.open(target)
    else { return false }
    var left = Bytes(repeating: 0, count: 32 * 1024)
    var right = left
    var offset: UInt64 = 0
    while let count = try? first.read(into: &left, at: offset) {
      if count == 0 { return true }
      guard let other = try? second.read(into: &right, at: offset), other == count, left[..<count] == right[..<count]
      else { return false }
      offset += UInt64(count)
    }
    return false
  }
}
