// What stands behind an operator.

/// What an operator works on.
enum OperatorTarget: Equatable, Sendable {
  case motion(CursorMotion)
  case object(TextObject, isInner: Bool)
  /// The operator twice: whole lines.
  case lines
}
