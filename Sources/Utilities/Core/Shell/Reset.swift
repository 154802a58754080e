// reset: a terminal that a program left in a strange state is as at its start.

import ABI
import Protocols
import System
import UtilitySupport

let resetProgram = Utility("reset", "", "Bring the terminal back to its first state.") { tool in
  if !tool.operands.isEmpty { return tool.extraOperand(0) }
  let streams = [Streams.error, Streams.output, Streams.input]
  guard let terminal = streams.first(where: Terminal.isTerminal) else {
    tool.report("terminal attributes", .notTerminal)
    return 1
  }
  do throws(Errno) {
    try Terminal.setMode(terminal, .cooked)
    // RIS, then what some terminals keep through it: modes, margins, insertion, the application's keypad.
    try Streams.writeAll(terminal, "\u{1b}c\u{1b}[!p\u{1b}[?3;4l\u{1b}[4l\u{1b}>".bytes)
    return 0
  } catch {
    tool.report("terminal", error)
    return 1
  }
}
