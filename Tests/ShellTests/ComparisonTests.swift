// The program `sh` beside dash and bash: the same scripts, the same output and status, with real processes.

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

/// What a shell prints for a script, in a fresh folder.
private func run(_ shell: String, _ script: String) throws -> ProgramResult {
  let helpers = try helperFolder.get().path
  let folder = try TemporaryFolder()
  try folder.add("home/.keep", "")
  // Scripts that write below /tmp write into the folder instead: tests run side by side.
  let script = script.replacing("/tmp/", with: folder.path + "/home/")
  return try ProgramRun.run(
    shell, ["-c", script, "sh"], directory: folder.path + "/home",
    environment: ["PATH": helpers + ":/usr/bin:/bin", "HOME": "/home/user", "LC_ALL": "C.UTF-8"])
}

@Test(arguments: ScriptCase.all) func shellDoesWhatItsModelsDo(_ script: ScriptCase) throws {
  let model = script.onlyBash ? "/usr/bin/bash" : "/usr/bin/dash"
  guard let shell = ProgramRun.built("sh"), !script.script.contains("cd ") else { return }
  let expected = try run(model, script.script)
  let result = try run(shell, script.script)
  #expect(result.output == expected.output, "\(result.errors)")
  #expect(result.status == expected.status, "\(result.errors)")
}

@Test(arguments: [
  "seq 1 200000 | wc -l", "x=$(seq 1 200000); echo ${#x}", "seq 1 100000 | while read x; do echo $x; done | tail -n 1",
  "x=$(seq 1 50000 | { cat; } | { cat; } | cat); echo ${#x}", "yes | head -n 2; echo $?",
  "cat <<E | wc -c\n$(seq 1 40000)\nE", "echo $(yes | head -n 30000) | wc -c",
  "x=$( { seq 1 30000; seq 1 30000 >&2; } 2>&1 | cat); echo ${#x}", "{ echo a; sleep 0.1; } & wait; echo b",
  "x=$(sleep 0.1 & echo now); echo $x", "echo '#!/bin/sh\necho script $1' >s; chmod +x s; ./s arg",
  "echo 'echo plain $1' >p; chmod +x p; ./p arg", "kill -9 $$", "sh -c 'kill -TERM $$'; echo $?",
  "(cd /; pwd); test -d . && echo here", "true | echo late; echo hi | true; echo $?",
])
func largeAndConcurrentScripts(_ script: String) throws {
  guard let shell = ProgramRun.built("sh") else { return }
  #expect(try run(shell, script).output == run("/usr/bin/bash", script).output)
}
