// Which rows of the view have to be painted. A flag a row: what a frame costs follows from what changed, not from the
// size of the window. The cursor's row counts as changed where it was and where it is.

/// Rows that changed since the last paint.
struct DamageTracker: Sendable {
  private var rows: [Bool]
  private var isAll = true
  /// The cursor as it was painted last.
  private var paintedCursor: PaintedCursor?

  /// What of the cursor is visible.
  struct PaintedCursor: Equatable, Sendable {
    var row: Int
    var column: Int
    var shape: CursorShape
  }

  init(rows: Int) { self.rows = Array(repeating: false, count: rows) }

  mutating func mark(_ row: Int) { rows[row] = true }
  mutating func markAll() { isAll = true }
  mutating func mark(_ range: ClosedRange<Int>) {
    for row in range where row >= 0 && row < rows.count { rows[row] = true }
  }

  /// Whether nothing has to be painted while the cursor looks like this.
  func isEmpty(cursor: PaintedCursor?) -> Bool {
    !isAll && cursor == paintedCursor && !rows.contains(true)
  }

  /// The rows of the view that changed, in order; grid row r is shown at r + `viewOffset`. Forgets them.
  mutating func take(viewOffset: Int, cursor: PaintedCursor?) -> [Int] {
    if cursor != paintedCursor {
      // The cursor's row is one of the view; a view that was scrolled since is painted whole anyway.
      for place in [paintedCursor, cursor] {
        if let row = place.map({ $0.row - viewOffset }), row >= 0 && row < rows.count { rows[row] = true }
      }
      paintedCursor = cursor
    }
    var result: [Int] = []
    for row in 0..<rows.count {
      if isAll {
        result.append(row)
      } else if rows[row], row + viewOffset < rows.count {
        result.append(row + viewOffset)
      }
      rows[row] = false
    }
    isAll = false
    return result
  }
}
