// log: the log, filtered, and followed as lines come.
//
// Following waits in a read of `log:`; nothing is asked for again and again.

import ABI
import Protocols
import RegularExpressions
import System
import UtilitySupport

let logOptions = [
  OptionDescription("-f --follow", "go on with the lines that come"),
  OptionDescription("-g --grep=PATTERN", "lines whose text matches (as grep -E)"),
  OptionDescription("-i --ignore-case", "letters match in either case"),
  OptionDescription("-n --lines=NUMBER", "the last so many"),
  OptionDescription("-r --reverse", "the newest first"),
  OptionDescription("-t --time", "with the time of day, not since the start"),
  OptionDescription("--since=TIME", "from then on: 5m, 2h (ago), 14:30, 2026-11-21 14:30"),
  OptionDescription("--until=TIME", "up to then"),
  OptionDescription("--color[=WHEN]", "auto (on terminals), always or never"),
]

let logProgram = Utility(
  "log", "[OPTION]... [NAME]...", "Show the log, or what NAMEs have written to it.", logOptions
) { tool in runLog(tool, names: tool.operands.map { $0.bytes }) }

/// Shows the lines that the options ask for.
func runLog(_ tool: Tool, names: [Bytes]) -> Int32 {
  guard let reader = LogReader(tool, names) else { return 1 }
  do throws(Errno) {
    try reader.run()
    return 0
  } catch {
    tool.report("log:", error)
    return 1
  }
}

/// Reads the log and writes what is wanted of it.
private final class LogReader {
  /// Lines that -n keeps at most: what the log itself holds.
  private static let limit = 1 << 20

  private let tool: Tool
  private var filter = LogFilter()
  private let lastLines: Int?
  private let isColored: Bool
  /// Nanoseconds from boot to 1970 and back: what a line's time is by the calendar.
  private let boot: UInt64
  private var partial = Bytes()
  /// Lines that wait to be written: all of them with -r, the last ones with -n.
  private var kept: [Bytes] = []

  /// Nil for wrong options, which have been reported.
  init?(_ tool: Tool, _ names: [Bytes]) {
    self.tool = tool
    let (now, real) = (SystemClock.monotonic, SystemClock.realTime)
    boot = real > now ? real - now : 0
    filter.names = names
    var lines: Int?
    if let text = tool.options.value("n") {
      guard let number = text.decimal, number >= 0 else {
        tool.report("invalid number of lines: '\(text.text)'")
        return nil
      }
      lines = min(number, Self.limit)
    }
    lastLines = lines
    let when = tool.has("color") ? tool.options.value("color")?.text ?? "always" : "auto"
    isColored = when.isSame(as: "always") || (when.isSame(as: "auto") && Terminal.isTerminal(Streams.output))
    for (option, isStart) in [("since", true), ("until", false)] {
      guard let text = tool.options.value(option) else { continue }
      guard let moment = LogFilter.moment(text, now: now, real: real) else {
        tool.report("invalid time: '\(text.text)'")
        return nil
      }
      if isStart { filter.since = moment } else { filter.until = moment }
    }
    guard let pattern = tool.options.value("g") else { return }
    do throws(PatternError) {
      filter.pattern = try RegularExpression(pattern, .extended, ignoresCase: tool.has("i"))
    } catch {
      tool.report(error.message)
      return nil
    }
  }

  private var keeps: Bool { lastLines != nil || tool.has("r") }

  func run() throws(Errno) {
    let follows = tool.has("f")
    let log = try Handle.open("log:", follows ? [.read, .watch, .nonBlocking] : .read)
    var isKeeping = keeps
    var buffer = Bytes(repeating: 0, count: 1 << 15)
    let queue = follows ? try FollowQueue(log.raw) : nil
    while !tool.isOutputClosed {
      var count = 0
      do throws(Errno) { count = try log.read(into: &buffer) } catch {
        guard follows, error == .wouldBlock else { throw error }
      }
      if count > 0 {
        take(buffer[..<count], isKeeping)
        continue
      }
      if isKeeping {
        writeKept()
        isKeeping = false
      }
      tool.output.flush()
      guard let queue else { return }
      try queue.wait()
    }
  }

  private func take(_ bytes: ArraySlice<UInt8>, _ isKeeping: Bool) {
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      let whole = partial + rest[..<end]
      partial.removeAll()
      rest = rest[(end + 1)...]
      guard let line = LogLine(whole[...]), filter.wants(line) else { continue }
      if isKeeping { keep(shown(line)) } else { tool.output.write(shown(line)) }
    }
    partial += rest
  }

  private func keep(_ line: Bytes) {
    kept.append(line)
    // Twice as many are let grow, so that each is moved once on average.
    let limit = lastLines ?? Self.limit
    if kept.count >= 2 * max(limit, 512) { kept.removeFirst(kept.count - limit) }
  }

  private func writeKept() {
    let lines = kept.suffix(lastLines ?? kept.count)
    if tool.has("r") {
      for line in lines.reversed() { tool.output.write(line) }
    } else {
      for line in lines { tool.output.write(line) }
    }
    kept = []
  }

  private func shown(_ line: LogLine) -> Bytes {
    var stamp: Bytes
    let micros = line.time / 1000 % 1_000_000
    let fraction = Bytes(decimal: micros)
    let digits = Bytes(repeating: 0x30, count: max(0, 6 - fraction.count)) + fraction
    if tool.has("t") {
      let moment = boot &+ line.time
      stamp = CalendarDate(seconds: Int64(clamping: moment / 1_000_000_000)).formatted("%F %T".bytes)
    } else {
      stamp = "[".bytes + Bytes(decimal: line.time / 1_000_000_000).rightAligned(5) + ".".bytes + digits + "]".bytes
    }
    guard isColored else { return stamp + [0x20] + line.name + ": ".bytes + line.text + [0x0A] }
    stamp = "\u{1B}[2m".bytes + stamp + "\u{1B}[0m ".bytes
    return stamp + "\u{1B}[1;36m".bytes + line.name + ":\u{1B}[0m ".bytes + line.text + [0x0A]
  }
}

/// Waits for the next line.
private final class FollowQueue {
  private var queue: EventQueue

  init(_ raw: RawHandle) throws(Errno) {
    queue = try EventQueue()
    try queue.subscribe(raw, .readable, userData: 1)
  }

  func wait() throws(Errno) {
    let events = try queue.wait()
    // The log's service ended: there is nothing to follow any more.
    if events.contains(where: { $0.readiness.contains(.hangup) }) { throw .serverDied }
  }
}
