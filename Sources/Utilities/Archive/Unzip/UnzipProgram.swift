// unzip: its options. What it does stands in Unzipper.swift.
//
// Not done: passwords, zipinfo, methods other than stored and deflated, archives of several parts.
// Specification: Info-ZIP UnZip 6.00 for options, messages and exit statuses.

import System
import UtilitySupport

let unzipProgram = Utility(
  "unzip", "[OPTION]... ARCHIVE[.zip] [PATTERN]... [-x PATTERN...] [-d DIRECTORY]", "Unpack zip archives.",
  [
    OptionDescription("-l", "list"), OptionDescription("-v", "list with more columns"),
    OptionDescription("-t", "test"), OptionDescription("-p", "to the output, without messages"),
    OptionDescription("-c", "to the output, with names"), OptionDescription("-o", "overwrite without asking"),
    OptionDescription("-n", "never overwrite"), OptionDescription("-j", "without directories"),
    OptionDescription("-q", "fewer messages, twice: fewer still"), OptionDescription("-C", "names in any case"),
    OptionDescription("-d DIRECTORY", "unpack there"),
    OptionDescription("-x", "what follows is left out"),
  ], usageStatus: 10
) { tool in
  guard let archive = tool.operands.first else { return tool.usageError("missing archive name", 10) }
  // What stands behind -x is left out; everything else is wanted.
  var wanted: [String] = []
  var excluded: [String] = []
  for (index, operand) in tool.operands.enumerated().dropFirst() {
    if tool.options.has("x", beforeOperand: index) { excluded.append(operand) } else { wanted.append(operand) }
  }
  let unzipper = Unzipper(tool, wanted: wanted, excluded: excluded)
  return unzipper.run(archive)
}
