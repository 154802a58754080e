// SGR, colours and the palette.

import TerminalCore
import Testing

@Suite struct TerminalStyleTests {
  private func style(_ parameters: String) -> CellStyle { terminal("\u{1B}[\(parameters)mx").cell(0, 0).style }

  @Test func attributesGoOnAndOff() {
    let pairs: [(String, String, CellAttributes)] = [
      ("1", "22", .bold), ("2", "22", .faint), ("3", "23", .italic), ("5", "25", .blink), ("7", "27", .inverse),
      ("8", "28", .invisible), ("9", "29", .strikethrough), ("53", "55", .overline),
    ]
    for (on, off, attribute) in pairs {
      #expect(style(on).attributes == attribute)
      #expect(style("\(on);\(off)").attributes == [])
    }
    #expect(style("1;3;9").attributes == [.bold, .italic, .strikethrough])
    #expect(style("1;31;;4") == style("0;4"))
  }

  @Test func underlines() {
    #expect(style("4").underline == .single)
    #expect(style("21").underline == .double)
    #expect(style("4:3").underline == .curly)
    #expect(style("4:3;24").underline == .none)
    #expect(style("4:0").underline == .none)
    #expect(style("4:3;1").attributes == .bold)
  }

  @Test func colours() {
    #expect(style("31").foreground == .indexed(1))
    #expect(style("97").foreground == .indexed(15))
    #expect(style("44").background == .indexed(4))
    #expect(style("107").background == .indexed(15))
    #expect(style("38;5;200").foreground == .indexed(200))
    #expect(style("38:5:200").foreground == .indexed(200))
    #expect(style("48;2;1;2;3").background == .rgb(1, 2, 3))
    #expect(style("48:2:1:2:3").background == .rgb(1, 2, 3))
    #expect(style("48:2::1:2:3").background == .rgb(1, 2, 3))
    #expect(style("38;2;1;2;3;1").attributes == .bold)
    #expect(style("58;2;1;2;3;1").attributes == .bold)
    #expect(style("58:5:1;3").attributes == .italic)
    #expect(style("31;39").foreground == .standard)
    #expect(style("38;5;999;1").foreground == .standard)
    #expect(style("38;5").foreground == .indexed(0) || style("38;5").foreground == .standard)
    #expect(CellColour.rgb(1, 2, 3).kind == .rgb(1, 2, 3))
    #expect(CellColour.indexed(255).kind == .indexed(255))
  }

  @Test func moreParametersThanAreKept() {
    let many = (0..<200).map { _ in "1" }.joined(separator: ";") + ";31"
    #expect(style(many).attributes == .bold && style(many).foreground == .standard)
  }

  @Test func paletteIsSetAskedAndReset() {
    var screen = terminal("\u{1B}]4;1;rgb:12/34/56;2;#abc\u{7}")
    #expect(screen.palette.entries[1] == PaletteColour(0x123456))
    #expect(screen.palette.entries[2] == PaletteColour(0xAABBCC))
    #expect(screen.takeEvents().contains(.palette))
    screen.feed("\u{1B}]4;1;?\u{7}\u{1B}]11;?\u{1B}\\")
    #expect(screen.answers() == "^]4;1;rgb:1212/3434/5656\u{7}^]11;rgb:0000/0000/0000^\\")
    screen.feed("\u{1B}]10;#010203;#040506\u{7}")
    #expect(screen.palette.foreground == PaletteColour(0x010203))
    #expect(screen.palette.background == PaletteColour(0x040506))
    screen.feed("\u{1B}]104;1\u{7}\u{1B}]110\u{7}")
    #expect(screen.palette.entries[1] == Palette.standard.entries[1])
    #expect(screen.palette.entries[2] == PaletteColour(0xAABBCC))
    #expect(screen.palette.foreground == Palette.standard.foreground)
    let before = screen.palette
    for command in ["4;256;#fff", "4;x;#fff", "10;nonsense", "4;1", "11;rgb:1/2"] {
      screen.feed("\u{1B}]\(command)\u{7}")
    }
    #expect(screen.palette == before)
  }
}
