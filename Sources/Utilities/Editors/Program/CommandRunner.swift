// Runs command lines of the shell for an editor.

import ABI
import System

/// Runs commands.
enum CommandRunner {
  /// More output is cut off.
  private static let largestOutput = 64 << 20

  /// Runs a command with an input, and collects what it writes.
  static func run(_ command: [UInt8], input: [UInt8]) throws(Errno) -> (output: [UInt8], status: Int32) {
    // The input lies in a file: a pipe that nobody empties would stop both.
    let folder = Environment["TMPDIR"] ?? "/tmp"
    let path = "\(folder)/editor.\(CurrentProcess.id).in"
    let file = try Handle.open(path, [.read, .write, .create, .truncate, OpenFlags.mode(0o600)])
    defer { try? FileSystem.unlink(path) }
    try file.writeAll(input)
    try file.seek(to: 0)
    let pipe = try Pipe()
    return try pipe.ends { (reader, writer) -> Result<([UInt8], Int32), Errno> in
      do throws(Errno) {
        var request = SpawnRequest("sh", ["sh", "-c", String(decoding: command, as: UTF8.self)])
        request.handles = [file.raw, writer.raw, writer.raw]
        let child = try request.start()
        writer.close()
        let output = try reader.readAll(limit: largestOutput)
        reader.close()
        return .success((output, try child.wait().shellStatus))
      } catch {
        return .failure(error)
      }
    }.get()
  }

  /// Runs a command on the terminal; its input is a file if there is one.
  static func show(_ command: [UInt8], input: [UInt8]?) throws(Errno) -> Int32 {
    if let input {
      let (output, status) = try run(command, input: input)
      try? Streams.writeAll(Streams.output, output)
      return status
    }
    let request = SpawnRequest("sh", ["sh", "-c", String(decoding: command, as: UTF8.self)])
    let child = try request.start()
    return try child.wait().shellStatus
  }
}
