// What is written to a file.

import EditorCore

/// Bytes that are to become a file.
public struct WriteRequest: Sendable {
  /// Where to.
  public var path: [UInt8]
  /// What.
  public var content: EditedText
  /// A part of the lines only; nil for the whole text.
  public var lines: ClosedRange<Int>?
  /// Whether an unexpected file there, a newer one or a read-only one is overwritten.
  public var isForced: Bool
  /// Whether the file becomes (or is) the one that is edited.
  public var isOwn: Bool
  /// Behind the content of the file.
  public var appends = false
  /// Quit when it is written.
  public var quits: Bool

  /// The size.
  public var byteCount: Int { bytes.count }

  /// What is written.
  public var bytes: [UInt8] {
    guard let lines else { return content.fileBytes }
    let from = content.buffer.start(ofLine: lines.lowerBound)
    let isToEnd = lines.upperBound >= content.lineCount - 1
    let to = isToEnd ? content.buffer.end : content.buffer.start(ofLine: lines.upperBound + 1)
    return content.buffer.bytes(in: from..<max(from, to)) + (isToEnd ? content.finalEnding : [])
  }
}
