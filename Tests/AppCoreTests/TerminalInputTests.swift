// Keys, mouse, focus and paste as the program sees them.

import TerminalCore
import Testing

@Suite struct TerminalInputTests {
  private func keys(_ key: TerminalKey, _ modifiers: KeyModifiers = [], after script: String = "") -> String {
    String(decoding: terminal(script).encode(key, modifiers).map { $0 == 0x1B ? 0x5E : $0 }, as: UTF8.self)
  }

  @Test func cursorAndEditingKeys() {
    #expect(keys(.up) == "^[A" && keys(.up, after: "\u{1B}[?1h") == "^OA")
    #expect(keys(.left, [.control]) == "^[1;5D" && keys(.right, [.shift, .alt], after: "\u{1B}[?1h") == "^[1;4C")
    #expect(keys(.home) == "^[H" && keys(.end) == "^[F")
    #expect(keys(.delete) == "^[3~" && keys(.pageUp, [.control]) == "^[5;5~")
    #expect(keys(.function(1)) == "^OP" && keys(.function(4), [.shift]) == "^[1;2S")
    #expect(keys(.function(5)) == "^[15~" && keys(.function(12), [.control]) == "^[24;5~")
    #expect(keys(.function(0)) == "" && keys(.function(99)) == "")
  }

  @Test func typing() {
    #expect(keys(.character("a")) == "a" && keys(.character("ä")) == "ä")
    #expect(keys(.character("a"), [.alt]) == "^a" && keys(.character("c"), [.control]) == "\u{3}")
    #expect(keys(.character("["), [.control]) == "^" && keys(.character(" "), [.control]) == "\0")
    #expect(keys(.character("x"), [.control, .alt]) == "^\u{18}")
    #expect(keys(.enter) == "\r" && keys(.enter, after: "\u{1B}[20h") == "\r\n")
    #expect(keys(.tab) == "\t" && keys(.tab, [.shift]) == "^[Z")
    #expect(keys(.backspace) == "\u{7F}" && keys(.backspace, [.control]) == "\u{8}")
    #expect(keys(.backspace, [.alt]) == "^\u{7F}" && keys(.escape) == "^")
  }

  @Test func keypad() {
    #expect(keys(.keypad("5")) == "5" && keys(.keypad("5"), after: "\u{1B}=") == "^Ou")
    #expect(keys(.keypadEnter) == "\r" && keys(.keypadEnter, after: "\u{1B}=") == "^OM")
    #expect(keys(.keypad("5"), after: "\u{1B}=\u{1B}>") == "5")
  }

  private func mouse(_ report: MouseReport, after script: String) -> String {
    String(decoding: terminal(script).encode(report).map { $0 == 0x1B ? 0x5E : $0 }, as: UTF8.self)
  }

  @Test func mouseForms() {
    let press = MouseReport(.press, .left, column: 2, row: 3)
    let release = MouseReport(.release, .left, column: 2, row: 3)
    #expect(mouse(press, after: "") == "")
    #expect(mouse(press, after: "\u{1B}[?1000h") == "^[M #$")
    #expect(mouse(release, after: "\u{1B}[?1000h") == "^[M##$")
    #expect(mouse(press, after: "\u{1B}[?1000;1006h") == "^[<0;3;4M")
    #expect(mouse(release, after: "\u{1B}[?1002;1006h") == "^[<0;3;4m")
    #expect(mouse(release, after: "\u{1B}[?9h") == "")
    let pixels = MouseReport(.press, .right, column: 2, row: 3, x: 40, y: 50, modifiers: [.control])
    #expect(mouse(pixels, after: "\u{1B}[?1003;1016h") == "^[<18;41;51M")
    #expect(mouse(MouseReport(.press, .left, column: 500, row: 0), after: "\u{1B}[?1000h") == "")
    #expect(mouse(press, after: "\u{1B}[?1000h\u{1B}[?1000l") == "")
  }

  @Test func mouseMotionOnlyWhenAskedFor() {
    let drag = MouseReport(.motion, .left, column: 0, row: 0)
    let hover = MouseReport(.motion, .none, column: 0, row: 0)
    #expect(mouse(drag, after: "\u{1B}[?1000;1006h") == "")
    #expect(mouse(drag, after: "\u{1B}[?1002;1006h") == "^[<32;1;1M")
    #expect(mouse(hover, after: "\u{1B}[?1002;1006h") == "")
    #expect(mouse(hover, after: "\u{1B}[?1003;1006h") == "^[<35;1;1M")
  }

  @Test func wheelOnTheAlternateScreen() {
    let up = MouseReport(.press, .wheelUp, column: 0, row: 0)
    #expect(mouse(up, after: "") == "")
    #expect(mouse(up, after: "\u{1B}[?1049h") == "^[A")
    #expect(mouse(up, after: "\u{1B}[?1049h\u{1B}[?1007l") == "")
    #expect(mouse(up, after: "\u{1B}[?1049h\u{1B}[?1000;1006h") == "^[<64;1;1M")
  }

  @Test func focus() {
    #expect(terminal("").encodeFocus(true) == [])
    #expect(terminal("\u{1B}[?1004h").encodeFocus(false) == Array("\u{1B}[O".utf8))
  }

  @Test func pasteCannotEscape() {
    let evil = Array("ls\u{1B}[201~\nrm -rf\r\nx\u{3}\ty\u{9B}z\u{7F}".utf8)
    #expect(terminal("").encodePaste(evil) == Array("ls[201~\rrm -rf\rx\tyz".utf8))
    let framed = terminal("\u{1B}[?2004h").encodePaste(evil)
    #expect(framed == Array("\u{1B}[200~ls[201~\rrm -rf\rx\tyz\u{1B}[201~".utf8))
    #expect(terminal("").pasteNeedsWarning(evil) && !terminal("\u{1B}[?2004h").pasteNeedsWarning(evil))
    #expect(!terminal("").pasteNeedsWarning(Array("ls".utf8)))
  }
}
