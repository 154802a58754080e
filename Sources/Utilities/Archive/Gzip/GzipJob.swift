// What gzip does with its operands: finds each, decides what its result is called, and replaces it.
//
// Not: the streams (GzipJob+Streams.swift).

import ABI
import Compression
import System
import UtilitySupport

/// One run of gzip.
final class GzipJob {
  /// Directories deeper than this are not walked: a program would run out of stack.
  private static let deepestDirectory = 500

  let tool: Tool
  let decompresses: Bool
  private let toOutput: Bool
  private let tests: Bool
  private let lists: Bool
  let level: Int
  private let suffix: String
  /// Whether names and times are kept (or restored).
  private let keepsName: Bool
  private var list: GzipList
  private var status: Int32 = 0
  /// Set when the rest of the files is not looked at.
  private var hasGivenUp = false
  /// What messages name.
  private(set) var current = "stdin"

  init(_ tool: Tool, decompresses: Bool, toOutput: Bool) {
    self.tool = tool
    tests = tool.has("t")
    lists = tool.has("l")
    self.decompresses = decompresses || tests || lists
    self.toOutput = toOutput || tests || lists
    level = tool.options.last(of: (1...9).map { "\($0)" }).flatMap { $0.bytes.decimal } ?? 6
    suffix = tool.options.value("S")?.text ?? ".gz"
    let wanted = tool.options.last(of: ["n", "N"])
    keepsName = wanted.map { $0.isSame(as: "N") } ?? !self.decompresses
    list = GzipList(isVerbose: tool.has("v"), isQuiet: tool.has("q"))
  }

  func run() -> Int32 {
    guard !suffix.utf8.isEmpty, suffix.utf8.count <= 30 else {
      tool.report("invalid suffix '\(suffix)'")
      return 1
    }
    for path in tool.operands.isEmpty ? ["-"] : tool.operands where !hasGivenUp { process(path, depth: 0) }
    if lists, !hasGivenUp { tool.output.write(list.totals) }
    return status
  }

  // MARK: Messages

  private func say(_ text: String) {
    tool.output.flush()
    try? Streams.writeAll(Streams.error, text.bytes)
  }

  private func warn(_ message: String) {
    if !tool.has("q") { tool.report(message) }
    if status == 0 { status = 2 }
  }

  private func fail(_ message: String) {
    tool.report(message)
    status = 1
  }

  /// What lies behind the last member.
  func report(_ trailing: GzipDecoder.Trailing) {
    let what: String
    switch trailing {
    case .nothing: return
    case .zeros:
      guard tool.has("v") else { return }
      if status == 0 { status = 2 }
      what = "trailing zero bytes ignored"
    case .garbage:
      if status == 0 { status = 2 }
      what = "trailing garbage ignored"
    }
    guard !tool.has("q") else { return }
    say("\n")
    tool.report("\(current): decompression OK, \(what)")
  }

  /// Damaged input: its message stands on a line of its own.
  private func fail(_ failure: StreamFailure) {
    switch failure {
    case .reading(let error): fail("\(current): \(error.message)")
    case .writing(.brokenPipe):
      status = 141
      hasGivenUp = true
    case .writing(let error):
      fail("\(current): \(error.message)")
      hasGivenUp = true
    case .damaged(let error):
      say("\n")
      // Only what is no gzip file at all leaves the other operands alone.
      hasGivenUp = error != .badHeader
      switch error {
      case .badHeader: fail("\(current): not in gzip format")
      case .badChecksum: fail("\(current): invalid compressed data--crc error")
      case .badLength: fail("\(current): invalid compressed data--length error")
      case .truncated: fail("\(current): unexpected end of file")
      default: fail("\(current): invalid compressed data--format violated")
      }
    }
  }

  // MARK: Operands

