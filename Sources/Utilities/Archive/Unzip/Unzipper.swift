// unzip at work: lists, tests or unpacks the entries that were asked for.
//
// An archive must not write outside of the directory: names lose what leads out, and symbolic links are made when
// everything else is there.

import ABI
import Archive
import System
import UtilitySupport

/// One run of unzip.
final class Unzipper {
  /// The longest target of a symbolic link.
  private static let longestTarget = 4_096

  private let tool: Tool
  private let wanted: [NamePattern]
  private let wantedNames: [String]
  private var found: [Bool]
  private let excluded: [NamePattern]
  private let directory: Bytes
  private let quietness: Int
  private var status: Int32 = 0
  private var overwritesAll = false
  private var skipsAll = false
  private var links: [(path: Bytes, target: Bytes)] = []
  private var directories: [(path: Bytes, entry: ZipEntry)] = []
  private var hasStopped = false

  init(_ tool: Tool, wanted: [String], excluded: [String]) {
    self.tool = tool
    let ignoresCase = tool.has("C")
    self.wanted = wanted.map { NamePattern($0.bytes, ignoresCase: ignoresCase) }
    self.excluded = excluded.map { NamePattern($0.bytes, ignoresCase: ignoresCase) }
    wantedNames = wanted
    found = wanted.map { _ in false }
    quietness = tool.options.count("q")
    var start = tool.options.value("d") ?? []
    if !start.isEmpty, start.last != UInt8(ascii: "/") { start.append(UInt8(ascii: "/")) }
    directory = start
    overwritesAll = tool.has("o")
    skipsAll = tool.has("n")
  }

  private func say(_ text: Bytes) {
    tool.output.flush()
    try? Streams.writeAll(Streams.error, text)
  }

  /// Notes a status; the largest counts.
  private func note(_ new: Int32) { status = max(status, new) }

  func run(_ path: String) -> Int32 {
    let file: ZipFile
    do throws(ZipFailure) { file = try ZipFile(path) } catch { return refuse(path, error) }
    let showsArchive = tool.has("l") || tool.has("v") ? quietness == 0 : quietness == 0 && !tool.has("p")
    if showsArchive { tool.output.write("Archive:  \(file.name)\n") }
    if file.bytesBefore > 0 {
      let bytes = "\(file.bytesBefore) extra byte\(file.bytesBefore == 1 ? "" : "s")"
      say("warning [\(file.name)]:  \(bytes) at beginning or within zipfile\n  (attempting to process anyway)\n".bytes)
      note(1)
    }
    do throws(ZipFailure) {
      if tool.has("l") || tool.has("v") { try list(file) } else { try unpack(file) }
    } catch {
      say("error [\(file.name)]:  the central directory is damaged\n".bytes)
      note(3)
    }
    for index in found.indices where !found[index] {
      if !tool.has("l") && !tool.has("v") {
        say("caution: filename not matched:  \(wantedNames[index])\n".bytes)
      }
      note(11)
    }
    return status
  }

  private func refuse(_ path: String, _ failure: ZipFailure) -> Int32 {
    switch failure {
    case .notFound:
      if tool.has("p") { return 9 }
      say("unzip:  cannot find or open \(path), \(path).zip or \(path).ZIP.\n".bytes)
      return 9
    case .reading(let error):
      say("error:  cannot open zipfile [ \(path) ]\n        \(error.message)\n".bytes)
      return 9
    default:
      tool.output.write("Archive:  \(path)\n")
      say(
        ("  End-of-central-directory signature not found.  Either this file is not\n"
          + "  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n"
          + "  latter case the central directory and zipfile comment will be found on\n"
          + "  the last disk(s) of this archive.\n"
          + "unzip:  cannot find zipfile directory in one of \(path) or\n"
          + "        \(path).zip, and cannot find \(path).ZIP, period.\n").bytes)
      return 9
    }
  }

  private func wants(_ entry: ZipEntry) -> Bool {
    var isWanted = wanted.isEmpty
    for index in wanted.indices where wanted[index].matches(entry.path) {
      found[index] = true
      isWanted = true
    }
    return isWanted && !excluded.contains { $0.matches(entry.path) }
  }

  private func list(_ file: ZipFile) throws(ZipFailure) {
    var listing = ZipListing(isLong: tool.has("v"), isQuiet: quietness > 0)
    if quietness < 2 { tool.output.write(listing.head) }
    try file.forEachEntry { entry in
      if wants(entry) { tool.output.write(listing.line(entry)) }
      return !tool.isOutputClosed
    }
    if quietness < 2 { tool.output.write(listing.total) }
  }

