// The work of cp and mv: goes through the operands, asks, makes backups, renames and copies.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Copies or moves the operands of a program.
final class Copier {
  private let tool: Tool
  private let plan: CopyPlan
  private var failed = false
  /// Where files with several names were copied to, by their number.
  private var copied: [UInt64: String] = [:]

  init(_ tool: Tool, _ plan: CopyPlan) { (self.tool, self.plan) = (tool, plan) }

  /// Whether a link is copied as a link.
  private func keepsLinks(depth: Int) -> Bool {
    if plan.isMove { return true }
    switch tool.options.last(of: ["L", "H", "P", "d", "a"])?.bytes ?? [] {
    case "L": return false
    case "H": return depth > 0
    case "P", "d", "a": return true
    default: return plan.isRecursive || tool.has("s") || tool.has("l")
    }
  }

  func run(_ action: (Copier, String, String) -> Void) -> Int32 {
    var sources = tool.operands
    guard !sources.isEmpty else { return tool.usageError("missing file operand") }
    var target = tool.options.value("t")?.text
    if target == nil {
      guard sources.count > 1, let last = sources.popLast() else {
        return tool.usageError("missing destination file operand after \(quoted(sources[0]))")
      }
      target = last
    }
    guard let target else { return 1 }
    if tool.has("T"), !tool.has("t"), sources.count > 1 { return tool.usageError("extra operand \(quoted(target))") }
    let known = status(target)
    let isDirectory = known?.isDirectory ?? false
    if tool.has("parents"), !isDirectory {
      return tool.usageError("with --parents, the destination must be a directory")
    }
    if tool.has("t") || sources.count > 1, !isDirectory {
      tool.report(
        "target \(tool.has("t") ? "directory " : "")\(quoted(target))", known == nil ? .noSuchEntry : .notDirectory)
      return 1
    }
    for source in sources {
      var source = source.bytes
      if tool.has("strip-trailing-slashes") || tool.has("parents") {
        while source.count > 1, source.last == UInt8(ascii: "/") { source.removeLast() }
      }
      if tool.has("parents") {
        guard makeParents(of: source.text, in: target) else { continue }
        action(self, source.text, target + "/" + source.text)
      } else {
        action(self, source.text, destination(of: source.text, target, isDirectory: isDirectory && !tool.has("T")))
      }
    }
    return failed ? 1 : 0
  }

