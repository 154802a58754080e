// watch: runs a command again and again, and shows its output on the whole screen.
//
// Between two runs it sleeps; keys, signals and the command's output wake it. Keys: q leaves, the blank runs at once.
// Specification: procps-ng 4.0.2, watch.

import ABI
import Protocols
import System
import UtilitySupport

let watchProgram = Utility(
  "watch", "[OPTION]... COMMAND [ARGUMENT]...", "Run a command again and again.",
  [
    OptionDescription("-n --interval=SECONDS", "seconds between runs (2)"),
    OptionDescription("-d --differences", "mark what has changed"),
    OptionDescription("-t --no-title", "without a head"),
    OptionDescription("-g --chgexit", "leave when the output changes"),
    OptionDescription("-e --errexit", "leave when the command fails"),
    OptionDescription("-b --beep", "beep when it fails"),
    OptionDescription("-c --color", "colours as the command writes them"),
    OptionDescription("-x --exec", "run the command itself, not a shell"),
  ], stopsAtOperand: true
) { tool in
  guard !tool.operands.isEmpty else { return tool.usageError("missing command") }
  guard let interval = TimeSpan.parse(tool.options.value("n") ?? "2".bytes) else {
    return tool.usageError("failed to parse argument: '\(tool.options.value("n")?.text ?? "")'")
  }
  do throws(Errno) {
    var watch = try Watch(tool, interval: max(interval, 100_000_000))
    return try watch.run()
  } catch {
    tool.report(tool.operands[0], error)
    return 1
  }
}

/// A command that is watched.
private struct Watch: ~Copyable {
  private enum Mark {
    static let keys: UInt64 = 1
    static let signals: UInt64 = 2
    static let output: UInt64 = 3
    static let child: UInt64 = 4
  }
  private enum Step { case goOn, again, leave }

  /// More output than any screen shows is read and dropped.
  private static let mostOutput = 1 << 18

  private let tool: Tool
  private let interval: UInt64
  private let isFullScreen: Bool
  private let hasKeys: Bool
  private var queue: EventQueue
  private let signals: SignalQueue
  private var screen: WatchScreen
  private var previous: Bytes?

  init(_ tool: Tool, interval: UInt64) throws(Errno) {
    let queue = try EventQueue()
    let signals = try SignalQueue()
    self.queue = queue
    self.signals = signals
    self.tool = tool
    self.interval = interval
    isFullScreen = Terminal.isTerminal(Streams.output)
    hasKeys = isFullScreen && Terminal.isTerminal(Streams.input)
    let tenths = interval / 100_000_000
    let title = tool.has("t") ? "" : "Every \(tenths / 10).\(tenths % 10)s: \(tool.operands.joined(separator: " "))"
    screen = WatchScreen(title: title, keepsColours: tool.has("c"), marksChanges: tool.has("d"))
  }

  mutating func run() throws(Errno) -> Int32 {
    try queue.subscribe(signals.handle.raw, .readable, userData: Mark.signals)
    let mode = (try? Terminal.mode(Streams.input)) ?? .cooked
    if hasKeys {
      try? Terminal.setMode(Streams.input, .raw)
      try queue.subscribe(Streams.input, .readable, userData: Mark.keys)
    }
    if isFullScreen { tool.output.write("\u{1b}[?1049h\u{1b}[?25l") }
    defer {
      if isFullScreen { tool.output.write("\u{1b}[?25h\u{1b}[?1049l") }
      tool.output.flush()
      if hasKeys { try? Terminal.setMode(Streams.input, mode) }
    }
    while true {
      let due = SystemClock.monotonic &+ interval
      guard let (output, status) = try runOnce() else { return 0 }
      draw(output)
      if status != 0, tool.has("b") { tool.output.write("\u{7}") }
      if status != 0, tool.has("e") { return status }
      if tool.has("g"), let previous, previous != output { return 0 }
      previous = output
      guard try wait(until: due) else { return 0 }
    }
  }

  /// Runs the command; nil when the user leaves meanwhile.
  private mutating func runOnce() throws(Errno) -> (Bytes, Int32)? {
    let pipe = try Pipe()
    let words = tool.operands
    var request =
      tool.has("x")
      ? SpawnRequest(words[0], words) : SpawnRequest("sh", ["sh", "-c", words.joined(separator: " ")])
    request.handles = [Streams.input, pipe.writer.raw, pipe.writer.raw]
    request.group = .own
    let child = try request.start()
    let reader = pipe.ends { reader, writer in
      writer.close()
      return reader.release()
    }
    let output = Handle(owning: reader)
    try queue.subscribe(output.raw, .readable, userData: Mark.output)
    defer { queue.unsubscribe(output.raw) }
    var text = Bytes()
    var buffer = Bytes(repeating: 0, count: 32 * 1024)
    while true {
      let events = try queue.wait()
      if try look(at: events) == .leave {
        try? Processes.kill(-Int64(child.id), .terminate)
        _ = try? child.wait()
        return nil
      }
      guard events.contains(where: { $0.userData == Mark.output }) else { continue }
      let count = try Streams.read(output.raw, into: &buffer)
      if count == 0 { return (text, try child.wait().shellStatus) }
      if text.count < Self.mostOutput { text += buffer[0..<count] }
    }
  }

  /// Sleeps until the next run; false when the user leaves.
  private mutating func wait(until deadline: UInt64) throws(Errno) -> Bool {
    while true {
      let events = try queue.wait(deadline: deadline)
      switch try look(at: events) {
      case .leave: return false
      case .again: return true
      case .goOn: if SystemClock.monotonic >= deadline { return true }
      }
    }
  }

  /// What keys and signals ask for.
  private mutating func look(at events: [Event]) throws(Errno) -> Step {
    var step = Step.goOn
    for event in events {
      if event.userData == Mark.signals {
        while let signal = try signals.next() {
          guard signal == .windowChange else { return .leave }
          if let previous { draw(previous) }
        }
      } else if event.userData == Mark.keys {
        var keys = Bytes(repeating: 0, count: 64)
        let count = try Streams.read(Streams.input, into: &keys)
        if count == 0 { return .leave }
        for key in keys[0..<count] {
          if key == UInt8(ascii: "q") || key == 3 || key == 4 { return .leave }
          if key == 0x20 { step = .again }
        }
      }
    }
    return step
  }

  private mutating func draw(_ output: Bytes) {
    if isFullScreen {
      let size = (try? Terminal.size(Streams.output)) ?? TerminalSize(columns: 80, rows: 24)
      let now = CalendarDate(seconds: Int64(clamping: SystemClock.realTime / 1_000_000_000))
      let date = now.formatted("%a %b %e %H:%M:%S %Y".bytes)
      tool.output.write(
        screen.drawn(output, after: previous, date: date, columns: Int(size.columns), rows: Int(size.rows)))
    } else {
      tool.output.write(output)
    }
    tool.output.flush()
  }
}
