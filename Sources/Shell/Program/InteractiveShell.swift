// The shell that a person types into: prompt, line editor, history file.

import ABI
import Protocols
import ShellCore
import System

/// Reads lines from the terminal and runs them.
final class InteractiveShell {
  private let evaluator: Evaluator<SystemHost>
  private let signals: Signals
  private var editor: LineEditor
  /// Lines of a command that is not complete yet.
  private var unfinished = Bytes()
  private var historyPath: String?
  /// The terminal's mode for programs, put back before each command.
  private var programMode = TerminalMode.cooked

  init(_ evaluator: Evaluator<SystemHost>, _ signals: Signals) {
    self.evaluator = evaluator
    self.signals = signals
    editor = LineEditor(width: Self.terminalWidth)
    if let home = evaluator.state.value("HOME") {
      let path = home.text + "/.sh_history"
      historyPath = path
      if let saved = try? FileSystem.readFile(path, limit: 1 << 20) { evaluator.history = History(file: saved) }
    }
  }

  private static var terminalWidth: Int {
    let columns = (try? Terminal.size(Streams.input))?.columns ?? 0
    return columns < 2 ? 80 : Int(columns)
  }

  /// Runs until the user leaves; the shell's exit status.
  func run() -> Int32 {
    evaluator.host.setForeground(nil)
    while true {
      evaluator.reportFinishedJobs()
      switch readLine() {
      case .line(let line):
        if let status = take(line) { return status }
      case .interrupted:
        unfinished = []
        evaluator.setStatus(130)
      case .end:
        if unfinished.isEmpty {
          Streams.printError("exit")
          return evaluator.state.lastStatus
        }
        unfinished = []
        Streams.printError("sh: syntax error: the command is not complete")
      case .hangup: return 129
      }
    }
  }

  // MARK: Commands

  /// Runs the command that a line completes. Returns a status when the shell has to end.
  private func take(_ line: Bytes) -> Int32? {
    unfinished += line + [UInt8(ascii: "\n")]
    var parser = Parser(unfinished, aliases: evaluator.state.aliases, expectsMore: true)
    var lists: [CommandList] = []
    do throws(ParseError) {
      while let list = try parser.nextCommand() { lists.append(list) }
    } catch {
      if error.isIncomplete { return nil }
      remember()
      Streams.printError("sh: syntax error: " + error.description.text)
      evaluator.setStatus(2)
      return nil
    }
    remember()
    for list in lists {
      if case .exit(let status) = evaluator.run(typed: list) { return status }
    }
    // A program may have left the terminal in a mode of its own.
    try? Terminal.setMode(Streams.input, programMode)
    return nil
  }

  /// Puts the command into the history, and at the end of the history file.
  private func remember() {
    let command = Bytes(unfinished.dropLast())
    unfinished = []
    let before = evaluator.history
    evaluator.history.add(command)
    guard evaluator.history != before, let historyPath, !command.contains(UInt8(ascii: "\n")) else { return }
    let flags: OpenFlags = [.write, .create, .append, OpenFlags.mode(0o600)]
    guard let file = try? Handle.open(historyPath, flags) else { return }
    try? file.writeAll(command + [UInt8(ascii: "\n")])
  }

  // MARK: Lines

  private enum Input {
    case line(Bytes)
    case interrupted
    case end
    case hangup
  }

  private func readLine() -> Input {
    programMode = (try? Terminal.mode(Streams.input)) ?? .cooked
    try? Terminal.setMode(Streams.input, .raw)
    defer { try? Terminal.setMode(Streams.input, programMode) }
    if signals.takeResize() { _ = editor.resize(width: Self.terminalWidth) }
    var actions = editor.begin(prompt: prompt, history: evaluator.history)
    var buffer = Bytes(repeating: 0, count: 1024)
    while true {
      if let result = handle(actions) { return result }
      if signals.wait(for: Streams.input) {
        guard let count = try? Streams.read(Streams.input, into: &buffer), count > 0 else { return .hangup }
        actions = editor.feed(Bytes(buffer.prefix(count)))
      } else if signals.isHungUp {
        return .hangup
      } else {
        // In raw mode Ctrl+C comes as a byte; a signal sent by someone else means the same.
        actions = signals.takeInterrupt() ? editor.feed([3]) : []
        if signals.takeResize() { actions += editor.resize(width: Self.terminalWidth) }
      }
    }
  }

  /// Does what the editor wants; a result when the line has ended.
  private func handle(_ actions: [LineEditor.Action]) -> Input? {
    for action in actions {
      switch action {
      case .write(let bytes): try? Streams.writeAll(Streams.error, bytes)
      case .accept(let line): return .line(line)
      case .interrupt: return .interrupted
      case .endOfInput: return .end
      case .complete(let line, let cursor):
        let completion = evaluator.completions(of: line, cursor: cursor)
        if let result = handle(editor.complete(completion)) { return result }
      }
    }
    return nil
  }

  /// `user:~$ `, or PS1; `> ` while a command is not complete. The administrator gets `#`, in red.
  private var prompt: Bytes {
    if !unfinished.isEmpty { return evaluator.state.value("PS2") ?? "> ".bytes }
    if let own = evaluator.state.value("PS1") { return own }
    let isRoot = CurrentProcess.user == 0
    let user = evaluator.state.value("USER") ?? (isRoot ? "root" : "user").bytes
    var directory = evaluator.host.currentDirectory()
    if let home = evaluator.state.value("HOME"), home.count > 1, directory.starts(with: home) {
      let rest = directory.dropFirst(home.count)
      if rest.isEmpty || rest.first == UInt8(ascii: "/") { directory = "~".bytes + rest }
    }
    let colour = isRoot ? "\u{1b}[1;31m" : "\u{1b}[1;32m"
    return colour.bytes + user + "\u{1b}[0m:\u{1b}[1;34m".bytes + directory + "\u{1b}[0m".bytes
      + (isRoot ? "# " : "$ ").bytes
  }
}
