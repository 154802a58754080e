// Cuts a text into fields.

import RegularExpressions

/// How fields are told apart.
enum AwkFieldSplitter {
  /// Runs of blanks; those at the ends count for nothing.
  case blanks
  case byte(UInt8)
  case expression(RegularExpression)
  /// Each character for itself.
  case characters
  case widths([Int])

  /// - Parameter isParagraph: line feeds separate fields, too.
  static func make(_ separator: [UInt8], isParagraph: Bool, usesBytes: Bool) throws(AwkError) -> AwkFieldSplitter {
    if separator.isEmpty { return .characters }
    if separator.count == 1 {
      if separator[0] == 0x20 { return .blanks }
      if !isParagraph, separator[0] != UInt8(ascii: "\\") { return .byte(separator[0]) }
      let text = "\\^$.[]|()*+?{}".utf8.contains(separator[0]) ? [UInt8(ascii: "\\")] + separator : separator
      let pattern = isParagraph ? text + Array("|\n".utf8) : text
      return .expression(try AwkProgram.compile(pattern, usesBytes: usesBytes))
    }
    let pattern = isParagraph ? Array("(".utf8) + separator + Array(")|\n".utf8) : separator
    return .expression(try AwkProgram.compile(pattern, usesBytes: usesBytes))
  }

  /// The places of the fields of a text.
  func split(_ text: [UInt8], into fields: inout [Range<Int>]) {
    fields.removeAll(keepingCapacity: true)
    guard !text.isEmpty else { return }
    switch self {
    case .blanks: splitBlanks(text.span, &fields)
    case .byte(let separator):
      var start = 0
      let span = text.span
      while let end = ByteSearch.first(separator, in: span, start..<span.count) {
        fields.append(start..<end)
        start = end + 1
      }
      fields.append(start..<span.count)
    case .expression(let expression): split(text.span, expression, &fields)
    case .characters:
      var start = 0
      while start < text.count {
        let length = UTF8Text.decode(text.span, at: start).length
        fields.append(start..<start + length)
        start += length
      }
    case .widths(let widths):
      var start = 0
      for width in widths where start < text.count {
        let end = min(text.count, start + max(0, width))
        fields.append(start..<end)
        start = end
      }
    }
  }

  private func splitBlanks(_ text: Span<UInt8>, _ fields: inout [Range<Int>]) {
    var index = 0
    let count = text.count
    while true {
      while index < count, text[index] == 0x20 || text[index] == 0x09 || text[index] == 0x0a { index += 1 }
      guard index < count else { return }
      let start = index
      while index < count, text[index] != 0x20, text[index] != 0x09, text[index] != 0x0a { index += 1 }
      fields.append(start..<index)
    }
  }

  private func split(_ text: Span<UInt8>, _ expression: RegularExpression, _ fields: inout [Range<Int>]) {
    var start = 0
    var from = 0
    while from <= text.count, let match = expression.firstMatch(in: text, from: from) {
      if match.isEmpty {
        from = match.upperBound + 1
        continue
      }
      fields.append(start..<match.lowerBound)
      start = match.upperBound
      from = start
    }
    fields.append(start..<text.count)
  }
}
