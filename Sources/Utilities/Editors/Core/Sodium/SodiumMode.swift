// The modes of Sodium.

/// What keys mean at the moment.
enum SodiumMode: Equatable, Sendable {
  case normal
  case insert
  case replace
  case visual(VisualShape)
  /// A line is typed at the bottom.
  case commandLine
  /// A text is shown instead of the file; any key goes on.
  case message
  /// A substitution asks about a match.
  case question

  var isVisual: Bool {
    if case .visual = self { return true }
    return false
  }

  var isTyping: Bool { self == .insert || self == .replace }
}
