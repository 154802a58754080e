// tar -x: makes files of members.
//
// An archive must not write outside of the directory. Names lose what leads out, members with ".." are refused, and a
// symbolic link that could lead out is made at the very end: until then an empty file stands in its place, so nothing
// can be written through it.

import ABI
import Archive
import System
import UtilitySupport

/// Unpacks an archive.
final class TarExtractor {
  private let tar: TarRun
  private let tool: Tool
  private let keepsModes: Bool
  private let keepsOwners: Bool
  private let stripped: Int
  private var lines: TarLines
  /// The file that content goes to.
  private var output = noHandle
  private var current: (member: TarMember, path: String)?
  /// Directories get their modes and times at the end: they may not be writable, and change while they are filled.
  private var directories: [(path: String, member: TarMember, isNew: Bool)] = []
  /// Links that wait for the end, and the empty files in their places.
  private var links: [(path: String, member: TarMember, inode: UInt64)] = []

  init(_ tar: TarRun) {
    self.tar = tar
    tool = tar.tool
    let isAdministrator = CurrentProcess.user == 0
    keepsModes = tool.has("p") || (isAdministrator && !tool.has("no-same-permissions"))
    keepsOwners = tool.has("same-owner") || (isAdministrator && !tool.has("o"))
    stripped = max(0, tool.options.value("strip-components")?.decimal ?? 0)
    lines = TarLines(tool)
  }

  func run() throws(TarFatal) {
    let input = try TarInput(tar)
    _ = try tar.changeDirectory()
    while true {
      switch try input.next() {
      case .end:
        finishFile()
        finish()
        try input.drain()
        for name in tar.selection.missing { tar.fail("\(name.text): Not found in archive") }
        return
      case .content(let bytes): write(bytes)
      case .member(let member):
        finishFile()
        if tar.selection.wants(member.path) { extract(member) }
      }
    }
  }

  // MARK: Names

  /// Where a member goes; nil when it goes nowhere.
  private func place(of member: TarMember) -> Bytes? {
    var path = member.path
    if stripped > 0 {
      guard let rest = Self.dropping(stripped, of: path) else { return nil }
      path = rest
    }
    let safe = tar.safeName(path)
    if !tool.has("P"), Self.leadsUp(path) {
      tar.fail("\(member.path.text): Member name contains '..'")
      return nil
    }
    guard !safe.contains(0) else { return nil }
    return safe
  }

  private static func leadsUp(_ path: Bytes) -> Bool {
    path.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
  }

  private static func dropping(_ count: Int, of path: Bytes) -> Bytes? {
    var rest = path[...]
    for _ in 0..<count {
      rest = rest.drop { $0 == UInt8(ascii: "/") }
      guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
      rest = rest[slash...]
    }
    rest = rest.drop { $0 == UInt8(ascii: "/") }
    return rest.isEmpty ? nil : Bytes(rest)
  }

  // MARK: Members

  private func extract(_ member: TarMember) {
    guard let name = place(of: member) else { return }
    if tar.verbosity > 0 {
      let line = lines.line(member, isLong: tar.verbosity > 1)
      if tool.has("O") { try? Streams.writeAll(Streams.error, line) } else { tool.output.write(line) }
    }
    if tool.has("O") {
      if member.kind == .file { current = (member, name.text) }
      return
    }
    let path = Self.trimmed(name)
    do throws(Errno) {
      switch member.kind {
      case .directory: try makeDirectory(path, member)
      case .file: try startFile(path, member)
      case .symbolicLink: try makeLink(path, member)
      case .hardLink: try makeHardLink(path, member)
      case .sparse: tar.fail("\(member.path.text): sparse files are not supported")
      case .pipe: tar.fail(member.path, "mkfifo", .notSupported)
      case .characterDevice, .blockDevice: tar.fail(member.path, "mknod", .notSupported)
      case .other(let type):
        tool.report("\(member.path.text): Unknown file type '\([type].text)', extracted as normal file")
        try startFile(path, member)
      }
    } catch {
      switch member.kind {
      case .directory: tar.fail(member.path, "mkdir", error)
      case .symbolicLink: tar.fail(member.path, "create symlink to '\(member.target.text)'", error)
      case .hardLink: tar.fail(member.path, "hard link to '\(member.target.text)'", error)
      default: tar.fail(member.path, "open", error)
      }
    }
  }

  private static func trimmed(_ name: Bytes) -> String {
    var name = name
    while name.count > 1, name.last == UInt8(ascii: "/") { name.removeLast() }
    return name.text
  }

  /// Makes what `make` makes at `path`, and if it has to, the directories above it or room for it.
  private func making(_ path: String, _ make: () throws(Errno) -> Void) throws(Errno) {
    do throws(Errno) {
      return try make()
    } catch {
      switch error {
      case .noSuchEntry:
        makeParents(of: path)
      case .exists:
        if tool.has("k") { throw error }
        try FileSystem.unlink(path)
      default: throw error
      }
    }
    do throws(Errno) {
      try make()
    } catch {
      guard error == .exists, !tool.has("k") else { throw error }
      try FileSystem.unlink(path)
      try make()
    }
  }

  private func makeParents(of path: String) {
    let bytes = path.bytes
    for index in bytes.indices where index > 0 && bytes[index] == UInt8(ascii: "/") {
      try? FileSystem.makeDirectory(Bytes(bytes[..<index]).text, mode: CreationMode.directory)
    }
  }

