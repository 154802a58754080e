// What escape sequences do to the screen: script in, expected rows out.

import TerminalCore
import Testing

@Suite struct TerminalScreenTests {
  @Test func textWrapsAndScrolls() {
    let screen = terminal("abcdefghij\r\n1\r\n2\r\n3", columns: 5, rows: 3)
    #expect(screen.shown == ["1", "2", "3"])
    #expect(screen.everything == ["abcde", "fghij", "1", "2", "3"])
    #expect(screen.isWrapped(line: 0) && !screen.isWrapped(line: 1))
  }

  @Test func lastColumnHoldsTheWrapBack() {
    var screen = terminal("abcde", columns: 5, rows: 3)
    #expect(screen.place == [0, 4])
    screen.feed("\r\nx")
    #expect(screen.shown == ["abcde", "x"])
    screen = terminal("\u{1B}[?7labcdefg", columns: 5, rows: 3)
    #expect(screen.shown == ["abcdg"])
  }

  @Test func cursorMovesStayInside() {
    var screen = terminal("\u{1B}[99;99H")
    #expect(screen.place == [5, 19])
    screen.feed("\u{1B}[99A\u{1B}[99D")
    #expect(screen.place == [0, 0])
    screen.feed("\u{1B}[3;5H\u{1B}[2C\u{1B}[B\u{1B}[D")
    #expect(screen.place == [3, 5])
    screen.feed("\u{1B}[7G\u{1B}[2d")
    #expect(screen.place == [1, 6])
    screen.feed("\u{1B}[2E")
    #expect(screen.place == [3, 0])
    screen.feed("\u{1B}[F\u{1B}[4`\u{1B}[2a\u{1B}[e")
    #expect(screen.place == [3, 5])
    screen.feed("\u{1B}[65535;65535H\u{1B}[99999999999999999999C")
    #expect(screen.place == [5, 19])
  }

  @Test func erasing() {
    let full = "aaaaa\r\nbbbbb\r\nccccc\u{1B}[2;3H"
    #expect(terminal(full + "\u{1B}[K", columns: 5, rows: 3).shown == ["aaaaa", "bb", "ccccc"])
    #expect(terminal(full + "\u{1B}[1K", columns: 5, rows: 3).shown == ["aaaaa", "   bb", "ccccc"])
    #expect(terminal(full + "\u{1B}[2K", columns: 5, rows: 3).shown == ["aaaaa", "", "ccccc"])
    #expect(terminal(full + "\u{1B}[J", columns: 5, rows: 3).shown == ["aaaaa", "bb"])
    #expect(terminal(full + "\u{1B}[1J", columns: 5, rows: 3).shown == ["", "   bb", "ccccc"])
    #expect(terminal(full + "\u{1B}[2J", columns: 5, rows: 3).shown == [])
    #expect(terminal(full + "\u{1B}[2X", columns: 5, rows: 3).shown == ["aaaaa", "bb  b", "ccccc"])
  }

  @Test func insertingAndDeleting() {
    let full = "abcde\r\nfghij\r\nklmno\u{1B}[2;2H"
    #expect(terminal(full + "\u{1B}[2@", columns: 5, rows: 3).shown == ["abcde", "f  gh", "klmno"])
    #expect(terminal(full + "\u{1B}[2P", columns: 5, rows: 3).shown == ["abcde", "fij", "klmno"])
    #expect(terminal(full + "\u{1B}[L", columns: 5, rows: 3).shown == ["abcde", "", "fghij"])
    #expect(terminal(full + "\u{1B}[M", columns: 5, rows: 3).shown == ["abcde", "klmno"])
    #expect(terminal(full + "\u{1B}[4hXY\u{1B}[4lZ", columns: 5, rows: 3).shown == ["abcde", "fXYZh", "klmno"])
    #expect(terminal(full + "\u{1B}[9999@\u{1B}[9999P\u{1B}[9999L", columns: 5, rows: 3).shown == ["abcde"])
  }

  @Test func scrollRegion() {
    var screen = terminal("1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[3;1H\n", columns: 5, rows: 4)
    #expect(screen.shown == ["1", "3", "", "4"])
    #expect(screen.scrollbackCount == 0)
    screen.feed("\u{1B}[2;1H\u{1B}M")
    #expect(screen.shown == ["1", "", "3", "4"])
    screen.feed("\u{1B}[S")
    #expect(screen.shown == ["1", "3", "", "4"])
    screen.feed("\u{1B}[T\u{1B}[?6h\u{1B}[1;1Hx")
    #expect(screen.shown == ["1", "x", "3", "4"])
    screen.feed("\u{1B}[99;1Hy")
    #expect(screen.shown == ["1", "x", "y", "4"])
  }

  @Test func scrollingFromTheTopGoesToTheScrollback() {
    let screen = terminal("1\r\n2\r\n3\u{1B}[1;2r\u{1B}[2;1H\n\n", columns: 5, rows: 3)
    #expect(screen.everything == ["1", "2", "", "", "3"])
  }

  @Test func tabs() {
    var screen = terminal("a\tb\tc")
    #expect(screen.shown == ["a       b       c"])
    screen = terminal("\u{1B}[3g\u{1B}[5G\u{1B}H\r\tx\u{1B}[Zy")
    #expect(screen.shown == ["    y"])
    #expect(terminal("\t\t\t\t\tx").place == [0, 19])
    #expect(terminal("\u{1B}[2Ix").shown == ["                x"])
  }

  @Test func backspaceStopsAtTheEdgeUnlessReverseWrap() {
    #expect(terminal("ab\u{8}\u{8}\u{8}x", columns: 5).shown == ["xb"])
    #expect(terminal("\u{1B}[?45habcdef\u{8}\u{8}x", columns: 5).shown == ["abcdx", "f"])
  }

