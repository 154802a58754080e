// The shapes of a selection.

/// The shapes of a visual selection.
enum VisualShape: Equatable, Sendable {
  case characters, lines, block
}
