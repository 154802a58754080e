// The menu of candidates: what it shows, and what keys do while it is open.

import Testing

@testable import ShellCore

private let words = ["alpha", "alphabet", "alps", "amber"]

private func open(width: Int = 40, height: Int = 24, words: [String] = words) -> LineEditorSession {
  var session = LineEditorSession(width: width, height: height)
  session.shell.offer(words, at: 3)
  session.type("ls a\t")
  return session
}

@Test func allCandidatesAreShownBelowTheLine() {
  var session = open()
  #expect(session.screen.text == ["$ ls a", "alpha     alphabet  alps      amber"])
  #expect((session.screen.row, session.screen.column) == (0, 6))
  session.type("\r")
  #expect(session.accepted == ["ls a"])
  #expect(session.screen.text == ["$ ls a", "$"])
}

@Test func keysSelect() {
  var session = open()
  var lines: [String] = []
  for key in ["\t", "\t", "\u{1b}[C", "\u{1b}[D", "\u{1b}[B", "\u{1b}[A", "\u{1b}[Z", "\u{1b}[Z"] {
    session.type(key)
    lines.append(String(session.line.dropFirst(3)))
  }
  #expect(lines == ["alpha", "alphabet", "alps", "alphabet", "alps", "alphabet", "alpha", "amber"])
  #expect(session.screen.coloured() == ["$ {32}ls{} amber", "alpha     alphabet  alps      {7}amber{}"])
  session.type("\r")
  #expect(session.marked == "ls amber |")
  #expect(session.accepted.isEmpty)
}

@Test func escapeClosesTheMenu() {
  var session = open()
  session.type("\t\t")
  session.escape()
  #expect(session.marked == "ls a|")
  #expect(session.screen.text == ["$ ls a"])
  session.type("\t\t\u{7}b")
  #expect(session.marked == "ls ab|")
}

@Test func typingNarrowsTheMenu() {
  var session = open()
  session.type("l")
  #expect(session.screen.text == ["$ ls al", "alpha     alphabet  alps"])
  session.type("ps")
  #expect(session.screen.text == ["$ ls alps", "alps"])
  session.type("\u{7f}\u{7f}")
  #expect(session.screen.text == ["$ ls al", "alpha     alphabet  alps"])
  session.type("\t\t")
  session.type(" x")
  #expect(session.marked == "ls alphabet x|")
  session = open()
  session.type("z")
  #expect(session.screen.text == ["$ ls az"])
}

@Test func whatAllShareIsInsertedFirst() {
  let session = open(words: ["alpha", "alphabet"])
  #expect(session.marked == "ls alpha|")
  #expect(session.screen.text == ["$ ls alpha", "alpha     alphabet"])
}

@Test func descriptionsStandInAColumn() {
  var session = LineEditorSession(width: 30)
  session.shell.offer(["-a", "--long"], at: 3, descriptions: ["all of them", "everything that there is to know"])
  session.type("ls -\t")
  #expect(session.screen.text == ["$ ls -", "-a      all of them", "--long  everything that there…"])
  #expect(session.screen.coloured()[1] == "-a    {90}  all of them{}")
  var narrow = LineEditorSession(width: 8)
  narrow.shell.offer(["-a", "--much-too-long"], at: 3, descriptions: ["x", "y"])
  narrow.type("ls -\t")
  #expect(narrow.screen.text == ["$ ls -", "-a", "--much-…"])
}

@Test func aLargeMenuIsPaged() {
  var session = open(width: 12, height: 6, words: (0..<40).map { "w\($0)" })
  #expect(session.screen.text.first == "$ ls w")
  #expect(session.screen.text.count == 6)
  #expect(session.screen.text.last == "rows 1–4 of…" || session.screen.text.last == "rows 1–4 of")
  for _ in 0..<7 { session.type("\t") }
  #expect(session.line == "ls w6")
  #expect(session.screen.text.contains { $0.hasPrefix("w6") })
  session.type("\u{1b}[6~")
  #expect(session.line != "ls w6")
  #expect(session.screen.text.count <= 6)
}

@Test func noCandidateRingsTheBell() {
  var session = LineEditorSession()
  session.type("ls x\t")
  #expect(session.screen.bells == 1)
  #expect(session.shell.questions == ["complete ls x 4"])
}
