// Each program beside Debian's: the same command line in the same folder, the same output, messages, status.

import Foundation
import TestSupport
import Testing

/// Every program of the image, from its source.
private let names: [String] = {
  let main = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/Utilities/Core/main.swift")
  let text = (try? String(contentsOf: main, encoding: .utf8)) ?? ""
  return text.matches(of: /(\w+)Program/).map { $0.1 == "bracket" ? "[" : String($0.1) }
}()

/// Links by which the image is called. `echo`, `test` and the like are builtins of the shell that runs the lines; with
/// `env` before them the programs are meant.
private let links: Result<TemporaryFolder, any Error> = Result {
  let folder = try TemporaryFolder()
  guard let image = ProgramRun.built("coreutils") else { return folder }
  for name in names {
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: image)
  }
  return folder
}

/// The files that command lines find in their folder.
let comparedFiles: [(name: String, content: String)] = [
  ("a.txt", "one\ntwo\nthree\nfour\nfive\nsix\n"), ("b.txt", "one\n2\nthree\nfour\nextra\nsix\n"), ("empty", ""),
  ("blank.txt", "a\n\n\n\nb\n\nc\n"), ("tab.txt", "a\tb\tc\n\td\u{1}\u{7f}\n"), ("d/x", "foo\n"), ("d/y", "bar\n"),
  ("d/sub/z", "deep one\n"), ("d2/x", "foo2\n"), ("d2/w", "w\n"), ("nums", "10\n9\n-3\n2.5\n2.25\n0\nabc\n9\n100\n"),
  ("dup", "a\na\nb\nb\nb\nc\na\n"), ("cols", "x 3 c\ny 1 b\nz 2  a\nx 10 d\ny 1 a\n"),
  ("pw", "root:x:0\nuser:y:1000\nbin:a:2\n"), ("mixed", "b\nA\na\nB\nc-d\nCD\n"), ("mixed2", "B\na\nA\nb\nC-d\ncd\n"),
  ("sizes", "2K\n1G\n512\n3M\n1.5K\n"), ("vers", "f10\nf9\nf1.2\nf1.10\n"),
  ("words", "the quick then\nother the end\nbathe\n"), ("dots", "a.b\naxb\naab\naaab\n*a\nb]\n"),
  ("pats", "one\nsix\n"), ("nonl", "last line"), ("utf.txt", "äöü\n日本\n"),
  ("big", String(repeating: "x", count: 5000)), ("s10", (1...10).map { "\($0)\n" }.joined()),
  ("s30", (1...30).map { "\($0)\n" }.joined()), ("sorted1", "a 1\nb 2\nd 4\ne 5\n"),
  ("sorted2", "a x\nb y\nc z\ne w\n"), ("bin", String(decoding: (0..<128).map { UInt8($0) }, as: UTF8.self)),
  ("months", "Mar\njan\nDEC\nfoo\nFeb\n"), ("floats", "1e3\n-2.5\ninf\nnan\n0x10\nabc\n1e-3\n5\n"),
  (
    "para",
    """
    The quick brown fox jumps over the lazy dog and runs away.  It was fast.
    Second line here

      Indented paragraph with some words in it that go on for a while longer than usual width would be.
      more

    """
  ),
]

/// When a file was changed, in seconds of Unix time: distinct, so that nothing depends on the moment of the test.
private func changeTime(of name: String, _ content: String) -> Int {
  1_600_000_000 + content.utf8.count * 10 + name.utf8.count
}

/// Runs a line in a fresh folder with these files.
func runCommandLine(_ line: String, path: String) throws -> ProgramResult {
  let outer = try TemporaryFolder()
  let folder = outer.path + "/w"
  for (name, content) in comparedFiles { try outer.add("w/" + name, content) }
  try outer.add("w/exe", "#!/bin/sh\n", isExecutable: true)
  let manager = FileManager.default
  try manager.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "a.txt")
  try manager.createSymbolicLink(atPath: folder + "/link2dir", withDestinationPath: "d")
  for (name, content) in comparedFiles {
    let date = Date(timeIntervalSince1970: Double(changeTime(of: name, content)))
    try manager.setAttributes([.modificationDate: date], ofItemAtPath: folder + "/" + name)
  }
  return try ProgramRun.run(
    "/usr/bin/dash", ["-c", line], directory: folder,
    environment: ["PATH": path, "LC_ALL": "C", "TZ": "UTC", "HOME": "/root"])
}

/// The line with the program instead of the shell's builtin of the same name.
private func wholeLine(_ line: String) -> String {
  let builtins = ["echo", "printf", "test", "[", "true", "false", "pwd"]
  let isBuiltin = builtins.contains { line == $0 || line.hasPrefix($0 + " ") || line.hasPrefix($0 + ";") }
  return isBuiltin ? "env " + line : line
}

@Test(arguments: CommandLines.all) func programsDoWhatDebiansDo(_ line: String) throws {
  let own = try links.get().path
  guard ProgramRun.built("coreutils") != nil else { return }
  let whole = wholeLine(line)
  let expected = try runCommandLine(whole, path: "/usr/bin:/bin")
  let result = try runCommandLine(whole, path: own + ":/usr/bin:/bin")
  #expect(result.output == expected.output)
  #expect(result.errors == expected.errors)
  #expect(result.status == expected.status)
}

@Test func everyProgramHasHelpAndAVersion() throws {
  guard let image = ProgramRun.built("coreutils") else { return }
  for name in names where !["[", "echo", "test", "true", "false", "find"].contains(name) {
    for option in ["--help", "--version"] {
      let result = try ProgramRun.run(image, [name, option], directory: "/tmp", environment: [:])
      #expect(result.status == 0 && result.output.contains(name), "\(name) \(option)")
    }
  }
}

/// Hands the table to Tests/System/table_checks.py, which runs it inside the OS.
@Test(.enabled(if: ProcessInfo.processInfo.environment["APUS_TABLES"] != nil)) func tablesForTheSystemTests() throws {
  let folder = try #require(ProcessInfo.processInfo.environment["APUS_TABLES"])
  // What the host decides: how large its directories are, and when directories and links were made.
  let decided = [
    "ls -S", "ls -Sr", "ls --sort=size", "ls -l link", "ls -l --color=always link d/x", "ls -ld d",
    "ls -la d | tail -n +2", "ls -l --color=never", "du -sb d", "du -ab d | sort",
    "stat -c '%n %s %F %a %A %h' a.txt d link empty",
    "find . -size +1k | sort", "find . -size -1c | sort", "find . -mmin -1 -type d -name d",
  ]
  let lines = CommandLines.all.filter { !decided.contains($0) }
  let cases = try TableSample.take(lines).map { line in
    let expected = try runCommandLine(wholeLine(line), path: "/usr/bin:/bin")
    return ["input": wholeLine(line), "output": expected.output, "status": Int(expected.status)] as [String: Any]
  }
  let files = comparedFiles.map { [$0.name, $0.content, changeTime(of: $0.name, $0.content)] as [Any] }
  let data = try JSONSerialization.data(withJSONObject: ["cases": cases, "files": files + [["exe", "#!/bin/sh\n", 0]]])
  try data.write(to: URL(fileURLWithPath: folder + "/commands.json"))
}
