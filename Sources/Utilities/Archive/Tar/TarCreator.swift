// tar -c, -r and -u: makes members of files. Names in a directory are sorted, so the same files give the same archive.

import ABI
import Archive
import System
import UtilitySupport

/// Packs files.
final class TarCreator {
  /// Directories deeper than this are not walked: a program would run out of stack.
  private static let deepestDirectory = 500

  private let tar: TarRun
  private let tool: Tool
  private let userNames = Account.names("/etc/passwd")
  private let groupNames = Account.names("/etc/group")
  private var lines: TarLines
  private var headers = TarHeaders(.gnu)
  /// The archive itself, which is not packed.
  private var ownInode: UInt64?
  /// Files with several names: the first name is the file, the others are links to it.
  private var linked: [UInt64: Bytes] = [:]
  /// For -u: what the archive has already, and how new it is.
  private var known: [Bytes: Int64]?

  init(_ tar: TarRun) {
    self.tar = tar
    tool = tar.tool
    lines = TarLines(tool)
  }

  // MARK: Jobs

  func create() throws(TarFatal) {
    try chooseDialect()
    guard !tar.selection.names.isEmpty || tool.has("T") else {
      throw TarFatal(usage: "Cowardly refusing to create an empty archive")
    }
    let name = tar.archive
    var isCompressed = tool.has("z")
    if tool.has("a"), Self.hasSuffix(name, [".gz", ".tgz", ".taz"]) { isCompressed = true }
    if tool.has("zstd") || (tool.has("a") && Self.hasSuffix(name, [".zst", ".tzst", ".xz", ".bz2"])) {
      throw TarFatal("only gzip can be written")
    }
    guard !name.isSame(as: "-") else {
      guard !Terminal.isTerminal(Streams.output) else {
        throw TarFatal("Refusing to write archive contents to terminal (missing -f option?)")
      }
      return try pack(into: TarOutput(Streams.output, name, isCompressed: isCompressed))
    }
    let file: Handle
    do throws(Errno) {
      file = try Handle.open(name, [.write, .create, .truncate, OpenFlags.mode(CreationMode.file)])
    } catch { throw TarFatal(name, "open", error) }
    if let status = try? file.status(), status.isRegular { ownInode = status.inode }
    try pack(into: TarOutput(file.raw, name, isCompressed: isCompressed))
  }

  /// Adds to the end of an archive, which is looked through first.
  func append(onlyNewer: Bool) throws(TarFatal) {
    try chooseDialect()
    let name = tar.archive
    guard !name.isSame(as: "-"), FileSystem.exists(name) else { return try create() }
    var times: [Bytes: Int64] = [:]
    let input = try TarInput(tar)
    guard !input.isCompressed else { throw TarFatal("Cannot update compressed archives") }
    reading: while true {
      switch try input.next() {
      case .end: break reading
      case .content: continue
      case .member(let member): if onlyNewer { times[member.path] = member.modified }
      }
    }
    if onlyNewer { known = times }
    let file: Handle
    do throws(Errno) { file = try Handle.open(name, [.read, .write]) } catch { throw TarFatal(name, "open", error) }
    if let status = try? file.status() { ownInode = status.inode }
    do throws(Errno) {
      try file.truncate(to: UInt64(input.nextStart))
      try file.seek(to: Int64(input.nextStart))
    } catch { throw TarFatal(name, "write", error) }
    try pack(into: TarOutput(file.raw, name, isCompressed: false, behind: input.nextStart))
  }

