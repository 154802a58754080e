// The programs for texts beside Debian's: the same command line in the same folder, the same output, messages, status.

import Foundation
import TestSupport
import Testing

private let names = ["awk", "egrep", "fgrep", "grep", "sed"]

/// Links by which the image is called.
private let links: Result<TemporaryFolder, any Error> = Result {
  let folder = try TemporaryFolder()
  guard let image = ProgramRun.built("textutils") else { return folder }
  for name in names {
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: image)
  }
  return folder
}

/// Debian's programs under the names that the lines use.
private let references: Result<TemporaryFolder, any Error> = Result {
  let folder = try TemporaryFolder()
  try FileManager.default.createSymbolicLink(atPath: folder.path + "/awk", withDestinationPath: "/usr/bin/gawk")
  return folder
}

@Test(arguments: TextCommandLines.all) func textProgramsDoWhatDebiansDo(_ line: String) throws {
  let own = try links.get().path
  guard ProgramRun.built("textutils") != nil else { return }
  // awk is gawk there, whatever the machine prefers.
  let expected = try runCommandLine(line, path: references.get().path + ":/usr/bin:/bin")
  let result = try runCommandLine(line, path: own + ":/usr/bin:/bin")
  #expect(result.output == expected.output)
  #expect(result.errors == expected.errors)
  #expect(result.status == expected.status)
}

@Test func everyTextProgramHasHelpAndAVersion() throws {
  guard let image = ProgramRun.built("textutils") else { return }
  for name in names + ["less"] {
    for option in ["--help", "--version"] {
      let result = try ProgramRun.run(image, [name, option], directory: "/tmp", environment: [:])
      #expect(result.status == 0 && result.output.contains(name), "\(name) \(option)")
    }
  }
}
