// Where the motions of vi lead to in a text. Pure: the buffer stays as it is.
//
// Specification: POSIX.1-2017, sh, "vi Line Editing Command Mode"; vi for lines of several rows.

/// A place that a motion leads to.
struct ViMotion: Equatable {
  var target: Int
  /// Whether an operator takes the character at the target, too.
  var isInclusive = false
  /// Whether an operator takes whole lines.
  var isLines = false

  /// Kinds of characters for words: blanks, letters and digits, anything else.
  private enum Kind: Equatable { case blank, word, mark }

  private static func kind(_ byte: UInt8, big: Bool) -> Kind {
    if ASCII.isWhitespace(byte) { return .blank }
    return big || EditBuffer.isWordByte(byte) ? .word : .mark
  }

  /// The start of the next word.
  static func nextWord(_ buffer: EditBuffer, _ offset: Int, big: Bool) -> Int {
    let text = buffer.text
    guard offset < text.count else { return text.count }
    var place = offset
    let first = kind(text[place], big: big)
    if first != .blank { while place < text.count, kind(text[place], big: big) == first { place += 1 } }
    while place < text.count, kind(text[place], big: big) == .blank { place += 1 }
    return place
  }

  /// The start of the word before.
  static func previousWord(_ buffer: EditBuffer, _ offset: Int, big: Bool) -> Int {
    let text = buffer.text
    var place = min(offset, text.count)
    while place > 0, kind(text[place - 1], big: big) == .blank { place -= 1 }
    guard place > 0 else { return 0 }
    let last = kind(text[place - 1], big: big)
    while place > 0, kind(text[place - 1], big: big) == last { place -= 1 }
    return place
  }

  /// The last character of this word or the next.
  static func wordEnd(_ buffer: EditBuffer, _ offset: Int, big: Bool) -> Int {
    let text = buffer.text
    var place = buffer.end(ofCharacterAt: offset)
    while place < text.count, kind(text[place], big: big) == .blank { place += 1 }
    guard place < text.count else { return buffer.start(ofCharacterBefore: text.count) }
    let first = kind(text[place], big: big)
    while place < text.count, kind(text[place], big: big) == first { place += 1 }
    return buffer.start(ofCharacterBefore: place)
  }

  /// The first character of a line that is no blank.
  static func firstInk(_ buffer: EditBuffer, _ offset: Int) -> Int {
    var place = buffer.lineStart(offset)
    while place < buffer.text.count, ASCII.isBlank(buffer.text[place]) { place += 1 }
    return place
  }

  /// Where a search inside the line leads to; nil when there is no such character.
  static func find(_ find: ViState.Find, _ buffer: EditBuffer, from offset: Int, isAgain: Bool) -> ViMotion? {
    let isForward = find.letter == UInt8(ascii: "f") || find.letter == UInt8(ascii: "t")
    let isBefore = find.letter == UInt8(ascii: "t") || find.letter == UInt8(ascii: "T")
    let limit = isForward ? buffer.lineEnd(offset) : buffer.lineStart(offset)
    var place = offset
    // Repeating `t` from beside the character goes on to the next one.
    if isAgain, isBefore {
      place = isForward ? buffer.end(ofCharacterAt: place) : buffer.start(ofCharacterBefore: place)
    }
    while true {
      if isForward {
        place = buffer.end(ofCharacterAt: place)
        guard place < limit else { return nil }
      } else {
        guard place > limit else { return nil }
        place = buffer.start(ofCharacterBefore: place)
      }
      guard buffer.text[place..<buffer.end(ofCharacterAt: place)].elementsEqual(find.character) else { continue }
      if isForward {
        return ViMotion(target: isBefore ? buffer.start(ofCharacterBefore: place) : place, isInclusive: true)
      }
      return ViMotion(target: isBefore ? buffer.end(ofCharacterAt: place) : place)
    }
  }

