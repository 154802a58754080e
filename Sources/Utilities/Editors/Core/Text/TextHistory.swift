// What was done to a text, in groups that are undone at once. Holds pieces, not text.

import EditorCore

/// Undo and redo.
struct TextHistory: Sendable {
  /// Groups that are kept; the oldest is forgotten.
  static let limit = 20_000

  /// One replacement.
  struct Step: Sendable {
    var change: TextBuffer.Change
    /// Whether the text had lines before and after.
    var hadLines: Bool
    var hasLines: Bool
  }

  /// Steps that are undone at once.
  struct Group: Sendable {
    var steps: [Step]
    /// Where the cursor stood before.
    var before: Position
  }

  private(set) var done: [Group] = []
  private(set) var undone: [Group] = []
  private var isOpen = false
  /// How many groups were done in the saved state; nil when it cannot be reached any more.
  private var cleanCount: Int? = 0

  var isClean: Bool { cleanCount == done.count }

  mutating func markClean() {
    cleanCount = done.count
    isOpen = false
  }

  mutating func close() { isOpen = false }

  mutating func record(_ step: Step, cursor: Position) {
    undone = []
    if let clean = cleanCount, clean > done.count { cleanCount = nil }
    if isOpen, !done.isEmpty {
      // What was saved in the middle of a group is no state that undo comes to.
      if cleanCount == done.count { cleanCount = nil }
      done[done.count - 1].steps.append(step)
      return
    }
    done.append(Group(steps: [step], before: cursor))
    isOpen = true
    if done.count > Self.limit {
      done.removeFirst()
      cleanCount = cleanCount.flatMap { $0 > 0 ? $0 - 1 : nil }
    }
  }

  mutating func undo() -> Group? {
    isOpen = false
    guard let group = done.popLast() else { return nil }
    undone.append(group)
    return group
  }

  mutating func redo() -> Group? {
    isOpen = false
    guard let group = undone.popLast() else { return nil }
    done.append(group)
    return group
  }
}
