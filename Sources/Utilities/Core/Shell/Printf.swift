// printf: writes arguments by a format.
//
// Specification: POSIX.1-2017, printf; GNU coreutils 9.1. The builtin of the shell is another one.

import System
import UtilityAlgorithms
import UtilitySupport

let printfProgram = Utility("printf", "FORMAT [ARGUMENT]...", "Write arguments by a format.", takesRawArguments: true) {
  tool in
  var words = tool.operands
  if words.count == 1, words[0].isSame(as: "--help") || words[0].isSame(as: "--version") {
    tool.output.write(words[0].isSame(as: "--help") ? "Usage: printf FORMAT [ARGUMENT]...\n" : "printf (Apus) 0.1\n")
    return 0
  }
  if words.first?.isSame(as: "--") ?? false { words.removeFirst() }
  guard let format = words.first else { return tool.missingOperand() }
  let arguments: [Bytes] = words.dropFirst().map { $0.bytes }
  let outcome = PrintfFormat.run(format.bytes, arguments)
  tool.output.write(outcome.output)
  for message in outcome.messages { tool.report(message.text) }
  return outcome.hasFailed ? 1 : 0
}
