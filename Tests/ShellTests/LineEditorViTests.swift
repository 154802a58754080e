// The keys of vi. `^` in a table is Escape; the cursor is shown as `|`, before the character that it stands on.

import Testing

@testable import ShellCore

private func session(_ keys: String, history: [String] = []) -> LineEditorSession {
  var session = LineEditorSession(history: history, keys: .vi)
  for key in keys {
    if key == "^" { session.escape() } else { session.type(String(key)) }
  }
  return session
}

@Test(arguments: [
  // Motions.
  ("one two^", "one tw|o"), ("one two^0", "|one two"), ("one two^0w", "one |two"), ("one two^b", "one |two"),
  ("one two^0e", "on|e two"), ("a.b c^0w", "a|.b c"), ("a.b c^0W", "a.b |c"), ("a.b c^B", "|a.b c"),
  ("a.b c^0E", "a.|b c"), ("one^0$", "on|e"), ("  one^_", "  |one"), ("one two^0fo", "one tw|o"),
  ("one two^0ft", "one |two"),
  ("one two^Fn", "o|ne two"), ("abcabc^0fc;", "abcab|c"), ("abcabc^0fc;,", "ab|cabc"), ("abcabc^0tc", "a|bcabc"),
  ("abcabc^0tc;", "abca|bc"), ("abcabc^Ta", "abca|bc"), ("abcdef^03|", "ab|cdef"), ("abcdef^03l", "abc|def"),
  ("f(a[1])^0%", "f(a[1]|)"), ("f(a[1])^%", "f|(a[1])"), ("日本語^hh", "|日本語"), ("ab cd ef^02w", "ab cd |ef"),
  // Operators.
  ("one two^0dw", "|two"), ("one two^0d$", "|"), ("one two^db", "one |o"), ("one two three^02dw", "|three"),
  ("one two three^0d2w", "|three"), ("one two^0de", "| two"), ("one two^dd", "|"), ("a,b,c^0dt,", "|,b,c"),
  ("a,b,c^0df,", "|b,c"), ("a,b,c^0d2f,", "|c"), ("one two^0cwx^", "|x two"), ("one two^0cex y^", "x |y two"),
  ("one two^0Cx^", "|x"), ("one two^Sx^", "|x"), ("one two^0D", "|"), ("one two^ccx^", "|x"), ("one^0dl", "|ne"),
  ("a (b c) d^0fbdi(", "a (|) d"), ("a (b c) d^0fbda(", "a | d"), ("a \"b c\" d^0fbci\"x^", "a \"|x\" d"),
  ("one two three^0wdiw", "one | three"), ("one two three^0wdaw", "one |three"), ("[a]^0ldi[", "[|]"),
  ("one two^0dfx", "|one two"), ("one^0d^x", "|ne"),
  // Commands.
  ("abc^x", "a|b"), ("abc^02x", "|c"), ("abc^X", "a|c"), ("abc^rx", "ab|x"), ("abc^02rx", "x|xc"), ("abc^sx^", "ab|x"),
  ("abc^0Rxy^", "x|yc"), ("abc^0ix^", "|xabc"), ("abc^0ax^", "a|xbc"), ("abc^Ix^", "|xabc"), ("abc^0Ax^", "abc|x"),
  ("aBc^03~", "Ab|C"), ("abc^03rzu", "|abc"), ("one two^0dwp", "tone| wo"), ("one two^0dwP", "one| two"),
  ("one two^yyp", "one two\n|one two"), ("ab^0yl3p", "aaa|ab"), ("abc^xxu", "a|b"), ("abc^xxuu", "ab|c"),
  ("abc^xu\u{12}", "a|b"),
  ("abc^xxU", "|"), ("one two^bcwx^u", "one |two"), ("abc^0xx.", "|"), ("a b c^0dw.", "|c"),
  ("a b c^0cwx^w.", "x |x c"),
  ("one^Axy^.", "onexyx|y"), ("a\u{1b}\rb^kJ", "a| b"), ("a^ob^", "a\n|b"), ("a^Ob^", "|b\na"),
  ("aa\u{1b}\rbb^k", "a|a\nbb"),
  ("a\u{1b}\rb\u{1b}\rc^ggdj", "|c"), ("a\u{1b}\rb^dd", "|a"), ("a\u{1b}\rb^ggG", "a\n|b"),
  // Visual mode.
  ("one two^0ved", "| two"), ("one two^0vey$p", "one twoon|e"), ("one two^0vwcx^", "|xwo"), ("abc^0vl~", "|ABc"),
  ("one^v^x", "o|n"), ("a\u{1b}\rb^Vd", "|a"), ("one two^0wviwd", "one| "), ("abc^0vlod", "|c"),
])
func viKeysMakeTheLine(_ keys: String, _ line: String) { #expect(session(keys).marked == line) }

@Test func aLetterBehindEscapeIsACommandHoweverFast() {
  var session = LineEditorSession(keys: .vi)
  session.type("one two\u{1b}bx")
  #expect(session.marked == "one |wo")
  session.type("\u{1b}0dw\u{1b}.")
  #expect(session.marked == "|")
}

@Test func theKeysAreAnOptionOfTheShell() {
  let shell = Evaluator(host: FakeHost(FakeMachine()), name: "sh".bytes, standard: [], options: [.emacsKeys])
  for (script, isVi) in [("set -o vi", true), ("set -o emacs", false), ("set -o vi; set +o vi", false)] {
    _ = shell.run(script: script.bytes)
    #expect(shell.state.options.contains(.viKeys) == isVi)
    #expect(!(shell.state.options.contains(.viKeys) && shell.state.options.contains(.emacsKeys)))
  }
}

@Test func theCursorShowsTheMode() {
  var session = LineEditorSession(keys: .vi)
  #expect(session.screen.shape == 6)
  session.type("abc")
  session.escape()
  #expect(session.screen.shape == 2)
  session.type("d")
  #expect(session.screen.shape == 4)
  session.type("dR")
  #expect(session.screen.shape == 4)
  session.escape()
  session.type("v")
  #expect(session.screen.shape == 2)
  session.escape()
  session.keys = .emacs
  session.type("\r")
  #expect(session.screen.shape == 0)
  #expect(session.editor.keyStyle == .emacs)
}

@Test func viSearchesTheHistory() {
  let history = ["make all", "ls", "make test", "cd"]
  #expect(session("^/make\rx", history: history).marked == "|ake test")
  #expect(session("^/make\rn", history: history).marked == "|make all")
  #expect(session("^/make\rnN", history: history).marked == "|make test")
  #expect(session("^kk", history: history).marked == "make tes|t")
  #expect(session("^kkj", history: history).marked == "c|d")
  #expect(session("^kkjj", history: history).marked == "|")
  #expect(session("^G", history: history).marked == "make al|l")
  #expect(session("make^k", history: history).marked == "make tes|t")
}

@Test func selectedTextIsMarked() {
  let session = session("echo abc^0wvl")
  #expect(session.screen.coloured() == ["$ {36}echo{} {7}ab{}c"])
}
