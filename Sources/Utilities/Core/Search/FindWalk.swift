// The walk of find: every file below the paths, with the expression applied to it.

import ABI
import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

/// Walks directories.
final class FindWalk {
  private let tool: Tool
  private let expression: FindExpression
  private let settings: FindSettings
  private let now: UInt64
  private let format = FindFormat()
  private var runner: FindRunner
  private var outputs: [BufferedWriter] = []
  private var files: [RawHandle] = []
  private var result: Int32 = 0
  private var isPruned = false
  private var hasQuit = false

  init(_ tool: Tool, _ expression: FindExpression, _ settings: FindSettings) {
    (self.tool, self.expression, self.settings) = (tool, expression, settings)
    runner = FindRunner(tool, settings.commands)
    var now = SystemClock.realTime
    if settings.countsFromToday {
      // The end of today.
      let time = moment(now)
      let offset = currentZone().period(at: time.seconds).offset
      let local = time.seconds + offset
      now = UInt64(clamping: local - local % 86400 + 86400 - offset) &* 1_000_000_000
    }
    self.now = now
  }

  func run(_ paths: [String]) -> Int32 {
    guard openFiles() else { return 1 }
    defer { for file in files { Handle(owning: file).close() } }
    for path in paths where !hasQuit && !tool.isOutputClosed { visit(path, root: path, depth: 0, ancestors: []) }
    runner.finish()
    for output in outputs { output.flush() }
    return max(result, runner.result)
  }

  private func openFiles() -> Bool {
    for path in settings.files {
      do throws(Errno) {
        let flags: OpenFlags = [.write, .create, .truncate, .mode(CreationMode.file)]
        let raw = try Handle.open(path, flags).release()
        files.append(raw)
        outputs.append(BufferedWriter(raw))
      } catch {
        tool.report(quoted(path), error)
        return false
      }
    }
    return true
  }

  // MARK: Walking

  private func status(_ path: String, _ depth: Int) throws(Errno) -> FileStatus {
    let follows = settings.followsLinks || (depth == 0 && settings.followsOperands)
    if follows, let target = try? FileSystem.status(path) { return target }
    return try FileSystem.status(path, followLinks: false)
  }

  private func visit(_ path: String, root: String, depth: Int, ancestors: [UInt64]) {
    let status: FileStatus
    do throws(Errno) { status = try self.status(path, depth) } catch {
      tool.report(quoted(path), error)
      result = 1
      return
    }
    let file = FindFile(path: path, root: root, status: status, depth: depth)
    isPruned = false
    if !settings.isDepthFirst { apply(file) }
    if status.isDirectory, !isPruned, depth < settings.maximumDepth, !hasQuit {
      if settings.followsLinks, ancestors.contains(status.inode) {
        tool.report("File system loop detected; \(quoted(path)) is part of the same file system loop")
        result = 1
      } else {
        walk(path, root, depth, ancestors + [status.inode])
      }
    }
    if settings.isDepthFirst, !hasQuit { apply(file) }
  }

  private func walk(_ directory: String, _ root: String, _ depth: Int, _ ancestors: [UInt64]) {
    do throws(Errno) {
      // Sorted, so that it is the same every time.
      let names = try FileSystem.list(directory).map { $0.name }.sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      let separator = directory.utf8.last == UInt8(ascii: "/") ? "" : "/"
      for name in names where !hasQuit && !tool.isOutputClosed {
        visit(directory + separator + name, root: root, depth: depth + 1, ancestors: ancestors)
      }
    } catch {
      tool.report(quoted(directory), error)
      result = 1
    }
  }

  private func apply(_ file: FindFile) {
    if file.depth >= settings.minimumDepth { _ = holds(expression, file) }
  }

  // MARK: Tests

  private func holds(_ expression: FindExpression, _ file: FindFile) -> Bool {
    let status = file.status
    switch expression {
    case .and(let left, let right): return holds(left, file) && !hasQuit && holds(right, file)
    case .or(let left, let right): return holds(left, file) || (!hasQuit && holds(right, file))
    case .not(let inner): return !holds(inner, file)
    case .list(let left, let right):
      _ = holds(left, file)
      return !hasQuit && holds(right, file)
    case .always(let value): return value
    case .name(let pattern): return pattern.matches(Paths.name(file.path).bytes)
    case .path(let pattern): return pattern.matches(file.path.bytes)
    case .regex(let expression): return expression.matches(file.path.bytes)
    case .linkTarget(let pattern):
      return status.isLink && pattern.matches(((try? FileSystem.readLink(file.path)) ?? "").bytes)
    case .size(let comparison, let unit):
      return comparison.holds(status.size / unit + (status.size % unit == 0 ? 0 : 1))
    case .newer(let time, let limit): return time.of(status) > limit
    case .age(let time, let comparison, let seconds): return isAged(time.of(status), comparison, seconds)
    case .user(let comparison): return comparison.holds(UInt64(status.user))
    case .group(let comparison): return comparison.holds(UInt64(status.group))
    case .unknownUser: return format.users[status.user] == nil
    case .unknownGroup: return format.groups[status.group] == nil
    case .links(let comparison): return comparison.holds(UInt64(status.links))
    case .inode(let comparison): return comparison.holds(status.inode)
    case .sameFile(let inode): return status.inode == inode
    default: return holdsKind(expression, file)
    }
  }