  private func isSkipped(_ path: String) -> Bool {
    tool.has("skip-old-files") && (try? FileSystem.status(path, followLinks: false)) != nil
  }

  private func makeDirectory(_ path: String, _ member: TarMember) throws(Errno) {
    if let old = try? FileSystem.status(path, followLinks: false), old.isDirectory {
      if !tool.has("k"), !tool.has("skip-old-files") { directories.append((path, member, false)) }
      return
    }
    if isSkipped(path) { return }
    let mode = member.mode & 0o777 | 0o700
    try making(path) { () throws(Errno) in try FileSystem.makeDirectory(path, mode: mode) }
    directories.append((path, member, true))
  }

  private func startFile(_ path: String, _ member: TarMember) throws(Errno) {
    if isSkipped(path) { return }
    // Nobody else may read it before it is whole and has its owner.
    let mode: UInt16 = keepsModes || keepsOwners ? 0o600 : member.mode & 0o777
    try making(path) { () throws(Errno) in
      output = try Handle.open(path, [.write, .create, .exclusive, OpenFlags.mode(mode)]).release()
    }
    current = (member, path)
  }

  private func makeLink(_ path: String, _ member: TarMember) throws(Errno) {
    if isSkipped(path) { return }
    let isInside = member.target.first != UInt8(ascii: "/") && !Self.leadsUp(member.target)
    guard !isInside, !tool.has("P") else {
      try making(path) { () throws(Errno) in try FileSystem.symbolicLink(to: member.target.text, at: path) }
      return keepOwner(path, member)
    }
    try making(path) { () throws(Errno) in
      _ = try Handle.open(path, [.write, .create, .exclusive, OpenFlags.mode(0)])
    }
    links.append((path, member, try FileSystem.status(path, followLinks: false).inode))
  }

  private func makeHardLink(_ path: String, _ member: TarMember) throws(Errno) {
    if isSkipped(path) { return }
    var target = member.target
    if stripped > 0 { target = Self.dropping(stripped, of: target) ?? target }
    target = tar.safeName(target, of: "hard link targets")
    let old = try? FileSystem.status(path, followLinks: false)
    let existing = try? FileSystem.status(target.text, followLinks: false)
    if let old, let existing, old.inode == existing.inode, path.utf8.elementsEqual(target) || old.links > 1 { return }
    try making(path) { () throws(Errno) in try FileSystem.hardLink(target.text, at: path) }
  }

  private func keepOwner(_ path: String, _ member: TarMember) {
    guard keepsOwners, member.kind != .symbolicLink else { return }
    do throws(Errno) {
      try FileSystem.changeOwner(path, user: member.user, group: member.group)
    } catch { tar.fail(path.bytes, "change ownership to uid \(member.user), gid \(member.group)", error) }
  }

  // MARK: Content

  private func write(_ bytes: Bytes) {
    guard current != nil else { return }
    guard output != noHandle else { return tool.output.write(bytes) }
    do throws(Errno) {
      try Streams.writeAll(output, bytes)
    } catch {
      tar.fail(current?.path.bytes ?? [], "write", error)
      closeFile()
    }
  }

  private func closeFile() {
    if output != noHandle { Handle(owning: output).close() }
    output = noHandle
    current = nil
  }

  /// Gives a file that is whole its owner, mode and time.
  private func finishFile() {
    guard let (member, path) = current, output != noHandle else { return closeFile() }
    closeFile()
    keepOwner(path, member)
    if keepsModes || keepsOwners {
      do throws(Errno) {
        try FileSystem.changeMode(path, keepsModes ? member.mode : member.mode & 0o755)
      } catch { tar.fail(path.bytes, "change mode to \(String(member.mode, radix: 8))", error) }
    }
    keepTimes(path, member)
  }

  private func keepTimes(_ path: String, _ member: TarMember) {
    guard !tool.has("m") else { return }
    let time = UInt64(clamping: member.modified) &* 1_000_000_000 &+ UInt64(member.nanoseconds)
    do throws(Errno) {
      try FileSystem.changeTimes(path, accessed: SystemClock.realTime, modified: time)
    } catch { tar.fail(path.bytes, "utime", error) }
  }

  /// What waited for the end: links, then directories, the innermost first.
  private func finish() {
    for (path, member, inode) in links {
      guard let old = try? FileSystem.status(path, followLinks: false), old.inode == inode, old.size == 0 else {
        continue
      }
      do throws(Errno) {
        try FileSystem.unlink(path)
        try FileSystem.symbolicLink(to: member.target.text, at: path)
      } catch { tar.fail(member.path, "create symlink to '\(member.target.text)'", error) }
    }
    for (path, member, isNew) in directories.reversed() {
      // Whatever took its place since then is left alone.
      guard let now = try? FileSystem.status(path, followLinks: false), now.isDirectory else { continue }
      if isNew { keepOwner(path, member) }
      if keepsModes {
        try? FileSystem.changeMode(path, member.mode)
      } else if isNew, member.mode & 0o700 != 0o700 {
        try? FileSystem.changeMode(path, now.mode & (member.mode | 0o077))
      }
      keepTimes(path, member)
    }
  }
}
