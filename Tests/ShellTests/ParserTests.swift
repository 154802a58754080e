// The parser: errors with their places, unfinished input, and input that is no script at all.

import ShellCore
import Testing

private func parseError(_ script: String, expectsMore: Bool = false) -> ParseError? {
  var parser = Parser(script.bytes, expectsMore: expectsMore)
  do {
    _ = try parser.parseAll()
    return nil
  } catch {
    return error
  }
}

@Test(arguments: [
  ("echo )", 1, 6, "')' is not expected here"),
  ("if true; fi", 1, 10, "'then' or 'do' is missing"),
  ("a\nb\n  done", 3, 3, "'done' is not expected here"),
  ("for 1 in a; do :; done", 1, 5, "'for' needs the name of a variable"),
  ("echo a | | b", 1, 10, "a command has to stand here"),
  ("echo >", 1, 7, "a redirection needs a file name"),
  ("f() echo x", 1, 11, "a function's body stands in braces"),
  ("echo \"abc", 1, 10, "a double quote is still open"),
  ("while true; do", 1, 15, "a command has to stand here"),
  ("echo a &&", 1, 10, "a command has to stand here"),
  ("echo 999999>x", 1, 6, "handle numbers go up to 255"),
  (";;", 1, 1, "';;' is not expected here"),
])
func errorsSayWhereAndWhy(_ script: String, line: Int, column: Int, sentence: String) throws {
  let error = try #require(parseError(script))
  #expect(error.position == SourcePosition(line: line, column: column), "\(error.description.text)")
  #expect(error.message.text.contains(sentence), "\(error.description.text)")
}

@Test(arguments: [
  "echo 'a", "echo \"a", "echo $(a", "echo `a", "echo ${a", "echo $((1", "if true", "if true; then a", "while a; do b",
  "case x in", "case x in a) b", "for i in a b", "{ a", "( a", "a &&", "a |", "f()", "cat <<E\nx", "echo a \\\n", "for",
  "echo \\\n",
])
func unfinishedInputAsksForMore(_ script: String) throws {
  #expect(try #require(parseError(script, expectsMore: true)).isIncomplete)
  if let error = parseError(script) { #expect(!error.isIncomplete) }
}

@Test(arguments: ["echo )", "fi", "a;;b", "echo > |", "f() x"])
func wrongInputDoesNotAskForMore(_ script: String) throws {
  #expect(try !#require(parseError(script, expectsMore: true)).isIncomplete)
}

@Test(arguments: ["${}", "${x!}", "${x:}", "\"${x^^}\"", "${-x}"])
func wrongExpansionsFailWhenTheyAreReached(_ expansion: String) throws {
  #expect(parseError("echo " + expansion) == nil)
  let result = runScript("echo before; echo \(expansion); echo after")
  #expect(result == ScriptResult(output: "before\n", errors: result.errors, status: 2))
  #expect(result.errors.contains("bad substitution"))
}

@Test func commandsAreParsedOneByOne() throws {
  var parser = Parser("a; b\nc\n)".bytes)
  #expect(try parser.nextCommand()?.items.count == 2)
  #expect(try parser.nextCommand()?.items.count == 1)
  #expect(throws: ParseError.self) { try parser.nextCommand() }
}

@Test(arguments: ["(", "$(", "${x:-", "\"$(", "if ", "{ ", "`\\`", "$((", "while ", "! ", "case x in a) ", "$((("])
func deepNestingIsAnError(_ opening: String) {
  #expect(parseError(String(repeating: opening, count: 5000)) != nil || opening == "! ")
}

@Test func aliasesThatNameEachOtherEnd() throws {
  var parser = Parser("a x".bytes, aliases: ["a".bytes: "b ".bytes, "b".bytes: "a b".bytes])
  #expect(try parser.nextCommand()?.scriptText.text == "a b x\n")
}

private let soup = [
  "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "for", "in", "case", "esac", "{", "}", "(", ")",
  "!", "&&", "||", ";", ";;", "&", "|", "<", ">", ">>", "<<", "<<-", "<<<", "<&", ">&", "&>", "2>", "\n", " ", "'",
  "\"",
  "`", "$", "${", "$(", "$((", "))", "x", "x=", "echo", "a", "E", "*", "?", "[", "]", "~", "\\", "#", "%", ":-", "$@",
  "\t", "\u{0}", "é", "f()", "1", "=", "-", "+", "@",
]

@Test(arguments: 0..<8) func tokenSoupNeverTraps(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed)
  for _ in 0..<1500 {
    var script = ""
    for _ in 0..<Int.random(in: 1...40, using: &numbers) { script += soup.randomElement(using: &numbers) ?? "" }
    let aliases = ["x".bytes: "a ".bytes, "a".bytes: "x;".bytes]
    var parser = Parser(script.bytes, aliases: aliases, expectsMore: seed & 1 == 0)
    guard let list = try? parser.parseAll() else { continue }
    let printed = list.scriptText
    var second = Parser(printed)
    #expect(throws: Never.self, "\(script)\n\(printed.text)") { try second.parseAll() }
  }
}

@Test(arguments: 0..<4) func randomBytesNeverTrap(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed &+ 100)
  for _ in 0..<1500 {
    let count = Int.random(in: 1...60, using: &numbers)
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    var parser = Parser(bytes)
    guard let list = try? parser.parseAll() else { continue }
    var second = Parser(list.scriptText)
    #expect(throws: Never.self, "\(bytes)") { try second.parseAll() }
  }
}

@Test(arguments: 0..<4) func randomScriptsNeverTrapTheEvaluator(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed &+ 200)
  let commands = ["read", "set", "cat", "args", "test", "printf", "%d", "eval", "shift", "$x", "$((x", "export"]
  let words = soup + commands
  for _ in 0..<400 {
    var script = ""
    for _ in 0..<Int.random(in: 1...12, using: &numbers) {
      script += (words.randomElement(using: &numbers) ?? "") + (Bool.random(using: &numbers) ? " " : "")
    }
    if script.contains("while") || script.contains("until") { continue }
    let result = runScript(script)
    #expect((0...255).contains(result.status), "\(script)")
  }
}