  private func unpack(_ file: ZipFile) throws(ZipFailure) {
    let tests = tool.has("t")
    var errors = 0
    if !tests, !tool.has("p"), !tool.has("c"), !directory.isEmpty { makeParents(of: directory) }
    try file.forEachEntry { entry in
      guard wants(entry) else { return true }
      do throws(ZipFailure) {
        if tests {
          try test(file, entry)
        } else if tool.has("p") || tool.has("c") {
          try show(file, entry)
        } else {
          try extract(file, entry)
        }
      } catch {
        errors += 1
        report(entry, error)
      }
      return !tool.isOutputClosed && !hasStopped
    }
    finish()
    if tests, quietness < 2 {
      let what = errors == 0 ? "No errors detected" : "At least one error was detected"
      if errors == 0 {
        tool.output.write("\(what) in compressed data of \(file.name).\n")
      } else {
        tool.output.write("\(what) in \(file.name).\n")
      }
    }
  }

  private func report(_ entry: ZipEntry, _ failure: ZipFailure) {
    let name = ZipListing.shown(entry.path)
    switch failure {
    case .encrypted:
      say("   skipping: ".bytes + name.leftAligned(22) + "  unable to get password\n".bytes)
      note(5)
    case .method(let method):
      say("   skipping: ".bytes + name.leftAligned(22) + "  unsupported compression method \(method)\n".bytes)
      note(81)
    case .checksum(let found, let expected):
      if tool.has("p") || quietness > 0 { say(name.leftAligned(23)) }
      say(" bad CRC ".bytes + hexadecimal(found) + "  (should be ".bytes + hexadecimal(expected) + ")\n".bytes)
      note(2)
    case .writing(.brokenPipe):
      hasStopped = true
      note(141)
    case .writing(let error), .reading(let error):
      say("error:  \(name.text): \(error.message)\n".bytes)
      note(50)
    default:
      say("  error:  invalid compressed data to inflate ".bytes + name + [0x0a])
      note(2)
    }
  }

  private func hexadecimal(_ number: UInt32) -> Bytes {
    let digits = Bytes(String(number, radix: 16).utf8)
    return Bytes(repeating: 0x30, count: 8 - digits.count) + digits
  }

  // MARK: Entries

  private func test(_ file: ZipFile, _ entry: ZipEntry) throws(ZipFailure) {
    if quietness == 0, !entry.isEncrypted {
      tool.output.write("    testing: ".bytes + ZipListing.shown(entry.path).leftAligned(22) + "  ".bytes)
    }
    try file.copy(entry) { _ throws(Errno) in }
    if quietness == 0 { tool.output.write(" OK\n") }
  }

  private func show(_ file: ZipFile, _ entry: ZipEntry) throws(ZipFailure) {
    guard !entry.isDirectory else { return }
    if tool.has("c"), quietness == 0 { announce(entry, ZipListing.shown(entry.path)) }
    try file.copy(entry) { bytes throws(Errno) in
      tool.output.write(bytes)
      if let failure = tool.output.failure { throw failure }
    }
    if tool.has("c"), quietness == 0 { tool.output.write("\n") }
  }

  private func announce(_ entry: ZipEntry, _ name: Bytes, _ rest: String = "") {
    let verb = entry.method == ZipEntry.stored ? " extracting" : "  inflating"
    tool.output.write("\(verb): ".bytes + name.leftAligned(22) + "  \(rest)\n".bytes)
  }

  /// Where an entry goes: a relative path without ways out; nil when nothing is left of it.
  private func place(of entry: ZipEntry) -> Bytes? {
    var parts = entry.path.split(separator: UInt8(ascii: "/")).map { Bytes($0) }
    if entry.path.first == UInt8(ascii: "/") {
      say("warning:  stripped absolute path spec from ".bytes + ZipListing.shown(entry.path) + [0x0a])
      note(1)
    }
    if parts.contains(where: { $0.elementsEqual("..".utf8) }) {
      let text = "warning:  skipped \"../\" path component(s) in ".bytes + ZipListing.shown(entry.path) + [0x0a]
      // To the output, as its original has it.
      if tool.has("p") { say(text) } else { tool.output.write(text) }
      note(1)
    }
    parts.removeAll { $0.elementsEqual("..".utf8) || $0.elementsEqual(".".utf8) }
    if tool.has("j") { parts = entry.isDirectory ? [] : parts.suffix(1) }
    guard !parts.isEmpty else { return nil }
    return directory + Bytes(parts.joined(separator: "/".utf8))
  }

  private func makeParents(of path: Bytes) {
    for index in path.indices where index > 0 && path[index] == UInt8(ascii: "/") {
      try? FileSystem.makeDirectory(Bytes(path[..<index]).text, mode: CreationMode.directory)
    }
  }

