// Markdown as pages, and the pager: what stands on the screen after which keys.

import Testing
import TextCore

private func page(_ text: String, width: Int = 40) -> [String] {
  MarkdownPage(Array(text.utf8), width: width).lines.map { String(decoding: $0.encoded(isPlain: true), as: UTF8.self) }
}

@Test func paragraphsAreFilled() {
  #expect(page("one two\nthree four five six seven eight nine") == ["one two three four five six seven eight", "nine"])
  #expect(page("a\n\nb") == ["a", "", "b"])
  #expect(page("line  \nbreak") == ["line", "break"])
}

@Test func headingsListsAndCode() {
  #expect(page("# Title\ntext") == ["Title", "", "text"])
  #expect(page("Title\n=====\ntext") == ["Title", "", "text"])
  #expect(page("- one\n- two\n  more\n  - inner") == ["  • one", "  • two more", "      • inner"])
  #expect(page("1. a\n2. b") == ["  1. a", "  2. b"])
  #expect(page("```\nlet  x\n```\nend") == ["    let  x", "end"])
  #expect(page("> quoted") == ["│ quoted"])
}

@Test func tablesHaveColumns() {
  #expect(page("| a | b |\n|---|---|\n| long | x |") == ["  a     b", "  long  x"])
}

@Test func stylesOfWords() {
  func encoded(_ text: String) -> String {
    MarkdownPage(Array(text.utf8), width: 40).lines.map { String(decoding: $0.encoded(isPlain: false), as: UTF8.self) }
      .joined(separator: "|")
  }
  #expect(encoded("**bold** x") == "\u{1b}[1mbold\u{1b}[0m x")
  #expect(encoded("`a b`") == "\u{1b}[36ma b\u{1b}[0m")
  #expect(encoded("*it* snake_case_word 2 * 3") == "\u{1b}[3mit\u{1b}[0m snake_case_word 2 * 3")
  #expect(encoded("[text](page.md)") == "\u{1b}[4mtext\u{1b}[0m")
}

// MARK: Pager

private func makePager(_ text: String, columns: Int = 20, rows: Int = 5) -> Pager {
  var pager = Pager(MemorySource(Array(text.utf8)), Pager.Options())
  pager.resize(columns: columns, rows: rows)
  return pager
}

/// The rows of the screen, without escape sequences.
private func screen(_ pager: inout Pager) -> [String] {
  let text = String(decoding: pager.screen(), as: UTF8.self)
  let plain = text.replacing(/\u{1b}\[[0-9;]*[A-Za-z]/, with: "")
  return plain.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
}

private func press(_ keys: String, _ pager: inout Pager) {
  for byte in keys.utf8 { _ = pager.press(.character(byte)) }
}

private let numbers = (1...20).map { "line \($0)" }.joined(separator: "\n") + "\n"

@Test func keysMoveThroughTheText() {
  var pager = makePager(numbers)
  #expect(screen(&pager) == ["line 1", "line 2", "line 3", "line 4", ":"])
  press(" ", &pager)
  #expect(screen(&pager)[0] == "line 5")
  press("kk", &pager)
  #expect(screen(&pager)[0] == "line 3")
  press("G", &pager)
  #expect(screen(&pager) == ["line 17", "line 18", "line 19", "line 20", "(END)"])
  press("j", &pager)
  #expect(screen(&pager)[0] == "line 17")
  press("10g", &pager)
  #expect(screen(&pager)[0] == "line 10")
  press("50%", &pager)
  #expect(screen(&pager)[0] == "line 11")
  press("mag'a", &pager)
  #expect(pager.press(.character(UInt8(ascii: "q"))) == .quit)
}

@Test func searchesAndFilters() {
  var pager = makePager(numbers)
  press("/7\r", &pager)
  #expect(screen(&pager)[0] == "line 7")
  press("n", &pager)
  #expect(screen(&pager)[0] == "line 17")
  press("N", &pager)
  #expect(screen(&pager)[0] == "line 7")
  press("?3$\r", &pager)
  #expect(screen(&pager)[0] == "line 3")
  press("/nope\r", &pager)
  #expect(screen(&pager)[4] == "Pattern not found")
  press("/(\r", &pager)
  #expect(screen(&pager)[4].hasPrefix("Unmatched"))
  press("g&1$\r", &pager)
  #expect(screen(&pager)[..<2] == ["line 1", "line 11"])
  press("&\r", &pager)
  #expect(screen(&pager)[1] == "line 2")
}

@Test func longLinesAreFoldedOrCut() {
  var pager = makePager("abcdefghijklmnopqrstuvwxyz\nnext\n", columns: 10)
  #expect(screen(&pager)[..<4] == ["abcdefghij", "klmnopqrst", "uvwxyz", "next"])
  press("-S", &pager)
  #expect(screen(&pager)[..<2] == ["abcdefghij", "next"])
  _ = pager.press(.right)
  #expect(screen(&pager)[0] == "fghijklmno")
  press("-N", &pager)
  #expect(screen(&pager)[1].contains("2"))
}

@Test func oddBytesAreShownAndDoNoHarm() {
  var pager = Pager(MemorySource([0x41, 0x1b, 0x5b, 0x32, 0x4a, 0x00, 0xff, 0xc2, 0x9b, 0x0a]), Pager.Options())
  pager.resize(columns: 40, rows: 4)
  #expect(screen(&pager)[0] == "A^[[2J^@<FF><9B>")
}

/// A source that counts what is read of it.
private final class Endless: PageSource {
  var read = 0
  func read(at offset: Int, count: Int) -> [UInt8] {
    read += count
    return [UInt8](repeating: 0x0a, count: count)
  }
}

@Test func onlyWhatIsSeenIsRead() {
  let source = Endless()
  var pager = Pager(source, Pager.Options())
  pager.resize(columns: 80, rows: 50)
  press("   ", &pager)
  _ = pager.screen()
  #expect(source.read < 1 << 20)
}
