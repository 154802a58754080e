// The walk of find: every file below the paths, with the expression applied to it.

import ABI
import System
import UtilitySupport

/// Walks directories.
final class FindWalk {
  private let tool: Tool
  private let expression: FindExpression
  private let settings: FindSettings
  private let now = SystemClock.realTime
  private var result: Int32 = 0
  private var isPruned = false
  private var hasQuit = false
  /// Files that wait for `-exec … +`.
  private var batch: [String] = []
  private var batchedCommand: [String]?

  init(_ tool: Tool, _ expression: FindExpression, _ settings: FindSettings) {
    (self.tool, self.expression, self.settings) = (tool, expression, settings)
  }

  func run(_ paths: [String]) -> Int32 {
    for path in paths where !hasQuit { visit(path, depth: 0) }
    runBatch()
    return result
  }

  private func visit(_ path: String, depth: Int) {
    let status: FileStatus
    do throws(Errno) { status = try FileSystem.status(path, followLinks: settings.followsLinks) } catch {
      tool.report("'\(path)'", error)
      result = 1
      return
    }
    isPruned = false
    if !settings.isDepthFirst { apply(path, status, depth) }
    if status.isDirectory, !isPruned, depth < settings.maximumDepth, !hasQuit { walk(path, depth) }
    if settings.isDepthFirst, !hasQuit { apply(path, status, depth) }
  }

  private func walk(_ directory: String, _ depth: Int) {
    do throws(Errno) {
      // In the directory's own order, as people know it from find; sorted, so that it is the same every time.
      let names = try FileSystem.list(directory).map { $0.name }.sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      for name in names where !hasQuit && !tool.isOutputClosed {
        let separator = directory.utf8.last == UInt8(ascii: "/") ? "" : "/"
        visit(directory + separator + name, depth: depth + 1)
      }
    } catch {
      tool.report("'\(directory)'", error)
      result = 1
    }
  }

  private func apply(_ path: String, _ status: FileStatus, _ depth: Int) {
    if depth >= settings.minimumDepth { _ = holds(expression, path, status) }
  }

  private func holds(_ expression: FindExpression, _ path: String, _ status: FileStatus) -> Bool {
    switch expression {
    case .and(let left, let right): return holds(left, path, status) && !hasQuit && holds(right, path, status)
    case .or(let left, let right): return holds(left, path, status) || (!hasQuit && holds(right, path, status))
    case .not(let inner): return !holds(inner, path, status)
    case .always(let value): return value
    case .name(let pattern): return pattern.matches(Paths.name(path).bytes)
    case .path(let pattern): return pattern.matches(path.bytes)
    case .kind(let kinds): return kinds.contains(status.fileKind)
    case .size(let comparison, let unit):
      return comparison.holds(status.size / unit + (status.size % unit == 0 ? 0 : 1))
    case .permissions(let mode, let matching):
      switch matching {
      case .exactly: return status.mode == mode
      case .all: return status.mode & mode == mode
      case .any: return mode == 0 || status.mode & mode != 0
      }
    case .newer(let time): return status.modified > time
    case .age(let comparison, let seconds):
      let age = now > status.modified ? (now - status.modified) / 1_000_000_000 : 0
      return comparison.holds(age / seconds)
    case .user(let user): return status.user == user
    case .empty: return isEmpty(path, status)
    default: return act(expression, path, status)
    }
  }

  private func isEmpty(_ path: String, _ status: FileStatus) -> Bool {
    if status.isDirectory { return (try? FileSystem.list(path))?.isEmpty ?? false }
    return status.fileKind == .regular && status.size == 0
  }

  private func act(_ expression: FindExpression, _ path: String, _ status: FileStatus) -> Bool {
    switch expression {
    case .print(let terminator):
      tool.output.write(path.bytes + [terminator])
      return true
    case .prune:
      isPruned = true
      return true
    case .quit:
      hasQuit = true
      return true
    case .delete: return delete(path, status)
    case .execute(let command, let isBatched):
      if isBatched {
        batchedCommand = command
        batch.append(path)
        if batch.count >= 1000 { runBatch() }
        return true
      }
      let arguments = command.map { replace("{}".bytes, in: $0.bytes, with: path.bytes).text }
      return UtilityRun.run(tool, arguments) == 0
    default: return true
    }
  }

  private func delete(_ path: String, _ status: FileStatus) -> Bool {
    if path.isSame(as: ".") { return true }
    do throws(Errno) {
      if status.isDirectory { try FileSystem.removeDirectory(path) } else { try FileSystem.unlink(path) }
      return true
    } catch {
      tool.report("cannot delete '\(path)'", error)
      result = 1
      return false
    }
  }

  private func runBatch() {
    guard let command = batchedCommand, !batch.isEmpty else { return }
    if UtilityRun.run(tool, command + batch) != 0 { result = 1 }
    batch = []
  }
}

/// Running programs for `find -exec`.
enum UtilityRun {
  static func run(_ tool: Tool, _ arguments: [String]) -> Int32 {
    guard let program = arguments.first else { return 0 }
    tool.output.flush()
    do throws(Errno) { return try SpawnRequest(program, arguments).start().wait().shellStatus } catch {
      tool.report("'\(program)'", error)
      return 127
    }
  }
}
