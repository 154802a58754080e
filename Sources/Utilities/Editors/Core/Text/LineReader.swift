// Lines of a text one after the other: finding each by its number would look through the text's index every time.

import EditorCore

/// Reads the lines of a text as it is now, from one of them on.
struct LineReader {
  private let buffer: TextBuffer
  private var offset: ByteOffset
  private var block: [UInt8] = []
  private var index = 0
  private var isAtEnd = false

  /// Bytes that are read at once.
  private static let blockSize = 64 * 1024

  init(_ text: EditedText, from line: Int) {
    buffer = text.buffer
    offset = buffer.start(ofLine: line)
  }

  /// The next line without its end; nil behind the last one.
  mutating func next() -> [UInt8]? {
    guard !isAtEnd else { return nil }
    var line: [UInt8] = []
    while true {
      if let end = block[index...].firstIndex(of: 0x0A) {
        line += block[index..<end]
        index = end + 1
        if line.last == 0x0D { line.removeLast() }
        return line
      }
      line += block[index...]
      block = buffer.bytes(in: offset..<min(offset + Self.blockSize, buffer.end))
      offset = offset + block.count
      index = 0
      guard block.isEmpty else { continue }
      isAtEnd = true
      return line
    }
  }
}
