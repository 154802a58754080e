// service: shows and steers the services and timers of init.

import ABI
import Protocols
import System
import UtilitySupport

/// Exit statuses: those of LSB's init scripts where there is one.
private enum Status {
  static let failed: Int32 = 1
  static let usage: Int32 = 2
  /// Asked for, and not running.
  static let stopped: Int32 = 3
  static let unknown: Int32 = 4
  static let notPermitted: Int32 = 4
}

let serviceProgram = Utility(
  "service", "[list] | status|start|stop|restart|enable|disable NAME... | log NAME | reload",
  "Show services and timers, start and stop them, and choose what starts at boot.", logOptions, usageStatus: 2
) { tool in
  guard let word = tool.operands.first else { return listServices(tool) }
  let names = Array(tool.operands.dropFirst())
  switch word.bytes {
  case "list": return listServices(tool)
  case "reload": return names.isEmpty ? steer(tool, "reload", nil) : tool.usageError("reload takes no name", 2)
  case "status", "start", "stop", "restart", "enable", "disable", "log":
    if names.isEmpty { return tool.usageError("\(word): a name is wanted", 2) }
    if "log" ~= word.bytes { return runLog(tool, names: names.map { $0.bytes }) }
    var status: Int32 = 0
    for name in names {
      status = max(status, "status" ~= word.bytes ? showService(tool, name) : steer(tool, word, name))
    }
    return status
  default:
    return names.isEmpty
      ? showService(tool, word) : tool.usageError("'\(word)' is none of list, status, start, stop, restart …", 2)
  }
}

// MARK: Commands

/// Has init do something, and waits until a service that is to end has ended.
private func steer(_ tool: Tool, _ command: String, _ name: String?) -> Int32 {
  let what = name.map { "\(command) \($0)" } ?? command
  do throws(Errno) {
    let watch = try Handle.open("service:", [.read, .watch])
    try Handle.open("service:", .write).writeAll(what)
    if let name, "stop" ~= command.bytes { try waitForEnd(of: name, watch) }
    return 0
  } catch {
    switch error {
    case .noSuchEntry:
      tool.report("'\(name ?? "")': no such service")
      return Status.unknown
    case .notSupported: tool.report("\(name ?? ""): starts before there are files, so it cannot be switched")
    case .invalidArgument: tool.report("\(what): refused; `log init` says why")
    default:
      tool.report(what, error)
      if error == .notPermitted { return Status.notPermitted }
    }
    return Status.failed
  }
}

private func waitForEnd(of name: String, _ watch: borrowing Handle) throws(Errno) {
  var queue = try EventQueue()
  try queue.subscribe(watch.raw, .readable, userData: 1)
  // init kills what does not end by itself.
  let deadline = SystemClock.monotonic &+ 10_000_000_000
  while SystemClock.monotonic < deadline {
    try watch.seek(to: 0)
    let table = try watch.readAll(limit: 1 << 20)
    let line = table.split(separator: 0x0a).map { $0.split(separator: 0x09, omittingEmptySubsequences: false) }
      .first { $0.first?.elementsEqual(name.utf8) ?? false }
    guard let line, line.count > 1, line[1].elementsEqual("running".utf8) else { return }
    _ = try queue.wait(deadline: deadline)
  }
}

// MARK: Showing

private func showService(_ tool: Tool, _ name: String) -> Int32 {
  do throws(Errno) {
    let text = try FileSystem.readFile("service:\(name)", limit: 1 << 16)
    var isRunning = false
    for line in text.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast() {
      if line.starts(with: "state     ".utf8) {
        let state = Bytes(line.dropFirst(10))
        isRunning = ["running", "starting", "waiting"].contains { $0 ~= state }
        tool.output.write("state     ".bytes + colored(state, state) + [0x0a])
      } else if line.starts(with: "next      ".utf8), let seconds = line.dropFirst(10).decimal {
        let date = CalendarDate(seconds: Int64(clamping: seconds)).formatted("%F %T UTC".bytes)
        tool.output.write("next      ".bytes + date + [0x0a])
      } else {
        tool.output.write(Bytes(line) + [0x0a])
      }
    }
    return isRunning ? 0 : Status.stopped
  } catch {
    if error == .noSuchEntry {
      tool.report("'\(name)': no such service")
      return Status.unknown
    }
    tool.report("service:", error)
    return Status.failed
  }
}

private func colored(_ state: Bytes, _ shown: Bytes) -> Bytes {
  guard Terminal.isTerminal(Streams.output) else { return shown }
  let color =
    switch state {
    case "running": "32"
    case "failed": "1;31"
    case "pausing", "starting": "33"
    default: "2"
    }
  return "\u{1B}[\(color)m".bytes + shown + "\u{1B}[0m".bytes
}

private func listServices(_ tool: Tool) -> Int32 {
  let table: Bytes
  do throws(Errno) { table = try FileSystem.readFile("service:*", limit: 1 << 20) } catch {
    tool.report("service:", error)
    return Status.failed
  }
  let rows = table.split(separator: 0x0a).map { line in
    line.split(separator: 0x09, omittingEmptySubsequences: false).map { Bytes($0) }
  }.filter { $0.count == 8 }
  let width = rows.map { $0[1].count }.max().map { max($0, 15) } ?? 15
  tool.output.write(bold("NAME".bytes.leftAligned(width) + " STATE       PID  RESTARTS  BOOT      LAST END".bytes))
  for row in rows where "service" ~= row[0] {
    var line = row[1].leftAligned(width) + [0x20] + colored(row[2], row[2].leftAligned(10)) + [0x20]
    line += row[3].rightAligned(4) + [0x20] + row[4].rightAligned(9) + "  ".bytes + row[5].leftAligned(8)
    tool.output.write(trimmed(line + "  ".bytes + row[7]) + [0x0a])
  }
  let timers = rows.filter { "timer" ~= $0[0] }
  guard !timers.isEmpty else { return 0 }
  tool.output.write("\n")
  tool.output.write(
    bold("TIMER".bytes.leftAligned(width) + " STATE       PID      RUNS  NEXT (UTC)           LAST END".bytes))
  for row in timers {
    let seconds = row[6].decimal ?? 0
    let next = seconds > 0 ? CalendarDate(seconds: Int64(clamping: seconds)).formatted("%F %T".bytes) : "-".bytes
    var line = row[1].leftAligned(width) + [0x20] + colored(row[2], row[2].leftAligned(10)) + [0x20]
    line += row[3].rightAligned(4) + [0x20] + row[4].rightAligned(9) + "  ".bytes + next.leftAligned(19)
    tool.output.write(trimmed(line + "  ".bytes + row[7]) + [0x0a])
  }
  return 0
}

private func trimmed(_ line: Bytes) -> Bytes {
  var line = line
  while line.last == 0x20 { line.removeLast() }
  return line
}

private func bold(_ line: Bytes) -> Bytes {
  Terminal.isTerminal(Streams.output) ? "\u{1B}[1m".bytes + line + "\u{1B}[0m\n".bytes : line + [0x0a]
}
