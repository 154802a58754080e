// What zstd -d does with its operands. gzip files are taken, too.

import ABI
import Compression
import System
import UtilitySupport

/// One run of zstd.
final class ZstandardJob {
  private let tool: Tool
  private let toOutput: Bool
  /// Whether what is not compressed is copied as it is.
  private let copiesOthers: Bool
  private let windowLog: Int
  private var status: Int32 = 0
  /// Whether the input started as a Zstandard file does.
  private var isKnown = false
  private var done = 0
  private var doneBytes: UInt64 = 0

  init(_ tool: Tool, toOutput: Bool, copiesOthers: Bool) {
    self.tool = tool
    self.toOutput = toOutput
    self.copiesOthers = copiesOthers
    windowLog = max(10, min(tool.options.value("long")?.decimal ?? 27, 31))
  }

  func run() -> Int32 {
    let operands = tool.operands.isEmpty ? ["-"] : tool.operands
    for path in operands { process(path) }
    if operands.count > 1, done > 0, !toOutput, !tool.has("q") {
      say("\(done) files decompressed : \("\(doneBytes)".bytes.rightAligned(6).text) bytes total \n")
    }
    return status
  }

  private func say(_ text: String) { try? Streams.writeAll(Streams.error, text.bytes) }

  private func fail(_ message: String) {
    say("\(message) \n")
    status = 1
  }

  // MARK: Operands

  private func process(_ path: String) {
    if path.isSame(as: "-") {
      let wanted = tool.options.value("o")?.text
      return convert("/*stdin*\\", Streams.input, to: tool.has("t") ? nil : wanted, removing: nil)
    }
    let input: Handle
    do throws(Errno) {
      let found = try FileSystem.status(path)
      guard !found.isDirectory else { return fail("zstd: \(path) is a directory -- ignored") }
      input = try Handle.open(path)
    } catch {
      return fail("zstd: can't stat \(path) : \(error.message) -- ignored")
    }
    var target = tool.options.value("o")?.text
    if target == nil, !toOutput, !tool.has("t") {
      target = plainName(path)
      guard target != nil else {
        return fail(
          "zstd: \(path): unknown suffix (.zst/.tzst/.gz/.tgz expected). Can't derive the output file name. "
            + "Specify it with -o dstFileName. Ignoring.")
      }
    }
    convert(path, input.raw, to: target, removing: tool.has("rm") ? path : nil)
  }

  private func plainName(_ path: String) -> String? {
    for (end, replacement) in [(".zst", ""), (".tzst", ".tar"), (".gz", ""), (".tgz", ".tar")]
    where path.utf8.count > end.utf8.count && path.utf8.suffix(end.utf8.count).elementsEqual(end.utf8) {
      return Bytes(path.utf8.dropLast(end.utf8.count)).text + replacement
    }
    return nil
  }

  private func convert(_ name: String, _ input: RawHandle, to target: String?, removing: String?) {
    do throws(StreamFailure) {
      let count: UInt64
      if let target {
        guard mayWrite(target) else { return }
        count = try write(input, target)
        if removing != nil || !name.isSame(as: "/*stdin*\\"), let found = try? FileSystem.status(name) {
          keepAttributes(of: found, target)
        }
      } else {
        count = try decode(input, to: tool.has("t") ? nil : Streams.output)
      }
      done += 1
      doneBytes += count
      if target != nil || tool.has("t"), !tool.has("q") {
        say("\(name.bytes.leftAligned(20).text): \(count) bytes \n")
      }
      if let removing { try? FileSystem.unlink(removing) }
    } catch { report(name, error) }
  }

  private func write(_ input: RawHandle, _ target: String) throws(StreamFailure) -> UInt64 {
    do throws(StreamFailure) {
      let output: Handle
      do throws(Errno) {
        output = try Handle.open(target, [.write, .create, .truncate, OpenFlags.mode(CreationMode.file)])
      } catch { throw .writing(error) }
      return try decode(input, to: output.raw)
    } catch {
      try? FileSystem.unlink(target)
      throw error
    }
  }

  private func mayWrite(_ target: String) -> Bool {
    guard !tool.has("f"), FileSystem.exists(target) else { return true }
    guard !tool.has("q") else {
      fail("zstd: \(target) already exists; not overwritten ")
      return false
    }
    say("zstd: \(target) already exists; overwrite (y/n) ? ")
    var answer: Bytes = [0]
    let count = (try? Streams.read(Streams.input, into: &answer)) ?? 0
    if count == 1, answer[0] | 0x20 == UInt8(ascii: "y") { return true }
    say("Not overwritten  \n \n")
    status = 1
    return false
  }

  // MARK: Streams

  private func decode(_ input: RawHandle, to output: RawHandle?) throws(StreamFailure) -> UInt64 {
    // The magic number says what it is; a pipe may deliver it byte by byte.
    var buffer = Bytes(repeating: 0, count: StreamCopy.chunk)
    var start = Bytes()
    while start.count < 4 {
      let piece = try StreamCopy.read(input, &buffer)
      if piece.isEmpty { break }
      start += piece
    }
    if start.starts(with: [0x1f, 0x8b]) {
      return try StreamCopy.decode(GzipDecoder(), from: input, behind: start[...], to: output)
    }
    let isZstandard =
      start.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
      || start.count >= 4 && start[0] & 0xf0 == 0x50 && start[1...3].elementsEqual([0x2a, 0x4d, 0x18])
    if !isZstandard, copiesOthers { return try StreamCopy.copy(from: input, behind: start[...], to: output) }
    isKnown = isZstandard
    return try StreamCopy.decode(
      ZstandardDecoder(windowLimit: 1 << windowLog), from: input, behind: start[...], to: output)
  }

  private func report(_ name: String, _ failure: StreamFailure) {
    switch failure {
    case .reading(let error), .writing(let error):
      if error == .brokenPipe { status = 141 } else { fail("zstd: \(name): \(error.message)") }
    case .damaged(.truncated): fail("\(name) : Read error (39) : premature end")
    case .damaged(.badHeader): fail("zstd: \(name): \(isKnown ? "unknown header" : "unsupported format")")
    case .damaged(.badChecksum): fail("\(name) : Decoding error (36) : Restored data doesn't match checksum")
    case .damaged(.needsDictionary): fail("\(name) : Decoding error (36) : Dictionary mismatch")
    case .damaged(.windowLimit):
      fail("\(name) : Decoding error (36) : Frame requires too much memory for decoding")
    case .damaged: fail("\(name) : Decoding error (36) : Data corruption detected")
    }
  }
}
