// Reflow: what a new size does to text, cursor and scrollback.

import TerminalCore
import Testing

@Suite struct TerminalResizeTests {
  @Test func wrappedTextIsWrappedAnew() {
    var screen = terminal("0123456789abcdef\r\nxy", columns: 10, rows: 4)
    screen.resize(columns: 5, rows: 4)
    #expect(screen.everything == ["01234", "56789", "abcde", "f", "xy"])
    #expect(screen.logicalLines == ["0123456789abcdef", "xy"])
    screen.resize(columns: 20, rows: 4)
    #expect(screen.everything == ["0123456789abcdef", "xy"] && screen.place == [1, 2])
  }

  @Test func theCursorKeepsItsCharacter() {
    var screen = terminal("abcdefghij\u{1B}[1;8H", columns: 12, rows: 3)
    screen.resize(columns: 4, rows: 3)
    #expect(screen.place == [1, 3])
    screen.feed("X")
    #expect(screen.logicalLines == ["abcdefgXij"])
    screen = terminal("abcde", columns: 5, rows: 3)
    screen.resize(columns: 8, rows: 3)
    screen.feed("f")
    #expect(screen.shown == ["abcdef"])
    screen.resize(columns: 6, rows: 3)
    screen.feed("g")
    #expect(screen.shown == ["abcdef", "g"])
  }

  @Test func heightTakesFromTheScrollbackAndGivesBack() {
    var screen = terminal("1\r\n2\r\n3\r\n4\r\n5", columns: 5, rows: 4)
    screen.resize(columns: 5, rows: 2)
    #expect(screen.shown == ["4", "5"] && screen.place == [1, 1])
    screen.resize(columns: 5, rows: 5)
    #expect(screen.shown == ["1", "2", "3", "4", "5"])
    screen = terminal("$ ", columns: 10, rows: 10)
    screen.resize(columns: 10, rows: 3)
    #expect(screen.shown == ["$"] && screen.scrollbackCount == 0)
  }

  @Test func aClearedScreenStaysAtTheTop() {
    var screen = terminal("1\r\n2\r\n3\r\n4\r\n5\u{1B}[H\u{1B}[2J$ ", columns: 10, rows: 3)
    screen.resize(columns: 7, rows: 3)
    #expect(screen.shown == ["$"] && screen.place == [0, 2])
  }

  @Test func wideCharactersAreNotCut() {
    var screen = terminal("日本語文字", columns: 10, rows: 5)
    screen.resize(columns: 5, rows: 5)
    #expect(screen.shown == ["日本", "語文", "字"] && screen.cell(0, 4).isSpacer)
    screen.resize(columns: 10, rows: 5)
    #expect(screen.shown == ["日本語文字"])
  }

  @Test func theAlternateScreenIsNeverReflowed() {
    var screen = terminal("0123456789abcdef\u{1B}[?1049h\u{1B}[HABCDEFGHIJ\u{1B}[4;1Hend", columns: 10, rows: 4)
    screen.resize(columns: 5, rows: 3)
    #expect(screen.shown == ["", "", "end"])
    screen.feed("\u{1B}[?1049l")
    #expect(screen.logicalLines == ["0123456789abcdef"])
  }

  @Test func extremeSizesAreClamped() {
    var screen = terminal("hello 日本", columns: -5, rows: 0)
    #expect(screen.columns == 2 && screen.rows == 1)
    screen.resize(columns: 1_000_000, rows: 1_000_000)
    #expect(screen.columns == 2000 && screen.rows == 1000)
    #expect(screen.logicalLines.first == "hello 日本")
  }

  @Test(arguments: 1...30) func shrinkingAndGrowingRestoresTheLines(seed: UInt64) {
    var dice = Dice(seed: seed)
    let pieces = ["word ", "a", "日本語", "é", "long-long-long-word/", "\r\n", "\r\n\r\n", "🙂", "tab\t"]
    var script = ""
    for _ in 0..<200 { script += pieces[dice.below(pieces.count)] }
    var screen = terminal(script, columns: 40, rows: 8, scrollback: 2000)
    let before = screen.logicalLines
    for _ in 0..<6 {
      screen.resize(columns: 2 + dice.below(100), rows: 1 + dice.below(20))
      let cursor = screen.place ?? [0, 0]
      #expect(cursor[0] < screen.rows && cursor[1] < screen.columns)
    }
    screen.resize(columns: 40, rows: 8)
    #expect(screen.logicalLines == before)
  }
}
