// The shell that a person types into: prompt, line editor, history file.

import ABI
import Protocols
import ShellCore
import System

/// Reads commands from the terminal and runs them.
final class InteractiveShell {
  private let evaluator: Evaluator<SystemHost>
  private let signals: Signals
  private var editor: LineEditor<Completer<SystemHost>>
  private let historyFile: HistoryFile?
  /// The terminal's mode for programs, put back before each command.
  private var programMode = TerminalMode.cooked

  /// How long an escape byte may be the start of a sequence.
  private static let escapeTime: UInt64 = 50_000_000

  init(_ evaluator: Evaluator<SystemHost>, _ signals: Signals) {
    self.evaluator = evaluator
    self.signals = signals
    let size = Self.terminalSize
    editor = LineEditor(
      Completer(evaluator), width: size.columns, height: size.rows,
      isDumb: evaluator.state.value("TERM")?.matches("dumb") ?? false)
    historyFile = evaluator.state.value("HOME").map { HistoryFile(home: $0) }
    if let historyFile { evaluator.history = historyFile.load() }
  }

  private static var terminalSize: (columns: Int, rows: Int) {
    let size = try? Terminal.size(Streams.input)
    let columns = Int(size?.columns ?? 0)
    let rows = Int(size?.rows ?? 0)
    return (columns < 1 ? 80 : columns, rows < 1 ? 24 : rows)
  }

  /// Runs until the user leaves; the shell's exit status.
  func run() -> Int32 {
    evaluator.host.setForeground(nil)
    while true {
      evaluator.reportFinishedJobs()
      switch readLine() {
      case .line(let line):
        if let status = take(line) { return status }
      case .interrupted: evaluator.setStatus(130)
      case .end:
        Streams.printError("exit")
        return evaluator.state.lastStatus
      case .hangup: return 129
      }
    }
  }

  // MARK: Commands

  /// Runs what was entered. Returns a status when the shell has to end.
  private func take(_ line: Bytes) -> Int32? {
    remember(line)
    var parser = Parser(line + [UInt8(ascii: "\n")], aliases: evaluator.state.aliases)
    var lists: [CommandList] = []
    do throws(ParseError) {
      while let list = try parser.nextCommand() { lists.append(list) }
    } catch {
      Streams.printError("sh: syntax error: " + error.description.text)
      evaluator.setStatus(2)
      return nil
    }
    for list in lists {
      if case .exit(let status) = evaluator.run(typed: list) { return status }
    }
    // A program may have left the terminal in a mode of its own.
    try? Terminal.setMode(Streams.input, programMode)
    return nil
  }

  /// Puts the command into the history, and at the end of the history file.
  private func remember(_ command: Bytes) {
    let time = Int64(clamping: SystemClock.realTime / 1_000_000_000)
    let isRepeated = evaluator.history.entries.last == command
    guard evaluator.history.add(command, time: time), !isRepeated else { return }
    historyFile?.add(command, time: time)
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
    if signals.takeResize() { _ = resize() }
    var actions = editor.begin(
      prompt: prompt, continuation: evaluator.promptText("PS2") ?? "> ".bytes, history: evaluator.history,
      keys: evaluator.state.options.contains(.viKeys) ? .vi : .emacs)
    var buffer = Bytes(repeating: 0, count: 4096)
    while true {
      if let result = handle(actions) { return result }
      let deadline = editor.isEscapeOpen ? SystemClock.monotonic &+ Self.escapeTime : nil
      switch signals.wait(for: Streams.input, deadline: deadline) {
      case .input:
        guard let count = try? Streams.read(Streams.input, into: &buffer), count > 0 else { return .hangup }
        actions = editor.feed(Bytes(buffer.prefix(count)))
      case .timeout: actions = editor.pause()
      case .signal:
        if signals.isHungUp { return .hangup }
        // In raw mode Ctrl+C comes as a byte; a signal sent by someone else means the same.
        actions = signals.takeInterrupt() ? editor.feed([3]) : []
        if signals.takeResize() { actions += resize() }
      }
    }
  }

  private func resize() -> [LineAction] {
    let size = Self.terminalSize
    return editor.resize(width: size.columns, height: size.rows)
  }

  /// Does what the editor wants; a result when the line has ended.
  private func handle(_ actions: [LineAction]) -> Input? {
    for action in actions {
      switch action {
      case .write(let bytes): try? Streams.writeAll(Streams.error, bytes)
      case .accept(let line): return .line(line)
      case .interrupt: return .interrupted
      case .endOfInput: return .end
      }
    }
    return nil
  }

  /// `user:~$ `, or PS1. The administrator gets `#`, in red.
  private var prompt: Bytes {
    if let own = evaluator.promptText("PS1") { return own }
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
