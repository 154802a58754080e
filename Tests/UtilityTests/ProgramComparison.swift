// An image beside Debian's programs: the same command line in the same folder, the same output, messages, status.

import Foundation
import TestSupport
import Testing

/// Runs command lines with the programs of one image, or with Debian's.
struct ProgramComparison: Sendable {
  private let image: String
  private let links: TemporaryFolder
  /// A shell script that fills the folder of each line, run with Debian's programs.
  private let preparation: String

  /// - Parameter names: the programs of the image that are meant.
  init(image: String, names: [String], preparation: String) throws {
    self.image = image
    self.preparation = preparation
    links = try TemporaryFolder()
    guard let path = ProgramRun.built(image) else { return }
    for name in names {
      try FileManager.default.createSymbolicLink(atPath: links.path + "/" + name, withDestinationPath: path)
    }
  }

  private static let debian = "/usr/bin:/bin"

  private func shell(_ line: String, path: String, folder: String) throws -> ProgramResult {
    try ProgramRun.run(
      "/usr/bin/dash", ["-c", line], directory: folder,
      environment: ["PATH": path, "LC_ALL": "C", "TZ": "UTC", "HOME": "/root", "TERM": "xterm"])
  }

  /// What a line does with our programs (or Debian's) in a fresh folder.
  func run(_ line: String, debian: Bool = false) throws -> ProgramResult {
    let outer = try TemporaryFolder()
    let folder = outer.path + "/w"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let prepared = try shell(preparation, path: Self.debian, folder: folder)
    if prepared.status != 0 { return prepared }
    let path = debian ? Self.debian : links.path + ":" + Self.debian
    return try shell(line, path: path, folder: folder)
  }

  /// Expects that a line does with our programs what it does with Debian's.
  func check(_ line: String) throws {
    guard ProgramRun.built(image) != nil else { return }
    let expected = try run(line, debian: true)
    let result = try run(line)
    #expect(result.output == expected.output, "\(line)")
    #expect(result.errors == expected.errors, "\(line)")
    #expect(result.status == expected.status, "\(line)")
  }

  /// Expects that every program of the image has a help text and a version.
  func checkHelp(_ names: [String]) throws {
    guard let path = ProgramRun.built(image) else { return }
    for name in names {
      for option in ["--help", "--version"] {
        let result = try ProgramRun.run(path, [name, option], directory: "/tmp", environment: [:])
        #expect(result.status == 0 && result.output.contains(name), "\(name) \(option)")
      }
    }
  }
}
