// Taking up a draft: text that was never saved comes back as an unsaved change.

extension Document {
  /// Puts bytes into an empty document exactly as they are, line ends included, as a change that can be saved.
  public mutating func insertUnchanged(_ bytes: [UInt8]) {
    let sample = Document(Array(bytes.prefix(64 * 1024)))
    lineEnding = sample.lineEnding
    indentation = sample.indentation
    replace(.zero..<buffer.end, with: bytes, select: TextSelection(.zero))
  }
}
