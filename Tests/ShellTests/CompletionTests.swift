// Completion: which words are offered for which line, and how they are quoted.

import Testing

@testable import ShellCore

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
  _ = shell.run(script: "greet() { :; }".bytes)
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

/// A system with services, users, schemes and a program that tells of its options.
private func addSystem(_ machine: FakeMachine) {
  machine.addFile("/etc/passwd", "root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\n")
  machine.addFile("/etc/group", "root:x:0:\nwheel:x:10:\n")
  machine.addFile("/home/user/service:", "logd\trunning\t5\nptyd\tstopped\t0\n")
  machine.addFile("/home/user/sys:schemes", "file\nrand\nsys\n")
  let help = "Usage: tool\n\n  -a --all                show all\n  -n --lines=NUMBER       show so many\n"
  machine.install("tool") { machine, process in
    machine.output(process, process.request.arguments.last?.matches("--help") ?? false ? help.bytes : "ran".bytes)
    return .exited(0)
  }
  machine.addFile("/bin/tool", "\u{7f}ELF Try 'tool --help' for more information.", isExecutable: true)
  machine.install("silent") { _, _ in
    Issue.record("a program was started that offers no help")
    return .exited(0)
  }
}

@Test(arguments: [
  ("tool -", ["tool --all ", "tool --lines=", "tool -a ", "tool -n "]), ("tool --l", ["tool --lines="]),
  ("silent -", []), ("tool --file=alp", ["tool --file=alpha.txt "]),
  ("upgrade x; tool -a al", ["upgrade x; tool -a all\\ files ", "upgrade x; tool -a alpha.txt "]),
  ("unset -f g", ["unset -f greet "]), ("gree", ["greet "]), ("read -", ["read -p ", "read -r "]),
  ("set -", "abefhmnuvxCo".map { "set -\($0) " }.sorted()),
  ("service st", ["service start ", "service status ", "service stop "]), ("service start l", ["service start logd "]),
  ("sudo service stop p", ["sudo service stop ptyd "]), ("su r", ["su root "]), ("chown us", ["chown user "]),
  ("chgrp w", ["chgrp wheel "]), ("cat ~ro", ["cat ~root/"]), ("contain s", ["contain sys "]), ("cd ", ["cd dir/"]),
  ("unset LONG", ["unset LONGNAME "]), ("set -o v", ["set -o verbose ", "set -o vi "]),
  ("unalias u", ["unalias upgrade "]),
  ("which upp", ["which upper "]), ("trap x IN", ["trap x INT "]), ("cat DIR", ["cat dir/"]),
  ("cat >al", ["cat >all\\ files ", "cat >alpha.txt "]),
])
func argumentsAreCompleted(_ line: String, _ expected: [String]) { #expect(completions(line, addSystem) == expected) }

@Test(arguments: [
  ("it's", "cat 'it", "cat 'it'\\''s' "), ("it's", "cat it", "cat it\\'s "), ("it's", "cat \"it", "cat \"it's\" "),
  ("new\nline", "cat ne", "cat $'new\\x0aline' "), ("a\u{1}'b", "cat a\u{1}", "cat $'a\\x01\\'b' "),
])
func anyNameCanBeCompleted(_ name: String, _ line: String, _ expected: String) {
  #expect(completions(line) { $0.addFile("/home/user/\(name)", "") } == [expected])
}

@Test func namesThatAreNoUTF8AreEscaped() {
  let machine = FakeMachine()
  machine.nodes["/home/user/x".bytes + [0xff]] = .file([], isExecutable: false)
  let shell = Evaluator(host: FakeHost(machine), name: "sh".bytes, standard: [])
  let completion = Completer(shell).completions(of: "cat x".bytes, cursor: 5)
  #expect(completion.candidates.map(\.replacement) == ["$'x\\xff'".bytes])
}

@Test func candidatesSayWhatTheyAre() {
  let machine = FakeMachine()
  addSystem(machine)
  let shell = Evaluator(
    host: FakeHost(machine), name: "sh".bytes, environment: ["PATH=/bin".bytes], standard: [])
  shell.setAlias("tools", to: "tool -a")
  let completer = Completer(shell)
  func descriptions(_ line: String) -> [String] {
    completer.completions(of: line.bytes, cursor: line.utf8.count).candidates.map {
      "\($0.label.text): \($0.description.text)"
    }
  }
  #expect(descriptions("too") == ["tool: program", "tools: alias: tool -a"])
  #expect(descriptions("tools --") == ["--all: show all", "--lines: show so many"])
  #expect(descriptions("service start ") == ["logd: running", "ptyd: stopped"])
  #expect(descriptions("expor") == ["export: builtin: [-p] [NAME[=VALUE]…]"])
}

@Test func helpOfManyFormsIsRead() {
  let help = """
    Usage: x [OPTION]...
      -a, --all                  do not ignore entries
          --author               with -l, print the author
      -b, --block-size=SIZE      with -l, scale sizes
          --color[=WHEN]         color the output
      -long-word
                                 said on the next line
      --                         ends options
    -not indented
    \t-t\ttab between
    """
  let entries = OptionTable(help: help.bytes).entries
  #expect(
    entries.map { "\($0.name.text)\($0.takesValue ? "=" : "") \($0.description.text)" } == [
      "-a do not ignore entries", "--all do not ignore entries", "--author with -l, print the author",
      "-b with -l, scale sizes", "--block-size= with -l, scale sizes", "--color color the output",
      "-long-word said on the next line", "-- ends options", "-t tab between",
    ])
}

@Test func aFolderOfManyNamesIsCut() {
  let machine = FakeMachine()
  for number in 0..<6000 { machine.addFile("/tmp/file\(10000 + number)", "") }
  let shell = Evaluator(host: FakeHost(machine), name: "sh".bytes, standard: [])
  let completion = Completer(shell).completions(of: "cat /tmp/f".bytes, cursor: 10)
  #expect(completion.candidates.count == 5000)
  #expect(completion.commonPrefix.text == "/tmp/file1")
}

@Test(arguments: [
  ("cd", CommandKind.builtin), ("upper", .program), ("upgrade", .alias), ("/bin/upper", .program), ("/tmp", .directory),
  ("~", .directory),
  ("none", .missing), ("./none", .missing), ("greet", .function),
])
func commandsAreKnown(_ name: String, _ kind: CommandKind) {
  let machine = FakeMachine()
  let shell = Evaluator(
    host: FakeHost(machine), name: "sh".bytes, environment: ["PATH=/bin".bytes, "HOME=/home/user".bytes], standard: [])
  shell.setAlias("upgrade", to: "x")
  _ = shell.run(script: "greet() { :; }".bytes)
  #expect(Completer(shell).kind(ofCommand: name.bytes) == kind)
}

@Test func everyLineHasAnAnswer() {
  var numbers = SeededNumbers(state: 7)
  let pieces = ["a", "'", "\"", "\\", " ", "$", "{", "=", "~", "/", "|", ";", "é", "(", "`", ">", "al"]
  for _ in 0..<300 {
    var line = ""
    for _ in 0..<8 { line += pieces.randomElement(using: &numbers) ?? "" }
    #expect(completions(line).allSatisfy { !$0.isEmpty })
  }
}
