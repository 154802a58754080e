// The program `sh` beside dash and `bash --posix`: the same scripts, the same output and status, with real processes.

import Foundation
import TestSupport
import Testing

private let helpers = [
  ("upper", "tr a-z A-Z"), ("first", "sed -n 1p"), ("count", "wc -l | tr -d ' '"),
  ("args", "for a in \"$@\"; do printf '[%s]' \"$a\"; done; echo"), ("status", "exit $1"),
  ("complain", "echo out; echo err >&2; exit 3"), ("lines", "seq 1 $1"),
]

/// The programs of the fake machine as scripts: written once, because a file that is being written cannot be run.
private let helperFolder: Result<TemporaryFolder, any Error> = Result {
  let folder = try TemporaryFolder()
  for (name, body) in helpers { try folder.add(name, "#!/bin/sh\n\(body)\n", isExecutable: true) }
  return folder
}

private let dash = ["/usr/bin/dash"]
private let bash = ["/usr/bin/bash", "--posix"]

/// This package's shell; nil when it has not been built.
private func ownShell(_ options: [String] = []) -> [String]? { ProgramRun.built("sh").map { [$0] + options } }

/// What a shell prints for a script, in a fresh folder whose path reads `@`.
private func run(_ shell: [String], _ script: String) throws -> ProgramResult {
  let helpers = try helperFolder.get().path
  let folder = try TemporaryFolder()
  try folder.add("home/.keep", "")
  // `sh` is the shell that is asked, also where a script starts one.
  try FileManager.default.createDirectory(atPath: folder.path + "/bin", withIntermediateDirectories: true)
  try FileManager.default.createSymbolicLink(atPath: folder.path + "/bin/sh", withDestinationPath: shell[0])
  // Scripts that write below /tmp write into the folder instead: tests run side by side.
  let script = script.replacing("/tmp/", with: folder.path + "/home/")
  // A shell that hangs fails the test instead of stopping it.
  var result = try ProgramRun.run(
    "/usr/bin/timeout", ["30"] + shell + ["-c", script, "sh"], directory: folder.path + "/home",
    environment: [
      "PATH": folder.path + "/bin:" + helpers + ":/usr/bin:/bin", "HOME": "/home/user", "LC_ALL": "C.UTF-8",
    ])
  result.output = result.output.replacing(folder.path, with: "@")
  return result
}

private func expectSame(_ script: String, _ model: [String], _ result: ProgramResult) throws {
  let expected = try run(model, script)
  #expect(result.output == expected.output, "\(model): \(result.errors)")
  #expect(result.status == expected.status, "\(model): \(result.errors)")
}

@Test(arguments: ModelCase.all) func shellDoesWhatBothModelsDo(_ model: ModelCase) throws {
  guard let shell = ownShell() else { return }
  let result = try run(shell, model.script)
  if model.only != .bash { try expectSame(model.script, dash, result) }
  if model.only != .dash { try expectSame(model.script, bash, result) }
}

@Test func thereAreManyScripts() {
  #expect(ModelCase.all.count >= 500)
  #expect(Set(ModelCase.all.map(\.script)).count == ModelCase.all.count, "a script stands twice")
}

@Test(arguments: ScriptCase.all) func shellDoesWhatItsModelsDo(_ script: ScriptCase) throws {
  guard let shell = ownShell(script.onlyBash ? ["+o", "posix"] : []), !script.script.contains("cd ") else { return }
  try expectSame(script.script, script.onlyBash ? ["/usr/bin/bash"] : dash, try run(shell, script.script))
}

@Test(arguments: [
  "seq 1 200000 | wc -l", "x=$(seq 1 200000); echo ${#x}", "seq 1 100000 | while read x; do echo $x; done | tail -n 1",
  "x=$(seq 1 50000 | { cat; } | { cat; } | cat); echo ${#x}", "yes | head -n 2; echo $?",
  "cat <<E | wc -c\n$(seq 1 40000)\nE", "echo $(yes | head -n 30000) | wc -c",
  "x=$( { seq 1 30000; seq 1 30000 >&2; } 2>&1 | cat); echo ${#x}", "{ echo a; sleep 0.1; } & wait; echo b",
  "x=$(sleep 0.1 & echo now); echo $x", "echo '#!/bin/sh\necho script $1' >s; chmod +x s; ./s arg",
  "echo 'echo plain $1' >p; chmod +x p; ./p arg", "kill -9 $$", "sh -c 'kill -TERM $$'; echo $?",
  "(cd /; pwd); test -d . && echo here", "true | echo late; echo hi | true; echo $?",
  "x=$(yes abcdefgh | head -n 40000); y=${x##*c}; z=${x%%b*}; echo ${#y} ${#z}",
])
func largeAndConcurrentScripts(_ script: String) throws {
  guard let shell = ownShell() else { return }
  try expectSame(script, ["/usr/bin/bash"], try run(shell, script))
}

/// Hands the tables to Tests/System/table_checks.py, which runs them inside the OS.
@Test(.enabled(if: ProcessInfo.processInfo.environment["APUS_TABLES"] != nil)) func tablesForTheSystemTests() throws {
  let folder = try #require(ProcessInfo.processInfo.environment["APUS_TABLES"])
  func row(_ script: String, _ model: [String]) throws -> [String: Any] {
    let expected = try run(model, script)
    return ["input": script, "output": expected.output, "status": Int(expected.status)]
  }
  // A relative name with a colon names a scheme there; a scheme is no device file; and descriptor 9 is the test's own.
  let others = ["touch a:b", "[ -c /dev/null ]", ">&9"]
  let cases = ModelCase.all.filter { one in !others.contains { one.script.contains($0) } }
  let models = try TableSample.take(cases).map { try row($0.script, $0.only == .bash ? bash : dash) }
  let portable = ScriptCase.all.filter { !$0.onlyBash && !$0.script.contains("cd ") }
  let scripts = try TableSample.take(portable).map { try row($0.script, dash) }
  let helpers = helpers.map { [$0.0, "#!/bin/sh\n\($0.1)\n"] }
  let data = try JSONSerialization.data(withJSONObject: ["cases": models + scripts, "helpers": helpers])
  try data.write(to: URL(fileURLWithPath: folder + "/scripts.json"))
}