  private func process(_ operand: String, depth: Int) {
    if operand.isSame(as: "-") { return processStandardInput() }
    guard let (path, found) = find(operand) else { return }
    current = path
    if found.isDirectory {
      guard tool.has("r") else { return warn("\(path) is a directory -- ignored") }
      return processDirectory(path, depth: depth)
    }
    guard found.isRegular || toOutput || tool.has("f") else {
      return warn("\(path) is not a directory or a regular file - ignored")
    }
    if !toOutput, !tool.has("f"), found.links > 1 {
      let others = found.links - 1
      return warn("\(path) has \(others) other link\(others == 1 ? "" : "s") -- file ignored")
    }
    let target: String
    if decompresses {
      let plain = plainName(path)
      guard plain != nil || toOutput else { return warn("\(path): unknown suffix -- ignored") }
      target = plain ?? path
    } else {
      guard toOutput || !hasSuffix(path, suffix) else {
        if !tool.has("q") { tool.report("\(path) already has \(suffix) suffix -- unchanged") }
        return
      }
      target = path + suffix
    }
    convert(path, found, to: target)
  }

  /// An operand and its status. What is to be decompressed may be named without its suffix.
  private func find(_ operand: String) -> (String, FileStatus)? {
    var path = operand
    for candidate in decompresses && plainName(operand) == nil ? [operand, operand + suffix] : [operand] {
      path = candidate
      do throws(Errno) {
        let status = try FileSystem.status(candidate, followLinks: toOutput || tool.has("f"))
        if !status.isLink { return (candidate, status) }
        fail("\(candidate): \(Errno.tooManySymbolicLinks.message)")
        return nil
      } catch {
        guard error != .noSuchEntry else { continue }
        fail("\(candidate): \(error.message)")
        return nil
      }
    }
    fail("\(path): \(Errno.noSuchEntry.message)")
    return nil
  }

