// Keys from a terminal's bytes.

import Testing

@testable import TextEditors

struct KeyDecoderTests {
  @Test(arguments: [
    ("a", [Key.character(0x61)]), ("\u{1b}[A", [.up]), ("\u{1b}OA", [.up]), ("\u{1b}[3~", [.delete]),
    ("\u{1b}[1;5C", [.wordRight]),
    ("\u{1b}[200~a\u{1b}b\r\u{1b}[201~c", [.paste([0x61, 0x1B, 0x62, 0x0D]), .character(0x63)]),
    ("é", [.character(0xE9)]),
    ("\r\t\u{7f}\u{8}", [.enter, .tab, .backspace, .backspace]), ("\u{1}\u{1f}", [.control(1), .control(0x1F)]),
    ("\u{1b}x", [.alt(0x78)]), ("\u{1b}[Z", [.backTab]), ("\u{1b}[11~\u{1b}OP", [.function(1), .function(1)]),
    ("\u{1b}\u{1b}[A", [.escape, .up]), ("\u{1b}[99;99X", []),
  ])
  func sequences(text: String, keys: [Key]) {
    var whole = KeyDecoder()
    #expect(whole.feed(Array(text.utf8)) == keys)
    var split = KeyDecoder()
    var found: [Key] = []
    for byte in text.utf8 { found += split.feed([byte]) }
    #expect(found == keys)
  }

  @Test func escapeAlone() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.escape])
    #expect(!decoder.isWaiting)
    #expect(decoder.feed([0xC3]).isEmpty)
    #expect(decoder.flush() == [.character(Characters.invalidMark | 0xC3)])
  }

  @Test func invalidBytes() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xFF, 0x61]) == [.character(Characters.invalidMark | 0xFF), .character(0x61)])
    #expect(decoder.feed([0xC3, 0x28]) == [.character(Characters.invalidMark | 0xC3), .character(0x28)])
  }

  @Test func macrosComeBack() {
    let keys: [Key] = [
      .character(0x61), .escape, .enter, .up, .ctrl("R"), .character(0x65E5), .delete, .wordLeft, .home,
    ]
    var decoder = KeyDecoder()
    // An escape before a letter is Alt, which is why a macro takes Alt apart.
    #expect(decoder.feed(keys.flatMap(\.bytes)).filter { $0 != .escape } == keys.filter { $0 != .escape })
  }
}
