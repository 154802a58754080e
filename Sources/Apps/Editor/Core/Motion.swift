// Where a caret goes: by character, word, line, page and document. Reads small windows of the buffer, so that a motion
// costs the same in a line of a megabyte as in a short one.

/// A way for the caret to move.
public enum Motion: Equatable, Sendable {
  case left, right, up, down
  case wordLeft, wordRight
  /// To the first character that is no blank, or to the line's begin if the caret is already there.
  case lineStart
  case lineEnd
  case documentStart, documentEnd
  /// Up and down by that many lines.
  case pageUp(Int), pageDown(Int)
}

/// What a word motion keeps together.
enum CharacterClass {
  case space, word, punctuation

  /// Bytes above ASCII belong to letters far more often than not.
  static func of(_ byte: UInt8) -> CharacterClass {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20: .space
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: .word
    default: .punctuation
    }
  }
}

extension TextBuffer {
  /// Bytes that are looked at on either side of a caret for the borders of characters.
  private static let window = 512

  /// The borders of characters around a place: the nearest at or before it, the one before that, the one behind it.
  private func borders(around offset: ByteOffset) -> (previous: ByteOffset, at: ByteOffset, next: ByteOffset) {
    var low = max(0, offset.value - Self.window)
    let head = bytes(in: ByteOffset(low)..<ByteOffset(low + 4))
    // Never start inside a UTF-8 sequence. A line feed is a sure border, but the window needs none.
    if low > 0 { low += head.prefix { $0 & 0xC0 == 0x80 }.count }
    let text = bytes(in: ByteOffset(low)..<offset + Self.window)
    var previous = low
    var at = low
    for grapheme in Graphemes.split(text[...]) {
      let end = low + grapheme.end
      if end > offset.value {
        let start = low + grapheme.start
        return (ByteOffset(start == at ? previous : at), ByteOffset(start), ByteOffset(end))
      }
      previous = low + grapheme.start
      at = end
    }
    return (ByteOffset(previous), ByteOffset(at), end)
  }

  /// The border of a character at or before a place.
  public func snap(_ offset: ByteOffset) -> ByteOffset {
    let offset = min(max(offset, .zero), end)
    return offset == end ? end : borders(around: offset).at
  }

  /// One character to the left.
  public func character(before offset: ByteOffset) -> ByteOffset {
    guard offset > .zero else { return .zero }
    let around = borders(around: offset)
    return around.at < offset ? around.at : around.previous
  }

  /// One character to the right.
  public func character(after offset: ByteOffset) -> ByteOffset {
    offset >= end ? end : borders(around: offset).next
  }

  /// The end of the word to the right.
  public func word(after offset: ByteOffset) -> ByteOffset {
    var place = offset.value
    var current: CharacterClass?
    forEachRun(in: offset..<end) { run in
      for byte in run {
        let kind = CharacterClass.of(byte)
        if current == nil || current == .space { current = kind } else if kind != current { return false }
        place += 1
      }
      return true
    }
    return place >= byteCount ? end : snap(ByteOffset(place))
  }

  /// The begin of the word to the left.
  public func word(before offset: ByteOffset) -> ByteOffset {
    var place = min(offset.value, byteCount)
    var current: CharacterClass?
    while place > 0 {
      let low = max(0, place - Self.window)
      for byte in bytes(in: ByteOffset(low)..<ByteOffset(place)).reversed() {
        let kind = CharacterClass.of(byte)
        if current == nil || current == .space {
          current = kind
        } else if kind != current {
          return snap(ByteOffset(place))
        }
        place -= 1
      }
    }
    return .zero
  }

  /// The run of one class around a place: what a double click selects.
  public func word(at offset: ByteOffset) -> Range<ByteOffset> {
    let line = range(ofLine: line(at: offset))
    guard !line.isEmpty else { return line }
    let middle = min(max(offset, line.lowerBound), line.upperBound - 1)
    guard let byte = byte(at: middle) else { return line.upperBound..<line.upperBound }
    let kind = CharacterClass.of(byte)
    var low = middle
    while low > line.lowerBound, self.byte(at: low - 1).map(CharacterClass.of) == kind { low = low - 1 }
    var high = middle
    while high < line.upperBound, self.byte(at: high).map(CharacterClass.of) == kind { high = high + 1 }
    return low..<high
  }
}
