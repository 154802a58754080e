// Find and replace.

import EditorCore
import Testing

@Suite struct EditorSearchTests {
  private func places(_ query: TextQuery, _ text: String) -> [Int] {
    let buffer = TextBuffer(Array(text.utf8))
    var found: [Int] = []
    buffer.forEachMatch(query, in: .zero..<buffer.end) {
      found.append($0.lowerBound.value)
      return true
    }
    return found
  }

  @Test func literalAndCase() {
    #expect(places(TextQuery("ab", ignoresCase: false), "abABab") == [0, 4])
    #expect(places(TextQuery("ab"), "abABab") == [0, 2, 4])
    #expect(places(TextQuery("aa"), "aaaaa") == [0, 2])
    #expect(places(TextQuery("ÄÖ"), "xäöÄÖ") == [1, 5])
    #expect(places(TextQuery("ПРИВЕТ Σ"), "привет σ").count == 1)
    #expect(places(TextQuery(""), "abc") == [] && places(TextQuery("abcd"), "abc") == [])
  }

  @Test func wholeWords() {
    #expect(places(TextQuery("cat", wholeWords: true), "cat concat cat_x (cat) cat") == [0, 18, 23])
    #expect(places(TextQuery("(x", wholeWords: true), "a(x b(xy") == [1])
  }

  @Test func matchesAcrossWindows() {
    var text = String(repeating: "x", count: 65_530)
    text += "needle" + String(repeating: "y", count: 65_536) + "needle"
    #expect(places(TextQuery("needle"), text) == [65_530, 131_072])
  }

  @Test func nextAndPreviousWrapAround() {
    var document = Document(Array("a1 a2 a3".utf8))
    let query = TextQuery("a")
    var found: [Int] = []
    for _ in 0..<4 {
      let outcome1 = document.findNext(query)
      #expect(outcome1)
      found.append(document.selection.range.lowerBound.value)
    }
    #expect(found == [0, 3, 6, 0])
    for expected in [6, 3] {
      document.findPrevious(query)
      #expect(document.selection.range.lowerBound.value == expected)
    }
    let outcome2 = document.findNext(TextQuery("zzz"))
    #expect(!outcome2)
    let counted = document.buffer.countMatches(query, current: document.selection.range)
    #expect(counted.count == 3 && counted.index == 2)
    let outcome3 = document.findWhileTyping(TextQuery("a3"), from: .zero)
    #expect(outcome3)
    let outcome4 = document.findWhileTyping(TextQuery("a3x"), from: ByteOffset(2))
    #expect(!outcome4)
    #expect(document.caret == ByteOffset(2))
  }

  @Test func replacing() {
    var document = Document(Array("cat Cat dog cat".utf8))
    let query = TextQuery("cat")
    let outcome5 = document.replaceCurrent(query, with: Array("x".utf8))
    #expect(!outcome5)
    let outcome6 = document.replaceCurrent(query, with: Array("bird".utf8))
    #expect(outcome6)
    #expect(String(decoding: document.buffer.contents, as: UTF8.self) == "bird Cat dog cat")
    #expect((document.replaceAll(query, with: [])) == 2)
    #expect(String(decoding: document.buffer.contents, as: UTF8.self) == "bird  dog ")
    document.undo()
    #expect(String(decoding: document.buffer.contents, as: UTF8.self) == "bird Cat dog cat")
    #expect((document.replaceAll(TextQuery("none"), with: [])) == 0)
  }

  @Test(arguments: 1...10) func replaceAllAgreesWithAnArray(seed: UInt64) {
    var dice = Dice(seed: seed)
    let letters = Array("ab\n".utf8)
    let text = (0..<dice.below(60_000) + 10).map { _ in letters[dice.below(3)] }
    var document = Document(text)
    document.insert("ab")
    let whole = Array("ab".utf8) + text
    let count = document.replaceAll(TextQuery("ab", ignoresCase: false), with: Array("<ba>".utf8))
    var expected: [UInt8] = []
    var index = 0
    var replaced = 0
    while index < whole.count {
      if whole[index] == 0x61, index + 1 < whole.count, whole[index + 1] == 0x62 {
        expected += Array("<ba>".utf8)
        index += 2
        replaced += 1
      } else {
        expected.append(whole[index])
        index += 1
      }
    }
    #expect(count == replaced && document.buffer.contents == expected)
    #expect(document.buffer.lineCount == expected.filter { $0 == 0x0A }.count + 1)
    document.undo()
    #expect(document.buffer.contents == whole)
  }
}
