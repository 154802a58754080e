// Where a motion leads, and what an operator takes on the way.

/// The outcome of a motion.
struct MotionTarget {
  /// How the way is taken by an operator.
  enum Kind: Equatable { case exclusive, inclusive, lines }

  var place: Position
  var kind = Kind.exclusive
  /// The begin, where it is not the cursor.
  var start: Position?
  /// Whether the place before is remembered.
  var isJump = false
  /// Up and down keep the column they want.
  var keepsColumn = false
  /// What the wanted column becomes instead of the place's own.
  var column: Int?
  /// Whether what is deleted so goes to register 1, however short.
  var isLarge = false

  init(_ place: Position, _ kind: Kind = .exclusive) {
    self.place = place
    self.kind = kind
  }
}
