// What undo goes back to: former states of the line, and the ones that undo left.

/// States of the line, newest last.
struct UndoLog {
  private var past: [EditBuffer] = []
  private var future: [EditBuffer] = []
  private var bytes = 0

  private static let longest = 200
  /// Beyond this many bytes the oldest states go.
  private static let mostBytes = 1 << 20

  /// Notes the state before a change.
  mutating func note(_ state: EditBuffer) {
    future = []
    if past.last?.text == state.text { return }
    past.append(state)
    bytes += state.text.count
    while past.count > Self.longest || (bytes > Self.mostBytes && past.count > 1) {
      bytes -= past.removeFirst().text.count
    }
  }

  /// The state before the last change, in place of `current`.
  mutating func undo(from current: EditBuffer) -> EditBuffer? {
    while let state = past.popLast() {
      bytes -= state.text.count
      if state.text == current.text { continue }
      future.append(current)
      return state
    }
    return nil
  }

  /// What the last undo left.
  mutating func redo(from current: EditBuffer) -> EditBuffer? {
    guard let state = future.popLast() else { return nil }
    past.append(current)
    bytes += current.text.count
    return state
  }

  /// The oldest state, for undoing everything.
  var oldest: EditBuffer? { past.first }
}
