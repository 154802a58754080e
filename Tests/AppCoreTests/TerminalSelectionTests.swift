// Selecting, copying and searching.

import TerminalCore
import Testing

@Suite struct TerminalSelectionTests {
  private func at(_ line: Int, _ column: Int) -> TextPosition { TextPosition(line: line, column: column) }

  private func select(
    _ kind: Selection.Kind, _ from: TextPosition, _ to: TextPosition, in script: String
  ) -> String? {
    var screen = terminal(script, columns: 10, rows: 5)
    screen.beginSelection(kind, at: from)
    screen.extendSelection(to: to)
    return screen.copied
  }

  @Test func characters() {
    #expect(select(.character, at(0, 1), at(0, 4), in: "hello") == "ell")
    #expect(select(.character, at(0, 4), at(0, 1), in: "hello") == "ell")
    #expect(select(.character, at(0, 2), at(0, 2), in: "hello") == nil)
    #expect(select(.character, at(0, 2), at(1, 1), in: "ab cd  \r\nef") == " cd\ne")
    #expect(select(.character, at(0, 0), at(0, 3), in: "日本") == "日本")
    #expect(select(.character, at(-5, -5), at(500, 500), in: "x") == "x\n\n\n\n")
  }

  @Test func wrappedRowsAreOneLine() {
    #expect(select(.character, at(0, 5), at(1, 3), in: "0123456789abcdef") == "56789abc")
    #expect(select(.line, at(1, 0), at(1, 0), in: "0123456789abcdef\r\nx") == "0123456789abcdef")
    #expect(select(.character, at(0, 0), at(1, 2), in: "012345678日") == "012345678日")
  }

  @Test func words() {
    #expect(select(.word, at(0, 5), at(0, 5), in: "cd /usr/bin x") == "/usr/bin")
    #expect(select(.word, at(0, 0), at(0, 5), in: "ab cd ef") == "ab cd")
    #expect(select(.word, at(1, 1), at(1, 1), in: "xx 3456789abcdef") == "3456789abcdef")
    #expect(select(.word, at(0, 4), at(0, 0), in: "ab cd") == "ab cd")
  }

  @Test func blocks() {
    #expect(select(.block, at(0, 1), at(2, 3), in: "abcd\r\ne\r\nijkl") == "bc\n\njk")
    #expect(select(.block, at(2, 3), at(0, 1), in: "abcd\r\nefgh\r\nijkl") == "bc\nfg\njk")
  }

  @Test func outputMovesTheSelectionAlong() {
    var screen = terminal("one\r\ntwo", columns: 10, rows: 3)
    screen.beginSelection(.word, at: at(0, 0))
    screen.feed("\r\n3\r\n4\r\n5\r\n6")
    #expect(screen.copied == "one")
    screen.feed("\u{1B}[H\u{1B}[2J")
    #expect(screen.copied == "one")
    screen = terminal("one", columns: 10, rows: 3, scrollback: 2)
    screen.beginSelection(.word, at: at(0, 0))
    screen.feed("\r\n\n\n\n\n\n\n\n")
    #expect(screen.selection == nil)
  }

  @Test func overwritingDropsTheSelection() {
    var screen = terminal("one\r\ntwo", columns: 10, rows: 3)
    screen.beginSelection(.word, at: at(0, 0))
    screen.feed("\u{1B}[2;1H\u{1B}[K")
    #expect(screen.copied == "one")
    screen.feed("\u{1B}[H\u{1B}[K")
    #expect(screen.selection == nil)
  }

  @Test func resizingKeepsTheSelectedText() {
    var screen = terminal("alpha beta gamma delta\r\nend", columns: 30, rows: 4)
    screen.beginSelection(.word, at: at(0, 12))
    screen.resize(columns: 7, rows: 4)
    #expect(screen.copied == "gamma")
    screen.resize(columns: 40, rows: 6)
    #expect(screen.copied == "gamma")
  }

  @Test func search() {
    let screen = terminal("needle 1\r\nhay NEEdle\r\nÄpfel\r\nx\r\ny\r\nz", columns: 8, rows: 2)
    #expect(screen.occurrences(of: "needle").count == 2)
    #expect(screen.occurrences(of: "needle", ignoringCase: false).count == 1)
    #expect(screen.occurrences(of: "äPFEL").count == 1)
    #expect(screen.occurrences(of: "").isEmpty && screen.occurrences(of: "absent").isEmpty)
    #expect(screen.occurrences(of: "needle", limit: 1).count == 1)
    let second = screen.occurrences(of: "needle")[1]
    #expect(second == TextRange(start: at(1, 4), end: at(2, 2)))
    var selecting = screen
    selecting.select(second)
    #expect(selecting.copied == "NEEdle")
  }

  @Test func scrolledBackViewStaysWhileOutputComes() {
    var screen = terminal("1\r\n2\r\n3\r\n4\r\n5", columns: 5, rows: 2)
    screen.scrollView(to: 3)
    #expect(screen.shown == ["1", "2"] && screen.cursor == nil)
    screen.feed("\r\n6\r\n7")
    #expect(screen.shown == ["1", "2"])
    screen.scrollView(to: 999)
    #expect(screen.viewOffset == screen.scrollbackCount)
    screen.scrollView(to: -1)
    #expect(screen.shown == ["6", "7"])
  }
}
