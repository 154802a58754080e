// The host's files.
//
// SAFETY: Linux writes into local variables and arrays whose length is passed along, and keeps no address; an entry of
// a directory is read before the next one is asked for, and ends with a NUL.

import ABI
import Glibc
import HostEntry

extension Platform {
  static func status(_ raw: RawHandle) throws(Errno) -> FileStatus {
    var record = stat()
    _ = try check(unsafe fstat(descriptor(raw), &record))
    return convert(record)
  }

  static func status(_ path: String, followLinks: Bool) throws(Errno) -> FileStatus {
    var record = stat()
    _ = try check(followLinks ? unsafe stat(path, &record) : unsafe lstat(path, &record))
    return convert(record)
  }

  private static func convert(_ record: stat) -> FileStatus {
    var status = FileStatus()
    let kind: FileKind =
      switch record.st_mode & S_IFMT {
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      case S_IFCHR, S_IFBLK: .characterDevice
      default: .regular
      }
    status.kind = kind.rawValue
    status.mode = UInt16(record.st_mode & 0o7777)
    status.links = UInt32(truncatingIfNeeded: record.st_nlink)
    status.user = record.st_uid
    status.group = record.st_gid
    status.inode = UInt64(record.st_ino)
    status.size = UInt64(clamping: record.st_size)
    status.storage = UInt64(clamping: record.st_blocks) &* 512
    status.modified = nanoseconds(record.st_mtim)
    status.accessed = nanoseconds(record.st_atim)
    status.changed = nanoseconds(record.st_ctim)
    return status
  }

  static func nanoseconds(_ time: timespec) -> UInt64 {
    UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
  }

  static func list(_ path: String) throws(Errno) -> [DirectoryItem] {
    guard let directory = unsafe opendir(path) else { throw lastError }
    defer { unsafe closedir(directory) }
    var items: [DirectoryItem] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let kind: FileKind =
        switch unsafe Int(entry.pointee.d_type) {
        case Int(DT_DIR): .directory
        case Int(DT_LNK): .symbolicLink
        case Int(DT_FIFO): .pipe
        case Int(DT_CHR), Int(DT_BLK): .characterDevice
        default: .regular
        }
      items.append(DirectoryItem(name: name, kind: kind, inode: unsafe UInt64(entry.pointee.d_ino)))
    }
    return items
  }

  static func makeDirectory(_ path: String, _ mode: UInt16) throws(Errno) {
    _ = try check(unsafe mkdir(path, mode_t(mode)))
  }
  static func unlink(_ path: String) throws(Errno) { _ = try check(unsafe Glibc.unlink(path)) }
  static func removeDirectory(_ path: String) throws(Errno) { _ = try check(unsafe rmdir(path)) }
  static func rename(_ old: String, _ new: String) throws(Errno) { _ = try check(unsafe Glibc.rename(old, new)) }
  static func symbolicLink(_ target: String, _ path: String) throws(Errno) {
    _ = try check(unsafe symlink(target, path))
  }
  static func hardLink(_ existing: String, _ path: String) throws(Errno) {
    _ = try check(unsafe link(existing, path))
  }

  static func readLink(_ path: String) throws(Errno) -> String {
    var buffer = [CChar](repeating: 0, count: MessageLimits.path)
    let count = try check(unsafe readlink(path, &buffer, MessageLimits.path))
    return String(decoding: buffer[0..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func changeMode(_ path: String, _ mode: UInt16) throws(Errno) {
    _ = try check(unsafe chmod(path, mode_t(mode)))
  }
  static func changeOwner(_ path: String, _ user: UInt32, _ group: UInt32) throws(Errno) {
    _ = try check(unsafe chown(path, user, group))
  }
  static func changeTimes(_ path: String, _ accessed: UInt64, _ modified: UInt64) throws(Errno) {
    let times = [accessed, modified].map {
      timespec(tv_sec: Int(clamping: $0 / 1_000_000_000), tv_nsec: Int($0 % 1_000_000_000))
    }
    _ = try check(unsafe utimensat(AT_FDCWD, path, times, 0))
  }

  static func capacity(_ path: String) throws(Errno) -> FileSystemStatus {
    var record = statvfs()
    _ = try check(unsafe statvfs(path, &record))
    var status = FileSystemStatus()
    status.totalBytes = UInt64(record.f_blocks) &* UInt64(record.f_frsize)
    status.freeBytes = UInt64(record.f_bavail) &* UInt64(record.f_frsize)
    status.totalFiles = UInt64(record.f_files)
    status.freeFiles = UInt64(record.f_ffree)
    return status
  }

  static var creationMask: UInt16 {
    get {
      // The only way to learn it is to change it.
      let mask = umask(0o022)
      umask(mask)
      return UInt16(mask & 0o777)
    }
    set { umask(mode_t(newValue & 0o777)) }
  }

  static var workingDirectory: String {
    guard let path = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
  static func changeDirectory(_ path: String) throws(Errno) { _ = try check(unsafe chdir(path)) }
}
