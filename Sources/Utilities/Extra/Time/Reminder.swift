// rem: waits, with a bar that shows how far it is, and reminds.
//
// It wakes up when the bar or the clock beside it changes, and not in between.

import ABI
import Protocols
import System
import UtilitySupport

let remProgram = Utility(
  "rem", "[OPTION]... DURATION [MESSAGE]...", "Remind after some time: rem 5m tea.",
  [
    OptionDescription("-n --no-bar", "only the reminder"), OptionDescription("-q --quiet", "without the bell"),
    OptionDescription("-w --width=COLUMNS", "width of the bar"),
  ], stopsAtOperand: true
) { tool in
  guard let first = tool.operands.first else { return tool.missingOperand() }
  guard let span = TimeSpan.parseSum(first.bytes) else { return tool.usageError("invalid time '\(first)'") }
  let message = tool.operands.dropFirst().joined(separator: " ")
  let reminder = Reminder(
    span: span, message: message.utf8.isEmpty ? "time is up" : message, width: tool.options.value("w")?.decimal)
  let shows = !tool.has("n") && Terminal.isTerminal(Streams.error)
  do throws(Errno) {
    guard try reminder.wait(showsBar: shows) else { return 130 }
  } catch {
    tool.report("waiting", error)
    return 1
  }
  tool.output.write((tool.has("q") || !Terminal.isTerminal(Streams.output) ? "" : "\u{7}") + reminder.message + "\n")
  return 0
}

/// Some time, and what comes then.
struct Reminder {
  private static let second: UInt64 = 1_000_000_000

  let span: UInt64
  let message: String
  let width: Int?

  /// Waits for the end; false when the user does not want to.
  func wait(showsBar: Bool) throws(Errno) -> Bool {
    let start = SystemClock.monotonic
    var queue = try EventQueue()
    let signals = try SignalQueue([.interrupt, .terminate, .hangup, .quit])
    try queue.subscribe(signals.handle.raw, .readable, userData: 1)
    while true {
      let passed = SystemClock.monotonic &- start
      if showsBar {
        try? Streams.writeAll(Streams.error, "\r".bytes + line(passed: min(passed, span), columns: columns))
      }
      if passed >= span { break }
      let (next, overflow) = start.addingReportingOverflow(showsBar ? nextChange(after: passed) : span)
      if try !queue.wait(deadline: overflow ? .max : next).isEmpty {
        if showsBar { try? Streams.writeAll(Streams.error, [0x0a]) }
        return false
      }
    }
    if showsBar { try? Streams.writeAll(Streams.error, "\r\u{1b}[K".bytes) }
    return true
  }

  private var columns: Int { Int((try? Terminal.size(Streams.error))?.columns ?? 80) }

  /// When the line looks different the next time: at the next whole second that is left.
  private func nextChange(after passed: UInt64) -> UInt64 {
    let left = span - passed
    let step = left % Self.second
    return passed + (step == 0 ? min(left, Self.second) : step)
  }

  /// The bar: eighths of a column are drawn, too.
  func line(passed: UInt64, columns: Int) -> Bytes {
    // Rounded up: at the start all of the time is left.
    let left = span - passed
    let clock = TimeSpan.clock(left > UInt64.max - Self.second ? left : left + Self.second - 1)
    let end = " \(clock)  \(message)"
    let width = max(4, min(self.width ?? 40, columns - min(end.utf8.count, 40) - 4))
    let eighths = span == 0 ? width * 8 : Int(Double(width * 8) * (Double(passed) / Double(span)))
    var bar = ""
    for column in 0..<width {
      let filled = max(0, min(8, eighths - column * 8))
      bar += [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"][filled]
    }
    return "\u{1b}[32m▕\(bar)▏\u{1b}[0m\(end)\u{1b}[K".bytes
  }
}
