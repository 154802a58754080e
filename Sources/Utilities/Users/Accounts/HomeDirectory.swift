// Homes: made from /etc/skel, given to their users, removed.

import ABI
import System
import UtilitySupport

/// A tree of files that belongs to one user.
struct HomeDirectory {
  /// Directories below each other that are gone into.
  private static let depth = 128

  let path: String
  let tool: Tool

  /// Makes the directory with what every new user finds in it.
  func make(from skeleton: String, user: UInt32, group: UInt32) throws(Errno) {
    try makeParents()
    try FileSystem.makeDirectory(path, mode: 0o700)
    try FileSystem.changeMode(path, 0o700)
    copy(skeleton, to: path, user, group, depth: 0)
    try FileSystem.changeOwner(path, user: user, group: group)
  }

  private func makeParents() throws(Errno) {
    var missing: [String] = []
    var parent = Paths.parent(path)
    while !FileSystem.exists(parent), parent.utf8.count > 1 {
      missing.append(parent)
      parent = Paths.parent(parent)
    }
    for directory in missing.reversed() { try FileSystem.makeDirectory(directory) }
  }

  private func copy(_ source: String, to target: String, _ user: UInt32, _ group: UInt32, depth: Int) {
    guard depth < Self.depth, let items = try? FileSystem.list(source) else { return }
    for item in items {
      let (from, to) = (Paths.join(source, item.name), Paths.join(target, item.name))
      do throws(Errno) {
        let mode = try FileSystem.status(from, followLinks: false).mode
        switch item.kind {
        case .directory:
          try FileSystem.makeDirectory(to, mode: mode)
          copy(from, to: to, user, group, depth: depth + 1)
        case .symbolicLink: try FileSystem.symbolicLink(to: try FileSystem.readLink(from), at: to)
        case .regular: try FileSystem.writeFile(to, try FileSystem.readFile(from, limit: 1 << 24), mode: mode)
        default: continue
        }
        if item.kind != .symbolicLink { try FileSystem.changeOwner(to, user: user, group: group) }
      } catch { tool.report(to, error) }
    }
  }

  /// Gives what belongs to one user to another.
  func give(from old: UInt32, to user: UInt32, group: UInt32?) { give(path, old, user, group, depth: 0) }

  private func give(_ path: String, _ old: UInt32, _ user: UInt32, _ group: UInt32?, depth: Int) {
    guard depth < Self.depth, let status = try? FileSystem.status(path, followLinks: false) else { return }
    if status.kind == FileKind.directory.rawValue {
      for item in (try? FileSystem.list(path)) ?? [] {
        give(Paths.join(path, item.name), old, user, group, depth: depth + 1)
      }
    }
    guard status.user == old, status.kind != FileKind.symbolicLink.rawValue else { return }
    do throws(Errno) { try FileSystem.changeOwner(path, user: user, group: group ?? .max) } catch {
      tool.report(path, error)
    }
  }

  /// Removes the directory with all that is in it.
  /// - Returns: whether nothing is left.
  func remove() -> Bool { remove(path, depth: 0) }

  private func remove(_ path: String, depth: Int) -> Bool {
    var isGone = depth < Self.depth
    for item in (isGone ? try? FileSystem.list(path) : nil) ?? [] {
      let child = Paths.join(path, item.name)
      if item.kind == .directory {
        if !remove(child, depth: depth + 1) { isGone = false }
      } else if (try? FileSystem.unlink(child)) == nil {
        isGone = false
      }
    }
    return (try? FileSystem.removeDirectory(path)) != nil && isGone
  }
}
