// The text of the line that is edited, with its cursor.
//
// The text is always UTF-8, and the cursor always stands between two characters (see Cluster): whatever is inserted is
// repaired, and wherever the cursor is sent, it stops at a boundary.

/// Text and a cursor between two of its characters.
struct EditBuffer: Equatable {
  private(set) var text = Bytes()
  /// Offset in bytes, between two characters.
  private(set) var cursor = 0

  init() {}

  /// Text with the cursor at its end.
  init(_ text: Bytes) {
    self.text = UTF8Scanner.repaired(text.filter { $0 != 0 })
    cursor = self.text.count
  }

  // MARK: Places

  /// The offset behind the character at `offset`.
  func end(ofCharacterAt offset: Int) -> Int { Cluster.end(of: offset, in: text) }

  /// The offset of the character before `offset`.
  func start(ofCharacterBefore offset: Int) -> Int { Cluster.start(before: offset, in: text) }

  static func isWordByte(_ byte: UInt8) -> Bool { ASCII.continuesName(byte) || byte >= 0x80 }

  /// The end of the word at or behind `offset`.
  func wordEnd(_ offset: Int) -> Int {
    var end = offset
    while end < text.count, !Self.isWordByte(text[end]) { end += 1 }
    while end < text.count, Self.isWordByte(text[end]) { end += 1 }
    return end
  }

  /// The start of the word at or before `offset`.
  func wordStart(_ offset: Int) -> Int {
    var start = offset
    while start > 0, !Self.isWordByte(text[start - 1]) { start -= 1 }
    while start > 0, Self.isWordByte(text[start - 1]) { start -= 1 }
    return start
  }

  /// The start of the text without blanks before `offset`.
  func argumentStart(_ offset: Int) -> Int {
    var start = offset
    while start > 0, ASCII.isWhitespace(text[start - 1]) { start -= 1 }
    while start > 0, !ASCII.isWhitespace(text[start - 1]) { start -= 1 }
    return start
  }

  /// The end of the text without blanks at or behind `offset`.
  func argumentEnd(_ offset: Int) -> Int {
    var end = offset
    while end < text.count, ASCII.isWhitespace(text[end]) { end += 1 }
    while end < text.count, !ASCII.isWhitespace(text[end]) { end += 1 }
    return end
  }

  /// Where the line around `offset` starts.
  func lineStart(_ offset: Int) -> Int {
    var start = offset
    while start > 0, text[start - 1] != ASCII.newline { start -= 1 }
    return start
  }

  /// Where the line around `offset` ends: at its newline, or at the end of the text.
  func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < text.count, text[end] != ASCII.newline { end += 1 }
    return end
  }

  /// The place in the line `direction` lines away that is as many columns from its start; nil when there is none.
  func place(linesAway direction: Int, column: Int) -> Int? {
    var start = lineStart(cursor)
    for _ in 0..<abs(direction) {
      if direction < 0 {
        guard start > 0 else { return nil }
        start = lineStart(start - 1)
      } else {
        let end = lineEnd(start)
        guard end < text.count else { return nil }
        start = end + 1
      }
    }
    let end = lineEnd(start)
    var place = start
    var columns = 0
    while place < end {
      let next = self.end(ofCharacterAt: place)
      columns += Cluster.columns(text[place..<next])
      if columns > column { break }
      place = next
    }
    return place
  }

  /// How many columns the cursor is away from the start of its line.
  var column: Int {
    var columns = 0
    var place = lineStart(cursor)
    while place < cursor {
      let next = end(ofCharacterAt: place)
      columns += Cluster.columns(text[place..<next])
      place = next
    }
    return columns
  }

  // MARK: Changes

  mutating func move(to offset: Int) {
    cursor = max(0, min(offset, text.count))
    while cursor < text.count, text[cursor] & 0xc0 == 0x80 { cursor += 1 }
    if !Cluster.isBoundary(cursor, in: text) { cursor = end(ofCharacterAt: start(ofCharacterBefore: cursor)) }
  }

  mutating func insert(_ bytes: Bytes) { replace(cursor..<cursor, with: bytes) }

  /// Puts `bytes` in place of `range`, and the cursor behind them.
  mutating func replace(_ range: Range<Int>, with bytes: Bytes) {
    let lower = max(0, min(range.lowerBound, text.count))
    let upper = max(lower, min(range.upperBound, text.count))
    let repaired = UTF8Scanner.repaired(bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes)
    text.replaceSubrange(lower..<upper, with: repaired)
    move(to: lower + repaired.count)
  }

  /// Removes text and leaves the cursor where it was; returns what was removed.
  @discardableResult
  mutating func remove(_ range: Range<Int>) -> Bytes {
    let lower = max(0, min(range.lowerBound, text.count))
    let upper = max(lower, min(range.upperBound, text.count))
    let removed = Bytes(text[lower..<upper])
    replace(lower..<upper, with: [])
    return removed
  }

  /// Exchanges the characters around the cursor, or the last two at the end.
  mutating func transpose() {
    let behind = cursor == text.count ? start(ofCharacterBefore: cursor) : cursor
    guard behind > 0 else { return }
    let before = start(ofCharacterBefore: behind)
    let end = end(ofCharacterAt: behind)
    replace(before..<end, with: Bytes(text[behind..<end] + text[before..<behind]))
  }

  /// Exchanges the word at or before the cursor with the one before it.
  mutating func transposeWords() {
    let end = wordEnd(cursor)
    let start = wordStart(end)
    let firstStart = wordStart(start)
    let firstEnd = wordEnd(firstStart)
    guard firstEnd <= start, firstStart < firstEnd else { return }
    replace(firstStart..<end, with: Bytes(text[start..<end] + text[firstEnd..<start] + text[firstStart..<firstEnd]))
  }
}
