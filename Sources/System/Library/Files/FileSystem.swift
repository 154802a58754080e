// Files by path: status, directories, links, whole-file reads and safe whole-file writes.
//
// Paths are "scheme:rest", absolute, or relative to the working directory. Names are UTF-8.

public import ABI

/// One name in a directory.
public struct DirectoryItem: Sendable {
  public var name: String
  public var kind: FileKind
  public var inode: UInt64

  public init(name: String, kind: FileKind, inode: UInt64) {
    self.name = name
    self.kind = kind
    self.inode = inode
  }
}

/// What can be done with paths.
public enum FileSystem {
  public static func status(_ path: String, followLinks: Bool = true) throws(Errno) -> FileStatus {
    try Platform.status(path, followLinks: followLinks)
  }

  public static func exists(_ path: String) -> Bool {
    (try? Platform.status(path, followLinks: true)) != nil
  }

  /// The names in a directory, unsorted, without "." and "..".
  public static func list(_ path: String) throws(Errno) -> [DirectoryItem] { try Platform.list(path) }

  public static func makeDirectory(_ path: String, mode: UInt16 = 0o777) throws(Errno) {
    try Platform.makeDirectory(path, mode)
  }
  public static func unlink(_ path: String) throws(Errno) { try Platform.unlink(path) }
  public static func removeDirectory(_ path: String) throws(Errno) { try Platform.removeDirectory(path) }
  /// Replaces what stands at `new`, atomically.
  public static func rename(_ old: String, to new: String) throws(Errno) { try Platform.rename(old, new) }
  public static func symbolicLink(to target: String, at path: String) throws(Errno) {
    try Platform.symbolicLink(target, path)
  }
  public static func hardLink(_ existing: String, at path: String) throws(Errno) {
    try Platform.hardLink(existing, path)
  }
  public static func readLink(_ path: String) throws(Errno) -> String { try Platform.readLink(path) }
  public static func changeMode(_ path: String, _ mode: UInt16) throws(Errno) { try Platform.changeMode(path, mode) }
  public static func changeOwner(_ path: String, user: UInt32, group: UInt32) throws(Errno) {
    try Platform.changeOwner(path, user, group)
  }
  /// Nanoseconds since 1970, UTC.
  public static func changeTimes(_ path: String, accessed: UInt64, modified: UInt64) throws(Errno) {
    try Platform.changeTimes(path, accessed, modified)
  }
  /// Space on the file system that holds `path`.
  public static func capacity(_ path: String) throws(Errno) -> FileSystemStatus { try Platform.capacity(path) }

  /// The whole content of a file; more than `limit` bytes are `.fileTooLarge`.
  public static func readFile(_ path: String, limit: Int = .max) throws(Errno) -> [UInt8] {
    let file = try Handle.open(path)
    return try file.readAll(limit: limit)
  }

  /// Replaces the content of a file so that a reader (or a crash) finds the old content or the new, never a part:
  /// written under a temporary name beside it, then renamed. The permission bits of an existing file are kept.
  public static func writeFile(_ path: String, _ bytes: [UInt8], mode: UInt16 = 0o666) throws(Errno) {
    let kept = (try? status(path))?.mode
    let temporary = "\(path).\(CurrentProcess.id).tmp"
    do throws(Errno) {
      let file = try Handle.open(temporary, [.write, .create, .truncate, OpenFlags.mode(kept ?? mode)])
      if let kept, kept & CreationMask.current != 0 { try changeMode(temporary, kept) }
      try file.writeAll(bytes)
      try file.synchronize()
      try rename(temporary, to: path)
    } catch {
      try? unlink(temporary)
      throw error
    }
  }
}
