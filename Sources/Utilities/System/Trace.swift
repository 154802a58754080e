// trace: the newest events of the kernel, one a line.

import ABI
import System
import UtilitySupport

let traceProgram = Utility(
  "trace", "[-c SECONDS] [-n COUNT]", "Show the newest events of the kernel.",
  [
    OptionDescription("-c SECONDS", "first watch every system call for so long"),
    OptionDescription("-n COUNT", "so many events"),
  ]
) { tool in
  do throws(Errno) {
    if let seconds = tool.options.value("c")?.decimal {
      let calls = try Handle.open("sys:trace/calls")
      SystemClock.sleep(milliseconds: UInt64(clamping: seconds) &* 1000)
      calls.close()
    }
    let bytes = try FileSystem.readFile("sys:trace", limit: 1 << 20)
    let count = bytes.count / TraceEvent.length
    let shown = min(count, tool.options.value("n")?.decimal ?? count)
    for place in count - shown..<count {
      let start = place * TraceEvent.length
      tool.output.write(line(RecordFields(Bytes(bytes[start..<start + TraceEvent.length]))) + "\n")
    }
    return 0
  } catch {
    tool.report("sys:trace", error)
    return 1
  }
}

private func line(_ event: RecordFields) -> String {
  let time = event.word64(0)
  let kind = TraceKind(rawValue: UInt16(truncatingIfNeeded: event.word64(16)))
  let (first, second) = (event.word64(24), event.word64(32))
  let fraction = "\(1_000_000_000 + time % 1_000_000_000)".utf8.dropFirst()
  let who = "\(event.word32(8)).\(event.word32(12))"
  var text = "\(time / 1_000_000_000).\(Substring(fraction)) \(who) \(kind.map { "\($0.name)" } ?? "?")"
  switch kind {
  case .onProcessor, .timer, nil: break
  case .call, .result:
    text += " " + (Syscall(rawValue: first).map { "\($0.name)" } ?? "unknown")
    let error = Int32(exactly: 0 &- Int64(bitPattern: second)).flatMap { Errno(rawValue: $0) }
    text += " " + (kind == .result ? error.map { "\($0.name)" } ?? "\(second)" : "0x" + String(second, radix: 16))
  case .fault: text += " 0x\(String(first, radix: 16)) at 0x\(String(second, radix: 16))"
  case .interrupt: text += " \(first)"
  case .spawn: text += " \(first) \(Bytes(event.text(32, 8).utf8.prefix { $0 != 0 }).text)"
  case .end: text += " \(first) \(Int64(bitPattern: second))"
  }
  return text
}
