// Selections of visual mode.

/// What is selected, and what was selected last.
struct VisualState {
  /// The end that does not move.
  var anchor = Position.zero
  /// Whether a block goes to the ends of its lines.
  var toEnd = false
  var last: (anchor: Position, cursor: Position, shape: VisualShape, column: Int)?
}