  private func isAged(_ time: UInt64, _ comparison: FindExpression.Comparison, _ seconds: UInt64) -> Bool {
    guard now > time else { return comparison.order < 0 || comparison.holds(0) }
    let age = (now - time) / 1_000_000_000
    // Minutes are not cut: `-mmin -5` means less than five whole minutes; `n` means the n-th one.
    if seconds == 60 {
      let minutes = (now - time + 59_999_999_999) / 60_000_000_000
      return comparison.order > 0
        ? age > comparison.number &* 60
        : comparison.order < 0
          ? age < comparison.number &* 60 : minutes == comparison.number
    }
    return comparison.holds(age / seconds)
  }

  private func holdsKind(_ expression: FindExpression, _ file: FindFile) -> Bool {
    let status = file.status
    switch expression {
    case .kind(let kinds, let opposite):
      guard opposite else { return kinds.contains(status.fileKind) }
      let other = try? FileSystem.status(file.path, followLinks: !settings.followsLinks)
      return kinds.contains((other ?? status).fileKind)
    case .permissions(let plain, let directory, let matching):
      let mode = status.isDirectory ? directory : plain
      switch matching {
      case .exactly: return status.mode & 0o7777 == mode
      case .all: return status.mode & mode == mode
      case .any: return mode == 0 || status.mode & mode != 0
      }
    case .access(let bit): return mayAccess(status, bit)
    case .empty:
      if status.isDirectory { return (try? FileSystem.list(file.path))?.isEmpty ?? false }
      return status.fileKind == .regular && status.size == 0
    default: return act(expression, file)
    }
  }

  private func mayAccess(_ status: FileStatus, _ bit: UInt16) -> Bool {
    let user = CurrentProcess.user
    if user == 0 { return bit != 1 || status.isDirectory || status.mode & 0o111 != 0 }
    let shift: UInt16 = status.user == user ? 6 : status.group == CurrentProcess.group ? 3 : 0
    return status.mode >> shift & bit != 0
  }

  // MARK: Actions

  private func write(_ bytes: Bytes, _ file: Int?) { (file.map { outputs[$0] } ?? tool.output).write(bytes) }

  private func act(_ expression: FindExpression, _ file: FindFile) -> Bool {
    switch expression {
    case .print(let terminator, let number): write(file.path.bytes + [terminator], number)
    case .format(let parts, let number): write(format.formatted(parts, file), number)
    case .listing(let number): write(listing(file), number)
    case .prune: isPruned = true
    case .quit: hasQuit = true
    case .delete: return delete(file.path, file.status)
    case .execute(let number): return runner.run(number, file.path)
    default: return false
    }
    return true
  }

  /// As `ls -dils`.
  private func listing(_ file: FindFile) -> Bytes {
    let status = file.status
    let time = moment(status.modified)
    let age = Int(clamping: SystemClock.realTime / 1_000_000_000) - time.seconds
    let isRecent = age >= 0 && age < 15_778_476
    let date = DateFormat(time.seconds, 0, format.zone).formatted((isRecent ? "%b %e %H:%M" : "%b %e  %Y").bytes)
    let user = (format.users[status.user] ?? "\(status.user)").bytes
    let group = (format.groups[status.group] ?? "\(status.group)").bytes
    var line = Bytes(decimal: status.inode).rightAligned(9) + [0x20]
    line += Bytes(decimal: (status.storage &+ 1023) / 1024).rightAligned(6) + [0x20] + status.modeText + [0x20]
    line += Bytes(decimal: status.links).rightAligned(3) + [0x20] + user.leftAligned(8) + [0x20]
    line += group.leftAligned(8) + [0x20] + Bytes(decimal: status.size).rightAligned(8) + [0x20] + date + [0x20]
    line += QuotingStyle.escape.quote(file.path.bytes)
    if status.isLink, let target = try? FileSystem.readLink(file.path) { line += " -> ".bytes + target.bytes }
    return line + [0x0a]
  }

  private func delete(_ path: String, _ status: FileStatus) -> Bool {
    if path.isSame(as: ".") { return true }
    do throws(Errno) {
      if status.isDirectory { try FileSystem.removeDirectory(path) } else { try FileSystem.unlink(path) }
      return true
    } catch {
      tool.report("cannot delete \(quoted(path))", error)
      result = 1
      return false
    }
  }
}
