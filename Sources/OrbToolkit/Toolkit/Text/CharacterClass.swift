// What a character counts as for word motion and double clicks.

/// Classes of characters: a word is a run of one class.
enum CharacterClass: Equatable {
  case space
  case word
  case punctuation

  init(_ character: Character) {
    if character.isWhitespace {
      self = .space
    } else if character.isLetter || character.isNumber || character == "_" {
      self = .word
    } else {
      self = .punctuation
    }
  }
}

/// Word boundaries in an array of characters. All indices are clamped.
public enum WordMotion {
  /// Where Ctrl+Left goes: the start of this word or of the one before.
  public static func previous(_ characters: [Character], _ index: Int) -> Int {
    var at = min(max(index, 0), characters.count)
    while at > 0 && CharacterClass(characters[at - 1]) == .space { at -= 1 }
    guard at > 0 else { return 0 }
    let kind = CharacterClass(characters[at - 1])
    while at > 0 && CharacterClass(characters[at - 1]) == kind { at -= 1 }
    return at
  }

  /// Where Ctrl+Right goes: behind this word or the next one.
  public static func next(_ characters: [Character], _ index: Int) -> Int {
    var at = min(max(index, 0), characters.count)
    while at < characters.count && CharacterClass(characters[at]) == .space { at += 1 }
    guard at < characters.count else { return characters.count }
    let kind = CharacterClass(characters[at])
    while at < characters.count && CharacterClass(characters[at]) == kind { at += 1 }
    return at
  }

  /// The word (or run of spaces or signs) around an index: what a double click selects.
  public static func word(_ characters: [Character], around index: Int) -> Range<Int> {
    guard !characters.isEmpty else { return 0..<0 }
    let inside = min(max(index, 0), characters.count - 1)
    let kind = CharacterClass(characters[inside])
    var start = inside
    var end = inside + 1
    while start > 0 && CharacterClass(characters[start - 1]) == kind { start -= 1 }
    while end < characters.count && CharacterClass(characters[end]) == kind { end += 1 }
    return start..<end
  }
}
