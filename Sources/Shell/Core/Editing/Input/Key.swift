// Keys, as a terminal sends them.

/// A key press, or a pasted piece.
enum Key: Equatable {
  /// One character, as UTF-8.
  case text(Bytes)
  /// Ctrl and a letter, as its byte 0…31.
  case control(UInt8)
  /// Alt and a character, or Alt and a control character.
  case alt(UInt8)
  case enter, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case wordLeft, wordRight
  /// Escape, and nothing behind it.
  case escape
  /// Text between the marks of a paste.
  case paste(Bytes)
  /// A sequence that means nothing here.
  case unknown
}
