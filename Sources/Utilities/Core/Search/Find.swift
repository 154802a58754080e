// find: walks directories and applies an expression to each file.
//
// Specification: POSIX.1-2017, find; GNU findutils 4.9.

import ABI
import System
import UtilitySupport

let findProgram = Utility(
  "find", "[-H] [-L] [-P] [PATH]... [EXPRESSION]",
  "Walk directories. Tests: -name -path -regex -type -size -empty -newer -mtime -perm -user …, actions: -print -printf "
    + "-exec -delete -prune -quit …, operators: ! -a -o , ( )",
  takesRawArguments: true
) { tool in
  if let word = tool.operands.first, word.isSame(as: "--help") || word.isSame(as: "--version") {
    tool.output.write(word.isSame(as: "--help") ? "Usage: find [PATH]... [EXPRESSION]\n" : "find (Apus) 0.1\n")
    return 0
  }
  var settings = FindSettings()
  var paths: [String] = []
  var words = tool.operands[...]
  while let word = words.first, word.isSame(as: "-H") || word.isSame(as: "-L") || word.isSame(as: "-P") {
    settings.followsLinks = word.isSame(as: "-L")
    settings.followsOperands = !word.isSame(as: "-P")
    words = words.dropFirst()
  }
  while let word = words.first, !isExpressionStart(word) {
    paths.append(word)
    words = words.dropFirst()
  }
  var parser = FindParser(words, settings)
  do throws(FindError) {
    let expression = try parser.parse()
    for warning in parser.warnings { tool.report("warning: \(warning)") }
    let walk = FindWalk(tool, expression, parser.settings)
    return walk.run(paths.isEmpty ? ["."] : paths)
  } catch {
    for line in error.lines { tool.report(line) }
    return 1
  }
}

private func isExpressionStart(_ word: String) -> Bool {
  let bytes = word.bytes
  return (bytes.first == UInt8(ascii: "-") && bytes.count > 1) || word.isSame(as: "!") || word.isSame(as: "(")
}

/// A wrong expression.
struct FindError: Error {
  /// The messages.
  let lines: [String]

  init(_ lines: String...) { self.lines = lines }
}
