// service, reboot, shutdown: steer the services and the machine.

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

let serviceProgram = Utility(
  "service", "[NAME] | start|stop|restart NAME", "Show the services, or start and stop one."
) { tool in
  let operands = tool.operands
  if operands.count == 2 {
    guard ["start", "stop", "restart"].contains(where: { $0.isSame(as: operands[0]) }) else {
      return tool.usageError("'\(operands[0])': start, stop or restart is wanted here")
    }
    return command(tool, "service:", "\(operands[0]) \(operands[1])")
  }
  if let name = operands.first {
    do throws(Errno) {
      tool.output.write(try FileSystem.readFile("service:\(name)", limit: 1 << 16))
      return 0
    } catch {
      tool.report(error == .noSuchEntry ? "'\(name)'" : "service:", error)
      return 1
    }
  }
  do throws(Errno) {
    let table = try FileSystem.readFile("service:", limit: 1 << 20)
    tool.output.write("NAME            STATE       PID  RESTARTS  LAST END\n")
    for line in table.split(separator: 0x0a) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map { Bytes($0) }
      guard fields.count >= 4 else { continue }
      var row = fields[0].leftAligned(15) + [0x20] + fields[1].leftAligned(10) + [0x20]
      row += fields[2].rightAligned(4) + [0x20] + fields[3].rightAligned(9)
      if fields.count > 4 { row += "  ".bytes + fields[4] }
      tool.output.write(row + [0x0a])
    }
    return 0
  } catch {
    tool.report("service:", error)
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
