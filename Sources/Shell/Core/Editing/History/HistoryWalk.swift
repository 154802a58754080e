// Where Up and Down have got to in the history.

/// A walk through the entries that start with what was typed.
struct HistoryWalk: Equatable {
  /// The entry that is shown; the number of entries for the line that was typed.
  var index: Int
  /// What the entries have to start with.
  var prefix: Bytes
  /// The line that was typed.
  var draft: EditBuffer
  /// What the line was when the walk came here: a change ends the walk.
  var shown: Bytes
}
