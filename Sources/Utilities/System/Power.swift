// reboot, shutdown: steer the machine.

import ABI
import Protocols
import System
import UtilitySupport

/// Writes a command to a scheme.
private func command(_ tool: Tool, _ path: String, _ text: String) -> Int32 {
  do throws(Errno) {
    try Handle.open(path, .write).writeAll(text)
    return 0
  } catch {
    tool.report(path, error)
    return 1
  }
}

let rebootProgram = Utility("reboot", "", "Start the machine anew.") { tool in
  command(tool, "power:", "\(PowerCommand.reboot)")
}

let shutdownProgram = Utility(
  "shutdown", "[-r] [now]", "Switch the machine off.",
  [
    OptionDescription("-h --halt", "switch off (as without options)"),
    OptionDescription("-r --reboot", "start it anew"),
    OptionDescription("-P --poweroff", "switch off"),
  ]
) { tool in
  command(tool, "power:", tool.has("r") ? "\(PowerCommand.reboot)" : "\(PowerCommand.shutdown)")
}
