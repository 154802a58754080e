// free, df, uptime, dmesg: facts about the machine.

import ABI
import System
import UtilitySupport

let freeProgram = Utility(
  "free", "[OPTION]...", "Show the memory.",
  [
    OptionDescription("-b --bytes", "in bytes"), OptionDescription("-h --human", "sizes as 1.5G"),
    OptionDescription("-k --kibi", "in kibibytes"), OptionDescription("-m --mebi", "in mebibytes"),
  ]
) { tool in
  do throws(Errno) {
    let memory = try MemoryRecord.read()
    func text(_ size: UInt64) -> Bytes {
      let shown =
        tool.has("h") ? ByteSize.short(size) : "\(size / (tool.has("b") ? 1 : tool.has("m") ? 1 << 20 : 1024))"
      return shown.bytes.rightAligned(11)
    }
    let used = memory.total > memory.free ? memory.total - memory.free : 0
    tool.output.write("              total       used       free     shared     kernel     tables\n")
    var line = "Mem:    ".bytes
    for size in [memory.total, used, memory.free, memory.shared, memory.kernelHeap, memory.pageTables] {
      line += text(size)
    }
    tool.output.write(line + [0x0a])
    return 0
  } catch {
    tool.report("sys:memory", error)
    return 1
  }
}

let dfProgram = Utility(
  "df", "[OPTION]... [FILE]...", "Show the space of file systems.",
  [OptionDescription("-h --human-readable", "sizes as 1.5G"), OptionDescription("-k", "in kibibytes")]
) { tool in
  var status: Int32 = 0
  tool.output.write("Filesystem  \(tool.has("h") ? "     Size" : "1K-blocks")      Used Available Use% Mounted on\n")
  for path in tool.operands.isEmpty ? ["/"] : tool.operands {
    do throws(Errno) {
      let space = try FileSystem.capacity(path)
      let used = space.totalBytes > space.freeBytes ? space.totalBytes - space.freeBytes : 0
      func text(_ size: UInt64) -> Bytes { (tool.has("h") ? ByteSize.short(size) : "\(size / 1024)").bytes }
      let percent = space.totalBytes > 0 ? (used * 100 + space.totalBytes - 1) / space.totalBytes : 0
      var line = "file:       ".bytes + text(space.totalBytes).rightAligned(9) + [0x20]
      line += text(used).rightAligned(9) + [0x20] + text(space.freeBytes).rightAligned(9) + [0x20]
      line += "\(percent)%".bytes.rightAligned(4) + " /\n".bytes
      tool.output.write(line)
    } catch {
      tool.report(path, error)
      status = 1
    }
  }
  return status
}

let uptimeProgram = Utility("uptime", "", "Show how long the system runs.") { tool in
  let seconds = SystemClock.monotonic / 1_000_000_000
  let now = CalendarDate(seconds: Int64(clamping: SystemClock.realTime / 1_000_000_000))
  var text = " \(now.formatted("%T".bytes).text) up "
  if seconds >= 86400 { text += "\(seconds / 86400) day\(seconds < 172800 ? "" : "s"), " }
  text += clockText(seconds % 86400 * 1_000_000_000)
  if let memory = try? MemoryRecord.read() { text += ", \(memory.processes) processes, \(memory.threads) threads" }
  tool.output.write(text + "\n")
  return 0
}

let dmesgProgram = Utility(
  "dmesg", "[-s]", "Show the kernel's log.", [OptionDescription("-s --services", "the services' log")]
) { tool in
  let path = tool.has("s") ? "log:" : "sys:log"
  do throws(Errno) {
    tool.output.write(try FileSystem.readFile(path, limit: 1 << 24))
    return 0
  } catch {
    tool.report(path, error)
    return 1
  }
}
