// Files of the editors: reading them, and writing them so that no failure loses what was there.
//
// A file is written under another name beside it and then renamed, with its permissions and its owner. Where that
// cannot be (other links to it, a directory that may not be written) it is written over.

import ABI
import System
import UtilitySupport

/// Reads and writes files, and remembers how they looked.
struct FileStore {
  /// What a file was like when it was read or written last.
  private struct Known {
    var path: String
    var modified: UInt64
    var size: UInt64
    var inode: UInt64
  }

  /// A file that was read.
  struct Content {
    /// nil when there is no such file.
    var bytes: [UInt8]?
    var isReadOnly = false
  }

  private var known: [Known] = []

  /// Larger files do not fit into memory with what an editor keeps about them.
  private static let largest = 1 << 30
  private static let deepestLink = 8

  // MARK: - Reading

  mutating func read(_ path: String) throws(Errno) -> Content {
    let status: FileStatus
    do throws(Errno) { status = try FileSystem.status(path) } catch {
      guard error == .noSuchEntry else { throw error }
      forget(path)
      return Content(bytes: nil)
    }
    if status.kind == FileKind.directory.rawValue { throw .isDirectory }
    let bytes = try FileSystem.readFile(path, limit: Self.largest)
    remember(path, status)
    return Content(bytes: bytes, isReadOnly: !isWritable(path, status))
  }

  /// Whether opening it for writing would do; this changes nothing.
  private func isWritable(_ path: String, _ status: FileStatus) -> Bool {
    guard status.kind == FileKind.regular.rawValue else { return true }
    if status.mode & 0o222 == 0 { return false }
    do throws(Errno) {
      _ = try Handle.open(path, .write)
      return true
    } catch {
      return false
    }
  }

  // MARK: - What is known

  private mutating func forget(_ path: String) { known.removeAll { $0.path.utf8.elementsEqual(path.utf8) } }

  private mutating func remember(_ path: String, _ status: FileStatus) {
    forget(path)
    known.append(Known(path: path, modified: status.modified, size: status.size, inode: status.inode))
  }

  /// Why a file should not be written over without a question; nil when nothing is in the way.
  func objection(to path: String, isOwn: Bool) -> String? {
    let old = known.first { $0.path.utf8.elementsEqual(path.utf8) }
    guard let status = try? FileSystem.status(path) else { return nil }
    guard isOwn, let old else { return "File exists" }
    let isSame = old.modified == status.modified && old.size == status.size && old.inode == status.inode
    return isSame ? nil : "The file has been changed since reading it"
  }

  // MARK: - Writing

  mutating func write(_ bytes: [UInt8], to path: String) throws(Errno) {
    let target = followLinks(path)
    let old = try? FileSystem.status(target)
    if let old, old.kind == FileKind.directory.rawValue { throw .isDirectory }
    let mayReplace = old.map { $0.kind == FileKind.regular.rawValue && $0.links <= 1 } ?? true
    if mayReplace {
      do throws(Errno) { try replace(target, bytes, old) } catch {
        // Only what a directory forbids can be done in another way.
        guard old != nil, error == .accessDenied || error == .notPermitted || error == .readOnly else {
          throw error
        }
        try overwrite(target, bytes)
      }
    } else {
      try overwrite(target, bytes)
    }
    if let status = try? FileSystem.status(target) { remember(path, status) }
  }

  /// The file at the end of symbolic links.
  private func followLinks(_ path: String) -> String {
    var path = path
    for _ in 0..<Self.deepestLink {
      guard let link = try? FileSystem.readLink(path) else { return path }
      path = Paths.join(Paths.parent(path), link)
    }
    return path
  }

  private func replace(_ path: String, _ bytes: [UInt8], _ old: FileStatus?) throws(Errno) {
    let mode = old?.mode ?? CreationMode.file
    let temporary = "\(path).\(CurrentProcess.id).tmp"
    do throws(Errno) {
      let file = try Handle.open(temporary, [.write, .create, .truncate, OpenFlags.mode(mode)])
      try file.writeAll(bytes)
      try file.synchronize()
      if let old {
        if old.user != CurrentProcess.user || old.group != CurrentProcess.group {
          try FileSystem.changeOwner(temporary, user: old.user, group: old.group)
        }
        try FileSystem.changeMode(temporary, old.mode)
      }
      try FileSystem.rename(temporary, to: path)
    } catch {
      try? FileSystem.unlink(temporary)
      throw error
    }
  }

  private func overwrite(_ path: String, _ bytes: [UInt8]) throws(Errno) {
    let file = try Handle.open(path, .write)
    try file.writeAll(bytes)
    try? file.truncate(to: UInt64(bytes.count))
    try? file.synchronize()
  }

  func append(_ bytes: [UInt8], to path: String) throws(Errno) {
    let file = try Handle.open(path, [.write, .append])
    try file.writeAll(bytes)
  }

  // MARK: - Names

  /// The names that a path may go on with; directories end in a slash.
  func names(_ path: [UInt8]) -> [[UInt8]] {
    let slash = path.lastIndex(of: 0x2F)
    let folder = slash.map { Array(path[...$0]) } ?? []
    let stem = slash.map { Array(path[($0 + 1)...]) } ?? path
    let items = (try? FileSystem.list(folder.isEmpty ? "." : folder.text)) ?? []
    var names: [[UInt8]] = []
    for item in items {
      let name = Array(item.name.utf8)
      guard name.starts(with: stem), stem.first == 0x2E || name.first != 0x2E else { continue }
      let full = folder + name
      let isFolder = (try? FileSystem.status(full.text))?.kind == FileKind.directory.rawValue
      names.append(isFolder ? full + [0x2F] : full)
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