  private static func hasSuffix(_ name: String, _ suffixes: [String]) -> Bool {
    suffixes.contains { name.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  private func chooseDialect() throws(TarFatal) {
    switch tool.options.value("H") {
    case nil, "gnu"?, "oldgnu"?: headers = TarHeaders(.gnu)
    case "ustar"?: headers = TarHeaders(.ustar)
    case "pax"?, "posix"?: headers = TarHeaders(.pax)
    case let format?: throw TarFatal(usage: "\(format.text): Invalid archive format")
    }
  }

  private func pack(into output: TarOutput) throws(TarFatal) {
    var changes = 0
    for (index, name) in tar.selection.names.enumerated() {
      changes += try tar.changeDirectory(beforeOperand: index, behind: changes) - changes
      try add(name, output, depth: 0)
    }
    try output.finish()
  }

  // MARK: Members

  private func add(_ path: Bytes, _ output: TarOutput, depth: Int) throws(TarFatal) {
    guard !tar.selection.isExcluded(path) else { return }
    let status: FileStatus
    do throws(Errno) {
      status = try FileSystem.status(path.text, followLinks: tool.has("h"))
    } catch {
      return tar.fail(path, "stat", error)
    }
    if status.isRegular, status.inode == ownInode {
      return tool.report("\(path.text): archive cannot contain itself; not dumped")
    }
    var stored = path
    if status.isDirectory, stored.last != UInt8(ascii: "/") { stored.append(UInt8(ascii: "/")) }
    var member = TarMember(.file, path: tar.safeName(stored))
    member.mode = status.mode & 0o7777
    (member.user, member.group) = (status.user, status.group)
    if !tool.has("numeric-owner") {
      member.userName = userNames[status.user]?.bytes ?? []
      member.groupName = groupNames[status.group]?.bytes ?? []
    }
    member.modified = Int64(clamping: status.modified / 1_000_000_000)
    if tool.options.value("H").map({ $0.elementsEqual("pax".utf8) || $0.elementsEqual("posix".utf8) }) ?? false {
      member.nanoseconds = UInt32(truncatingIfNeeded: status.modified % 1_000_000_000)
    }
    if let time = known?[member.path], time >= member.modified, !status.isDirectory { return }
    switch FileKind(rawValue: status.kind) {
    case .directory:
      if known?[member.path] == nil { try write(&member, .directory, output) }
      if !tool.has("no-recursion") { try addContent(of: path, output, depth: depth) }
    case .symbolicLink:
      do throws(Errno) { member.target = try FileSystem.readLink(path.text).bytes } catch {
        return tar.fail(path, "read link", error)
      }
      try write(&member, .symbolicLink, output)
    case .regular: try addFile(path, status, &member, output)
    case .pipe: try write(&member, .pipe, output)
    default: tool.report("\(path.text): Unknown file type; file ignored")
    }
  }

  private func addContent(of directory: Bytes, _ output: TarOutput, depth: Int) throws(TarFatal) {
    guard depth < Self.deepestDirectory else { return tar.fail("\(directory.text): nested too deeply") }
    var names: [Bytes] = []
    do throws(Errno) {
      names = try FileSystem.list(directory.text).map { $0.name.bytes }
    } catch { return tar.fail(directory, "open", error) }
    names.sort { $0.lexicographicallyPrecedes($1) }
    let start = directory.last == UInt8(ascii: "/") ? directory : directory + "/".bytes
    for name in names { try add(start + name, output, depth: depth + 1) }
  }

  private func write(_ member: inout TarMember, _ kind: TarMember.Kind, _ output: TarOutput) throws(TarFatal) {
    member.kind = kind
    if !(try writeHeader(member, output)) { return }
  }

  /// Writes a header, and the line of -v; false when the dialect cannot say it.
  private func writeHeader(_ member: TarMember, _ output: TarOutput) throws(TarFatal) -> Bool {
    let bytes: Bytes
    do throws(ArchiveError) {
      bytes = try headers.bytes(for: member)
    } catch {
      tar.fail("\(member.path.text): file name or value is too long for this format; not dumped")
      return false
    }
    if tar.verbosity > 0 {
      let line = lines.line(member, isLong: tar.verbosity > 1)
      let isOnOutput = tar.archive.isSame(as: "-")
      if isOnOutput { try? Streams.writeAll(Streams.error, line) } else { tool.output.write(line) }
    }
    try output.write(bytes)
    return true
  }

  private func addFile(
    _ path: Bytes, _ status: FileStatus, _ member: inout TarMember, _ output: TarOutput
  ) throws(TarFatal) {
    if status.links > 1 {
      if let first = linked[status.inode] {
        member.target = first
        return try write(&member, .hardLink, output)
      }
      linked[status.inode] = member.path
    }
    let input: Handle
    do throws(Errno) { input = try Handle.open(path.text) } catch { return tar.fail(path, "open", error) }
    member.size = Int(clamping: status.size)
    guard try writeHeader(member, output) else { return }
    var left = member.size
    var buffer = Bytes(repeating: 0, count: StreamCopy.chunk)
    while left > 0 {
      let piece: ArraySlice<UInt8>
      do throws(StreamFailure) { piece = try StreamCopy.read(input.raw, &buffer).prefix(left) } catch { break }
      if piece.isEmpty { break }
      try output.write(Bytes(piece))
      left -= piece.count
    }
    if left > 0 { tar.fail("\(path.text): File shrank by \(left) bytes; padding with zeros") }
    while left > 0 {
      let count = min(left, StreamCopy.chunk)
      try output.write(Bytes(repeating: 0, count: count))
      left -= count
    }
    try output.pad()
  }
}
