// What `service:` says about services and timers, as text: a line of a list, or everything about one.

/// The texts of `service:`.
public enum ServiceText {
  /// Name, state, process, restarts and the last end, separated by tabs.
  public static func line(_ entry: Supervisor.Entry) -> [UInt8] {
    let (state, process) = words(entry.state)
    return Array("\(entry.service.name)\t\(state)\t\(process)\t\(entry.restarts)\t\(entry.lastEnd)\n".utf8)
  }

  /// A line of the list of everything: kind, name, state, process, starts after the first or runs, whether it starts by
  /// itself, when it fires next (seconds since 1970, or 0), and the last end.
  public static func fullLine(_ entry: Supervisor.Entry, isChoosable: Bool) -> [UInt8] {
    let (state, process) = words(entry.state)
    let boot = isChoosable ? entry.isEnabled ? "enabled" : "disabled" : "always"
    return Array(
      "service\t\(entry.service.name)\t\(state)\t\(process)\t\(entry.restarts)\t\(boot)\t0\t\(entry.lastEnd)\n".utf8)
  }

  /// The same of a timer.
  public static func fullLine(_ entry: TimerTable.Entry, next: UInt64?) -> [UInt8] {
    let state = entry.process != nil ? "running" : entry.isEnabled ? "waiting" : "off"
    let boot = entry.isEnabled ? "enabled" : "disabled"
    return Array(
      ("timer\t\(entry.service.name)\t\(state)\t\(entry.process ?? 0)\t\(entry.runs)\t\(boot)\t\(next ?? 0)\t"
        + "\(entry.lastEnd)\n").utf8)
  }

  /// The same with a name before each value, and behind it the kernel's report of the last fault.
  public static func details(_ entry: Supervisor.Entry) -> [UInt8] {
    let (state, process) = words(entry.state)
    var text = "name      \(entry.service.name)\nprogram   \(entry.service.program)\nstate     \(state)\n"
    if process != 0 { text += "process   \(process)\n" }
    text += "restarts  \(entry.restarts)\n"
    if !entry.isEnabled { text += "boot      disabled\n" }
    if !entry.lastEnd.utf8.isEmpty { text += "last end  \(entry.lastEnd)\n" }
    if entry.service.hang > 0 { text += "hangs     after \(entry.service.hang) ms\n" }
    if let absence = entry.lastAbsence {
      text += "away      \(milliseconds(absence)) ms, \(milliseconds(entry.longestAbsence)) ms at most\n"
    }
    guard !entry.lastFault.isEmpty else { return Array(text.utf8) }
    return Array((text + "\nlast ").utf8) + entry.lastFault
  }

  /// Everything about a timer.
  public static func details(_ entry: TimerTable.Entry, next: UInt64?) -> [UInt8] {
    var text = "name      \(entry.service.name)\nprogram   \(entry.service.program)\n"
    text += "state     \(entry.process != nil ? "running" : entry.isEnabled ? "waiting" : "off")\n"
    if let process = entry.process { text += "process   \(process)\n" }
    text += "runs      \(entry.runs)\n"
    if entry.skipped > 0 { text += "skipped   \(entry.skipped)\n" }
    if let next { text += "next      \(next)\n" }
    if !entry.lastEnd.utf8.isEmpty { text += "last end  \(entry.lastEnd)\n" }
    return Array(text.utf8)
  }

  /// With one digit behind the point.
  private static func milliseconds(_ time: UInt64) -> String { "\(time / 1_000_000).\(time / 100_000 % 10)" }

  private static func words(_ state: Supervisor.State) -> (state: String, process: UInt32) {
    switch state {
    case .waiting: ("waiting", 0)
    case .starting: ("starting", 0)
    case .running(let process, _): ("running", process)
    case .pausing: ("pausing", 0)
    case .stopped: ("stopped", 0)
    case .givenUp: ("failed", 0)
    }
  }
}