  @Test func saveAndRestore() {
    let screen = terminal("\u{1B}[31m\u{1B}[2;3H\u{1B}7\u{1B}[0m\u{1B}[Hx\u{1B}8y")
    #expect(screen.shown == ["x", "  y"])
    #expect(screen.cell(1, 2).style.foreground == .indexed(1))
    #expect(screen.cell(0, 0).style.foreground == .standard)
  }

  @Test func alternateScreen() {
    var screen = terminal("one\u{1B}[?1049h\u{1B}[Htwo\n\n\n\n\n\n\n\n\n")
    #expect(screen.isAlternateScreen && screen.scrollbackCount == 0)
    screen.feed("\u{1B}[?1049lX")
    #expect(screen.shown == ["oneX"] && screen.scrollbackCount == 0)
    screen.feed("\u{1B}[?47hq\u{1B}[?47l")
    #expect(screen.shown == ["oneX"])
  }

  @Test func lineDrawing() {
    #expect(terminal("\u{1B}(0lqk\u{1B}(Bq").shown == ["┌─┐q"])
    #expect(terminal("\u{1B})0a\u{E}x\u{F}x").shown == ["a│x"])
  }

  @Test func wideCharacters() {
    var screen = terminal("a日本", columns: 5, rows: 2)
    #expect(screen.shown == ["a日本"] && screen.place == [0, 4])
    #expect(screen.cell(0, 1).isWide && screen.cell(0, 2).isWideTail)
    screen.feed("\u{1B}[1;3Hx")
    #expect(screen.shown == ["a x本"])
    screen = terminal("abcd日", columns: 5, rows: 3)
    #expect(screen.shown == ["abcd", "日"] && screen.cell(0, 4).isSpacer && screen.isWrapped(line: 0))
    screen = terminal("日本\u{1B}[1;2H\u{1B}[K", columns: 5, rows: 1)
    #expect(screen.shown == [])
    screen = terminal("日本\u{1B}[1;2H\u{1B}[P", columns: 5, rows: 1)
    #expect(screen.shown == ["  本"] || screen.shown == [" 本"])
  }

  @Test func combiningMarks() {
    var screen = terminal("e\u{301}x\u{1B}[1;1H")
    #expect(screen.shown == ["e\u{301}x"])
    #expect(screen.marks(of: screen.cell(0, 0)) == [0x301])
    screen = terminal("\u{301}a" + String(repeating: "\u{301}", count: 5000))
    #expect(screen.marks(of: screen.cell(0, 0)).count == 8)
    screen = terminal("\u{2764}\u{FE0F}|")
    #expect(screen.cell(0, 0).isWide && screen.place == [0, 3])
    screen = terminal("👨\u{200D}👩|")
    #expect(screen.place == [0, 5])
  }

  @Test func malformedTextIsReplaced() {
    var screen = Terminal(columns: 20, rows: 2)
    screen.feed([0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x62, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0xC0, 0xAF, 0xC2, 0x85])
    #expect(screen.shown == ["a\u{FFFD}\u{FFFD}(\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"])
  }

  @Test func erasedCellsKeepTheBackground() {
    let screen = terminal("\u{1B}[44;31mx\u{1B}[K\u{1B}[2;1H\u{1B}[1;7;3X")
    for column in 0..<20 { #expect(screen.cell(0, column).style.background == .indexed(4)) }
    #expect(screen.cell(0, 5).style.foreground == .standard)
    #expect(terminal("\u{1B}[42m\u{1B}[6;1H\n").cell(5, 3).style.background == .indexed(2))
  }

  @Test func repetition() {
    #expect(terminal("ab\u{1B}[3b").shown == ["abbbb"])
    #expect(terminal("\u{1B}[5b").shown == [])
    #expect(terminal("x\u{1B}[65535b", columns: 5, rows: 2, scrollback: 3).everything.count == 3)
  }

  @Test func alignmentTestFillsTheScreen() {
    #expect(terminal("x\u{1B}#8", columns: 3, rows: 2).shown == ["EEE", "EEE"])
  }

  @Test func resetClearsEverythingButTheScrollback() {
    let screen = terminal("1\r\n2\r\n3\u{1B}[?1h\u{1B}[31m\u{1B}[?25l\u{1B}cx", columns: 5, rows: 2)
    #expect(screen.shown == ["x"] && screen.everything.first == "1")
    #expect(screen.modes == .initial && screen.cell(0, 0).style == CellStyle())
  }

  @Test func cancelAbortsASequence() {
    #expect(terminal("\u{1B}[31\u{18}mx").shown == ["mx"])
    #expect(terminal("\u{1B}]0;ti\u{1A}tle\u{7}x").shown == ["tlex"])
    #expect(terminal("\u{1B}[3\u{8}1mx").cell(0, 0).style.foreground == .indexed(1))
    #expect(terminal("\u{1B}P$q\u{1B}[31mx").cell(0, 0).style.foreground == .indexed(1))
    #expect(terminal("\u{1B}_anything\u{1B}\\\u{1B}^more\u{1B}\\\u{1B}Xstill\u{1B}\\ok").shown == ["ok"])
    #expect(terminal("\u{1B}[<31m\u{1B}[>4;2m\u{1B}[?31mx").cell(0, 0).style == CellStyle())
  }

  @Test func clearKeepsTheCursorsLine() {
    var screen = terminal("1\r\n2\r\n3\r\n4\r\n$ ", columns: 5, rows: 3)
    screen.clear()
    #expect(screen.everything == ["$"] && screen.place == [0, 2])
  }
}
