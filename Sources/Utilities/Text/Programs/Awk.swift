// awk: runs programs over the records of files. Options and arguments; the language is AwkProgram and AwkMachine.
//
// Specification: POSIX.1-2017, awk; gawk for its functions and messages.

import ABI
import System
import TextCore
import UtilitySupport

let awkProgram = Utility(
  "awk", "[OPTION]... PROGRAM [FILE | NAME=VALUE]...", "Run a program over the records of files.",
  [
    OptionDescription("-F --field-separator=SEPARATOR", "what stands between fields"),
    OptionDescription("-f --file=FILE", "the program, from FILE"),
    OptionDescription("-e --source=PROGRAM", "a piece of the program"),
    OptionDescription("-v --assign=NAME=VALUE", "a variable, before anything runs"),
    OptionDescription("-b --characters-as-bytes", "a character is a byte"),
  ], usageStatus: 2, stopsAtOperand: true
) { tool in
  do throws(AwkFailure) {
    return try runAwk(tool)
  } catch {
    tool.output.flush()
    tool.report(error.message)
    return error.status
  }
}

private struct AwkFailure: Error {
  let message: String
  var status: Int32 = 2
}

private func runAwk(_ tool: Tool) throws(AwkFailure) -> Int32 {
  var operands = tool.operands
  var text = Bytes()
  for (key, value) in tool.options.all(of: ["f", "e"]) {
    guard let value else { continue }
    if key.isSame(as: "e") {
      text += value + [0x0a]
      continue
    }
    do throws(Errno) { text += try InputFile(value.text).readAll() + [0x0a] } catch {
      throw AwkFailure(message: "fatal: cannot open source file `\(value.text)' for reading: \(error.message)")
    }
  }
  if !tool.has("f"), !tool.has("e") {
    guard !operands.isEmpty else {
      Streams.printError("Usage: awk [OPTION]... PROGRAM [FILE]...\nTry 'awk --help' for more information.")
      return 2
    }
    text = operands.removeFirst().bytes
  }
  var assignments: [(name: Bytes, value: Bytes)] = []
  for (key, value) in tool.options.all(of: ["F", "v"]) {
    guard let value else { continue }
    if key.isSame(as: "F") {
      assignments.append((Bytes("FS".utf8), value))
    } else if let assignment = AwkMachine.assignment(value) {
      assignments.append(assignment)
    } else {
      throw AwkFailure(message: "fatal: `\(value.text)' argument to `-v' not in `var=value' form")
    }
  }
  let program: AwkProgram
  do throws(AwkError) {
    program = try AwkProgram(text, usesBytes: TextEncoding.usesBytes || tool.has("b"))
  } catch {
    let place = error.line > 0 ? "cmd. line:\(error.line): " : ""
    throw AwkFailure(message: place + error.message, status: 1)
  }
  let host = AwkFiles(tool)
  var machine = AwkMachine(program, host)
  do throws(AwkError) {
    let status = try machine.run(arguments: [tool.name.bytes] + operands.map { $0.bytes }, assignments: assignments)
    return host.hasFailed && status == 0 ? 2 : status
  } catch {
    throw AwkFailure(message: "fatal: \(error.message)")
  }
}
