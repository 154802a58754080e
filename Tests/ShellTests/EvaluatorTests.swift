// The shell as a whole: the tables of scripts, and what tables cannot say.

import ShellCore
import Testing

extension ScriptCase {
  static let all: [ScriptCase] =
    wordsAndQuoting + variables + arithmetic + listsAndStatus + functions + redirection + pipelines + substitution
    + globs + builtins + syntaxCorners
}

@Test(arguments: ScriptCase.all) func scriptPrintsWhatItShould(_ script: ScriptCase) {
  let result = runScript(script.script)
  #expect(result.output == script.output, "\(result.errors)")
  #expect(result.status == script.status, "\(result.errors)")
}

@Test(arguments: ScriptCase.all) func printedSyntaxMeansTheSame(_ script: ScriptCase) throws {
  guard !script.script.contains("alias") else { return }
  var parser = Parser(script.script.bytes)
  let printed = try parser.parseAll().scriptText.text
  var second = Parser(printed.bytes)
  #expect(try second.parseAll().scriptText.text == printed)
  #expect(runScript(printed).output == script.output, "\(printed)")
}
