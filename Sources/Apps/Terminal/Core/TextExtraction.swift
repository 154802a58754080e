// Text out of the grid: what is copied, and where a word that is searched for stands. Rows that wrapped are one line of
// text; blanks at the end of a line are not text.

extension Screen {
  /// The selected text in UTF-8, nil if there is none.
  func selectedText() -> [UInt8]? {
    guard let selection, !selection.isEmpty else { return nil }
    var text: [UInt8] = []
    for line in max(selection.start.line, firstLine)...min(selection.end.line, endLine - 1) {
      let isLast = line == min(selection.end.line, endLine - 1)
      guard let range = selection.columns(ofLine: line, width: columns) else {
        if !isLast { text.append(0x0A) }
        continue
      }
      let joins = selection.kind != .block && isWrapped(line: line)
      append(line, range, to: &text, trimming: !joins)
      if !isLast && !joins { text.append(0x0A) }
    }
    return text
  }

  /// Appends the characters of some columns of a line.
  func append(_ line: Int, _ range: Range<Int>, to text: inout [UInt8], trimming: Bool) {
    let cells = cells(ofLine: line)
    let start = text.count
    for column in range {
      let index = cells.startIndex + column
      let cell = index < cells.endIndex ? cells[index] : .blank
      if cell.isWideTail || cell.isSpacer { continue }
      appendUTF8(cell.scalar, to: &text)
      for mark in clusters[cell.marks] { appendUTF8(mark, to: &text) }
    }
    while trimming && text.count > start && text.last == 0x20 { text.removeLast() }
  }

  /// All places where `needle` stands, from the oldest line on; at most `limit`.
  func occurrences(of needle: [UInt32], ignoringCase: Bool, limit: Int) -> [TextRange] {
    let needle = ignoringCase ? needle.map(foldCase) : needle
    guard !needle.isEmpty else { return [] }
    var found: [TextRange] = []
    var scalars: [UInt32] = []
    var places: [TextPosition] = []
    var line = firstLine
    while line < endLine && found.count < limit {
      scalars.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      gather(&line, &scalars, &places, ignoringCase)
      var index = 0
      while index + needle.count <= scalars.count && found.count < limit {
        if scalars[index..<index + needle.count].elementsEqual(needle) {
          let last = places[index + needle.count - 1]
          let width = CharacterWidth.cells(of: scalars[index + needle.count - 1])
          let end = TextPosition(line: last.line, column: last.column + max(1, width))
          found.append(TextRange(start: places[index], end: end))
          index += needle.count
        } else {
          index += 1
        }
      }
    }
    return found
  }

  /// Reads one line of text with all its wrapped rows; `line` moves behind it.
  private func gather(_ line: inout Int, _ scalars: inout [UInt32], _ places: inout [TextPosition], _ fold: Bool) {
    while line < endLine {
      for (column, cell) in cells(ofLine: line).enumerated() where !cell.isWideTail && !cell.isSpacer {
        scalars.append(fold ? foldCase(cell.scalar) : cell.scalar)
        places.append(TextPosition(line: line, column: column))
      }
      line += 1
      if !isWrapped(line: line - 1) { return }
    }
  }
}

/// Appends a scalar in UTF-8; what is no scalar becomes U+FFFD.
func appendUTF8(_ scalar: UInt32, to text: inout [UInt8]) {
  let value = Unicode.Scalar(scalar) ?? "\u{FFFD}"
  text.append(contentsOf: UTF8.encode(value) ?? UTF8.encodedReplacementCharacter)
}

/// Lower case for the scripts that are searched most: Latin, Greek and Cyrillic.
func foldCase(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A9, 0x410...0x42F: scalar + 32
  case 0x400...0x40F: scalar + 80
  case 0x100...0x17F where scalar & 1 == 0 && scalar != 0x130 && scalar != 0x138: scalar + 1
  default: scalar
  }
}
