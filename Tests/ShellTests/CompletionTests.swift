// Completion: which words are offered for which line, and how they are quoted.

import ShellCore
import Testing

private func completions(_ line: String, _ setUp: (FakeMachine) -> Void = { _ in }) -> [String] {
  let machine = FakeMachine()
  for path in ["/home/user/alpha.txt", "/home/user/all files", "/home/user/.hidden", "/tmp/x$y"] {
    machine.addFile(path, "")
  }
  machine.nodes["/home/user/dir".bytes] = .directory
  machine.addFile("/home/user/dir/deep", "")
  setUp(machine)
  let shell = Evaluator(
    host: FakeHost(machine), name: "sh".bytes, environment: ["PATH=/bin".bytes, "HOME=/home/user".bytes],
    standard: [])
  shell.setVariable("LONGNAME", to: "x".bytes)
  shell.setAlias("upgrade", to: "x")
  let completion = Completer(shell).completions(of: line.bytes, cursor: line.utf8.count)
  return completion.candidates.map { candidate in
    (line.bytes.prefix(completion.start) + candidate.replacement + candidate.suffix).text
  }
}

extension ArraySlice where Element == UInt8 {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

@Test(arguments: [
  ("upp", ["upper "]), ("up", ["upgrade ", "upper "]), ("echo x | upp", ["echo x | upper "]),
  ("if upp", ["if upper "]), ("X=1 upp", ["X=1 upper "]), ("cat al", ["cat all\\ files ", "cat alpha.txt "]),
  ("cat alp", ["cat alpha.txt "]), ("cat 'al", ["cat 'all files' ", "cat 'alpha.txt' "]),
  ("cat \"all", ["cat \"all files\" "]), ("cat all\\ f", ["cat all\\ files "]), ("cd d", ["cd dir/"]),
  ("cat dir/", ["cat dir/deep "]), ("cat ~/alp", ["cat ~/alpha.txt "]), ("cat .h", ["cat .hidden "]),
  ("cat <alp", ["cat <alpha.txt "]), ("cat >/tmp/x", ["cat >/tmp/x\\$y "]), ("X=alp", ["X=alpha.txt "]),
  ("echo $LONGN", ["echo $LONGNAME"]), ("echo \"a${LONGN", ["echo \"a${LONGNAME}"]), ("/tm", ["/tmp/"]),
  ("nothing-like-this", []), ("cat /none/x", []),
])
func wordsAreCompleted(_ line: String, _ expected: [String]) { #expect(completions(line) == expected) }

@Test func everyLineHasAnAnswer() {
  var numbers = SeededNumbers(state: 7)
  let pieces = ["a", "'", "\"", "\\", " ", "$", "{", "=", "~", "/", "|", ";", "é", "(", "`", ">", "al"]
  for _ in 0..<300 {
    var line = ""
    for _ in 0..<8 { line += pieces.randomElement(using: &numbers) ?? "" }
    #expect(completions(line).allSatisfy { !$0.isEmpty })
  }
}
