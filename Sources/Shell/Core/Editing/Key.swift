// Keys, as a terminal sends them.

/// A key press, or a pasted piece.
enum Key: Equatable {
  /// One character, as UTF-8.
  case text(Bytes)
  /// Ctrl and a letter, as its byte 1…31.
  case control(UInt8)
  /// Alt and a character.
  case alt(UInt8)
  case enter, tab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case wordLeft, wordRight
  case pasteStart, pasteEnd
  /// A sequence that means nothing here.
  case unknown
}
