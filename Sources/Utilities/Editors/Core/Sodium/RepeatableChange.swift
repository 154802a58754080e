// What `.` does again.

/// A change: its command, and the keys that were typed in insert mode behind it.
struct RepeatableChange {
  var command: NormalCommand
  var inserted: [Key] = []
  /// The extent of the selection that it worked on; nil for a command of normal mode.
  var selection: VisualExtent?
}
