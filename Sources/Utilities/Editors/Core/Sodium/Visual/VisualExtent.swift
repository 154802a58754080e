// The size of a selection, for doing a change again.

/// How far a selection reached: what `.` selects again from the cursor on.
struct VisualExtent {
  var shape: VisualShape
  var lines: Int
  /// Columns of the last line (or of a block).
  var columns: Int
  var toEnd: Bool
}
