// Runs the programs of `find -exec`, one by one or with many files at once.

import ABI
import System
import UtilitySupport

/// Runs programs on files.
struct FindRunner {
  private let tool: Tool
  private let commands: [FindCommand]
  /// For each command the files that wait for it, and their bytes.
  private var waiting: [[String]]
  private var sizes: [Int]
  private var directories: [String?]
  private(set) var result: Int32 = 0

  /// Bytes of arguments for one run.
  private static let limit = 120 * 1024

  init(_ tool: Tool, _ commands: [FindCommand]) {
    (self.tool, self.commands) = (tool, commands)
    waiting = commands.map { _ in [] }
    sizes = commands.map { _ in 0 }
    directories = commands.map { _ in nil }
  }

  /// Runs a command on a file, or lets it wait; whether it succeeded.
  mutating func run(_ number: Int, _ path: String) -> Bool {
    let command = commands[number]
    let directory = command.isLocal ? Paths.parent(path) : nil
    let name = command.isLocal ? "./" + Paths.name(path) : path
    if command.isBatched {
      if let known = directories[number], let directory, !known.isSame(as: directory) { flush(number) }
      if sizes[number] + name.utf8.count > Self.limit { flush(number) }
      waiting[number].append(name)
      sizes[number] += name.utf8.count + 9
      directories[number] = directory
      return true
    }
    if command.asks {
      tool.output.flush()
      try? Streams.writeAll(Streams.error, "< \(command.words[0]) ... \(path) > ? ".bytes)
      guard readAnswer() else { return false }
    }
    let words = command.words.map { replace("{}".bytes, in: $0.bytes, with: name.bytes).text }
    return start(words, directory) == 0
  }

  /// Whether the next line of the input starts with a y.
  private func readAnswer() -> Bool {
    var answer = Bytes()
    var byte: Bytes = [0]
    while let count = try? Streams.read(Streams.input, into: &byte), count == 1, byte[0] != 0x0a {
      answer.append(byte[0])
    }
    return answer.first.map { $0 | 0x20 == UInt8(ascii: "y") } ?? false
  }

  private mutating func flush(_ number: Int) {
    guard !waiting[number].isEmpty else { return }
    if start(commands[number].words + waiting[number], directories[number]) != 0 { result = 1 }
    (waiting[number], sizes[number], directories[number]) = ([], 0, nil)
  }

  /// Runs what still waits.
  mutating func finish() { for number in commands.indices { flush(number) } }

  private func start(_ arguments: [String], _ directory: String?) -> Int32 {
    guard let program = arguments.first else { return 0 }
    tool.output.flush()
    var request = SpawnRequest(program, arguments)
    request.directory = directory
    do throws(Errno) { return try request.start().wait().shellStatus } catch {
      tool.report(quoted(program), error)
      return 127
    }
  }
}
