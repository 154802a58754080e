// Taking file operations back: what was moved goes back, what was made goes to the trash (never away for good, because
// it may have been changed since). Deleting for ever cannot be undone and is not in the log.

/// Jobs that can be undone.
public struct UndoLog: Sendable {
  /// Jobs that are remembered.
  public static let limit = 100

  /// A job that was done.
  public struct Entry: Sendable {
    /// For the menu: "Undo Rename".
    public let title: String
    let effects: [FileEffect]
  }

  private var entries: [Entry] = []

  public init() {}

  /// The job that undo would take back.
  public var last: Entry? { entries.last }

  /// Remembers what an operation did, if it did anything.
  public mutating func record(_ operation: FileOperation) {
    guard !operation.effects.isEmpty else { return }
    let title: String
    switch operation.kind {
    case .copy: title = "Copy"
    case .move: title = "Move"
    case .trash: title = "Move to Trash"
    case .rename: title = "Rename"
    case .create: title = "New Folder"
    case .delete: return
    }
    entries.append(Entry(title: title, effects: operation.effects))
    if entries.count > Self.limit { entries.removeFirst() }
  }

  /// The operations that take the last job back, to be run one after the other; empty if there is none.
  public mutating func undo(trash: FilePath) -> [FileOperation] {
    guard let entry = entries.popLast() else { return [] }
    var pairs: [FileOperation.Pair] = []
    var created: [FilePath] = []
    for effect in entry.effects.reversed() {
      switch effect {
      case .moved(let from, let to): pairs.append(FileOperation.Pair(source: to, destination: from))
      case .created(let path): created.append(path)
      }
    }
    var result: [FileOperation] = []
    if !pairs.isEmpty { result.append(.rename(pairs)) }
    if !created.isEmpty { result.append(.trash(created, into: trash)) }
    return result
  }
}
