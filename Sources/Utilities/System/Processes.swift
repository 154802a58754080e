// ps and kill.
//
// Specification: POSIX.1-2017, ps, kill.

import ABI
import System
import UtilitySupport

let psProgram = Utility(
  "ps", "[OPTION]...", "Show the processes.",
  [
    OptionDescription("-a", "all (as without options)"), OptionDescription("-e", "all"),
    OptionDescription("-f", "with parents, share of the CPU, threads and handles"),
    OptionDescription("-x", "all"), OptionDescription("-u", "ignored"),
  ], takesRawArguments: false
) { tool in
  do throws(Errno) {
    let names = Account.names("/etc/passwd")
    let isFull = tool.has("f")
    tool.output.write(
      isFull
        ? "  PID  PPID USER     S  %CPU THR HANDLES      RSS     TIME COMMAND\n"
        : "  PID USER     S      RSS     TIME COMMAND\n")
    for record in try ProcessRecord.all() {
      var line = Bytes(decimal: record.process).rightAligned(5) + [0x20]
      if isFull { line += Bytes(decimal: record.parent).rightAligned(5) + [0x20] }
      line += (names[record.user] ?? "\(record.user)").bytes.leftAligned(8) + [0x20]
      line += record.stateLetter.bytes + [0x20]
      if isFull {
        // Of one CPU, since the start, in tenths of a percent.
        let age = max(1, SystemClock.monotonic &- record.started)
        let share = record.cpuTime.multipliedReportingOverflow(by: 1000).partialValue / age
        line += "\(share / 10).\(share % 10)".bytes.rightAligned(5) + [0x20]
        line += Bytes(decimal: record.threads).rightAligned(3) + [0x20]
        line += Bytes(decimal: record.handles).rightAligned(7) + [0x20]
      }
      line += ByteSize.short(record.residentBytes).bytes.rightAligned(8) + [0x20]
      line += clockText(record.cpuTime).bytes.rightAligned(8) + [0x20] + record.name.bytes
      tool.output.write(line + [0x0a])
    }
    return 0
  } catch {
    tool.report("proc:", error)
    return 1
  }
}

let killProgram = Utility(
  "kill", "[-SIGNAL | -s SIGNAL] PROCESS... | -l", "Send a signal to processes (TERM).", takesRawArguments: true
) { tool in
  var words = tool.operands[...]
  var signal = Signal.terminate
  if let option = words.first?.bytes, option.first == UInt8(ascii: "-"), option.count > 1 {
    words = words.dropFirst()
    if option.elementsEqual("-l".utf8) {
      tool.output.write(SignalName.all.map { $0.name }.joined(separator: " ") + "\n")
      return 0
    }
    let name = option.elementsEqual("-s".utf8) ? words.popFirst()?.bytes ?? [] : Bytes(option.dropFirst())
    guard let found = SignalName.parse(name) else { return tool.usageError("\(name.text): invalid signal") }
    signal = found
  }
  if words.isEmpty { return tool.usageError("no process given") }
  var status: Int32 = 0
  for word in words {
    guard let number = word.bytes.decimal else {
      tool.report("\(word): arguments must be process numbers")
      status = 1
      continue
    }
    do throws(Errno) { try Processes.kill(Int64(number), signal) } catch {
      tool.report("(\(word))", error)
      status = 1
    }
  }
  return status
}
