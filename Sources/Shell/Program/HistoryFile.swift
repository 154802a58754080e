// The history file in the user's home: read at the start, appended to after each command, by any number of shells.
//
// Each command is one line and one write at the file's end, so that shells do not disturb each other. A file that has
// grown long is written anew at the start; what others append meanwhile is copied behind.

import ABI
import ShellCore
import System

/// The file of former commands.
struct HistoryFile {
  private let path: String

  /// More than this is not read: nobody types as much.
  private static let largest = 16 << 20

  init(home: Bytes) { path = home.text + "/.sh_history" }

  /// What the file holds.
  func load() -> History {
    guard let content = try? FileSystem.readFile(path, limit: Self.largest) else { return History() }
    let history = History(file: content)
    let lines = content.lazy.filter { $0 == 0x0a }.count
    if lines > 2 * Limits.historyEntries { shorten(to: history, after: content.count) }
    return history
  }

  /// Writes the file anew, with what was appended behind its first `count` bytes since it was read.
  private func shorten(to history: History, after count: Int) {
    guard let old = try? Handle.open(path) else { return }
    guard (try? FileSystem.writeFile(path, history.file, mode: 0o600)) != nil else { return }
    guard (try? old.seek(to: Int64(count))) != nil, let rest = try? old.readAll(limit: Self.largest) else { return }
    if !rest.isEmpty { append(rest) }
  }

  /// Adds a command.
  func add(_ command: Bytes, time: Int64) { append(History.encode(command, time: time)) }

  private func append(_ lines: Bytes) {
    let flags: OpenFlags = [.write, .create, .append, OpenFlags.mode(0o600)]
    guard let file = try? Handle.open(path, flags) else { return }
    try? file.writeAll(lines)
  }
}
