// What the terminal answers and what it tells the application.

import TerminalCore
import Testing

@Suite struct TerminalReportTests {
  private func answer(_ script: String) -> String {
    var screen = terminal(script)
    return screen.answers()
  }

  @Test func deviceReports() {
    #expect(answer("\u{1B}[c") == "^[?62;22c")
    #expect(answer("\u{1B}Z") == "^[?62;22c")
    #expect(answer("\u{1B}[>c") == "^[>1;400;0c")
    #expect(answer("\u{1B}[5n") == "^[0n")
    #expect(answer("\u{1B}[3;7H\u{1B}[6n") == "^[3;7R")
    #expect(answer("\u{1B}[2;4r\u{1B}[?6h\u{1B}[2;1H\u{1B}[6n") == "^[2;1R")
    #expect(answer("\u{1B}[18t") == "^[8;6;20t")
    #expect(answer("\u{1B}[>q") == "^P>|Apus Terminal(1)^\\")
    #expect(answer("\u{1B}P$qr\u{1B}\\") == "^P1$r1;6r^\\")
    #expect(answer("\u{1B}[1;38;5;100m\u{1B}P$qm\u{1B}\\") == "^P1$r0;1;38:5:100m^\\")
    #expect(answer("\u{1B}P$qzz\u{1B}\\") == "^P0$r^\\")
  }

  @Test func modeReports() {
    #expect(answer("\u{1B}[?2026$p") == "^[?2026;2$y")
    #expect(answer("\u{1B}[?2004h\u{1B}[?2004$p") == "^[?2004;1$y")
    #expect(answer("\u{1B}[?4242$p") == "^[?4242;0$y")
    #expect(answer("\u{1B}[4$p") == "^[4;2$y")
    #expect(answer("\u{1B}[?1049h\u{1B}[?1049$p") == "^[?1049;1$y")
    #expect(answer("\u{1B}[?1h\u{1B}[?1s\u{1B}[?1l\u{1B}[?1r\u{1B}[?1$p") == "^[?1;1$y")
  }

  @Test func repliesAreBounded() {
    var screen = terminal(String(repeating: "\u{1B}[6n", count: 100_000))
    #expect(screen.takeReplies().count <= 64 * 1024)
    #expect(screen.takeReplies().isEmpty)
  }

  @Test func titles() {
    var screen = terminal("\u{1B}]2;first\u{7}\u{1B}[22;0t\u{1B}]0;sec\u{1}ond ☃\u{1B}\\")
    #expect(String(decoding: screen.title, as: UTF8.self) == "second ☃")
    #expect(screen.takeEvents() == [.title])
    screen.feed("\u{1B}[23;0t")
    #expect(String(decoding: screen.title, as: UTF8.self) == "first")
    screen.feed("\u{1B}]0;" + String(repeating: "x", count: 1_000_000) + "\u{7}")
    #expect(String(decoding: screen.title, as: UTF8.self) == "first")
    screen.feed("\u{1B}]0;" + String(repeating: "x", count: 5000) + "\u{7}")
    #expect(screen.title.count == 1024)
  }

  @Test func events() {
    var screen = terminal(
      "\u{7}\u{7}\u{1B}]7;file:///tmp\u{7}\u{1B}]9;done\u{7}\u{1B}]777;notify;a;b\u{7}\u{1B}]9;4;1;42\u{7}")
    #expect(
      screen.takeEvents() == [
        .bell, .workingDirectory(Array("file:///tmp".utf8)), .notification(Array("done".utf8)),
        .notification(Array("a;b".utf8)), .progress(42),
      ])
    #expect(screen.takeEvents() == [])
  }

  @Test func clipboardIsWrittenButNeverRead() {
    var screen = terminal("\u{1B}]52;c;aGVsbG8=\u{7}")
    #expect(screen.takeEvents() == [.clipboard(Array("hello".utf8))])
    screen.feed("\u{1B}]52;c;?\u{7}\u{1B}]52;c;a!b\u{7}\u{1B}]52;c;a\u{7}\u{1B}]52\u{7}")
    #expect(screen.takeEvents() == [] && screen.takeReplies() == [])
  }

  @Test func hyperlinks() {
    let screen = terminal("\u{1B}]8;id=1;https://apus.example\u{1B}\\ab\u{1B}]8;;\u{1B}\\c")
    #expect(screen.hyperlink(of: screen.cell(0, 1)) == Array("https://apus.example".utf8))
    #expect(screen.hyperlink(of: screen.cell(0, 2)) == nil)
  }

  @Test func cursorShapes() {
    #expect(terminal("\u{1B}[5 q").cursor?.shape == .bar)
    #expect(terminal("\u{1B}[4 q").cursor?.shape == .underline)
    #expect(!terminal("\u{1B}[4 q").modes.contains(.cursorBlink))
    #expect(terminal("\u{1B}[99 q").cursor?.shape == .block)
    #expect(terminal("\u{1B}[?25l").cursor == nil)
  }

  @Test func sizeAndSchemeAreReportedToThoseWhoAsked() {
    var screen = terminal("\u{1B}[?2048h\u{1B}[?2031h")
    _ = screen.takeReplies()
    screen.resize(columns: 30, rows: 4)
    #expect(screen.answers() == "^[48;4;30;64;240t")
    screen.setTheme(.standard, isDark: false)
    #expect(screen.answers() == "^[?997;2n")
  }
}
