// The text buffer against a plain array of bytes: whatever is edited, bytes and lines agree.

import EditorCore
import Testing

@Suite struct EditorBufferTests {
  /// Lines and their starts, by looking at every byte.
  private func starts(_ bytes: [UInt8]) -> [Int] { [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 } }

  @Test func readingAndLines() {
    let buffer = TextBuffer(Array("one\ntwo\r\n\nfour".utf8))
    #expect(buffer.byteCount == 14 && buffer.lineCount == 4)
    #expect(buffer.line(at: ByteOffset(3)) == 0 && buffer.line(at: ByteOffset(4)) == 1)
    #expect(buffer.line(at: buffer.end) == 3 && buffer.line(at: ByteOffset(999)) == 3)
    #expect(buffer.start(ofLine: 2).value == 9 && buffer.start(ofLine: 99) == buffer.end)
    #expect(buffer.bytes(in: buffer.range(ofLine: 1)) == Array("two".utf8))
    #expect(buffer.range(ofLine: 2).isEmpty && buffer.range(ofLine: 3).byteCount == 4)
    #expect(buffer.bytes(in: ByteOffset(-5)..<ByteOffset(500)).count == 14)
    #expect(buffer.byte(at: buffer.end) == nil && buffer.byte(at: ByteOffset(-1)) == nil)
    #expect(TextBuffer().lineCount == 1 && TextBuffer().contents.isEmpty)
  }

  @Test(arguments: 1...8) func editsAgreeWithAnArray(seed: UInt64) {
    var dice = Dice(seed: seed)
    var model = (0..<dice.below(40_000)).map { _ in dice.below(30) == 0 ? 0x0A : UInt8(truncatingIfNeeded: dice.next())
    }
    var document = Document(model)
    document.lineEnding = .lineFeed
    let original = model
    for step in 0..<100 {
      let low = dice.below(model.count + 1)
      let high = min(model.count, low + (dice.below(4) == 0 ? dice.below(20_000) : dice.below(10)))
      var text = (0..<dice.below(50)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }.filter { $0 != 0x0D }
      if dice.below(20) == 0 { text = Array(repeating: 0x0A, count: dice.below(20_000)) }
      document.select(ByteOffset(low)..<ByteOffset(high))
      // The selection keeps to whole characters: take what it really is.
      let range = document.selection.range
      document.insert(text)
      model.replaceSubrange(range.lowerBound.value..<range.upperBound.value, with: text)
      #expect(document.buffer.byteCount == model.count)
      guard step % 5 == 0 else { continue }
      let expected = starts(model)
      let line = dice.below(expected.count)
      #expect(document.buffer.lineCount == expected.count)
      #expect(document.buffer.start(ofLine: line).value == expected[line])
      let place = dice.below(model.count + 1)
      #expect(document.buffer.line(at: ByteOffset(place)) == expected.lastIndex { $0 <= place })
      #expect(document.buffer.contents == model)
      if dice.below(2) == 0 {
        document.undo()
        document.redo()
      }
    }
    #expect(document.buffer.contents == model)
    while document.canUndo { document.undo() }
    #expect(document.buffer.contents == original && !document.isModified)
    while document.canRedo { document.redo() }
    #expect(document.buffer.contents == model)
  }

  @Test func aLargeFileIsEditedInTheMiddle() {
    let line = Array("0123456789012345678901234567890123456789\n".utf8)
    var bytes: [UInt8] = []
    for _ in 0..<20_000 { bytes += line }
    var document = Document(bytes)
    #expect(document.buffer.lineCount == 20_001)
    let middle = document.buffer.start(ofLine: 10_000)
    document.setCaret(middle)
    for _ in 0..<500 { document.insert("x") }
    #expect(document.buffer.byteCount == bytes.count + 500)
    #expect(document.buffer.start(ofLine: 10_001) == middle + 541)
    #expect(document.buffer.start(ofLine: 20_000) == document.buffer.end)
    document.undo()
    #expect(document.buffer.byteCount == bytes.count)
  }
}
