// The text of the line that is edited, with its cursor.
//
// A character here is a scalar value with the combining ones behind it, so that the cursor never stands between a
// letter and its accent.

/// Text and a cursor between two of its characters.
struct EditBuffer: Equatable {
  private(set) var text = Bytes()
  /// Offset in bytes, between two characters.
  private(set) var cursor = 0

  init() {}

  /// Text with the cursor at its end.
  init(_ text: Bytes) {
    self.text = text
    cursor = text.count
  }

  // MARK: Places

  /// The offset behind the character at `offset`.
  func end(ofCharacterAt offset: Int) -> Int {
    guard offset < text.count else { return text.count }
    var end = offset + UTF8Scanner.length(text[offset...])
    while end < text.count {
      let (scalar, length) = UTF8Scanner.decode(text[end...])
      guard CharacterWidth.columns(scalar) == 0 else { break }
      end += length
    }
    return end
  }

  /// The offset of the character before `offset`.
  func start(ofCharacterBefore offset: Int) -> Int {
    var start = offset
    while start > 0 {
      start = UTF8Scanner.start(before: start, in: text)
      if CharacterWidth.columns(UTF8Scanner.decode(text[start...]).scalar) > 0 { break }
    }
    return start
  }

  private static func isWordByte(_ byte: UInt8) -> Bool { ASCII.continuesName(byte) || byte >= 0x80 }

  /// The end of the word at or behind the cursor.
  var wordEnd: Int {
    var end = cursor
    while end < text.count, !Self.isWordByte(text[end]) { end += 1 }
    while end < text.count, Self.isWordByte(text[end]) { end += 1 }
    return end
  }

  /// The start of the word at or before the cursor.
  var wordStart: Int {
    var start = cursor
    while start > 0, !Self.isWordByte(text[start - 1]) { start -= 1 }
    while start > 0, Self.isWordByte(text[start - 1]) { start -= 1 }
    return start
  }

  /// The start of the text without blanks before the cursor.
  var argumentStart: Int {
    var start = cursor
    while start > 0, ASCII.isBlank(text[start - 1]) { start -= 1 }
    while start > 0, !ASCII.isBlank(text[start - 1]) { start -= 1 }
    return start
  }

  // MARK: Changes

  mutating func move(to offset: Int) { cursor = max(0, min(offset, text.count)) }

  mutating func insert(_ bytes: Bytes) {
    text.insert(contentsOf: bytes, at: cursor)
    cursor += bytes.count
  }

  /// Removes text and leaves the cursor where it was; returns what was removed.
  @discardableResult
  mutating func remove(_ range: Range<Int>) -> Bytes {
    let removed = Bytes(text[range])
    text.removeSubrange(range)
    cursor = range.lowerBound
    return removed
  }

  /// Exchanges the characters around the cursor, or the last two at the end.
  mutating func transpose() {
    let behind = cursor == text.count ? start(ofCharacterBefore: cursor) : cursor
    guard behind > 0 else { return }
    let before = start(ofCharacterBefore: behind)
    let end = end(ofCharacterAt: behind)
    let swapped = Bytes(text[behind..<end] + text[before..<behind])
    text.replaceSubrange(before..<end, with: swapped)
    cursor = end
  }
}
