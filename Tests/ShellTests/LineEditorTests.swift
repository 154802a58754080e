// The line editor: what keys do to the line, what the terminal shows, and that no input can trap it.

import ShellCore
import Testing

/// An editor on a small terminal, with a shell that answers it.
private struct Session {
  var editor: LineEditor
  var screen: ScreenModel
  var accepted: [String] = []
  var events: [String] = []
  var completion = Completion(start: 0, candidates: [])
  var history = History()

  init(width: Int = 40, history lines: [String] = []) {
    editor = LineEditor(width: width)
    screen = ScreenModel(width: width)
    for line in lines { history.add(line.bytes) }
    handle(editor.begin(prompt: "$ ".bytes, history: history))
  }

  mutating func type(_ text: String) { handle(editor.feed(text.bytes)) }

  mutating func handle(_ actions: [LineEditor.Action]) {
    for action in actions {
      switch action {
      case .write(let bytes): screen.write(bytes)
      case .accept(let line):
        accepted.append(line.text)
        handle(editor.begin(prompt: "$ ".bytes, history: history))
      case .interrupt:
        events.append("interrupt")
        handle(editor.begin(prompt: "$ ".bytes, history: history))
      case .endOfInput: events.append("end")
      case .complete(let line, let cursor):
        events.append("complete \(line.text) \(cursor)")
        handle(editor.complete(completion))
      }
    }
  }

  var line: String { editor.line.text }
}

private func edited(_ keys: String, history: [String] = []) -> String {
  var session = Session(history: history)
  session.type(keys)
  return session.line
}

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
  var whole = Session()
  whole.type(keys)
  var split = Session()
  for byte in keys.utf8 { split.handle(split.editor.feed([byte])) }
  #expect(split.line == whole.line)
  #expect(split.screen.text == whole.screen.text)
}

@Test func enterAcceptsAndTypedAheadWaits() {
  var session = Session()
  session.type("one\rtwo\rthr")
  #expect(session.accepted == ["one", "two"])
  #expect(session.line == "thr")
  #expect(session.screen.text == ["$ one", "$ two", "$ thr"])
}

@Test func controlKeysEndALine() {
  var session = Session()
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
  var session = Session(history: history)
  session.type("\u{12}ls")
  #expect(session.screen.text == ["(search) 'ls': ls"])
  session.type("\r")
  #expect(session.accepted == ["ls"])
  #expect(session.screen.text == ["$ ls", "$"])
  session.type("\u{12}nothing")
  #expect(session.screen.text.last == "(search: nothing found) 'nothing':")
}

@Test func historyForgetsRepetitionsAndTheOldest() {
  var history = History()
  for line in ["a", "a", "", " secret", "b"] { history.add(line.bytes) }
  #expect(history.entries.map(\.text) == ["a", "b"])
  for number in 0..<(Limits.historyEntries + 5) { history.add("\(number)".bytes) }
  #expect(history.entries.count == Limits.historyEntries)
  #expect(History(file: "x\ny\n".bytes).file == "x\ny\n".bytes)
}

@Test func pastedTextIsNotRun() {
  var session = Session()
  session.type("\u{1b}[200~echo a\recho\tb\u{1b}[201~")
  #expect(session.accepted.isEmpty)
  #expect(session.line == "echo a\necho b")
  #expect(session.screen.text == ["$ echo a", "echo b"])
  session.type("\r")
  #expect(session.accepted == ["echo a\necho b"])
}

@Test func longLinesWrap() {
  var session = Session(width: 10)
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
  var session = Session(width: 9)
  session.type("日本語日本語")
  #expect(session.screen.text == ["$ 日本語", "日本語"])
  session.type("\u{1}a")
  #expect(session.screen.text == ["$ a日本語", "日本語"])
}

@Test func resizeDrawsAgain() {
  var session = Session(width: 12)
  session.type("abcdefghij")
  session.handle(session.editor.resize(width: 40))
  session.type("k")
  #expect(session.line == "abcdefghijk")
}

@Test func typingAtTheEndWritesOnlyTheCharacter() {
  var editor = LineEditor(width: 80)
  _ = editor.begin(prompt: "$ ".bytes, history: History())
  #expect(editor.feed("a".bytes) == [.write("a".bytes)])
  #expect(editor.feed("b".bytes) == [.write("b".bytes)])
  #expect(editor.feed("\u{2}".bytes) == [.write([8])])
  #expect(editor.feed("\u{1}".bytes) == [.write([8])])
}

@Test func colouredPromptsTakeNoExtraColumns() {
  var session = Session(width: 10)
  _ = session.editor.feed([3])
  session.screen = ScreenModel(width: 10)
  session.handle(session.editor.begin(prompt: "\u{1b}[1;32muser\u{1b}[0m:~$ ".bytes, history: History()))
  session.type("abc")
  #expect(session.screen.text == ["user:~$ ab", "c"])
}

@Test func completionInsertsWhatAllShare() {
  var session = Session()
  session.completion = Completion(
    start: 3,
    candidates: ["alpha", "alphabet"].map { .init(replacement: $0.bytes, label: $0.bytes, suffix: " ".bytes) })
  session.type("ls al\t")
  #expect(session.events == ["complete ls al 5"])
  #expect(session.line == "ls alpha")
  session.type("\t")
  #expect(session.screen.text == ["$ ls alpha", "alpha     alphabet", "$ ls alpha"])
  session.completion.candidates.removeFirst()
  session.type("\t")
  #expect(session.line == "ls alphabet ")
  session.completion.candidates = []
  session.type("\tx")
  #expect(session.line == "ls alphabet x")
}

@Test(arguments: 0..<6) func screenAlwaysShowsTheLine(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed)
  let pieces = [
    "a", "b ", "word", "日", "e\u{301}", "\u{7f}", "\u{1}", "\u{5}", "\u{2}", "\u{6}", "\u{4}", "\u{b}", "\u{15}",
    "\u{17}",
    "\u{19}", "\u{14}", "\u{1b}b", "\u{1b}f", "\u{1b}d", "\u{1b}[A", "\u{1b}[B", "\u{1b}[D", "\u{1b}[C", "\u{1b}[3~",
    "x",
  ]
  for _ in 0..<40 {
    let width = Int.random(in: 4...20, using: &numbers)
    var session = Session(width: width, history: ["one two", "日本語 text here", "short"])
    for _ in 0..<60 {
      session.type(pieces.randomElement(using: &numbers) ?? "a")
      if session.line.isEmpty { session.type("z") }
      var fresh = Session(width: width)
      fresh.type(session.line)
      #expect(session.screen.text == fresh.screen.text, "\(session.line)")
      #expect(session.screen.unknown.isEmpty)
    }
  }
}

@Test(arguments: 0..<6) func randomInputNeverTraps(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed &+ 50)
  var session = Session(width: 15, history: ["a", "日本"])
  session.completion = Completion(start: 2, candidates: [.init(replacement: [0xe6], label: [0xe6], suffix: [])])
  for _ in 0..<3000 {
    let bytes = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    session.handle(session.editor.feed(bytes))
    if session.events.contains("end") {
      session.events = []
      session.handle(session.editor.begin(prompt: "> ".bytes, history: session.history))
    }
    if Bool.random(using: &numbers) {
      session.handle(session.editor.resize(width: Int.random(in: 0...30, using: &numbers)))
    }
  }
}
