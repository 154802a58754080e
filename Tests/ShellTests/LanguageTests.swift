// This shell's own language: arrays, maps, methods, `match`, `fn`, braces.

import Testing

@testable import ShellCore

@Test(arguments: ScriptCase.language) func languageDoesWhatItSays(_ script: ScriptCase) {
  let result = runScript(script.script)
  #expect(result.output == script.output, "\(result.errors)")
  #expect(result.status == script.status, "\(result.errors)")
}

@Test(arguments: ScriptCase.language) func printedLanguageIsTheSameTree(_ script: ScriptCase) throws {
  var parser = Parser(script.script.bytes)
  guard let list = try? parser.parseAll() else { return }
  var second = Parser(list.scriptText)
  #expect((try? second.parseAll()) == list, "\(list.scriptText.text)")
}

@Test(arguments: [
  "let x = 5", "let a = [1 2]", "match a\nis a\necho no\nend", "fn f a\necho no\nend",
]) func posixKnowsNothingOfIt(_ script: String) {
  let result = runScript(script + "\necho after", isPOSIX: true)
  #expect(result.errors.contains("not found"), "\(result)")
}

@Test(arguments: [
  ("let x", "needs a name"), ("let x =", "needs a value"), ("let x:nosuch = 1", "the types are"),
  ("let a = [1 2", "a list is still open"), ("echo $len(a", "a list is still open"), ("match x\necho\nend", "'is'"),
  ("match x\nis\necho\nend", "a pattern"), ("match x\nis a\necho", "is not expected"),
  ("fn f a\necho", "is not expected"),
  ("fn 1 a\nend", "needs a name"),
])
func wrongLanguageSaysWhy(_ script: String, _ sentence: String) {
  let result = runScript(script)
  #expect(result.status == 2)
  #expect(result.errors.contains(sentence), "\(result.errors)")
}

@Test(arguments: ["let a = [1", "match x", "match x\nis a", "fn f a", "fn f\necho", "echo $len(a", "echo @a[1"])
func unfinishedLanguageAsksForMore(_ script: String) {
  var parser = Parser(script.bytes, expectsMore: true)
  do {
    _ = try parser.parseAll()
    Issue.record("taken: \(script)")
  } catch {
    #expect(error.isIncomplete, "\(script)")
  }
}

@Test func slicesStayInside() {
  for text in ["0", "-1", "3", "-4", "..", "1..", "..2", "1..2", "1..=1", "-2..", "..-1", "5..2", "-99..99", "2..=99"] {
    for count in 0...4 {
      guard let range = ElementRange(text.bytes)?.range(in: count) else { continue }
      #expect(range.lowerBound >= 0 && range.upperBound <= count, "\(text) in \(count)")
    }
  }
  #expect(ElementRange("9223372036854775807..=9223372036854775807".bytes)?.range(in: 3) == 3..<3)
  #expect(ElementRange("-9223372036854775808".bytes)?.range(in: 3) == nil)
  for text in ["", "a", "1.2", "1..b", "..=", "1...2"] { #expect(ElementRange(text.bytes) == nil, "\(text)") }
}
