// Cuts lines into the rows of a screen: tabs, control characters, wide characters, colours.

import RegularExpressions

/// How lines are shown.
struct PagerRows {
  var columns = 80
  /// Long lines are cut, not folded.
  var chops = false
  /// Escape sequences for colours are let through.
  var isRaw = false
  var showsNumbers = false
  /// The first column that is shown of lines that are cut.
  var shift = 0

  /// Where matches stand, to be painted.
  typealias Marks = [Range<Int>]

  /// The rows of a line.
  func rows(_ line: [UInt8], number: Int, marks: Marks = []) -> [[UInt8]] {
    let prefix = showsNumbers ? PagerRows.rightAligned(number + 1, 7) + [0x20] : []
    let width = max(2, columns - prefix.count)
    var rows: [[UInt8]] = []
    var row: [UInt8] = []
    var column = 0
    var index = 0
    var isMarked = false
    let first = chops ? shift : 0
    while index < line.count {
      let (picture, size, length) = picture(line, index, column)
      if size > 0 {
        if !chops, column + size > width {
          rows.append(row + (isMarked ? Self.unmark : []))
          row = isMarked ? Self.mark : []
          column = 0
        } else if chops, column + size > first + width {
          break
        }
        let shouldMark = marks.contains { $0.contains(index) }
        if shouldMark != isMarked, column >= first {
          row += shouldMark ? Self.mark : Self.unmark
          isMarked = shouldMark
        }
      }
      if column >= first || size == 0 { row += picture }
      column += size
      index += length
    }
    rows.append(row + (isMarked ? Self.unmark : []))
    if prefix.isEmpty { return rows }
    return rows.enumerated().map { $0 == 0 ? prefix + $1 : [UInt8](repeating: 0x20, count: prefix.count) + $1 }
  }

  private static let mark = Array("\u{1b}[7m".utf8)
  private static let unmark = Array("\u{1b}[27m".utf8)

  private static func rightAligned(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = Array("\(number)".utf8)
    return [UInt8](repeating: 0x20, count: max(0, width - digits.count)) + digits
  }

  private func picture(_ text: [UInt8], _ index: Int, _ column: Int) -> (bytes: [UInt8], columns: Int, length: Int) {
    let byte = text[index]
    if byte == 0x09 {
      let count = 8 - column % 8
      return ([UInt8](repeating: 0x20, count: count), count, 1)
    }
    if byte == 0x1b, isRaw, let end = Self.colourEnd(text, index) { return (Array(text[index..<end]), 0, end - index) }
    // What overstrikes would do is not shown.
    if byte < 0x20 || byte == 0x7f { return ([UInt8(ascii: "^"), byte ^ 0x40], 2, 1) }
    if byte < 0x80 { return ([byte], 1, 1) }
    let (scalar, length) = UTF8Text.decode(text.span, at: index)
    guard let scalar else { return (Array("<".utf8) + Self.hexadecimal(byte) + Array(">".utf8), 4, 1) }
    // Controls above ASCII would be obeyed by terminals.
    if scalar < 0xa0 {
      return (Array("<".utf8) + Self.hexadecimal(UInt8(truncatingIfNeeded: scalar)) + Array(">".utf8), 4, length)
    }
    return (Array(text[index..<index + length]), DisplayWidth.columns(of: scalar), length)
  }

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x41 + $0 - 10 }
  }

  /// Where a sequence for colours ends: `ESC [ … m`.
  private static func colourEnd(_ text: [UInt8], _ start: Int) -> Int? {
    guard start + 1 < text.count, text[start + 1] == UInt8(ascii: "[") else { return nil }
    var end = start + 2
    while end < text.count, (text[end] >= 0x30 && text[end] <= 0x39) || text[end] == UInt8(ascii: ";") { end += 1 }
    return end < text.count && text[end] == UInt8(ascii: "m") ? end + 1 : nil
  }
}