  private func extract(_ file: ZipFile, _ entry: ZipEntry) throws(ZipFailure) {
    guard let path = place(of: entry) else { return }
    let old = try? FileSystem.status(path.text, followLinks: false)
    if entry.isDirectory {
      guard old == nil else { return }
      makeParents(of: path)
      if quietness == 0 { tool.output.write("   creating: ".bytes + ZipListing.shown(path) + "/\n".bytes) }
      do throws(Errno) {
        try FileSystem.makeDirectory(path.text, mode: CreationMode.directory)
      } catch { throw .writing(error) }
      return directories.append((path, entry))
    }
    if let old {
      guard !old.isDirectory, mayReplace(path) else { return }
      try? FileSystem.unlink(path.text)
    }
    makeParents(of: path)
    if entry.isSymbolicLink, !entry.isEncrypted { return try keepLink(file, entry, path) }
    if quietness == 0, !entry.isEncrypted { announce(entry, ZipListing.shown(path)) }
    try write(file, entry, path)
  }

  private func write(_ file: ZipFile, _ entry: ZipEntry, _ path: Bytes) throws(ZipFailure) {
    guard !entry.isEncrypted else { throw .encrypted }
    let mode = entry.mode.map { $0 & 0o777 } ?? CreationMode.file
    let output: Handle
    do throws(Errno) {
      output = try Handle.open(path.text, [.write, .create, .exclusive, OpenFlags.mode(mode | 0o200)])
    } catch { throw .writing(error) }
    let raw = output.raw
    var failure: ZipFailure?
    do throws(ZipFailure) {
      try file.copy(entry) { bytes throws(Errno) in try Streams.writeAll(raw, bytes) }
    } catch { failure = error }
    output.close()
    if entry.mode != nil { try? FileSystem.changeMode(path.text, mode) }
    let time = UInt64(clamping: entry.modified) &* 1_000_000_000
    try? FileSystem.changeTimes(path.text, accessed: time, modified: time)
    if let failure { throw failure }
  }

  /// Remembers a link, whose target is the entry's content.
  private func keepLink(_ file: ZipFile, _ entry: ZipEntry, _ path: Bytes) throws(ZipFailure) {
    guard entry.size <= UInt64(Self.longestTarget) else { throw .damaged }
    var target = Bytes()
    try file.copy(entry) { bytes throws(Errno) in target += bytes }
    guard !target.isEmpty, !target.contains(0) else { throw .damaged }
    if quietness == 0 {
      let shown = ZipListing.shown(path).leftAligned(22) + "  -> ".bytes + ZipListing.shown(target)
      tool.output.write("    linking: ".bytes + shown + " \n".bytes)
    }
    links.append((path, target))
  }

  private func mayReplace(_ path: Bytes) -> Bool {
    while true {
      if overwritesAll { return true }
      if skipsAll { return false }
      say("replace ".bytes + ZipListing.shown(path) + "? [y]es, [n]o, [A]ll, [N]one, [r]ename: ".bytes)
      var answer: Bytes = [0]
      guard let count = try? Streams.read(Streams.input, into: &answer), count == 1 else {
        say(" NULL\n(EOF or read error, treating as \"[N]one\" ...)\n".bytes)
        skipsAll = true
        note(1)
        return false
      }
      let letter = answer[0]
      while answer[0] != 0x0a, let count = try? Streams.read(Streams.input, into: &answer), count == 1 {}
      switch letter {
      case UInt8(ascii: "y"): return true
      case UInt8(ascii: "n"): return false
      case UInt8(ascii: "A"): overwritesAll = true
      case UInt8(ascii: "N"): skipsAll = true
      default: continue
      }
    }
  }

  /// What waited for the end: links, and what makes directories as they were.
  private func finish() {
    if !links.isEmpty, quietness == 0 { tool.output.write("finishing deferred symbolic links:\n") }
    for (path, target) in links {
      if quietness == 0 {
        tool.output.write(
          "  ".bytes + ZipListing.shown(path).leftAligned(22) + " -> ".bytes + ZipListing.shown(target) + [0x0a])
      }
      do throws(Errno) { try FileSystem.symbolicLink(to: target.text, at: path.text) } catch {
        say("symlink error: \(error.message)\n".bytes)
        note(50)
      }
    }
    for (path, entry) in directories.reversed() {
      guard let now = try? FileSystem.status(path.text, followLinks: false), now.isDirectory else { continue }
      if let mode = entry.mode { try? FileSystem.changeMode(path.text, mode & 0o777) }
      let time = UInt64(clamping: entry.modified) &* 1_000_000_000
      try? FileSystem.changeTimes(path.text, accessed: time, modified: time)
    }
  }
}
