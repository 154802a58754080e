// Characters as a person sees them: a letter with its accents, a flag, an emoji of several parts. The cursor never
// stands inside one.
//
// Not the whole of Unicode's segmentation, only what terminals show as one: marks, joined emoji, skin tones, flags.
//
// Specification: Unicode Standard Annex 29, rules GB9, GB11 and GB12, condensed.

/// Finds the ends of characters.
enum Cluster {
  private static let joiner: UInt32 = 0x200d
  private static let emojiSelector: UInt32 = 0xfe0f

  /// The offset behind the character at `offset`.
  static func end(of offset: Int, in text: Bytes) -> Int {
    guard offset < text.count else { return text.count }
    var (base, length) = UTF8Scanner.decode(text[offset...])
    var end = offset + length
    guard canCarryMarks(base) else { return end }
    var isPaired = false
    while end < text.count {
      let (next, length) = UTF8Scanner.decode(text[end...])
      if next == joiner, end + length < text.count {
        let (joined, joinedLength) = UTF8Scanner.decode(text[(end + length)...])
        end += length
        if isPicture(joined) {
          end += joinedLength
          base = joined
        }
      } else if CharacterWidth.columns(next) == 0 || (isSkinTone(next) && isPicture(base)) {
        end += length
      } else if isRegional(next), isRegional(base), !isPaired {
        end += length
        isPaired = true
      } else {
        break
      }
    }
    return end
  }

  /// The offset of the character before `offset`.
  static func start(before offset: Int, in text: Bytes) -> Int {
    guard offset > 0 else { return 0 }
    var start = certainStart(before: min(offset, text.count), in: text)
    while true {
      let end = end(of: start, in: text)
      if end >= offset { return start }
      start = end
    }
  }

  /// Whether a character starts (or the text ends) at `offset` of UTF-8.
  static func isBoundary(_ offset: Int, in text: Bytes) -> Bool {
    if offset == 0 || offset == text.count { return true }
    guard offset > 0, offset < text.count, text[offset] & 0xc0 != 0x80 else { return false }
    return end(of: start(before: offset, in: text), in: text) == offset
  }

  /// Columns of the character in `bytes`, which is one.
  static func columns(_ bytes: ArraySlice<UInt8>) -> Int {
    var columns = 0
    var index = bytes.startIndex
    var first: UInt32 = 0
    while index < bytes.endIndex {
      let (scalar, length) = UTF8Scanner.decode(bytes[index...])
      if index == bytes.startIndex { first = scalar }
      if scalar == emojiSelector, columns == 1, hasEmojiForm(first) { columns = 2 }
      columns += CharacterWidth.columns(scalar)
      index += length
    }
    return columns
  }

  /// Whether terminals disagree about the columns of the character.
  static func isDisputed(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (scalar, length) = UTF8Scanner.decode(bytes[index...])
      if scalar == joiner || scalar == emojiSelector || isSkinTone(scalar) || isRegional(scalar) { return true }
      index += length
    }
    return false
  }

  /// A place at or before `offset` where a character starts whatever stands before it.
  private static func certainStart(before offset: Int, in text: Bytes) -> Int {
    var place = UTF8Scanner.start(before: offset, in: text)
    while place > 0 {
      let scalar = UTF8Scanner.decode(text[place...]).scalar
      let before = UTF8Scanner.start(before: place, in: text)
      let isFree = CharacterWidth.columns(scalar) > 0 && !isSkinTone(scalar) && !isRegional(scalar)
      if isFree, UTF8Scanner.decode(text[before...]).scalar != joiner { return place }
      place = before
    }
    return 0
  }

  private static func canCarryMarks(_ scalar: UInt32) -> Bool {
    scalar >= 0x20 && scalar != 0x7f && scalar <= 0x10ffff && CharacterWidth.columns(scalar) > 0
  }

  /// Whether the selector turns a narrow character into a wide picture: digits and older symbols.
  private static func hasEmojiForm(_ scalar: UInt32) -> Bool {
    scalar >= 0x203c || scalar == 0x23 || scalar == 0x2a || (scalar >= 0x30 && scalar <= 0x39)
  }

  private static func isSkinTone(_ scalar: UInt32) -> Bool { scalar >= 0x1f3fb && scalar <= 0x1f3ff }
  private static func isRegional(_ scalar: UInt32) -> Bool { scalar >= 0x1f1e6 && scalar <= 0x1f1ff }
  private static func isPicture(_ scalar: UInt32) -> Bool {
    scalar >= 0x1f000 && scalar <= 0x1ffff || scalar >= 0x2190 && scalar <= 0x2bff
  }
}
