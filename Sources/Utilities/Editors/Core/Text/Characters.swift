// Characters of a line of bytes that may or may not be UTF-8: where they begin and end, and how wide they are.
//
// A character is a scalar with the combining marks behind it, as terminals draw it; a byte of no valid sequence stands
// alone. Not grapheme clusters: a terminal has none either.

import TerminalCore

/// Borders and widths of characters.
enum Characters {
  /// Added to a byte that belongs to no valid sequence.
  static let invalidMark: UInt32 = 0x8000_0000

  /// The scalar at `index` (below the end) and its bytes.
  static func scalar(_ text: [UInt8], _ index: Int) -> (value: UInt32, length: Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, index + length <= text.count else { return (invalidMark | UInt32(first), 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for place in index + 1..<index + length {
      guard text[place] & 0xC0 == 0x80 else { return (invalidMark | UInt32(first), 1) }
      value = value << 6 | UInt32(text[place] & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, Unicode.Scalar(value) != nil else { return (invalidMark | UInt32(first), 1) }
    return (value, length)
  }

  static func isCombining(_ scalar: UInt32) -> Bool { scalar >= 0x300 && CharacterWidth.cells(of: scalar) == 0 }

  /// The end of the character at `index`.
  static func next(_ text: [UInt8], _ index: Int) -> Int {
    guard index < text.count else { return text.count }
    var end = index + scalar(text, index).length
    while end < text.count, text[end] >= 0xC0 {
      let (value, length) = scalar(text, end)
      guard isCombining(value) else { break }
      end += length
    }
    return end
  }

  /// The begin of the scalar that holds the byte at `index`.
  private static func scalarStart(_ text: [UInt8], _ index: Int) -> Int {
    var start = index
    while start > 0, index - start < 3, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start + scalar(text, start).length > index ? start : index
  }

  /// The begin of the character that holds the byte at `index`; the end of the text for what lies behind it.
  static func snap(_ text: [UInt8], _ index: Int) -> Int {
    guard index < text.count else { return text.count }
    guard index > 0 else { return 0 }
    var start = scalarStart(text, index)
    while start > 0, text[start] >= 0xC0, isCombining(scalar(text, start).value) {
      start = scalarStart(text, start - 1)
    }
    return start
  }

  /// The begin of the character before `index`.
  static func previous(_ text: [UInt8], _ index: Int) -> Int { index <= 0 ? 0 : snap(text, min(index, text.count) - 1) }

  /// The begin of the last character; 0 in an empty line.
  static func last(_ text: [UInt8]) -> Int { previous(text, text.count) }

  // MARK: - Width

  /// Columns of the character from `index` to `end`, when it begins at `column`.
  static func width(_ text: [UInt8], _ index: Int, _ end: Int, at column: Int, tab: Int) -> Int {
    let first = text[index]
    if first == 0x09 { return tab - column % tab }
    if first < 0x20 || first == 0x7F { return 2 }
    if first < 0x80, end == index + 1 { return 1 }
    let (value, length) = scalar(text, index)
    if value >= invalidMark || value >= 0x80 && value < 0xA0 { return 4 }
    if end > index + length, CharacterWidth.becomesWideEmoji(value), hasVariation(text, index + length, end) {
      return 2
    }
    return max(1, CharacterWidth.cells(of: value))
  }

  /// U+FE0F among the marks.
  private static func hasVariation(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end {
      let (value, length) = scalar(text, index)
      if value == 0xFE0F { return true }
      index += length
    }
    return false
  }

  /// The column at which the character at `index` begins.
  static func column(_ text: [UInt8], _ index: Int, tab: Int) -> Int {
    var column = 0
    var place = 0
    while place < min(index, text.count) {
      let end = next(text, place)
      column += width(text, place, end, at: column, tab: tab)
      place = end
    }
    return column
  }

  /// The character that covers a column; the end of the text when it is shorter.
  static func index(_ text: [UInt8], column wanted: Int, tab: Int) -> Int {
    var column = 0
    var place = 0
    while place < text.count {
      let end = next(text, place)
      column += width(text, place, end, at: column, tab: tab)
      if column > wanted { return place }
      place = end
    }
    return text.count
  }

  // MARK: - Classes

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The class of a character for word motions: 0 blank, 1 punctuation, others are words of one script.
  static func wordClass(_ text: [UInt8], _ index: Int) -> Int {
    let (value, _) = scalar(text, index)
    switch value {
    case 0x20, 0x09, 0, 0xA0: return 0
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: return 2
    case 0..<0xC0: return value == 0xAA || value == 0xB5 || value == 0xBA ? 2 : 1
    case 0xD7, 0xF7, 0x2010...0x206F, 0x20A0...0x27FF, 0x2900...0x2BFF, 0x2E00...0x2E7F: return 1
    case 0x3000: return 0
    case 0x3001...0x3020, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: return 1
    case 0x3040...0x309F: return 3
    case 0x30A0...0x30FF: return 4
    case 0x3300...0x9FFF, 0xF900...0xFAD9, 0x20000...0x2FA1F: return 5
    case 0xAC00...0xD7A3: return 6
    case 0x1F000...0x1FAFF: return 7
    default: return 2
    }
  }

  /// A scalar as UTF-8; the byte itself for an invalid one.
  static func bytes(_ scalar: UInt32) -> [UInt8] {
    switch scalar {
    case 0..<0x80: return [UInt8(scalar)]
    case 0x80..<0x800: return [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
    case 0x800..<0x10000:
      return [UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    case 0x10000..<0x110000:
      return [
        UInt8(0xF0 | scalar >> 18), UInt8(0x80 | scalar >> 12 & 0x3F), UInt8(0x80 | scalar >> 6 & 0x3F),
        UInt8(0x80 | scalar & 0x3F),
      ]
    default: return [UInt8(truncatingIfNeeded: scalar)]
    }
  }
}
