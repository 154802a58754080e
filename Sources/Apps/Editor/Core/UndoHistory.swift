// What was done, in groups that are undone at once, and which state is the saved one. Holds changes (pieces, not text),
// so a history of thousands of steps is small.

/// Undo, redo and the mark of the saved state.
struct UndoHistory: Sendable {
  /// Groups that are kept; the oldest is forgotten.
  static let limit = 10_000

  /// What a group is made of, for joining the next change to it.
  enum Kind: Sendable {
    case typing, deletingBackward, deletingForward, other
  }

  /// Changes that are undone at once.
  struct Group: Sendable {
    var changes: [TextBuffer.Change]
    var kind: Kind
    var before: TextSelection
    var after: TextSelection
  }

  private(set) var done: [Group] = []
  private(set) var undone: [Group] = []
  private var isOpen = false
  /// How many groups were done in the saved state; nil if that state cannot be reached any more.
  private var cleanCount: Int? = 0

  var isClean: Bool { cleanCount == done.count }
  var canUndo: Bool { !done.isEmpty }
  var canRedo: Bool { !undone.isEmpty }

  mutating func markClean() {
    cleanCount = done.count
    isOpen = false
  }

  /// The next change begins a group of its own.
  mutating func close() { isOpen = false }

  /// Whether a change of this kind would join the last group.
  func joins(_ kind: Kind) -> Bool { isOpen && kind != .other && done.last?.kind == kind }

  mutating func record(
    _ change: TextBuffer.Change, kind: Kind, before: TextSelection, after: TextSelection
  ) {
    if joins(kind), undone.isEmpty {
      done[done.count - 1].changes.append(change)
      done[done.count - 1].after = after
      return
    }
    undone = []
    if let clean = cleanCount, clean > done.count { cleanCount = nil }
    done.append(Group(changes: [change], kind: kind, before: before, after: after))
    if done.count > Self.limit {
      done.removeFirst()
      cleanCount = cleanCount.flatMap { $0 > 0 ? $0 - 1 : nil }
    }
    isOpen = kind != .other
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
