// nice, nohup, nproc: about how programs run.
//
// A niceness chooses one of the four priorities of the kernel.
//
// Specification: POSIX.1-2017, nice, nohup; GNU coreutils 9.1.

import ABI
import Protocols
import System
import UtilitySupport

let niceProgram = Utility(
  "nice", "[OPTION]... [PROGRAM [ARGUMENT]...]", "Run a program with another priority.",
  [OptionDescription("-n --adjustment=NUMBER", "how much nicer (10)")], usageStatus: 125, stopsAtOperand: true,
  numberWords: .value
) { tool in
  let text = tool.options.value("n") ?? tool.options.value("0") ?? "10".bytes
  guard let niceness = text.decimal else {
    tool.report("invalid adjustment \(quoted(text))")
    return 125
  }
  guard let program = tool.operands.first else {
    if tool.has("n") || tool.has("0") { return tool.usageError("a command must be given with an adjustment", 125) }
    tool.output.write("0\n")
    return 0
  }
  tool.output.flush()
  var request = SpawnRequest(program, tool.operands)
  request.priority = niceness > 0 ? .batch : niceness < -10 ? .interactive : .normal
  return start(tool, request)
}

let nohupProgram = Utility(
  "nohup", "PROGRAM [ARGUMENT]...", "Run a program that outlives its terminal.", usageStatus: 125,
  stopsAtOperand: true
) { tool in
  guard let program = tool.operands.first else { return tool.missingOperand(125) }
  var request = SpawnRequest(program, tool.operands)
  // In a group of its own the end of the terminal does not reach it.
  request.group = .own
  var opened: RawHandle?
  if Terminal.isTerminal(Streams.output) {
    let path = "nohup.out"
    do throws(Errno) {
      opened = try Handle.open(path, [.write, .create, .append, .mode(0o600)]).release()
    } catch {
      tool.report("failed to open \(quoted(path))", error)
      return 125
    }
    tool.report("ignoring input and appending output to \(quoted(path))")
  }
  let output = opened ?? Streams.output
  let errors = Terminal.isTerminal(Streams.error) ? output : Streams.error
  request.handles = [Terminal.isTerminal(Streams.input) ? noHandle : Streams.input, output, errors]
  defer { if let opened { Handle(owning: opened).close() } }
  return start(tool, request)
}

private func start(_ tool: Tool, _ request: SpawnRequest) -> Int32 {
  do throws(Errno) { return try request.start().wait().shellStatus } catch {
    if tool.name.isSame(as: "nohup") {
      tool.report("failed to run command \(quoted(request.program))", error)
    } else {
      tool.report(quoted(request.program), error)
    }
    return error == .noSuchEntry ? 127 : 126
  }
}
