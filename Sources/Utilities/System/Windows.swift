// windows: the windows of the desktop from a terminal, and what can be done to them.

import ABI
import Protocols
import System
import UtilitySupport

private let actions: [(name: String, action: WindowAction)] = [
  ("focus", .focus), ("minimize", .minimize), ("maximize", .maximize), ("restore", .restore), ("close", .close),
  ("fullscreen", .fullScreen),
]

let windowsProgram = Utility(
  "windows", "[focus|minimize|maximize|restore|close|fullscreen NUMBER]", "Show the windows, or do something to one."
) { tool in
  let operands = tool.operands
  if operands.count == 2 {
    guard let action = actions.first(where: { $0.name.utf8.elementsEqual(operands[0].utf8) })?.action else {
      return tool.usageError("'\(operands[0])': no such action")
    }
    guard let number = operands[1].bytes.decimal.flatMap(UInt32.init(exactly:)) else {
      return tool.usageError("'\(operands[1])': the number of a window is wanted here")
    }
    return perform(tool, action, number)
  }
  guard operands.isEmpty else { return tool.usageError("an action and the number of a window are wanted") }
  do throws(Errno) {
    tool.output.write("NUMBER   PID STATE          X     Y WIDTH HEIGHT TITLE\n")
    for window in try WindowRecord.all() {
      var line = Bytes(decimal: window.number).rightAligned(6) + [0x20]
      line += Bytes(decimal: window.process).rightAligned(5) + [0x20] + window.stateName.bytes.leftAligned(9) + [0x20]
      line += "\(window.x)".bytes.rightAligned(6) + [0x20] + "\(window.y)".bytes.rightAligned(5) + [0x20]
      line += "\(window.width)".bytes.rightAligned(5) + [0x20] + "\(window.height)".bytes.rightAligned(6) + [0x20]
      tool.output.write(line + window.title.bytes + [0x0a])
    }
    return 0
  } catch {
    tool.report("orbital:windows", error)
    return 1
  }
}

private func perform(_ tool: Tool, _ action: WindowAction, _ number: UInt32) -> Int32 {
  let words = [number, action.rawValue]
  let bytes = words.flatMap { word in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  do throws(Errno) {
    try Handle.open("orbital:windows", [.read, .write]).call(OrbitalOperation.windowAction.rawValue, bytes)
    return 0
  } catch {
    tool.report("window \(number)", error)
    return 1
  }
}
