// top: the processes that use the processor, shown anew every two seconds until `q`.

import ABI
import Protocols
import System
import UtilitySupport

let topProgram = Utility(
  "top", "[-b] [-n COUNT]", "Show what the processes use.",
  [
    OptionDescription("-b --batch", "no screen, one table after the other"),
    OptionDescription("-n COUNT", "so many tables"),
  ]
) { tool in
  var top = Top(tool)
  return top.run()
}

/// Shows processes again and again.
private struct Top {
  private let tool: Tool
  private let names = Account.names("/etc/passwd")
  private let isBatch: Bool
  private var left: Int
  /// Processor time of each process at the last look.
  private var former: [UInt32: UInt64] = [:]
  private var formerTime = SystemClock.monotonic

  private static let interval: UInt64 = 2_000_000_000

  init(_ tool: Tool) {
    self.tool = tool
    isBatch = tool.has("b") || !Terminal.isTerminal(Streams.output)
    left = max(1, tool.options.value("n")?.decimal ?? (isBatch ? 1 : .max))
  }

  mutating func run() -> Int32 {
    do throws(Errno) {
      for record in try ProcessRecord.all() { former[record.process] = record.cpuTime }
      let mode = (try? Terminal.mode(Streams.input)) ?? .cooked
      if !isBatch {
        try? Terminal.setMode(Streams.input, .raw)
        tool.output.write("\u{1b}[?1049h")
      }
      // The first table needs two looks: it shows what happens now, not since the start.
      var goesOn = try wait(until: SystemClock.monotonic &+ 300_000_000)
      while goesOn {
        try show()
        left -= 1
        if left == 0 || tool.isOutputClosed { break }
        goesOn = try wait(until: SystemClock.monotonic &+ Self.interval)
      }
      if !isBatch {
        tool.output.write("\u{1b}[?1049l")
        try? Terminal.setMode(Streams.input, mode)
      }
      return 0
    } catch {
      tool.report("proc:", error)
      return 1
    }
  }

  /// Waits for the next look; false when the user wants to leave.
  private func wait(until deadline: UInt64) throws(Errno) -> Bool {
    guard !isBatch else {
      SystemClock.sleep(until: deadline)
      return true
    }
    var queue = try EventQueue()
    try queue.subscribe(Streams.input, .readable, userData: 1)
    if try queue.wait(deadline: deadline).isEmpty { return true }
    var keys = Bytes(repeating: 0, count: 16)
    let count = try Streams.read(Streams.input, into: &keys)
    return count > 0 && !keys.prefix(count).contains { $0 == UInt8(ascii: "q") || $0 == 3 }
  }

  private mutating func show() throws(Errno) {
    let now = SystemClock.monotonic
    let elapsed = max(1, now &- formerTime)
    var rows: [(share: UInt64, record: ProcessRecord)] = []
    for record in try ProcessRecord.all() {
      let used = record.cpuTime &- (former[record.process] ?? record.cpuTime)
      former[record.process] = record.cpuTime
      // In tenths of a percent.
      rows.append((used.multipliedReportingOverflow(by: 1000).partialValue / elapsed, record))
    }
    formerTime = now
    rows.sort { $0.share != $1.share ? $0.share > $1.share : $0.record.process < $1.record.process }
    let height = Int((try? Terminal.size(Streams.output))?.rows ?? 24)
    let lineEnd = isBatch ? "\n" : "\u{1b}[K\r\n"
    var screen = isBatch ? "" : "\u{1b}[H"
    let memory = try MemoryRecord.read()
    let total = rows.reduce(0) { $0 + $1.share }
    screen += "up \(clockText(now)), \(rows.count) processes, processor \(total / 10).\(total % 10)%, memory "
    screen +=
      "\(ByteSize.short(memory.total - min(memory.free, memory.total))) of \(ByteSize.short(memory.total))\(lineEnd)"
    screen += "\(lineEnd)  PID USER     S   %CPU      RSS THR HANDLES     TIME COMMAND\(lineEnd)"
    for row in isBatch ? rows[...] : rows.prefix(max(1, height - 4)) {
      var line = Bytes(decimal: row.record.process).rightAligned(5) + [0x20]
      line += (names[row.record.user] ?? "\(row.record.user)").bytes.leftAligned(8) + [0x20]
      line += row.record.stateLetter.bytes + "\(row.share / 10).\(row.share % 10)".bytes.rightAligned(7) + [0x20]
      line += ByteSize.short(row.record.residentBytes).bytes.rightAligned(8) + [0x20]
      line += Bytes(decimal: row.record.threads).rightAligned(3) + [0x20]
      line += Bytes(decimal: row.record.handles).rightAligned(7) + [0x20]
      line += clockText(row.record.cpuTime).bytes.rightAligned(8) + [0x20] + row.record.name.bytes
      screen += line.text + lineEnd
    }
    tool.output.write(screen + (isBatch ? "" : "\u{1b}[J"))
    tool.output.flush()
  }
}
