// Runs programs of this package, and those of the machine, to compare what they do.

import ABI
import Foundation
import System

/// What a program did.
public struct ProgramResult: Equatable, Sendable {
  public var output: String
  public var errors: String
  public var status: Int32
}

/// Programs built by this package, and a way to run them in a folder of their own.
public enum ProgramRun {
  /// The built program `name`, or nil when it has not been built.
  public static func built(_ name: String) -> String? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appendingPathComponent(".build/debug/\(name)").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// Runs a program to its end. Output goes through files, so that no pipe can fill up.
  public static func run(
    _ program: String, _ arguments: [String], input: String = "", directory: String, environment: [String: String]
  ) throws -> ProgramResult {
    let scratch = try TemporaryFolder()
    try scratch.add("in", input)
    let output = try Handle.open(scratch.path + "/out", [.read, .write, .create, OpenFlags.mode(0o600)])
    let errors = try Handle.open(scratch.path + "/err", [.read, .write, .create, OpenFlags.mode(0o600)])
    let input = try Handle.open(scratch.path + "/in")
    var request = SpawnRequest(program, [program] + arguments)
    request.environment = environment.map { "\($0.key)=\($0.value)" }
    request.directory = directory
    request.handles = [input.raw, output.raw, errors.raw]
    let status = try request.start().wait().shellStatus
    try output.seek(to: 0)
    try errors.seek(to: 0)
    return ProgramResult(
      output: String(decoding: try output.readAll(), as: UTF8.self),
      errors: String(decoding: try errors.readAll(), as: UTF8.self), status: status)
  }
}

/// A folder that goes away with this object.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    path = NSTemporaryDirectory() + "apus-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file in the folder, and the folders on the way to it.
  public func add(_ name: String, _ content: String, isExecutable: Bool = false) throws {
    let file = path + "/" + name
    let parent = URL(fileURLWithPath: file).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    let mode: NSNumber = isExecutable ? 0o755 : 0o644
    FileManager.default.createFile(
      atPath: file, contents: Data(content.utf8), attributes: [.posixPermissions: mode])
  }
}
