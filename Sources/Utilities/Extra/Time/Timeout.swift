// timeout: runs a command, and ends it when it takes too long.
//
// Specification: GNU coreutils 9.1, timeout.

import ABI
import System
import UtilitySupport

let timeoutProgram = Utility(
  "timeout", "[OPTION] DURATION COMMAND [ARGUMENT]...", "Run a command with a time limit.",
  [
    OptionDescription("--preserve-status", "exit as the command, even after the limit"),
    OptionDescription("--foreground", "leave the command in this group of processes"),
    OptionDescription("-k --kill-after=DURATION", "and kill it if it still runs so much later"),
    OptionDescription("-s --signal=SIGNAL", "send this instead of TERM"),
    OptionDescription("-v --verbose", "say what is sent"),
  ], usageStatus: 125, stopsAtOperand: true
) { tool in
  guard tool.operands.count > 1 else {
    try? Streams.writeAll(Streams.error, "Try 'timeout --help' for more information.\n".bytes)
    return 125
  }
  var spans: [UInt64] = []
  for text in [tool.operands[0].bytes, tool.options.value("k") ?? "0".bytes] {
    guard let span = TimeSpan.parse(text) else { return tool.usageError("invalid time interval '\(text.text)'", 125) }
    spans.append(span)
  }
  var signal = Signal.terminate
  if let name = tool.options.value("s") {
    guard let named = SignalName.parse(name) else { return tool.usageError("'\(name.text)': invalid signal", 125) }
    signal = named
  }
  let command = Array(tool.operands.dropFirst())
  do throws(Errno) {
    var run = try LimitedRun(tool, limit: spans[0], killAfter: spans[1], signal)
    return try run.run(command)
  } catch {
    tool.report("failed to run command '\(command[0])': \(error.message)")
    return error == .noSuchEntry ? 127 : 126
  }
}

/// A command and its deadline.
private struct LimitedRun: ~Copyable {
  private static let childMark: UInt64 = 1
  private static let signalMark: UInt64 = 2

  private let tool: Tool
  private let limit: UInt64
  private let killAfter: UInt64
  private let signal: Signal
  private var queue: EventQueue
  private let signals: SignalQueue

  init(_ tool: Tool, limit: UInt64, killAfter: UInt64, _ signal: Signal) throws(Errno) {
    let queue = try EventQueue()
    let signals = try SignalQueue([.interrupt, .terminate, .hangup, .quit])
    self.tool = tool
    self.limit = limit
    self.killAfter = killAfter
    self.signal = signal
    self.queue = queue
    self.signals = signals
  }

  mutating func run(_ command: [String]) throws(Errno) -> Int32 {
    var request = SpawnRequest(command[0], command)
    let isApart = !tool.has("foreground")
    if isApart { request.group = .own }
    let child = try request.start()
    // In a group of its own it has to be told that the terminal is its.
    let hasTerminal = isApart && Terminal.isTerminal(Streams.input)
    if hasTerminal { try? Terminal.setForeground(Streams.input, group: child.id) }
    defer { if hasTerminal { try? Terminal.setForeground(Streams.input, group: CurrentProcess.processGroup) } }
    let target = isApart ? -Int64(child.id) : Int64(child.id)
    try queue.subscribe(child.handle.raw, .readable, userData: Self.childMark)
    try queue.subscribe(signals.handle.raw, .readable, userData: Self.signalMark)

    var next = signal
    var hasSent = false
    var wasKilled = false
    var deadline = limit == 0 ? nil : Self.later(limit)
    while true {
      let events = try queue.wait(deadline: deadline)
      if events.contains(where: { $0.userData == Self.childMark }) { break }
      if events.contains(where: { $0.userData == Self.signalMark }) {
        while let received = try signals.next() { send(received, target, command[0]) }
        continue
      }
      guard let due = deadline, SystemClock.monotonic >= due else { continue }
      send(next, target, command[0])
      hasSent = true
      wasKilled = next == .kill
      deadline = killAfter > 0 && !wasKilled ? Self.later(killAfter) : nil
      next = .kill
    }
    let status = try child.wait().shellStatus
    // A caller is to see that it was killed, and not a number that looks so.
    if status == 128 + Int32(Signal.kill.rawValue) { try? Processes.kill(Int64(CurrentProcess.id), .kill) }
    if !hasSent || tool.has("preserve-status") { return status }
    return wasKilled ? 128 + Int32(Signal.kill.rawValue) : 124
  }

  private static func later(_ span: UInt64) -> UInt64 {
    let (sum, overflow) = SystemClock.monotonic.addingReportingOverflow(span)
    return overflow ? .max : sum
  }

  private func send(_ signal: Signal, _ target: Int64, _ name: String) {
    if tool.has("v") { tool.report("sending signal \(SignalName.name(of: signal)) to command '\(name)'") }
    try? Processes.kill(target, signal)
    // A stopped process hears nothing else.
    if signal != .kill, signal != .continue { try? Processes.kill(target, .continue) }
  }
}
