// What nano searches for, and how.

/// The state of searching and replacing.
struct NanoSearch {
  var text: [UInt8] = []
  var replacement: [UInt8] = []
  var isExpression = false
  var isCaseSensitive = false
  var isBackwards = false
  /// Texts that were searched for, the newest last.
  var history: [[UInt8]] = []
  /// While replacing: the match that is asked about, where replacing began, and what was done.
  var match: (place: Position, length: Int)?
  var replacements = 0
  var replacesAll = false
  /// The matches before the place where it began are left once the search has gone around.
  var start = Position.zero
  var hasWrapped = false
}
