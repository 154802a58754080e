// The line editor: what keys do to the line, what the terminal shows, and that no input can trap it.

import Testing

@testable import ShellCore

@Test(arguments: [
  ("abc", "abc"), ("abc\u{7f}", "ab"), ("abc\u{1}x", "xabc"), ("abc\u{1}\u{5}x", "abcx"), ("abc\u{2}x", "abxc"),
  ("abc\u{1}\u{6}x", "axbc"), ("abc\u{1}\u{4}", "bc"), ("abc def\u{17}x", "abc x"), ("abc def\u{15}", ""),
  ("abc def\u{1}\u{b}", ""), ("ab cd\u{17}\u{19}\u{19}", "ab cdcd"), ("ab\u{14}", "ba"), ("abc\u{2}\u{14}", "acb"),
  ("abc\u{1b}[D\u{1b}[Dx", "axbc"), ("abc\u{1b}[Hx", "xabc"), ("abc\u{1b}[H\u{1b}[Fx", "abcx"),
  ("abc\u{1b}[1~\u{1b}[3~", "bc"), ("abc\u{1b}OH\u{1b}OFx", "abcx"), ("one two\u{1b}bx", "one xtwo"),
  ("one two\u{1}\u{1b}fx", "onex two"), ("one two\u{1}\u{1b}d", " two"), ("one two\u{1b}\u{7f}", "one "),
  ("one two three\u{17}\u{17}\u{19}", "one two three"), ("a b\u{1b}[1;5Dx", "a xb"), ("äö\u{7f}", "ä"),
  ("e\u{301}x\u{2}\u{2}y", "ye\u{301}x"), ("日本\u{2}x", "日x本"), ("a\u{1b}[99;99~b", "ab"), ("a\u{1b}\u{1b}[Db", "ba"),
])
func keysEditTheLine(_ keys: String, _ line: String) { #expect(edited(keys) == line) }

@Test func sequencesMayBeSplitAnywhere() {
  let keys = "日本e\u{301}\u{1b}[D\u{1b}[1;5Dx\u{1b}OH\u{1b}[3~\u{1b}by"
  var whole = LineEditorSession()
  whole.type(keys)
  var split = LineEditorSession()
  for byte in keys.utf8 { split.handle(split.editor.feed([byte])) }
  #expect(split.line == whole.line)
  #expect(split.screen.text == whole.screen.text)
}

@Test func enterAcceptsAndTypedAheadWaits() {
  var session = LineEditorSession()
  session.type("one\rtwo\rthr")
  #expect(session.accepted == ["one", "two"])
  #expect(session.line == "thr")
  #expect(session.screen.text == ["$ one", "$ two", "$ thr"])
}

@Test func controlKeysEndALine() {
  var session = LineEditorSession()
  session.type("abc\u{3}")
  #expect(session.events == ["interrupt"])
  #expect(session.screen.text == ["$ abc^C", "$"])
  session.type("x\u{4}\u{7f}\u{4}")
  #expect(session.events == ["interrupt", "end"])
}

@Test func historyIsWalkedByPrefix() {
  let history = ["ls -l", "cat a", "ls b", "echo"]
  #expect(edited("\u{1b}[A", history: history) == "echo")
  #expect(edited("\u{1b}[A\u{1b}[A", history: history) == "ls b")
  #expect(edited("ls\u{1b}[A\u{1b}[A", history: history) == "ls -l")
  #expect(edited("ls\u{1b}[A\u{1b}[A\u{1b}[A", history: history) == "ls -l")
  #expect(edited("ls\u{1b}[A\u{1b}[A\u{1b}[B", history: history) == "ls b")
  #expect(edited("ls\u{1b}[A\u{1b}[A\u{1b}[B\u{1b}[B", history: history) == "ls")
  #expect(edited("\u{10}\u{10}\u{e}", history: history) == "echo")
  #expect(edited("zz\u{1b}[A", history: history) == "zz")
}

@Test func searchFindsBackwards() {
  let history = ["make all", "ls", "make test", "cd"]
  #expect(edited("\u{12}make", history: history) == "make test")
  #expect(edited("\u{12}make\u{12}", history: history) == "make all")
  #expect(edited("x\u{12}make\u{7}", history: history) == "x")
  #expect(edited("\u{12}mak\u{7f}\u{7f}\u{5}!", history: history) == "make test!")
  var session = LineEditorSession(history: history)
  session.type("\u{12}ls")
  #expect(session.screen.text == ["(search) 'ls': ls"])
  session.type("\r")
  #expect(session.accepted == ["ls"])
  #expect(session.screen.text == ["$ ls", "$"])
  session.type("\u{12}nothing")
  #expect(session.screen.text.last == "(search: nothing found) 'nothing':")
}

@Test func pastedTextIsNotRun() {
  var session = LineEditorSession()
  session.type("\u{1b}[200~echo a\recho\tb\u{1b}[201~")
  #expect(session.accepted.isEmpty)
  #expect(session.line == "echo a\necho\tb")
  #expect(session.screen.text == ["$ echo a", "> echo  b"])
  session.type("\r")
  #expect(session.accepted == ["echo a\necho\tb"])
}

@Test func longLinesWrap() {
  var session = LineEditorSession(width: 10)
  session.type("12345678")
  #expect(session.screen.text == ["$ 12345678"])
  #expect((session.screen.row, session.screen.column) == (1, 0))
  session.type("9abcdefghijk")
  #expect(session.screen.text == ["$ 12345678", "9abcdefghi", "jk"])
  session.type("\u{1}X")
  #expect(session.screen.text == ["$ X1234567", "89abcdefgh", "ijk"])
  #expect((session.screen.row, session.screen.column) == (0, 3))
  session.type("\u{b}")
  #expect(session.screen.text == ["$ X"])
}

@Test func wideCharactersDoNotCrossTheEdge() {
  var session = LineEditorSession(width: 9)
  session.type("日本語日本語")
  #expect(session.screen.text == ["$ 日本語", "日本語"])
  session.type("\u{1}a")
  #expect(session.screen.text == ["$ a日本語", "日本語"])
}

@Test func resizeDrawsAgain() {
  var session = LineEditorSession(width: 12)
  session.type("abcdefghij")
  session.resize(width: 40)
  session.type("k")
  #expect(session.line == "abcdefghijk")
}

@Test func typingAtTheEndWritesOnlyTheCharacter() {
  var session = LineEditorSession(width: 80)
  session.type("echo ")
  for letter in ["a", "b"] {
    session.type(letter)
    #expect(session.writes == [letter.bytes])
  }
  session.type("\u{2}")
  #expect(session.writes == [[8]])
  session.type("\u{2}")
  #expect(session.writes == [[8]])
}

@Test func oneKeyIsOneWrite() {
  var session = LineEditorSession(width: 20, history: ["echo one", "ls"])
  session.shell.offer(["alpha", "alphabet"], at: 0)
  for key in ["e", "c", "\u{12}", "o", "\u{7}", "\t", "\t", "\u{3}", "日", "\u{1}", "\u{c}", "\r"] {
    session.type(key)
    #expect(session.writes.count <= 2, "\(key)")
    #expect(!session.writes.isEmpty, "\(key)")
  }
}

@Test func colouredPromptsTakeNoExtraColumns() {
  var session = LineEditorSession(width: 10, prompt: "\u{1b}[1;32muser\u{1b}[0m:~$ ")
  session.type("abc")
  #expect(session.screen.text == ["user:~$ ab", "c"])
  #expect(session.screen.coloured() == ["{1;32}user{}:~$ {31}ab{}", "{31}c{}"])
}
