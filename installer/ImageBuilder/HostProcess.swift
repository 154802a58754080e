// Runs a tool of the toolchain and returns what it prints.

import Foundation

/// Programs of the host.
enum HostProcess {
  /// The standard output of `tool`, found through PATH. A failing tool is an error with its name.
  static func run(_ tool: String, _ arguments: [String], input: String = "") throws(BuildError) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    do {
      // The input goes through a file: a full pipe on both sides would wait for ever.
      let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try Data(input.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let output = Pipe()
      process.standardInput = try FileHandle(forReadingFrom: file)
      process.standardOutput = output
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw BuildError("\(tool) failed with status \(process.terminationStatus)")
      }
      return String(decoding: data, as: UTF8.self)
    } catch let error as BuildError {
      throw error
    } catch {
      throw BuildError("imagebuilder: cannot run \(tool): \(error.localizedDescription)")
    }
  }
}
