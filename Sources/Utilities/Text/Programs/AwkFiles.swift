// The files, commands and the clock of an awk program.

import ABI
import System
import TextCore
import UtilitySupport

/// The world of one call of awk.
final class AwkFiles: AwkHost {
  private let tool: Tool
  private let standard: StandardSink
  /// Whether an input could not be opened.
  private(set) var hasFailed = false

  init(_ tool: Tool) {
    self.tool = tool
    standard = StandardSink(tool)
  }

  var standardOutput: any AwkSink { standard }
  var isOutputClosed: Bool { tool.isOutputClosed }
  var time: Int { Int(clamping: SystemClock.realTime / 1_000_000_000) }

  var environment: [(name: [UInt8], value: [UInt8])] {
    Environment.all.compactMap { entry in
      let bytes = entry.bytes
      guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      return (Bytes(bytes[..<equals]), Bytes(bytes[(equals + 1)...]))
    }
  }

  func warn(_ message: String) { tool.report("warning: \(message)") }

  func openInput(_ path: [UInt8], isArgument: Bool) -> (any AwkSource)? {
    do throws(Errno) {
      switch path {
      case "-", "/dev/stdin": return FileSource(nil)
      default: break
      }
      let file = try Handle.open(path.text)
      if let status = try? file.status(), status.kind == FileKind.directory.rawValue {
        warn("command line argument `\(path.text)' is a directory: skipped")
        return nil
      }
      return FileSource(file)
    } catch {
      if isArgument {
        tool.report("warning: cannot open file `\(path.text)' for reading: \(error.message)")
        hasFailed = true
      }
      return nil
    }
  }

  func openInput(command: [UInt8]) -> (any AwkSource)? {
    do throws(Errno) {
      let pipe = try Pipe()
      let child = try Self.shell(command, [Streams.input, pipe.writer.raw, Streams.error]).start()
      return FileSource(try pipe.reader.duplicate(), child: child)
    } catch {
      return nil
    }
  }

  func openOutput(_ path: [UInt8], appends: Bool) -> (any AwkSink)? {
    switch path {
    case "-", "/dev/stdout": return standard
    case "/dev/stderr": return FileSink(nil, Streams.error)
    default: break
    }
    let flags: OpenFlags = appends ? [.write, .create, .append] : [.write, .create, .truncate]
    guard let file = try? Handle.open(path.text, flags.union(OpenFlags.mode(CreationMode.file))) else { return nil }
    let raw = file.raw
    return FileSink(file, raw)
  }

  func openOutput(command: [UInt8]) -> (any AwkSink)? {
    do throws(Errno) {
      let pipe = try Pipe()
      let child = try Self.shell(command, [pipe.reader.raw, Streams.output, Streams.error]).start()
      let writer = try pipe.writer.duplicate()
      let raw = writer.raw
      return FileSink(writer, raw, child: child)
    } catch {
      return nil
    }
  }

  func run(_ command: [UInt8]) -> Int {
    do throws(Errno) {
      let child = try Self.shell(command, [Streams.input, Streams.output, Streams.error]).start()
      return Int(try child.wait().shellStatus)
    } catch {
      return 127
    }
  }

  private static func shell(_ command: [UInt8], _ handles: [RawHandle]) -> SpawnRequest {
    var request = SpawnRequest("sh", ["sh", "-c", command.text])
    request.handles = handles
    return request
  }
}

/// The program's own output.
private final class StandardSink: AwkSink {
  private let tool: Tool
  init(_ tool: Tool) { self.tool = tool }
  func write(_ bytes: [UInt8]) { tool.output.write(bytes) }
  func flush() { tool.output.flush() }
  func close() -> Int {
    tool.output.flush()
    return 0
  }
}

/// A file, or the output of a command.
private final class FileSource: AwkSource {
  private var file: Handle?
  private var child: ChildProcess?
  private let raw: RawHandle
  private var chunk = Bytes(repeating: 0, count: 64 * 1024)

  init(_ file: consuming Handle?, child: consuming ChildProcess? = nil) {
    if let file {
      raw = file.raw
      self.file = consume file
    } else {
      raw = Streams.input
      self.file = nil
    }
    self.child = consume child
  }

  func read(into buffer: inout [UInt8]) -> Bool {
    guard let count = try? Streams.read(raw, into: &chunk), count > 0 else { return false }
    buffer += chunk[0..<count]
    return true
  }

  func close() -> Int {
    file = nil
    guard let child = child.take() else { return 0 }
    return (try? child.wait()).map { Int($0.shellStatus) } ?? -1
  }
}

/// A file, or the input of a command.
private final class FileSink: AwkSink {
  private var file: Handle?
  private var child: ChildProcess?
  private let writer: BufferedWriter

  init(_ file: consuming Handle?, _ raw: RawHandle, child: consuming ChildProcess? = nil) {
    writer = BufferedWriter(raw)
    self.file = consume file
    self.child = consume child
  }

  func write(_ bytes: [UInt8]) { writer.write(bytes) }
  func flush() { writer.flush() }

  func close() -> Int {
    writer.flush()
    file = nil
    guard let child = child.take() else { return writer.failure == nil ? 0 : -1 }
    return (try? child.wait()).map { Int($0.shellStatus) } ?? -1
  }
}
