// The text objects.

/// A part of the text that a command may work on.
enum TextObject: Equatable, Sendable {
  case word(isBig: Bool)
  case sentence
  case paragraph
  case quote(UInt8)
  /// A pair of brackets, by the opening one.
  case bracket(UInt8)
  case tag
}
