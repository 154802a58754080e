// tail -f: shows what is added to files.
//
// No file system tells when a file has grown: the files are looked at again and again, with pauses.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Follows the operands of tail.
final class TailFollower {
  private struct File {
    let path: String
    var raw: RawHandle?
    var inode: UInt64 = 0
    var offset: UInt64 = 0
  }

  private let tool: Tool
  private let followsNames: Bool
  private let retries: Bool
  private var pause: UInt64 = 500_000_000
  private var process: Int?
  private var files: [File] = []
  private var lastShown: Int?

  /// Nil when an option is wrong, which has been reported.
  init?(_ tool: Tool) {
    self.tool = tool
    let isByName = tool.options.value("follow").map { $0.first == UInt8(ascii: "n") } ?? false
    followsNames = tool.has("F") || isByName
    retries = tool.has("F") || tool.has("retry")
    if let text = tool.options.value("s") {
      guard let nanoseconds = Self.nanoseconds(text) else {
        tool.report("invalid number of seconds: \(quoted(text))")
        return nil
      }
      // Not without any pause.
      pause = max(nanoseconds, 10_000_000)
    }
    if let text = tool.options.value("pid") {
      guard let number = text.decimal, number >= 0 else {
        tool.report("invalid PID: \(quoted(text))")
        return nil
      }
      process = number
    }
  }

  /// `1.5`: nil when it is no number of seconds.
  private static func nanoseconds(_ text: Bytes) -> UInt64? {
    let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy(Character8.isDigit) }), text.contains(where: Character8.isDigit) else {
      return nil
    }
    let seconds = UInt64(clamping: parts[0].isEmpty ? 0 : parts[0].decimal ?? 1 << 30)
    let digits = parts.count > 1 ? Bytes(parts[1].prefix(9)) : []
    let fraction = digits + Bytes(repeating: 0x30, count: 9 - digits.count)
    return min(seconds, 1 << 30) &* 1_000_000_000 &+ UInt64(clamping: fraction.decimal ?? 0)
  }

  /// Goes on until nothing is left to follow. Returns the exit status.
  func run() -> Int32 {
    for path in tool.operands where !path.isSame(as: "-") {
      var file = File(path: path)
      if open(&file) { file.offset = (try? Self.facts(file.raw))?.size ?? 0 }
      files.append(file)
    }
    lastShown = files.indices.last
    if !retries { files.removeAll { $0.raw == nil } }
    if files.isEmpty {
      if tool.operands.isEmpty || tool.operands.contains(where: { $0.isSame(as: "-") }) { return 0 }
      tool.report("no files remaining")
      return 1
    }
    tool.output.flush()
    while !tool.isOutputClosed {
      let isLast = process.map { !Self.isRunning($0) } ?? false
      for index in files.indices { look(index) }
      tool.output.flush()
      if isLast { return 0 }
      SystemClock.sleep(until: SystemClock.monotonic &+ pause)
    }
    return 0
  }

  private static func isRunning(_ process: Int) -> Bool {
    FileSystem.exists("proc:\(process)") || FileSystem.exists("/proc/\(process)")
  }

  // MARK: Files

  private static func facts(_ raw: RawHandle?) throws(Errno) -> FileStatus {
    guard let raw else { throw .badHandle }
    let borrowed = Handle(owning: raw)
    do throws(Errno) {
      let status = try borrowed.status()
      _ = borrowed.release()
      return status
    } catch {
      _ = borrowed.release()
      throw error
    }
  }

  private func open(_ file: inout File) -> Bool {
    guard let handle = try? Handle.open(file.path), let status = try? handle.status(),
      status.kind != FileKind.directory.rawValue
    else { return false }
    (file.raw, file.inode, file.offset) = (handle.release(), status.inode, 0)
    return true
  }

  private func close(_ file: inout File) {
    if let raw = file.raw { Handle(owning: raw).close() }
    file.raw = nil
  }

  private func look(_ index: Int) {
    if followsNames || files[index].raw == nil { checkName(index) }
    guard let raw = files[index].raw else { return }
    if let size = (try? Self.facts(raw))?.size, size < files[index].offset {
      tool.report("\(shown(files[index].path)): file truncated")
      files[index].offset = 0
    }
    var buffer = Bytes(repeating: 0, count: 32 * 1024)
    while let count = try? Streams.read(raw, into: &buffer, at: files[index].offset), count > 0, !tool.isOutputClosed {
      if lastShown != index, files.count > 1, !tool.has("q"), !tool.has("silent") {
        tool.output.write("\n==> \(files[index].path) <==\n")
      }
      lastShown = index
      tool.output.write(buffer[..<count])
      files[index].offset += UInt64(count)
    }
  }

  /// Looks which file has the name now.
  private func checkName(_ index: Int) {
    let path = files[index].path
    let now = try? FileSystem.status(path)
    if files[index].raw == nil {
      if now != nil, open(&files[index]) { tool.report("\(quoted(path)) has appeared;  following new file") }
      return
    }
    guard let now else {
      tool.report("\(quoted(path)) has become inaccessible: \(Errno.noSuchEntry.message)")
      // What is left in it is not shown any more, as with GNU's.
      close(&files[index])
      return
    }
    if now.inode != files[index].inode {
      tool.report("\(quoted(path)) has been replaced;  following new file")
      close(&files[index])
      _ = open(&files[index])
    }
  }
}
