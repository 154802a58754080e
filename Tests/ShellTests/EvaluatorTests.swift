// The shell as a whole: the tables of scripts, and what tables cannot say.

import ShellCore
import Testing

extension ScriptCase {
  static let all: [ScriptCase] =
    wordsAndQuoting + variables + arithmetic + listsAndStatus + functions + redirection + pipelines + substitution
    + globs + builtins + syntaxCorners
}

@Test(arguments: ScriptCase.all) func scriptPrintsWhatItShould(_ script: ScriptCase) {
  let result = runScript(script.script, isPOSIX: !script.onlyBash)
  #expect(result.output == script.output, "\(result.errors)")
  #expect(result.status == script.status, "\(result.errors)")
}

@Test(arguments: ScriptCase.all) func printedSyntaxMeansTheSame(_ script: ScriptCase) throws {
  guard !script.script.contains("alias") else { return }
  var parser = Parser(script.script.bytes)
  parser.isPOSIX = !script.onlyBash
  let printed = try parser.parseAll().scriptText.text
  var second = Parser(printed.bytes)
  second.isPOSIX = !script.onlyBash
  #expect(try second.parseAll().scriptText.text == printed)
  #expect(runScript(printed, isPOSIX: !script.onlyBash).output == script.output, "\(printed)")
}

@Test func largeStateReachesAnotherShell() {
  let result = runScript("x=$(lines 20000); echo ${#x} | { cat; } | { cat; echo ${#x}; } | cat")
  #expect(result.output == "108893\n108893\n", "\(result.errors)")
}

@Test func everyHandleIsClosedAgain() {
  let machine = FakeMachine()
  for script in ScriptCase.all where !script.script.contains("exec") {
    let before = machine.open.count
    _ = runScript(script.script, on: machine, isPOSIX: !script.onlyBash)
    // The three standard handles of each run stay open.
    #expect(machine.open.count == before + 3, "\(script.script)")
  }
}

@Test func messagesNameLineAndReason() {
  #expect(runScript("echo a\nnosuch").errors == "sh: line 2: nosuch: command not found\n")
  #expect(runScript("cat <nosuch").errors == "sh: line 1: nosuch: No such file or directory\n")
  #expect(runScript("echo a\necho )").errors == "sh: syntax error: line 2, column 6: ')' is not expected here\n")
  #expect(runScript("/tmp", isPOSIX: true).errors == "sh: line 1: /tmp: Is a directory\n")
}

@Test func endlessRecursionIsAnError() {
  let result = runScript("f() { f; }; f; echo no")
  #expect(result.output.isEmpty)
  #expect(result.status == 2)
  #expect(result.errors.contains("nested too deeply"))
}

@Test func interruptsLeaveTheCommand() {
  let machine = FakeMachine()
  machine.install("press") { machine, _ in
    machine.isInterrupted = true
    return .exited(0)
  }
  #expect(runScript("while true; do press; done; echo no", on: machine).status == 130)
  let handled = runScript("trap 'echo caught' INT; press; echo after", on: machine)
  #expect(handled.output == "caught\nafter\n")
}
