// The files that a patch changes: reads them, keeps backups, writes the new text, makes and removes what has to be.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Reads and writes patched files.
final class PatchFiles {
  /// How the hunks of a file went.
  struct Outcome {
    var hunks: Int
    var failed: Int
    var isMismatch: Bool
  }

  private let tool: Tool
  private let plan: PatchPlan
  private(set) var hasFailed = false
  /// The text for -o, of all files.
  private var collected = Bytes()

  init(_ tool: Tool, _ plan: PatchPlan) { (self.tool, self.plan) = (tool, plan) }

  /// Whether a file lies in the folder where the work is done, whatever links there are on the way.
  func isInside(_ path: String) -> Bool {
    guard let here = try? RealPath(.all).resolve("."), let folder = try? RealPath(.nothing).resolve(Paths.parent(path))
    else { return false }
    let (outer, inner) = (here.bytes, folder.bytes)
    return outer.count == 1 || (inner.starts(with: outer) && (inner.count == outer.count || inner[outer.count] == 0x2f))
  }

  /// What a file holds; nothing when it is not there.
  func content(_ path: String) throws(Errno) -> Bytes {
    do throws(Errno) { return try FileSystem.readFile(path) } catch {
      if error == .noSuchEntry { return [] }
      throw error
    }
  }

  /// Writes the text that has come of a file.
  func store(_ change: PatchChange, _ text: Bytes, _ outcome: Outcome, _ say: (String) -> Void) {
    if tool.has("o") {
      collected += text
      return
    }
    let isGone = text.isEmpty && (tool.has("E") || (change.removesFile && !tool.has("posix")))
    if !text.isEmpty, change.removesFile {
      hasFailed = true
      if !tool.has("s"), !tool.has("silent") {
        say("Not deleting file \(shown(change.output)) as content differs from patch\n")
      }
    }
    if tool.has("dry-run") { return }
    let isMismatch = outcome.isMismatch || outcome.failed > 0
    let keepsMismatch = !tool.has("no-backup-if-mismatch") && !tool.has("posix")
    do throws(Errno) {
      if tool.has("b") || (isMismatch && keepsMismatch) { try keepBackup(change.output) }
      if isGone {
        if status(change.output, followLinks: false) != nil { try FileSystem.unlink(change.output) }
        removeEmptyFolders(above: change.output)
      } else if outcome.failed < outcome.hunks || outcome.hunks == 0 {
        try write(change, text)
      }
      if change.header.isRename, !change.input.isSame(as: change.output) {
        try FileSystem.unlink(change.input)
        removeEmptyFolders(above: change.input)
      }
    } catch {
      tool.report("**** Can't change file \(shown(change.output)) : \(error.message)")
      hasFailed = true
    }
  }

  private func write(_ change: PatchChange, _ text: Bytes) throws(Errno) {
    try makeFolders(above: change.output)
    let path = change.output
    let mode = status(change.input)?.mode ?? CreationMode.file
    try FileSystem.writeFile(path, text, mode: mode)
    if let bits = change.after.mode, change.before.mode != bits {
      try FileSystem.changeMode(path, bits & ~CreationMask.current)
    }
    if tool.has("T") || tool.has("Z"), let time = change.after.time {
      let zone = tool.has("Z") ? TimeZoneRule("UTC0".bytes) : currentZone()
      let now = DateParser.Moment(seconds: 0, nanoseconds: 0)
      guard let moment = DateParser.parse(time, now: now, zone: zone), moment.seconds > 0 else { return }
      let (seconds, overflow) = UInt64(moment.seconds).multipliedReportingOverflow(by: 1_000_000_000)
      if overflow { return }
      let nanoseconds = seconds &+ UInt64(clamping: moment.nanoseconds)
      try FileSystem.changeTimes(path, accessed: nanoseconds, modified: nanoseconds)
    }
  }

  /// Writes what -o asks for.
  func finish() {
    guard let path = tool.options.value("o")?.text, !tool.has("dry-run") else { return }
    if path.isSame(as: "-") { return tool.output.write(collected) }
    do throws(Errno) { try FileSystem.writeFile(path, collected) } catch {
      tool.report("**** Can't create file \(shown(path)) : \(error.message)")
      hasFailed = true
    }
  }

  // MARK: Backups and folders

  private func keepBackup(_ path: String) throws(Errno) {
    var name = path
    if let prefix = tool.options.value("B")?.text { name = prefix + name }
    if let prefix = tool.options.value("Y")?.text {
      let parent = Paths.parent(name)
      let last = prefix + Paths.name(name)
      name = name.utf8.contains(UInt8(ascii: "/")) ? Paths.join(parent, last) : last
    }
    name = plan.backups.name(for: name)
    try makeFolders(above: name)
    guard let old = status(path) else { return try FileSystem.writeFile(name, []) }
    try FileSystem.writeFile(name, try FileSystem.readFile(path), mode: old.mode)
    try? FileSystem.changeTimes(name, accessed: old.accessed, modified: old.modified)
  }

  private func makeFolders(above path: String) throws(Errno) {
    var missing: [String] = []
    var parent = Paths.parent(path)
    while !parent.isSame(as: "."), !parent.isSame(as: "/"), status(parent) == nil {
      missing.append(parent)
      parent = Paths.parent(parent)
    }
    for folder in missing.reversed() { try FileSystem.makeDirectory(folder) }
  }

  private func removeEmptyFolders(above path: String) {
    var parent = Paths.parent(path)
    while !parent.isSame(as: "."), !parent.isSame(as: "/"), (try? FileSystem.removeDirectory(parent)) != nil {
      parent = Paths.parent(parent)
    }
  }
}
