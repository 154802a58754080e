// Takes the input of xargs apart, as it comes: items between blanks, with quotes, or between delimiters.

import UtilityAlgorithms
import UtilitySupport

/// The items of an input.
final class XargsInput {
  /// An item, and whether its line ends behind it.
  struct Item {
    var text: Bytes
    var endsLine: Bool
  }

  private let tool: Tool
  private let plan: XargsPlan
  private let reader: LineReader
  private var chunk: ArraySlice<UInt8> = []
  private var hasEnded = false
  /// Whether a quote was open at the end of a line, which has been reported.
  private(set) var isBroken = false

  init(_ tool: Tool, _ plan: XargsPlan, _ reader: LineReader) {
    (self.tool, self.plan, self.reader) = (tool, plan, reader)
  }

  private func take() -> UInt8? {
    if chunk.isEmpty { chunk = reader.nextChunk() }
    return chunk.popFirst()
  }

  /// The next item; nil at the end.
  func next() -> Item? {
    if hasEnded { return nil }
    let item = plan.delimiter.map { delimited($0) } ?? quotedItem()
    if item == nil || (plan.endMark != nil && item?.text == plan.endMark) {
      hasEnded = true
      return nil
    }
    return item
  }

  private func delimited(_ delimiter: UInt8) -> Item? {
    var text = Bytes()
    var isThere = false
    while let byte = take() {
      if byte == delimiter { return Item(text: text, endsLine: true) }
      isThere = true
      text.append(byte)
    }
    return isThere ? Item(text: text, endsLine: true) : nil
  }

  private func quotedItem() -> Item? {
    let isLine = plan.mark != nil
    var text: Bytes?
    var quote: UInt8?
    while let byte = take() {
      if let open = quote {
        if byte == 0x0a { break }
        if byte == open { quote = nil } else { text?.append(byte) }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        text = text ?? []
      } else if byte == UInt8(ascii: "\\") {
        guard let next = take() else { break }
        text = (text ?? []) + [next]
      } else if byte == 0x0a {
        if let text { return Item(text: text, endsLine: true) }
      } else if !isLine, Character8.isSpace(byte) {
        // A blank at its end goes on a line.
        if let text { return Item(text: text, endsLine: false) }
      } else if text != nil {
        text?.append(byte)
      } else if !Character8.isBlank(byte) {
        text = [byte]
      }
    }
    if let quote {
      let kind = quote == UInt8(ascii: "'") ? "single" : "double"
      tool.report("unmatched \(kind) quote; by default quotes are special to xargs unless you use the -0 option")
      isBroken = true
      return nil
    }
    return text.map { Item(text: $0, endsLine: true) }
  }
}
