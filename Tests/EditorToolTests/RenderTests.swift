// What is drawn: rows as they are seen, and the bytes that bring a terminal there.

import EditorCore
import TerminalCore
import Testing

@testable import TextEditors

struct RenderTests {
  private func rows(_ frame: ScreenFrame) -> [String] {
    (0..<frame.height).map { row in
      var text = String(decoding: frame.text(ofRow: row), as: UTF8.self)
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  private func sodium(_ text: String, _ keys: String, width: Int = 20, height: Int = 7) -> ScreenFrame {
    let editor = SodiumTests.editor(text, keys, width: width, height: height)
    return editor.render(width: width, height: height)
  }

  @Test func plain() {
    let frame = sodium("one\n\ttwo\n\u{1}é日\n", "j")
    #expect(
      rows(frame)
        == ["one", "        two", "^Aé日", "~", "~", " file.txt  2,1-8  All", ""].map { String($0.prefix(20)) }
        || rows(frame)[0...4] == ["one", "        two", "^Aé日", "~", "~"])
    #expect(frame.cursor == (1, 7))
    #expect(rows(sodium("one\n", "ia"))[6] == "-- INSERT --")
    #expect(rows(sodium("one\n", "V"))[6] == "-- VISUAL LINE --")
    #expect(rows(sodium("one\n", ":s/x"))[6] == ":s/x")
    #expect(rows(sodium("one\n", "qa"))[6] == "recording @a")
  }

  @Test func numbers() {
    #expect(rows(sodium("a\nb\nc\n", ":set nu<CR>"))[0...2] == ["  1 a", "  2 b", "  3 c"])
    #expect(rows(sodium("a\nb\nc\n", "j:set rnu<CR>"))[0...2] == ["  1 a", "  0 b", "  1 c"])
    #expect(rows(sodium("a\nb\nc\n", "j:set rnu nu<CR>"))[0...2] == ["  1 a", "2   b", "  1 c"])
    #expect(rows(sodium("a\tb \n", ":set list<CR>"))[0] == "a>------b $")
  }

  @Test func wrapping() {
    let long = "abcdefghijklmnopqrstuvwxyz0123456789\nnext\n"
    #expect(rows(sodium(long, ""))[0...2] == ["abcdefghijklmnopqrst", "uvwxyz0123456789", "next"])
    #expect(sodium(long, "$").cursor == (1, 15))
    let plain = sodium(long, ":set nowrap<CR>$")
    #expect(rows(plain)[0] == "qrstuvwxyz0123456789".suffix(20 - 0) || rows(plain)[0].hasSuffix("9"))
    #expect(plain.cursor.row == 0)
    // A wide character does not stand across the edge.
    #expect(rows(sodium("abcdefghijklmnopqrs日x\n", ""))[0...1] == ["abcdefghijklmnopqrs", "日x"])
  }

  @Test func scrolling() {
    let text = (1...100).map { "line \($0)\n" }.joined()
    #expect(rows(sodium(text, "G"))[4] == "line 100")
    #expect(rows(sodium(text, "50Gzt"))[0] == "line 50")
    #expect(rows(sodium(text, "50Gzb"))[4] == "line 50")
    #expect(rows(sodium(text, "50Gzz"))[2] == "line 50")
    #expect(rows(sodium(text, "<C-e><C-e>"))[0] == "line 3")
    #expect(rows(sodium(text, "<C-f>"))[0] == "line 4")
    #expect(rows(sodium(text, "<C-d>"))[0] == "line 3")
    #expect(rows(sodium(text, "50GztL"))[0] == "line 50")
    #expect(sodium(text, "50GztL").cursor.row == 4)
    #expect(sodium(text, "50GztM").cursor.row == 2)
    #expect(sodium(text, "50GzbH").cursor.row == 0)
  }

  @Test func matchesAndSelections() {
    let found = sodium("one two one\n", "/one<CR>")
    #expect(found.rows[0].map { $0.style == .match }.filter { $0 }.count == 6)
    #expect(sodium("one two one\n", "/one<CR>:noh<CR>").rows[0].allSatisfy { $0.style != .match })
    let selected = sodium("abc\ndef\n", "lvj")
    #expect(selected.rows[0][..<4].map(\.style.isReversed) == [false, true, true, true])
    #expect(selected.rows[1][..<4].map(\.style.isReversed) == [true, true, false, false])
    let block = sodium("abc\ndef\n", "l<C-v>jl")
    #expect(block.rows[1][..<4].map(\.style.isReversed) == [false, true, true, false])
  }

  @Test func colours() {
    let editor = Sodium(path: Array("a.swift".utf8), bytes: Array("let a = \"x\" // c\n".utf8))
    let frame = editor.render(width: 30, height: 5)
    #expect(frame.rows[0][0].style == SyntaxPainter.style(.keyword))
    #expect(frame.rows[0][8].style == SyntaxPainter.style(.string))
    #expect(frame.rows[0][13].style == SyntaxPainter.style(.comment))
  }

  @Test func nano() {
    let editor = Nano(path: Array("a.txt".utf8), bytes: Array("one\ntwo\n".utf8))
    _ = editor.press([.down, .character(0x78)])
    var seen = rows(editor.render(width: 60, height: 9))
    #expect(seen[0].contains("a.txt") && seen[0].hasSuffix("Modified"))
    #expect(seen[1...3] == ["one", "xtwo", ""])
    #expect(seen[7].hasPrefix("^G Help") && seen[8].hasPrefix("^X Exit"))
    _ = editor.press([.ctrl("X")])
    seen = rows(editor.render(width: 60, height: 9))
    #expect(seen[6] == "Save modified buffer?")
    #expect(seen[7].hasPrefix("Y Yes"))
    _ = editor.press([.ctrl("C"), .ctrl("G")])
    #expect(rows(editor.render(width: 60, height: 9))[0].contains("help"))
  }

  // MARK: - The terminal

  private func screen(_ terminal: Terminal) -> [String] {
    (0..<terminal.rows).map { row in
      var text = String(decoding: terminal.text(ofLine: terminal.line(atViewRow: row)), as: UTF8.self)
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// A terminal that got only the differences shows what the editor wants.
  @Test(arguments: 0..<6)
  func theTerminalAgrees(seed: Int) {
    var numbers = SeededNumbers(state: UInt64(seed))
    let text = (1...60).map { "line \($0) \t日本 e\u{301} \(String(repeating: "word ", count: $0 % 12))\n" }.joined()
    let editor = SodiumTests.editor(text, ":set \(seed % 2 == 0 ? "nowrap" : "list nu")<CR>", width: 40, height: 14)
    let keys = KeyNames.keys("jjkkhlwbxpJu.vo$0^GHML{}(~<Esc><Esc><C-d><C-u><C-e><C-y><C-f><C-b>") + [.escape, .escape]
    var writer = ScreenWriter()
    var terminal = Terminal(columns: 40, rows: 14)
    terminal.feed(ScreenWriter.begin)
    for _ in 0..<400 {
      _ = editor.press([keys[Int.random(in: 0..<keys.count, using: &numbers)]])
      let frame = editor.render(width: 40, height: 14)
      terminal.feed(writer.update(to: frame))
      #expect(screen(terminal) == rows(frame), "seed \(seed)")
      #expect(terminal.cursor?.row == frame.cursor.row && terminal.cursor?.column == frame.cursor.column)
    }
  }

  @Test func aKeySendsLittle() {
    let text = (1...100).map { "line \($0) with some words in it\n" }.joined()
    let editor = SodiumTests.editor(text, "", width: 80, height: 24)
    var writer = ScreenWriter()
    _ = writer.update(to: editor.render(width: 80, height: 24))
    func bytes(_ keys: String) -> Int {
      _ = editor.press(KeyNames.keys(keys))
      return writer.update(to: editor.render(width: 80, height: 24)).count
    }
    #expect(bytes("j") < 60)
    #expect(bytes("x") < 120)
    #expect(bytes("iabc<Esc>") < 120)
    #expect(bytes("<C-e>") < 200)
    #expect(bytes("<C-d>") < 900)
    #expect(bytes("") == 0)
  }
}
