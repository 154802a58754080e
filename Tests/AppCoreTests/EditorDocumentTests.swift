// What a person does in an editor: typing, moving, selecting, undoing, changing lines.

import EditorCore
import Testing

@Suite struct EditorDocumentTests {
  private func text(_ document: Document) -> String { String(decoding: document.buffer.contents, as: UTF8.self) }

  /// A document with the caret at "|", or a selection between two of them.
  private func document(_ marked: String) -> Document {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false).map { Array($0.utf8) }
    var result = Document(parts.flatMap { $0 })
    if parts.count == 2 { result.setCaret(ByteOffset(parts[0].count)) }
    if parts.count == 3 {
      result.select(ByteOffset(parts[0].count)..<ByteOffset(parts[0].count + parts[1].count))
    }
    return result
  }

  /// The text with caret or selection marked.
  private func marked(_ document: Document) -> String {
    var bytes = document.buffer.contents
    let range = document.selection.range
    bytes.insert(0x7C, at: range.upperBound.value)
    if !range.isEmpty { bytes.insert(0x7C, at: range.lowerBound.value) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func moved(_ start: String, _ motions: Motion..., extending: Bool = false) -> String {
    var document = document(start)
    for motion in motions { document.move(motion, extending: extending) }
    return marked(document)
  }

  @Test func movingByCharacters() {
    #expect(moved("a|bc", .right) == "ab|c" && moved("|a", .left) == "|a" && moved("a|", .right) == "a|")
    #expect(moved("a|e\u{301}x", .right) == "ae\u{301}|x" && moved("ae\u{301}|x", .left) == "a|e\u{301}x")
    #expect(moved("|👨‍👩‍👧x", .right) == "👨‍👩‍👧|x" && moved("🇩🇪🇫🇷|", .left) == "🇩🇪|🇫🇷")
    #expect(moved("a|\r\nb", .right) == "a\r\n|b" && moved("a\r\n|b", .left) == "a|\r\nb")
    #expect(moved("a|bc|d", .left) == "a|bcd" && moved("a|bc|d", .right) == "abc|d")
    #expect(moved("ab|cd", .right, extending: true) == "ab|c|d")
  }

  @Test func movingByWords() {
    #expect(moved("|foo bar", .wordRight) == "foo| bar" && moved("foo| bar", .wordRight) == "foo bar|")
    #expect(moved("foo bar|", .wordLeft) == "foo |bar" && moved("a.b|", .wordLeft, .wordLeft) == "a|.b")
    #expect(moved("|x  \n  yz", .wordRight, .wordRight) == "x  \n  yz|")
    #expect(moved("naïve| x", .wordLeft) == "|naïve x")
  }

  @Test func movingByLinesKeepsTheColumn() {
    #expect(moved("abcdef|\nxy\nabcdef", .down, .down) == "abcdef\nxy\nabcdef|")
    #expect(moved("ab|\ncd", .up) == "|ab\ncd" && moved("ab\nc|d", .down) == "ab\ncd|")
    #expect(moved("\tx|\n12345678", .down) == "\tx\n12345|678")
    #expect(moved("日本|x\nabcdef", .down) == "日本x\nabcd|ef")
    #expect(moved("  ab|c", .lineStart) == "  |abc" && moved("  |abc", .lineStart) == "|  abc")
    #expect(moved("a|b\r\nc", .lineEnd) == "ab|\r\nc")
    #expect(moved("1\n2|\n3\n4", .pageDown(2)) == "1\n2\n3\n4|" && moved("1\n2\n3|", .pageUp(9)) == "|1\n2\n3")
    #expect(moved("a|b", .documentEnd) == "ab|" && moved("a|b", .documentStart) == "|ab")
  }

  @Test func typingIsUndoneByWords() {
    var document = document("")
    for character in ["h", "i", " ", "y", "o", "u"] { document.insert(character) }
    document.undo()
    #expect(text(document) == "hi")
    document.undo()
    #expect(text(document) == "" && !document.canUndo)
    document.redo()
    document.redo()
    #expect(text(document) == "hi you" && !document.canRedo)
    document.undo()
    document.insert("!")
    #expect(!document.canRedo && text(document) == "hi!")
  }

  @Test func deletingIsUndoneTogetherAndRestoresTheCaret() {
    var document = document("hello|")
    for _ in 0..<3 { document.delete(.left) }
    #expect(text(document) == "he")
    document.undo()
    #expect(marked(document) == "hello|")
    document.setCaret(.zero)
    document.delete(.right)
    document.delete(.wordRight)
    #expect(text(document) == "")
    document.undo()
    #expect(text(document) == "ello")
    document.delete(.left)
    #expect(text(document) == "ello")
  }

  @Test func movingEndsAnUndoStep() {
    var document = document("|")
    document.insert("a")
    document.move(.left)
    document.insert("b")
    document.undo()
    #expect(text(document) == "a")
  }

  @Test func theSavedStateIsKnown() {
    var document = document("x|")
    #expect(!document.isModified)
    document.insert("a")
    document.markSaved()
    #expect(!document.isModified)
    document.insert("b")
    #expect(document.isModified)
    document.undo()
    #expect(!document.isModified)
    document.undo()
    #expect(document.isModified)
    document.insert("c")
    document.undo()
    #expect(document.isModified)
  }

  @Test func invalidBytesStayAsTheyAre() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x41, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x0A, 0x80]
    var document = Document(bytes)
    document.setCaret(document.buffer.end)
    document.insert("é")
    #expect(document.buffer.contents == bytes + [0xC3, 0xA9])
    var places = [0]
    document.setCaret(.zero)
    while document.caret < document.buffer.end {
      document.move(.right)
      places.append(document.caret.value)
    }
    #expect(places == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12])
  }

  @Test func lineEndingsAreKept() {
    var document = document("a\r\nb\r\nc|")
    #expect(document.lineEnding == .carriageReturnLineFeed)
    document.insertNewline()
    document.insert("x\ny\rz")
    #expect(text(document) == "a\r\nb\r\nc\r\nx\r\ny\r\nz")
    document.convertLineEndings(to: .lineFeed)
    #expect(text(document) == "a\nb\nc\nx\ny\nz")
    document.undo()
    #expect(text(document) == "a\r\nb\r\nc\r\nx\r\ny\r\nz")
    #expect(Document(Array("a\nb\r\nc\n".utf8)).lineEnding == .lineFeed)
  }

  @Test func indentation() {
    #expect(Document(Array("a\n\tb\n\t\tc".utf8)).indentation.usesTabs)
    #expect(Document(Array("a\n  b\n    c\n  d".utf8)).indentation == Indentation(usesTabs: false, width: 2))
    var document = document("  if x|y")
    document.insertNewline()
    #expect(marked(document) == "  if x\n  |y")
    document = self.document("|a\n\nb\nc|")
    document.indent()
    #expect(text(document) == "    a\n\n    b\n    c")
    document.outdent()
    document.outdent()
    #expect(text(document) == "a\n\nb\nc")
    document = self.document("ab|")
    document.insertTab()
    #expect(text(document) == "ab  ")
    document = self.document("  x|")
    document.outdent()
    #expect(marked(document) == "x|")
  }

  @Test func wholeLines() {
    var document = document("a\nb|\nc")
    document.duplicateLines()
    #expect(marked(document) == "a\nb\nb|\nc")
    document.deleteLines()
    #expect(marked(document) == "a\nb\n|c")
    document.deleteLines()
    #expect(marked(document) == "a\n|b")
    document.moveLines(up: true)
    #expect(marked(document) == "|b\na")
    document.moveLines(up: true)
    document.moveLines(up: false)
    #expect(marked(document) == "a\n|b")
    document = self.document("|1\n2\n|3\n4")
    document.moveLines(up: false)
    #expect(marked(document) == "3\n|1\n2\n|4")
    document = self.document("only|")
    document.deleteLines()
    #expect(text(document) == "")
    document.deleteLines()
    #expect(text(document) == "")
  }

  @Test func selecting() {
    var document = document("one two_2 three\nnext")
    document.selectWord(at: ByteOffset(6))
    #expect(String(decoding: document.selectedBytes, as: UTF8.self) == "two_2")
    document.selectLine(0)
    #expect(String(decoding: document.selectedBytes, as: UTF8.self) == "one two_2 three\n")
    document.selectAll()
    document.insert("x")
    #expect(text(document) == "x")
    document.setCaret(ByteOffset(-4))
    document.setCaret(ByteOffset(400), extending: true)
    #expect(document.selectedBytes == [0x78])
    document.selectWord(at: ByteOffset(400))
    #expect(document.selectedBytes == [0x78])
  }

  @Test func goingToAPlace() {
    var document = document("a\n\tbc\nd")
    document.goTo(LineColumn(line: 1, column: 4))
    #expect(document.caret.value == 3 && document.caretPlace == LineColumn(line: 1, column: 4))
    document.goTo(LineColumn(line: 99, column: 99))
    #expect(document.caret == document.buffer.end)
    document.goTo(LineColumn(line: -1, column: -1))
    #expect(document.caret == .zero)
  }
}