  /// With --parents: the directories of the source's name, with their permissions.
  private func makeParents(of source: String, in target: String) -> Bool {
    var done = Bytes()
    for part in Paths.parent(source).bytes.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual(".".utf8) { continue }
      done += (done.isEmpty && source.utf8.first != UInt8(ascii: "/") ? [] : "/".bytes) + part
      let path = target + "/" + done.text
      if status(path)?.isDirectory ?? false { continue }
      guard let from = status(done.text) else {
        fail("failed to get attributes of \(quoted(done))", .noSuchEntry)
        return false
      }
      do throws(Errno) { try FileSystem.makeDirectory(path, mode: from.mode & 0o777 | 0o700) } catch {
        fail("cannot make directory \(quoted(path))", error)
        return false
      }
      if tool.has("v") { tool.output.write("\(done.text) -> \(path)\n") }
    }
    return true
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
    case let choice? where choice.isSame(as: "i"): return tool.confirm("overwrite \(quoted(target))?")
    default: return true
    }
  }

  /// Gives what stands at `target` the name of a backup, where that was asked for; the remark about it.
  private func backUp(_ target: String) throws(Errno) -> String {
    guard let backups = plan.backups else { return "" }
    let name = backups.name(for: target)
    try FileSystem.rename(target, to: name)
    return " (backup: \(quoted(name)))"
  }

  // MARK: Moving

  func move(_ source: String, _ target: String) {
    guard let from = status(source, followLinks: false) else {
      return fail("cannot stat \(quoted(source))", .noSuchEntry)
    }
    if let old = status(target, followLinks: false) {
      if old.inode == from.inode, Paths.absolute(source, from: "/").isSame(as: Paths.absolute(target, from: "/")) {
        return fail("\(quoted(source)) and \(quoted(target)) are the same file")
      }
      if old.isDirectory, !from.isDirectory {
        return fail("cannot overwrite directory \(quoted(target)) with non-directory")
      }
      if !old.isDirectory, from.isDirectory {
        return fail("cannot overwrite non-directory \(quoted(target)) with directory \(quoted(source))")
      }
      if !mayReplace(from, target, old) { return }
    }
    if from.isDirectory, isInside(target, source) {
      return fail("cannot move \(quoted(source)) to a subdirectory of itself, \(quoted(target))")
    }
    do throws(Errno) {
      let remark = status(target, followLinks: false) == nil ? "" : try backUp(target)
      try FileSystem.rename(source, to: target)
      if tool.has("v") { tool.output.write("renamed \(quoted(source)) -> \(quoted(target))\(remark)\n") }
    } catch {
      guard error == .crossDevice else {
        return fail("cannot move \(quoted(source)) to \(quoted(target))", error)
      }
      copy(source, target, depth: 0)
      if !failed { failed = !Remover(tool, isForced: true, isRecursive: true).remove(source, depth: 0) }
    }
  }

  // MARK: Copying

  func copy(_ source: String, _ target: String, depth: Int) {
    let keepsLinks = keepsLinks(depth: depth)
    let from: FileStatus
    do throws(Errno) { from = try FileSystem.status(source, followLinks: !keepsLinks) } catch {
      return fail("cannot stat \(quoted(source))", error)
    }
    if from.isDirectory {
      guard plan.isRecursive else { return fail("-r not specified; omitting directory \(quoted(source))") }
      return copyDirectory(source, from, target, depth: depth)
    }
    var remark = ""
    if let old = status(target, followLinks: !(keepsLinks && from.isLink)) {
      if old.isDirectory { return fail("cannot overwrite directory \(quoted(target)) with non-directory") }
      if old.inode == from.inode, old.size == from.size, old.changed == from.changed, !tool.has("remove-destination") {
        if tool.has("l") { return }
        return fail("\(quoted(source)) and \(quoted(target)) are the same file")
      }
      if !mayReplace(from, target, old) { return }
      do throws(Errno) {
        remark = try backUp(target)
        if remark.utf8.isEmpty, tool.has("remove-destination") || (tool.has("f") && (tool.has("l") || tool.has("s"))) {
          try FileSystem.unlink(target)
          if tool.has("v") { tool.output.write("removed \(quoted(target))\n") }
        }
      } catch {
        return fail("cannot remove \(quoted(target))", error)
      }
    } else if isBelowFile(target) {
      return fail("cannot stat \(quoted(target))", .notDirectory)
    } else if !from.isLink, status(target, followLinks: false) != nil {
      return fail("not writing through dangling symlink \(quoted(target))")
    }
    guard put(source, from, target) else { return }
    if tool.has("v") { tool.output.write("\(quoted(source)) -> \(quoted(target))\(remark)\n") }
  }

  /// Whether the name of a file stands where that of a directory should be.
  private func isBelowFile(_ path: String) -> Bool {
    do throws(Errno) { _ = try FileSystem.status(path, followLinks: false) } catch { return error == .notDirectory }
    return false
  }

  /// Makes the copy of a file, or the link that stands for it; false when that failed, which has been reported.
  private func put(_ source: String, _ from: FileStatus, _ target: String) -> Bool {
    do throws(Errno) {
      if tool.has("l") {
        try FileSystem.hardLink(source, at: target)
        return true
      }
      if tool.has("s") {
        let isHere = Paths.parent(target).isSame(as: ".")
        guard source.utf8.first == UInt8(ascii: "/") || isHere else {
          fail("\(shown(target)): can make relative symbolic links only in current directory")
          return false
        }
        try FileSystem.symbolicLink(to: source, at: target)
        return true
      }
      if plan.keepsHardLinks, from.links > 1 {
        if let first = copied[from.inode] {
          if status(target, followLinks: false) != nil { try FileSystem.unlink(target) }
          try FileSystem.hardLink(first, at: target)
          return true
        }
        copied[from.inode] = target
      }
      if from.isLink { try copyLink(source, target) } else { try copyContent(source, from, target) }
    } catch {
      let kind = tool.has("l") ? "hard link" : tool.has("s") ? "symbolic link" : "regular file"
      fail(
        "cannot create \(kind) \(quoted(target))\(tool.has("l") || tool.has("s") ? " to \(quoted(source))" : "")", error
      )
      return false
    }
    if !from.isLink { keepAttributes(from, target) }
    return true
  }

  private func copyLink(_ source: String, _ target: String) throws(Errno) {
    let text = try FileSystem.readLink(source)
    if status(target, followLinks: false) != nil { try FileSystem.unlink(target) }
    try FileSystem.symbolicLink(to: text, at: target)
  }

  private func copyContent(_ source: String, _ from: FileStatus, _ target: String) throws(Errno) {
    let input: Handle
    do throws(Errno) { input = try Handle.open(source) } catch {
      return fail("cannot open \(quoted(source)) for reading", error)
    }
    let bits = plan.dropsMode ? CreationMode.file : from.mode & 0o777
    var flags: OpenFlags = [.write, .create, OpenFlags.mode(bits)]
    if !tool.has("attributes-only") { flags.insert(.truncate) }
    let output: Handle
    do throws(Errno) { output = try Handle.open(target, flags) } catch {
      guard tool.has("f"), error == .accessDenied else { throw error }
      try FileSystem.unlink(target)
      output = try Handle.open(target, flags)
    }
    if tool.has("attributes-only") { return }
    // What has holes keeps them, unless they are not wanted.
    let makesHoles = plan.holes == .always || (plan.holes == .auto && from.storage < from.size)
    var buffer = Bytes(repeating: 0, count: 64 * 1024)
    var length: UInt64 = 0
    var endsWithHole = false
    while true {
      let count = try input.read(into: &buffer)
      if count == 0 { break }
      length &+= UInt64(count)
      if makesHoles, !buffer[..<count].contains(where: { $0 != 0 }) {
        try output.seek(to: Int64(count), from: .current)
        endsWithHole = true
      } else {
        try output.writeAll(Bytes(buffer[..<count]))
        endsWithHole = false
      }
    }
    if endsWithHole { try output.truncate(to: length) }
  }

  private func copyDirectory(_ source: String, _ from: FileStatus, _ target: String, depth: Int) {
    if isInside(target, source) {
      return fail("cannot copy a directory, \(quoted(source)), into itself, \(quoted(target))")
    }
    guard depth < deepestDirectory else { return fail("\(quoted(source)) is nested too deeply") }
    if let old = status(target) {
      if !old.isDirectory {
        return fail("cannot overwrite non-directory \(quoted(target)) with directory \(quoted(source))")
      }
    } else {
      do throws(Errno) {
        try FileSystem.makeDirectory(target, mode: from.mode & 0o777 | 0o700)
      } catch {
        return fail("cannot create directory \(quoted(target))", error)
      }
      if tool.has("v") { tool.output.write("\(quoted(source)) -> \(quoted(target))\n") }
    }
    guard let names = tool.sortedNames(in: source, "cannot access") else {
      failed = true
      return
    }
    for name in names { copy(Paths.join(source, name), Paths.join(target, name), depth: depth + 1) }
    keepAttributes(from, target)
  }

  private func keepAttributes(_ from: FileStatus, _ target: String) {
    if plan.keepsOwner, CurrentProcess.user == 0 {
      try? FileSystem.changeOwner(target, user: from.user, group: from.group)
    }
    if plan.keepsMode { try? FileSystem.changeMode(target, from.mode) }
    if plan.keepsTimes { try? FileSystem.changeTimes(target, accessed: from.accessed, modified: from.modified) }
  }

  /// Whether `path` lies in the directory `directory`, or is it.
  private func isInside(_ path: String, _ directory: String) -> Bool {
    let here = WorkingDirectory.current
    let inner = Paths.absolute(path, from: here).bytes
    let outer = Paths.absolute(directory, from: here).bytes
    return inner.starts(with: outer) && (inner.count == outer.count || inner[outer.count] == UInt8(ascii: "/"))
  }
}