  /// The bracket that belongs to the one at or behind the place.
  static func matchingBracket(_ buffer: EditBuffer, _ offset: Int) -> ViMotion? {
    let text = buffer.text
    let pairs = [("(", ")"), ("[", "]"), ("{", "}")].map { ($0.0.bytes[0], $0.1.bytes[0]) }
    guard
      let start = (offset..<max(offset, text.count)).first(where: { index in
        pairs.contains { $0.0 == text[index] || $0.1 == text[index] }
      }), let pair = pairs.first(where: { $0.0 == text[start] || $0.1 == text[start] })
    else { return nil }
    let step = text[start] == pair.0 ? 1 : -1
    var depth = 0
    var index = start
    while index >= 0, index < text.count {
      if text[index] == pair.0 { depth += 1 }
      if text[index] == pair.1 { depth -= 1 }
      if depth == 0 { return ViMotion(target: index, isInclusive: true) }
      index += step
    }
    return nil
  }

  // MARK: Objects

  /// The text that `iw`, `a"` and their like name.
  static func object(_ letter: UInt8, isWhole: Bool, _ buffer: EditBuffer, _ offset: Int) -> Range<Int>? {
    switch letter {
    case UInt8(ascii: "w"), UInt8(ascii: "W"):
      return word(buffer, offset, big: letter == UInt8(ascii: "W"), isWhole: isWhole)
    case ASCII.quote, ASCII.doubleQuote, ASCII.backquote: return quoted(letter, buffer, offset, isWhole: isWhole)
    case UInt8(ascii: "b"), ASCII.leftParenthesis, ASCII.rightParenthesis:
      return bracketed(ASCII.leftParenthesis, ASCII.rightParenthesis, buffer, offset, isWhole: isWhole)
    case UInt8(ascii: "B"), ASCII.leftBrace, ASCII.rightBrace:
      return bracketed(ASCII.leftBrace, ASCII.rightBrace, buffer, offset, isWhole: isWhole)
    case ASCII.leftBracket, ASCII.rightBracket:
      return bracketed(ASCII.leftBracket, ASCII.rightBracket, buffer, offset, isWhole: isWhole)
    default: return nil
    }
  }

  private static func word(_ buffer: EditBuffer, _ offset: Int, big: Bool, isWhole: Bool) -> Range<Int>? {
    let text = buffer.text
    guard offset < text.count else { return nil }
    let kind = kind(text[offset], big: big)
    var start = offset
    var end = offset
    while start > 0, Self.kind(text[start - 1], big: big) == kind { start -= 1 }
    while end < text.count, Self.kind(text[end], big: big) == kind { end += 1 }
    guard isWhole else { return start..<end }
    let inner = end
    while end < text.count, ASCII.isBlank(text[end]) { end += 1 }
    if end == inner { while start > 0, ASCII.isBlank(text[start - 1]) { start -= 1 } }
    return start..<end
  }

  private static func quoted(_ quote: UInt8, _ buffer: EditBuffer, _ offset: Int, isWhole: Bool) -> Range<Int>? {
    let text = buffer.text
    let end = buffer.lineEnd(offset)
    var open: Int?
    for index in buffer.lineStart(offset)..<end where text[index] == quote {
      guard let start = open else {
        open = index
        continue
      }
      if index >= offset { return isWhole ? start..<(index + 1) : (start + 1)..<index }
      open = nil
    }
    return nil
  }

  private static func bracketed(
    _ left: UInt8, _ right: UInt8, _ buffer: EditBuffer, _ offset: Int, isWhole: Bool
  ) -> Range<Int>? {
    let text = buffer.text
    guard offset < text.count else { return nil }
    var start = text[offset] == right ? offset - 1 : offset
    var depth = 0
    while start >= 0, text[start] != left || depth > 0 {
      if text[start] == left { depth -= 1 }
      if text[start] == right { depth += 1 }
      start -= 1
    }
    guard start >= 0, let match = matchingBracket(buffer, start)?.target, match >= offset else { return nil }
    return isWhole ? start..<(match + 1) : (start + 1)..<match
  }
}
