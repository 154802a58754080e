// The line editor under random keys, pastes and sizes: whatever comes, the line stays UTF-8, the cursor stands between
// two characters, and the terminal shows what it would show had it been drawn afresh.

import Testing

@testable import ShellCore

private let pieces = [
  "a", "b ", "word", "日", "e\u{301}", "\u{301}", "👩\u{200d}👧", "❤\u{fe0f}", "🇩🇪", "\u{200d}", "한글", "'", "\"", "$x",
  "$(", ")", "`", "{", "}", "\\", "|", ";", "#", "if ", "then ", "fi", "done", "case ", "esac", "<<E", "~/", "--opt",
  "\u{7f}", "\u{1}", "\u{2}", "\u{3}", "\u{4}", "\u{5}", "\u{6}", "\u{7}", "\u{b}", "\u{c}", "\u{e}", "\u{10}",
  "\u{12}",
  "\u{13}", "\u{14}", "\u{15}", "\u{16}", "\u{17}", "\u{18}", "\u{19}", "\u{1f}", "\t", "\t", "\t", "\r", "\u{16}\u{3}",
  "\u{16}\t", "\u{1b}b", "\u{1b}f", "\u{1b}d", "\u{1b}\u{7f}", "\u{1b}u", "\u{1b}c", "\u{1b}t", "\u{1b}y", "\u{1b}.",
  "\u{1b}/", "\u{1b}3", "\u{1b}\r", "\u{1b}<", "\u{1b}>", "\u{1b}[A", "\u{1b}[B", "\u{1b}[C", "\u{1b}[D", "\u{1b}[Z",
  "\u{1b}[5~", "\u{1b}[6~", "\u{1b}[3~", "\u{1b}[1;5C", "\u{1b}[1;5D", "\u{1b}[H", "\u{1b}[F", "\u{1b}", "\u{1b}OM",
  "\u{1b}[200~one\rtwo\ttab\u{1b}[201~", "\u{1b}[200~日本\u{7}語\u{1b}[201~", "x", "y", "p", "dw", "cw", "d$", "f日", ";",
  "v", "V", "i", "A", "u", ".", "2", "r日", "~", "J", "/a", "n", "gg", "G", "%", "ci\"", "dd", "yy", "P", "o", "O", "R",
]

/// Answers completions with words of several widths, longer than the line and shorter.
private func offer(_ session: LineEditorSession, _ numbers: inout SeededNumbers) {
  let words = ["alpha", "alphabet", "日本語", "a b", "x", "e\u{301}clair", "-long-option-name-that-is-wide"]
  let count = Int.random(in: 0...40, using: &numbers)
  session.shell.offer(
    (0..<count).map { _ in words.randomElement(using: &numbers) ?? "" },
    at: Int.random(in: -1...6, using: &numbers),
    descriptions: Bool.random(using: &numbers) ? (0..<count).map { "about \($0)" } : [])
}

/// What is wrong with a session; nil when all is well.
private func fault(_ session: LineEditorSession) -> String? {
  let line = session.editor.line
  if UTF8Scanner.repaired(line) != line { return "the line is not UTF-8" }
  if !Cluster.isBoundary(session.editor.cursor, in: line) { return "the cursor stands inside a character" }
  let screen = session.screen
  if !screen.unknown.isEmpty { return "unknown sequences \(screen.unknown)" }
  if screen.wraps > 0 { return "the terminal had to wrap" }
  let start = screen.row - session.editor.screen.cursor.row
  if start < screen.top { return "the line starts above the screen" }
  let fresh = session.fresh
  if screen.cells(from: start) != fresh.cells() {
    return "the screen shows \(screen.coloured(from: start)), not \(fresh.coloured())"
  }
  if (screen.row - start, screen.column) == (fresh.row, fresh.column) { return nil }
  return "the cursor is at \((screen.row - start, screen.column)), not \((fresh.row, fresh.column))"
}

private func check(_ session: LineEditorSession, _ key: String) {
  if let fault = fault(session) { Issue.record("after \(key) in \(session.marked): \(fault)") }
}

@Test(arguments: 0..<20) func screenAlwaysShowsTheLine(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed &* 977)
  let history = [
    "one two", "日本語 text here", "short", "if a\nthen b\nfi", "echo 'a\nb' c",
    "a " + String(repeating: "long ", count: 30),
  ]
  for _ in 0..<50 {
    var size = (width: Int.random(in: 1...40, using: &numbers), height: Int.random(in: 1...12, using: &numbers))
    let keys: KeyStyle = Bool.random(using: &numbers) ? .emacs : .vi
    let prompt =
      ["$ ", "\u{1b}[1;32muser\u{1b}[0m:~$ ", "two\nlines> ", "", "日本$ "].randomElement(using: &numbers) ?? ""
    var session = LineEditorSession(
      width: size.width, height: size.height, history: history, keys: keys, prompt: prompt)
    for _ in 0..<100 {
      let key = pieces.randomElement(using: &numbers) ?? "a"
      if key == "\t" { offer(session, &numbers) }
      session.type(key)
      if Int.random(in: 0..<4, using: &numbers) == 0 { session.pause() }
      if session.isEnded {
        session.isEnded = false
        session.begin()
      }
      check(session, key)
      if Int.random(in: 0..<25, using: &numbers) == 0 {
        size = (Int.random(in: 1...40, using: &numbers), Int.random(in: 1...12, using: &numbers))
        session.resize(width: size.width, height: size.height)
        check(session, "resize to \(size)")
      }
    }
  }
}

@Test(arguments: 0..<6) func randomInputNeverTraps(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed &+ 50)
  var session = LineEditorSession(
    width: 15, history: ["a", "日本"], keys: seed % 2 == 0 ? .emacs : .vi, isDumb: seed % 3 == 2)
  session.shell.completion = Completion(start: 2, candidates: [.init(replacement: [0xe6], label: [0xe6], suffix: [])])
  for _ in 0..<3000 {
    let bytes = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    session.feed(bytes)
    if session.isEnded {
      session.isEnded = false
      session.begin()
    }
    if Bool.random(using: &numbers) {
      session.resize(
        width: Int.random(in: 1...30, using: &numbers), height: Int.random(in: 1...9, using: &numbers))
    }
    let line = session.editor.line
    #expect(UTF8Scanner.repaired(line) == line)
    #expect(Cluster.isBoundary(session.editor.cursor, in: line))
  }
}

@Test func brokenSequencesDoNotSwallowKeys() {
  var numbers = SeededNumbers(state: 99)
  let starts = [
    "\u{1b}[", "\u{1b}O", "\u{1b}[1;", "\u{1b}[200~", "\u{1b}[<0;1", "\u{1b}[M", "\u{1b}[27;5;", "\u{1b}", "\u{e6}",
  ]
  for _ in 0..<2000 {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    var bytes = (starts.randomElement(using: &numbers) ?? "").bytes
    if bytes.count > 1 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &numbers)) }
    bytes += (0..<Int.random(in: 0...40, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    for byte in bytes { decoder.feed(byte, into: &keys) }
    // However deep the decoder is in nonsense: three times Ctrl+C gets through.
    keys = []
    for _ in 0..<5 { decoder.feed(3, into: &keys) }
    #expect(keys.contains(.control(3)))
  }
}
