// The list of former commands.

/// Former commands, oldest first.
public struct History: Equatable, Sendable {
  /// The commands.
  public private(set) var entries: [Bytes] = []

  /// An empty history.
  public init() {}

  /// A history of the lines in a file's content.
  public init(file: Bytes) {
    for line in file.pieces(separatedBy: ASCII.newline) { add(line) }
  }

  /// Adds a command, unless it is empty, starts with a blank, or repeats the last one. The oldest ones make room.
  public mutating func add(_ command: Bytes) {
    guard let first = command.first, !ASCII.isBlank(first), command != entries.last else { return }
    entries.append(command)
    if entries.count > Limits.historyEntries { entries.removeFirst(entries.count - Limits.historyEntries) }
  }

  /// Forgets everything.
  public mutating func clear() { entries = [] }

  /// The content of a history file: one line a command; commands of several lines are left out.
  public var file: Bytes {
    Bytes(entries.filter { !$0.contains(ASCII.newline) }.map { $0 + [ASCII.newline] }.joined())
  }
}
