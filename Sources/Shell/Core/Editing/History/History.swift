// The list of former commands, and its form in a file.
//
// The file has a line for each command: seconds since 1970, a tab, and the command with `\n` for its newlines and `\\`
// for its backslashes. A line without a time is the command itself. One line is one write, so that several shells can
// append to the same file.

/// Former commands, oldest first, each once.
public struct History: Equatable, Sendable {
  /// The commands.
  public private(set) var entries: [Bytes] = []
  /// When each was entered, in seconds since 1970; 0 where nobody knows.
  public private(set) var times: [Int64] = []

  /// An empty history.
  public init() {}

  /// A history from a file's content. Of equal commands the last one counts.
  public init(file: Bytes) {
    var seen: Set<Bytes> = []
    for line in file.split(separator: ASCII.newline).reversed() {
      let (command, time) = Self.decode(line)
      guard Self.isKept(command), seen.insert(command).inserted else { continue }
      entries.append(command)
      times.append(time)
      if entries.count == Limits.historyEntries { break }
    }
    entries.reverse()
    times.reverse()
  }

  /// Whether a command is kept: not when it is empty or starts with a blank.
  private static func isKept(_ command: Bytes) -> Bool { command.first.map { !ASCII.isBlank($0) } ?? false }

  /// Adds a command, unless it is empty or starts with a blank. An equal one before it goes, as do the oldest.
  /// Returns whether it was added.
  @discardableResult
  public mutating func add(_ command: Bytes, time: Int64 = 0) -> Bool {
    guard Self.isKept(command) else { return false }
    if let index = entries.lastIndex(of: command) {
      entries.remove(at: index)
      times.remove(at: index)
    }
    entries.append(command)
    times.append(time)
    if entries.count > Limits.historyEntries {
      entries.removeFirst(entries.count - Limits.historyEntries)
      times.removeFirst(times.count - Limits.historyEntries)
    }
    return true
  }

  /// Forgets everything.
  public mutating func clear() {
    entries = []
    times = []
  }

  /// The newest entry that starts with `text` and goes on.
  func continuation(of text: Bytes) -> Bytes? {
    guard !text.isEmpty else { return nil }
    return entries.last { $0.count > text.count && $0.starts(with: text) }
  }

  // MARK: File

  /// The content of a history file.
  public var file: Bytes {
    var content = Bytes()
    for (index, entry) in entries.enumerated() { content += Self.encode(entry, time: times[index]) }
    return content
  }

  /// The line that stands for a command in a file.
  public static func encode(_ command: Bytes, time: Int64) -> Bytes {
    var line = Bytes(decimal: max(0, time)) + [ASCII.tab]
    for byte in command {
      switch byte {
      case ASCII.newline: line += "\\n".bytes
      case ASCII.backslash: line += "\\\\".bytes
      default: line.append(byte)
      }
    }
    return line + [ASCII.newline]
  }

  private static func decode(_ line: ArraySlice<UInt8>) -> (command: Bytes, time: Int64) {
    guard let tab = line.firstIndex(of: ASCII.tab), line[..<tab].allSatisfy(ASCII.isDigit),
      let time = Bytes(line[..<tab]).decimalValue
    else { return (Bytes(line), 0) }
    var command = Bytes()
    var isQuoted = false
    for byte in line[(tab + 1)...] {
      if isQuoted {
        command.append(byte == UInt8(ascii: "n") ? ASCII.newline : byte)
        isQuoted = false
      } else if byte == ASCII.backslash {
        isQuoted = true
      } else {
        command.append(byte)
      }
    }
    return (command, time)
  }
}
