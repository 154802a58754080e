// A RAM file system over arrays with text for paths, and shorthands that the tests of the file system share.

import ABI
import RamFileSystemCore

final class FileSystemFixture {
  var files: RamFileSystem<ArrayPageStore>
  var who = Credentials.root
  var now: UInt64 = 1_000

  init(pages: Int = 1_000, storePages: Int? = nil) {
    files = RamFileSystem(
      store: ArrayPageStore(capacity: storePages ?? pages), byteQuota: pages * 4_096, seed: 42, now: 1_000)
  }

  var isMembershipOld: Bool { files.isMembershipOld }

  /// Has the file system look at /etc/passwd and /etc/group again, where it wants to.
  func refreshGroups() {
    guard files.isMembershipOld else { return }
    let before = who
    who = .root
    defer { who = before }
    let texts = ["/etc/passwd", "/etc/group"].map { Array(((try? text($0)) ?? "").utf8) }
    files.setMembership(users: texts[0], groups: texts[1])
  }

  func `as`<R>(_ user: UInt32, _ group: UInt32, _ body: () throws -> R) rethrows -> R {
    let before = who
    who = Credentials(user: user, group: group)
    defer { who = before }
    return try body()
  }

  func open(_ path: String, _ flags: OpenFlags = [.read, .write], mode: UInt16 = 0o644) throws(Errno) -> UInt64 {
    try files.open(Array(path.utf8).span, flags.union(.mode(mode)), who, now: now)
  }
  func create(_ path: String, _ text: String = "", mode: UInt16 = 0o644) throws(Errno) {
    let id = try open(path, [.read, .write, .create, .truncate], mode: mode)
    defer { files.close(id) }
    try write(id, 0, Array(text.utf8))
  }
  func write(_ id: UInt64, _ offset: UInt64, _ bytes: [UInt8]) throws(Errno) {
    var done = 0
    while done < bytes.count {
      done += try files.write(id, offset: offset + UInt64(done), bytes.span.extracting(done..<bytes.count), now: now)
    }
  }
  /// One read, wherever its bytes lie.
  func read(_ id: UInt64, _ offset: UInt64, _ length: Int) throws(Errno) -> [UInt8] {
    switch try files.read(id, offset: offset, length: length) {
    case .nothing: []
    case .page(let page, let start, let count): Array(files.store.content(ofPage: page)[start..<(start + count)])
    case .object(let object, let start, let count):
      Array(files.store.content(ofObject: object)[start..<(start + count)])
    case .staged(let count): Array(files.store.staging[..<count])
    }
  }
  func content(_ id: UInt64) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let part = try read(id, UInt64(bytes.count), 65_536)
      if part.isEmpty { return bytes }
      bytes += part
    }
  }
  func text(_ path: String) throws(Errno) -> String {
    let id = try open(path, .read)
    defer { files.close(id) }
    return String(decoding: try content(id), as: UTF8.self)
  }

  func makeDirectory(_ path: String, mode: UInt16 = 0o755) throws(Errno) {
    try files.makeDirectory(Array(path.utf8).span, mode: mode, who, now: now)
  }
  func unlink(_ path: String) throws(Errno) { try files.unlink(Array(path.utf8).span, who, now: now) }
  func removeDirectory(_ path: String) throws(Errno) {
    try files.removeDirectory(Array(path.utf8).span, who, now: now)
  }
  func rename(_ old: String, _ new: String) throws(Errno) {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    try files.rename(old.span, to: new.span, who, now: now)
  }
  func link(_ old: String, _ new: String) throws(Errno) {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    try files.hardLink(old.span, at: new.span, who, now: now)
  }
  func symbolicLink(_ target: String, at path: String) throws(Errno) {
    let (target, path) = (Array(target.utf8), Array(path.utf8))
    try files.symbolicLink(to: target.span, at: path.span, who, now: now)
  }
  func status(_ path: String, follow: Bool = true) throws(Errno) -> FileStatus {
    try files.status(Array(path.utf8).span, follow: follow, who)
  }
  func changeMode(_ path: String, _ mode: UInt16) throws(Errno) {
    try files.changeMode(Array(path.utf8).span, mode, who, now: now)
  }
  func changeOwner(_ path: String, _ user: UInt32, _ group: UInt32 = .max) throws(Errno) {
    try files.changeOwner(Array(path.utf8).span, user: user, group: group, who, now: now)
  }

  /// The names in a directory, read in portions of `limit` bytes.
  func list(_ path: String, limit: Int = 200) throws(Errno) -> [String] {
    let id = try open(path, [.read, .directory])
    defer { files.close(id) }
    var names: [String] = []
    var cookie: UInt64 = 0
    while true {
      let records = try files.readDirectory(id, cookie: cookie, limit: limit)
      if records.isEmpty { return names }
      for (name, behind) in entries(records) {
        names.append(name)
        cookie = behind
      }
    }
  }

  /// Names and cookies of packed records.
  func entries(_ records: [UInt8]) -> [(String, UInt64)] {
    var result: [(String, UInt64)] = []
    var position = 0
    while position < records.count {
      let cookie = (0..<8).reduce(UInt64(0)) { $0 | UInt64(records[position + 8 + $1]) << UInt64($1 * 8) }
      let length = Int(records[position + 18]) | Int(records[position + 19]) << 8
      let name = records[(position + 24)..<(position + 24 + length)]
      result.append((String(decoding: name, as: UTF8.self), cookie))
      position += (24 + length + 7) / 8 * 8
    }
    return result
  }

  /// The error of `body`, or nil if there is none.
  func error(_ body: () throws -> Void) -> Errno? {
    do {
      try body()
      return nil
    } catch {
      return error as? Errno
    }
  }
}
