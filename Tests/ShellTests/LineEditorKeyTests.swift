// The keys of Emacs: what each of them makes of a line, with the cursor shown as `|`.

import Testing

@testable import ShellCore

private func marked(_ keys: String, history: [String] = []) -> String {
  var session = LineEditorSession(history: history)
  session.type(keys)
  return session.marked
}

@Test(arguments: [
  // Words.
  ("one two\u{1}\u{1b}u", "ONE| two"), ("ONE TWO\u{1}\u{1b}l", "one| TWO"), ("one TWO\u{1}\u{1b}c\u{1b}c", "One Two|"),
  ("äpfel\u{1}\u{1b}u", "ÄPFEL|"), ("one two\u{1b}t", "two one|"), ("one two\u{1}\u{1b}t", "|one two"),
  ("a-b c/d\u{1b}\u{7f}", "a-b c/|"), ("a-b c/d\u{17}", "a-b |"), ("a b c\u{1b}[1;5D\u{1b}[1;3D", "a |b c"),
  // Counts.
  ("abcdef\u{1b}3\u{2}", "abc|def"), ("abcdef\u{1b}2\u{7f}", "abcd|"), ("\u{1b}5x", "xxxxx|"),
  ("\u{1b}12x", "xxxxxxxxxxxx|"), ("one two three\u{1b}2\u{1b}b", "one |two three"), ("ab\u{1b}0\u{2}", "ab|"),
  // Killing and putting back.
  ("one two three\u{17}\u{17} x\u{19}", "one  xtwo three|"),
  ("one two\u{1}\u{1b}d\u{1b}d\u{19}\u{19}", "one twoone two|"),
  ("a b\u{17}c\u{17}\u{19}", "a c|"), ("a b\u{17}\u{2}\u{2}\u{6}\u{6}c\u{17}\u{19}\u{1b}y", "a b|"),
  ("one\u{15}two\u{15}\u{19}\u{1b}y\u{1b}y", "two|"), ("abc\u{2}\u{b}\u{1}\u{19}", "c|ab"),
  // Undo and redo.
  ("one two\u{1f}", "one |"), ("one two\u{1f}\u{1f}", "|"), ("one two\u{1f}\u{1b}/", "one two|"),
  ("one\u{15}\u{1f}", "one|"), ("one two\u{17}\u{17}\u{1f}\u{1f}", "one two|"), ("abc\u{18}\u{15}", "|"),
  ("one\u{1f}\u{1f}\u{1b}/x", "onex|"), ("one two\u{1f}x\u{1b}/", "one x|"),
  // Literal characters, the comment sign, Escape as a prefix.
  ("a\u{16}\u{1}b", "a\u{1}b|"), ("a\u{16}\tb", "a\tb|"), ("a\u{16}\u{1b}b", "a\u{1b}b|"),
  ("one two\u{1b}\u{1b}bx", "one x|two"),
  // Characters of several scalars.
  ("🇩🇪🇫🇷\u{2}x", "🇩🇪x|🇫🇷"), ("👩\u{200d}👧\u{7f}", "|"), ("❤\u{fe0f}\u{2}", "|❤\u{fe0f}"), ("👍🏽a\u{2}\u{2}", "|👍🏽a"),
  // Keys that terminals name by number.
  ("abc\u{1b}[97;5ux", "x|abc"), ("abc\u{1b}[27;5;97~x", "x|abc"), ("one two\u{1b}[127;3u", "one |"),
  ("a\u{1b}[228u", "aä|"),
  ("ab\u{1b}[I\u{1b}[O\u{1b}[<0;3;4M\u{1b}[M !!c", "abc|"), ("1\u{1b}Ok2", "1+2|"), ("a b\u{1}\u{1b}[3;5~", "| b"),
])
func keysMakeTheLine(_ keys: String, _ line: String) { #expect(marked(keys) == line) }

@Test(arguments: [
  ("\u{1b}.", "three|"), ("x \u{1b}.\u{1b}.", "x 'b c'|"), ("\u{1b}_\u{1b}.\u{1b}.", "w|"), ("\u{1b}<", "w|"),
  ("x\u{1b}<\u{1b}>", "x|"), ("\u{1b}[5~", "w|"), ("o\u{10}", "one two three|"), ("o\u{10}\u{e}", "o|"),
])
func keysBringFormerCommands(_ keys: String, _ line: String) {
  #expect(marked(keys, history: ["w", "a 'b c'", "one two three"]) == line)
}

@Test func searchGoesBothWaysAndMarksWhatItFinds() {
  var session = LineEditorSession(history: ["make all", "ls", "Make test", "cd make"])
  session.type("x\u{12}make")
  #expect(session.screen.coloured() == ["(search) 'make': {36}cd{} {30;43}make{}"])
  session.type("\u{12}\u{12}")
  #expect(session.marked == "|make all")
  session.type("\u{13}")
  #expect(session.marked == "|Make test")
  session.type("\u{12}\u{12}\u{12}")
  #expect(session.screen.text == ["(search: nothing found) 'make': make all"])
  session.type("\u{7}")
  #expect(session.marked == "x|")
  session.type("\u{12}\u{12}")
  #expect(session.line == "cd make")
  session.escape()
  #expect(session.marked == "cd |make")
  session.type("\u{12}Make\u{3}")
  #expect(session.line == "cd make")
}

@Test func suggestionsAreAcceptedWholeOrByWord() {
  var session = LineEditorSession(history: ["echo one two", "ls -l"])
  session.type("ec")
  #expect(session.screen.coloured() == ["$ {31}ec{90}ho one two{}"])
  #expect(session.screen.column == 4)
  session.type("\u{1b}f")
  #expect(session.marked == "echo|")
  session.type("\u{1b}f")
  #expect(session.marked == "echo one|")
  session.type("\u{1b}[C")
  #expect(session.marked == "echo one two|")
  session.type("\u{15}l")
  #expect(session.screen.text == ["$ ls -l"])
  session.type("\u{2}")
  #expect(session.screen.text == ["$ l"])
  session.type("\u{5}\u{5}\r")
  #expect(session.accepted == ["ls -l"])
  session.type("ec\r")
  #expect(session.accepted == ["ls -l", "ec"])
  #expect(session.screen.text == ["$ ls -l", "$ ec", "$"])
}

@Test func anOpenCommandGoesOnInTheNextLine() {
  var session = LineEditorSession(width: 30, history: ["ls"])
  session.type("if true\rthen\recho \"a\rb\"\rfi\r")
  #expect(session.accepted == ["if true\nthen\n  echo \"a\nb\"\nfi"])
  #expect(session.screen.text == ["$ if true", "> then", ">   echo \"a", "> b\"", "> fi", "$"])
  session.type("for x in a; do\rcase $x in\ra)\recho\r;;\resac\rdone\r")
  #expect(session.accepted.last == "for x in a; do\n  case $x in\n    a)\n      echo\n      ;;\n  esac\ndone")
  session.type("cat <<E\r  x\rE\r")
  #expect(session.accepted.last == "cat <<E\n  x\nE")
  session.type("echo a |\rcat\r")
  #expect(session.accepted.last == "echo a |\n  cat")
}

@Test func upAndDownMoveBetweenTheLines() {
  var session = LineEditorSession(history: ["former", "if a\nthen b\nfi"])
  session.type("echo '1\r234\u{1b}[A")
  #expect(session.marked == "ech|o '1\n234")
  session.type("\u{1b}[B")
  #expect(session.marked == "echo '1\n234|")
  session.type("\u{1}\u{1b}[A\u{5}\u{1b}[B")
  #expect(session.marked == "echo '1\n234|")
  session.type("\u{3}")
  // Several lines come back whole, and Up goes on through the history.
  session.type("\u{1b}[A")
  #expect(session.marked == "if a\nthen b\nfi|")
  session.type("\u{1b}[A")
  #expect(session.marked == "former|")
  session.type("\u{1b}[B\u{1b}[D\u{1b}[A")
  #expect(session.marked == "if a\nt|hen b\nfi")
  session.type("\u{1b}\rx")
  #expect(session.line == "if a\nt\n  xhen b\nfi")
}

@Test func aTerminalWithoutSequencesGetsNone() {
  var session = LineEditorSession(
    width: 12, history: ["echo long line of text"], prompt: "\u{1b}[1muser\u{1b}[0m$ ", isDumb: true)
  session.type("echo abc\u{2}\u{2}x")
  #expect(session.screen.text.count == 1)
  session.type("\u{15}日本\u{1}a\u{1b}[A\u{12}ec")
  session.type("\u{7}\u{1}\u{b}ls\t")
  session.shell.offer(["lsof", "lspci"], at: 0)
  session.type("\t\t\t\r")
  #expect(session.screen.unknown.isEmpty)
  #expect(session.screen.wraps == 0)
  #expect(session.accepted == ["ls"])
}

@Test func onDumbTerminalsTheRowMoves() {
  var session = LineEditorSession(width: 10, isDumb: true)
  session.type("abc\u{2}x")
  #expect(session.screen.text == ["$ abxc"])
  #expect(session.screen.column == 5)
  session.type("\u{15}")
  #expect(session.screen.text == ["$ c"])
  session.type("0123456789\u{3}")
  #expect(session.screen.unknown.isEmpty)
  #expect(session.screen.rows.allSatisfy { $0.count <= 9 })
}
