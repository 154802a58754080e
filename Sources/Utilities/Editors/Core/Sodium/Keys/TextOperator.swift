// The operators.

/// What is done with a part of the text.
enum TextOperator: Equatable, Sendable {
  case delete, change, yank, shiftRight, shiftLeft, toggleCase, lowercase, uppercase, rotate, indent, filter, join
  case joinPlain, format
}
