// Syntax colours: which pieces of a line are found, and that a changed text gets the same as a new one.

import Testing

@testable import ShellCore

/// The pieces of a text: `style:text`, with `command` for names of commands.
private func pieces(_ text: String) -> [String] {
  var highlighter = Highlighter()
  highlighter.update(text.bytes)
  return highlighter.spans.map { span in
    "\(span.isCommand ? "command" : "\(span.style)"):\(Bytes(text.bytes[span.start..<span.end]).text)"
  }.filter { !$0.hasPrefix("plain:") }
}

@Test(arguments: [
  ("ls -l --all x", ["command:ls", "option:-l", "option:--all"]), ("ls -- -l", ["command:ls", "option:--"]),
  ("A=1 B=$x make", ["variable:A=", "variable:B=$x", "command:make"]),
  ("echo 'a' \"b $c\" \\d", ["command:echo", "string:'a'", "string:\"b ", "variable:$c", "string:\"", "escape:\\d"]),
  (
    "a | b && c; d &",
    ["command:a", "symbol:|", "command:b", "symbol:&&", "command:c", "symbol:;", "command:d", "symbol:&"]
  ),
  ("if a; then b; fi", ["keyword:if", "command:a", "symbol:;", "keyword:then", "command:b", "symbol:;", "keyword:fi"]),
  (
    "for x in a b; do c; done",
    [
      "keyword:for", "variable:x", "keyword:in", "symbol:;", "keyword:do", "command:c", "symbol:;", "keyword:done",
    ]
  ),
  (
    "case $x in a|b) c;; *) d; esac",
    [
      "keyword:case", "variable:$x", "keyword:in", "symbol:|", "symbol:)", "command:c", "symbol:;;", "symbol:)",
      "command:d",
      "symbol:;", "keyword:esac",
    ]
  ),
  ("echo $(ls -l) x", ["command:echo", "symbol:$(", "command:ls", "option:-l", "symbol:)"]),
  (
    "echo \"$(ls \"a\")\"",
    ["command:echo", "string:\"", "symbol:$(", "command:ls", "string:\"a\"", "symbol:)", "string:\""]
  ),
  ("x=`ls`", ["variable:x=", "symbol:`", "command:ls", "symbol:`"]),
  ("echo ${x:-y} z", ["command:echo", "variable:${x:-y}"]),
  ("echo $((a+(1)))", ["command:echo", "symbol:$((", "variable:a", "symbol:(", "symbol:)))"]),
  ("ls >out 2>&1 <in", ["command:ls", "symbol:>", "symbol:>&", "symbol:<"]),
  ("ls # note", ["command:ls", "comment:# note"]),
  ("a#b", ["command:a#b"]), ("fi", ["error:fi"]), ("a )", ["command:a", "error:)"]),
  ("(a)", ["symbol:(", "command:a", "symbol:)"]),
  ("f() { a; }", ["command:f", "symbol:()", "keyword:{", "command:a", "symbol:;", "keyword:}"]),
  ("cat <<E\na $x\nE\nls", ["command:cat", "symbol:<<", "keyword:E", "string:a $x", "keyword:E", "command:ls"]),
  ("let a = [x @b]", ["keyword:let", "variable:@b"]), ("echo @b[1]", ["command:echo", "variable:@b[1]"]),
  (
    "match $x\nis a | b\n ls\nis * if test y\n cd\nend\nls",
    [
      "keyword:match", "variable:$x", "keyword:is", "symbol:|", "command:ls", "keyword:is", "keyword:if",
      "command:test",
      "command:cd", "keyword:end", "command:ls",
    ]
  ), ("fn greet who\n ls\nend", ["keyword:fn", "command:ls", "keyword:end"]), ("is a", ["command:is"]),
  ("sudo ls -l", ["command:sudo", "command:ls", "option:-l"]), ("! a", ["keyword:!", "command:a"]),
  ("echo $", ["command:echo"]),
  ("echo '", ["command:echo", "string:'"]),
  ("while a; do b", ["keyword:while", "command:a", "symbol:;", "keyword:do", "command:b"]),
])
func piecesAreFound(_ text: String, _ expected: [String]) { #expect(pieces(text) == expected) }

@Test(arguments: [
  ("", 0), ("if a", 1), ("if a\nthen b", 1), ("case x in", 1), ("case x in\na)", 2), ("a |", 1), ("{ a", 1), ("(a", 1),
  ("$(a", 1),
  ("if a; then b; fi", 0), ("match x", 0), ("match x\nis a", 1), ("match x\nis a\nb\nend", 0), ("fn a b", 1),
  ("echo 'if", 0),
])
func newLinesAreIndentedByWhatIsOpen(_ text: String, _ depth: Int) {
  #expect(Highlighter.state(text.bytes).depth == depth)
}

@Test func commandsAreColouredByWhatTheyAre() {
  var session = LineEditorSession()
  session.type("cd; ls; greet; nope; if")
  #expect(session.screen.coloured() == ["$ {36}cd{1};{} {32}ls{1};{} {32}greet{1};{} {31}nope{1};{} {35}if{}"])
  let lookUps = session.shell.lookUps
  session.type(" x y z")
  #expect(session.shell.lookUps == lookUps + 1, "known commands are asked for again")
}

/// The style of each byte.
private func styles(_ highlighter: Highlighter, _ text: Bytes) -> [Style] {
  var styles = [Style](repeating: .plain, count: text.count)
  for span in highlighter.spans {
    for index in span.start..<span.end { styles[index] = span.style }
  }
  return styles
}

@Test func aChangedTextHasTheColoursOfANewOne() {
  var numbers = SeededNumbers(state: 5)
  let parts = [
    "if ", "fi", "\n", "\n", "'", "\"", "$(", ")", "`", "<<E", "\nE\n", "case x in\n", "a) b;;", "esac", "{ ", "}",
    "#c", " ", "x=",
    "-o", "$v", "\\", "|", "&&", ";", "for i in ", "do ", "done", "${", "$((", "日",
  ]
  for _ in 0..<40 {
    var kept = Highlighter()
    var buffer = EditBuffer()
    for _ in 0..<80 {
      buffer.move(to: Int.random(in: 0...buffer.text.count, using: &numbers))
      if Int.random(in: 0..<4, using: &numbers) == 0 {
        buffer.remove(buffer.cursor..<buffer.end(ofCharacterAt: buffer.cursor))
      } else {
        buffer.insert((parts.randomElement(using: &numbers) ?? "").bytes)
      }
      kept.update(buffer.text)
      var fresh = Highlighter()
      fresh.update(buffer.text)
      #expect(styles(kept, buffer.text) == styles(fresh, buffer.text), "\(buffer.text.text)")
    }
  }
}
