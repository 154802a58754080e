// Files over scheme calls. Operations on paths go to a handle on the scheme's root, which is kept for `file:`.

import ABI
import SystemEntry

/// The handle on `file:` that path operations use; opened by the first of them.
// SAFETY: a word that is written once it is known; a race between two threads would open the root twice, no more.
nonisolated(unsafe) private var fileRoot: RawHandle = noHandle

extension Platform {
  /// Calls `operation` on the root of the scheme that `path` names, with `prefix` and the path behind it.
  private static func onPath(
    _ path: String, _ operation: Operation, prefix: [UInt8] = [], capacity: Int = 0
  ) throws(Errno) -> [UInt8] {
    let whole = try Paths.resolved(path)
    return try onRoot(Paths.scheme(of: whole), operation, prefix + Paths.rest(of: whole), capacity: capacity)
  }

  private static func onRoot(
    _ scheme: String, _ operation: Operation, _ input: [UInt8], capacity: Int
  ) throws(Errno) -> [UInt8] {
    guard scheme.utf8.elementsEqual("file:".utf8) else {
      let root = Handle(owning: try open(scheme, .read))
      return try call(root.raw, operation.rawValue, input, capacity: capacity).output
    }
    for attempt in 0... {
      let known = unsafe fileRoot
      let root = known != noHandle ? known : try open(scheme, .read)
      unsafe fileRoot = root
      do throws(Errno) {
        return try call(root, operation.rawValue, input, capacity: capacity).output
      } catch {
        // The file system was restarted: once more with a new handle.
        guard error == .serverDied, attempt == 0 else { throw error }
        close(root)
        unsafe fileRoot = noHandle
      }
    }
    throw .serverDied
  }

  static func status(_ raw: RawHandle) throws(Errno) -> FileStatus {
    try call(raw, Operation.status.rawValue, returning: FileStatus.self)
  }

  static func status(_ path: String, followLinks: Bool) throws(Errno) -> FileStatus {
    let operation: Operation = followLinks ? .statusOfPath : .statusOfLink
    let answer = try onPath(path, operation, capacity: MemoryLayout<FileStatus>.size)
    guard let status = record(FileStatus.self, from: answer) else { throw .inputOutput }
    return status
  }

  static func list(_ path: String) throws(Errno) -> [DirectoryItem] {
    let directory = Handle(owning: try open(path, [.read, .directory]))
    var items: [DirectoryItem] = []
    var cookie: UInt64 = 0
    while true {
      let answer = try call(
        directory.raw, Operation.readDirectory.rawValue, bytes(of: cookie), capacity: 16384)
      let before = items.count
      parseEntries(answer.output, into: &items, &cookie)
      if items.count == before { return items.filter { !isDotName($0.name) } }
    }
  }

  private static func isDotName(_ name: String) -> Bool {
    name.utf8.elementsEqual([0x2E]) || name.utf8.elementsEqual([0x2E, 0x2E])
  }

  /// Takes packed `DirectoryEntry` records apart; stops at the first that does not fit.
  private static func parseEntries(_ data: [UInt8], into items: inout [DirectoryItem], _ cookie: inout UInt64) {
    var position = 0
    while position + DirectoryEntry.headLength <= data.count {
      guard let entry = record(DirectoryEntry.self, from: Array(data[position..<position + DirectoryEntry.headLength]))
      else { return }
      let name = position + DirectoryEntry.headLength
      let end = name + Int(entry.nameLength)
      guard end <= data.count else { return }
      items.append(
        DirectoryItem(
          name: String(decoding: data[name..<end], as: UTF8.self), kind: FileKind(rawValue: entry.kind) ?? .regular,
          inode: entry.inode))
      cookie = entry.cookie
      position = (end + 7) & ~7
    }
  }

  static func makeDirectory(_ path: String, _ mode: UInt16) throws(Errno) {
    _ = try onPath(path, .makeDirectory, prefix: bytes(of: mode & ~creationMask))
  }
  static func unlink(_ path: String) throws(Errno) { _ = try onPath(path, .unlink) }
  static func removeDirectory(_ path: String) throws(Errno) { _ = try onPath(path, .removeDirectory) }

  static func rename(_ old: String, _ new: String) throws(Errno) { try onTwoPaths(.rename, old, new) }
  static func hardLink(_ existing: String, _ path: String) throws(Errno) { try onTwoPaths(.hardLink, existing, path) }

  private static func onTwoPaths(_ operation: Operation, _ first: String, _ second: String) throws(Errno) {
    let from = try Paths.resolved(first)
    let to = try Paths.resolved(second)
    let scheme = Paths.scheme(of: from)
    guard scheme.utf8.elementsEqual(Paths.scheme(of: to).utf8) else { throw .crossDevice }
    let head = Paths.rest(of: from)
    guard head.count <= MessageLimits.path else { throw .nameTooLong }
    let input = bytes(of: UInt16(head.count)) + head + Paths.rest(of: to)
    _ = try onRoot(scheme, operation, input, capacity: 0)
  }

  static func symbolicLink(_ target: String, _ path: String) throws(Errno) {
    let text = Array(target.utf8)
    guard text.count <= MessageLimits.path else { throw .nameTooLong }
    _ = try onPath(path, .symbolicLink, prefix: bytes(of: UInt16(text.count)) + text)
  }

  static func readLink(_ path: String) throws(Errno) -> String {
    String(decoding: try onPath(path, .readLink, capacity: MessageLimits.path), as: UTF8.self)
  }

  static func changeMode(_ path: String, _ mode: UInt16) throws(Errno) {
    _ = try onPath(path, .changeMode, prefix: bytes(of: mode))
  }
  static func changeOwner(_ path: String, _ user: UInt32, _ group: UInt32) throws(Errno) {
    _ = try onPath(path, .changeOwner, prefix: bytes(of: user) + bytes(of: group))
  }
  static func changeTimes(_ path: String, _ accessed: UInt64, _ modified: UInt64) throws(Errno) {
    _ = try onPath(path, .changeTimes, prefix: bytes(of: accessed) + bytes(of: modified))
  }

  static func capacity(_ path: String) throws(Errno) -> FileSystemStatus {
    let answer = try onPath(path, .fileSystemStatus, capacity: MemoryLayout<FileSystemStatus>.size)
    guard let status = record(FileSystemStatus.self, from: answer) else { throw .inputOutput }
    return status
  }

  static var creationMask: UInt16 {
    get { unsafe processStart.creationMask }
    set { unsafe processStart.creationMask = newValue & 0o777 }
  }

  static var workingDirectory: String { unsafe processStart.workingDirectory }

  static func changeDirectory(_ path: String) throws(Errno) {
    let target = Paths.absolute(path, from: workingDirectory)
    guard try status(target, followLinks: true).kind == FileKind.directory.rawValue else { throw .notDirectory }
    unsafe processStart.workingDirectory = target
  }
}
