// What `service:` says about a service, as text: a line of the list, or everything about one.

/// The texts of `service:`.
public enum ServiceText {
  /// Name, state, process, restarts and the last end, separated by tabs.
  public static func line(_ entry: Supervisor.Entry) -> [UInt8] {
    let (state, process) = words(entry.state)
    return Array("\(entry.service.name)\t\(state)\t\(process)\t\(entry.restarts)\t\(entry.lastEnd)\n".utf8)
  }

  /// The same with a name before each value, and behind it the kernel's report of the last fault.
  public static func details(_ entry: Supervisor.Entry) -> [UInt8] {
    let (state, process) = words(entry.state)
    var text = "name      \(entry.service.name)\nprogram   \(entry.service.program)\nstate     \(state)\n"
    if process != 0 { text += "process   \(process)\n" }
    text += "restarts  \(entry.restarts)\n"
    if !entry.lastEnd.utf8.isEmpty { text += "last end  \(entry.lastEnd)\n" }
    if entry.service.hang > 0 { text += "hangs     after \(entry.service.hang) ms\n" }
    if let absence = entry.lastAbsence {
      text += "away      \(milliseconds(absence)) ms, \(milliseconds(entry.longestAbsence)) ms at most\n"
    }
    guard !entry.lastFault.isEmpty else { return Array(text.utf8) }
    return Array((text + "\nlast ").utf8) + entry.lastFault
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
