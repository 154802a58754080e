// What Sodium remembers of searches.

/// What was searched for last.
struct SearchState {
  var pattern: VimPattern?
  var isForward = true
  var offset: [UInt8] = []
  /// Whether matches are shown (`:noh` hides them).
  var isShown = true
  /// The pattern that is being typed.
  var typed: VimPattern?
}