  private func hasSuffix(_ path: String, _ suffix: String) -> Bool {
    path.utf8.count > suffix.utf8.count && path.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// `path` without the suffix of compressed files; nil when it has none.
  private func plainName(_ path: String) -> String? {
    let suffixes = [
      (suffix, ""), (".gz", ""), (".tgz", ".tar"), (".taz", ".tar"), ("-gz", ""), (".z", ""), ("-z", ""), ("_z", ""),
      (".Z", ""),
    ]
    for (end, replacement) in suffixes where hasSuffix(path, end) {
      return Bytes(path.utf8.dropLast(end.utf8.count)).text + replacement
    }
    return nil
  }

  private func processDirectory(_ path: String, depth: Int) {
    guard depth < Self.deepestDirectory else { return fail("\(path): nested too deeply") }
    do throws(Errno) {
      let names = try FileSystem.list(path).map { $0.name }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for name in names where !hasGivenUp { process(Paths.join(path, name), depth: depth + 1) }
    } catch { fail("\(path): \(error.message)") }
  }

  private func processStandardInput() {
    current = "stdin"
    if !tool.has("f"), !lists, Terminal.isTerminal(decompresses ? Streams.input : Streams.output) {
      let what = decompresses ? "read from" : "written to"
      fail("compressed data not \(what) a terminal. Use -f to force \(decompresses ? "de" : "")compression.")
      return say("For help, type: \(tool.name) --help\n")
    }
    let input = Handle(owning: Streams.input)
    let found = try? input.status()
    _ = input.release()
    var header = GzipHeader()
    if keepsName, let found, found.isRegular { header.modified = Self.seconds(found) }
    do throws(StreamFailure) {
      let sizes = try stream(Streams.input, to: tests || lists ? nil : Streams.output, header)
      if lists {
        tool.output.write(list.line("stdout", sizes, modified: found?.modified ?? SystemClock.realTime))
      } else if tool.has("v"), tests || !decompresses {
        say(tests ? " OK\n" : "\(sizes.ratio)\n")
      }
    } catch { fail(error) }
  }

  private static func seconds(_ status: FileStatus) -> UInt32 { UInt32(clamping: status.modified / 1_000_000_000) }

  // MARK: Files

  private func convert(_ path: String, _ found: FileStatus, to target: String) {
    let input: Handle
    do throws(Errno) { input = try Handle.open(path) } catch { return fail("\(path): \(error.message)") }
    let isNamed = keepsName && !decompresses
    let header = isNamed ? GzipHeader(name: Paths.name(path).bytes, modified: Self.seconds(found)) : GzipHeader()
    if tool.has("v"), !lists { say("\(path):\t") }
    do throws(StreamFailure) {
      guard toOutput else { return try replace(path, found, input, target, header) }
      let sizes = try stream(input.raw, to: tests || lists ? nil : Streams.output, header)
      if lists {
        let name = keepsName ? sibling(of: path, named: sizes.header.name) ?? target : target
        tool.output.write(list.line(name, sizes, modified: found.modified))
      } else if tool.has("v") {
        say(tests ? " OK\n" : "\(sizes.ratio) -- replaced with stdout\n")
      }
    } catch { fail(error) }
  }

  /// The file beside `path` with the name that an archive gives, of which only the last component counts.
  private func sibling(of path: String, named name: Bytes?) -> String? {
    guard let name, !name.isEmpty else { return nil }
    let last = Paths.name(name.text)
    guard !last.isSame(as: "/"), !last.isSame(as: ".."), !last.isSame(as: ".") else { return nil }
    return path.utf8.contains(UInt8(ascii: "/")) ? Paths.join(Paths.parent(path), last) : last
  }

  /// Writes `target`, and removes `path` once it is whole.
  private func replace(
    _ path: String, _ found: FileStatus, _ input: borrowing Handle, _ wanted: String, _ header: GzipHeader
  ) throws(StreamFailure) {
    var target = wanted
    if decompresses, keepsName {
      var start = Bytes(repeating: 0, count: StreamCopy.chunk)
      let head = Bytes(try StreamCopy.read(input.raw, &start))
      if let name = sibling(of: path, named: (try? GzipHeader(head.span))?.name) { target = name }
      do throws(Errno) { try input.seek(to: 0) } catch { throw .reading(error) }
    }
    guard mayWrite(target) else { return }
    let sizes: GzipSizes
    do throws(StreamFailure) {
      let output: Handle
      do throws(Errno) {
        output = try Handle.open(target, [.write, .create, .exclusive, OpenFlags.mode(0o600)])
      } catch { throw .writing(error) }
      sizes = try stream(input.raw, to: output.raw, header)
    } catch {
      try? FileSystem.unlink(target)
      throw error
    }
    var kept = found
    if decompresses, keepsName, sizes.header.modified != 0 {
      kept.modified = UInt64(sizes.header.modified) * 1_000_000_000
    }
    keepAttributes(of: kept, target)
    if tool.has("v") { say("\(sizes.ratio) -- \(tool.has("k") ? "created" : "replaced with") \(target)\n") }
    guard !tool.has("k") else { return }
    do throws(Errno) { try FileSystem.unlink(path) } catch { fail("\(path): \(error.message)") }
  }

  /// Makes sure that nothing stands at `target`, with the user's consent.
  private func mayWrite(_ target: String) -> Bool {
    guard (try? FileSystem.status(target, followLinks: false)) != nil else { return true }
    var isAllowed = tool.has("f")
    if !isAllowed {
      say((tool.has("v") ? "\n" : "") + "\(tool.name): \(target) already exists;")
      if Terminal.isTerminal(Streams.input) {
        say(" do you wish to overwrite (y or n)? ")
        var answer: Bytes = [0]
        let count = (try? Streams.read(Streams.input, into: &answer)) ?? 0
        isAllowed = count == 1 && answer[0] | 0x20 == UInt8(ascii: "y")
      }
    }
    if isAllowed {
      try? FileSystem.unlink(target)
      return true
    }
    say("\tnot overwritten\n")
    if status == 0 { status = 2 }
    return false
  }
}
