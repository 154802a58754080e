// tsort: an order in which everything stands behind what it depends on.
//
// Specification: POSIX.1-2017, tsort; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let tsortProgram = Utility("tsort", "[FILE]", "Sort items so that each stands behind those that lead to it.") { tool in
  if tool.operands.count > 1 { return tool.extraOperand(1) }
  let path = tool.operands.first ?? "-"
  let reader: LineReader
  do throws(Errno) { reader = try LineReader(path) } catch {
    tool.report(error == .isDirectory ? "\(shown(path)): read error" : shown(path), error)
    return 1
  }
  var words: [Bytes] = []
  while let line = reader.next() {
    words += line.split(whereSeparator: Character8.isSpace).map { Bytes($0) }
  }
  guard words.count % 2 == 0 else {
    tool.report("\(shown(path)): input contains an odd number of tokens")
    return 1
  }
  var graph = DependencyGraph()
  for index in stride(from: 0, to: words.count, by: 2) { graph.add(words[index], before: words[index + 1]) }
  var status: Int32 = 0
  graph.sort { step in
    switch step {
    case .item(let name): tool.output.write(name + [0x0a])
    case .loop(let names):
      tool.report("\(shown(path)): input contains a loop:")
      for name in names { tool.report(name.text) }
      status = 1
    }
  }
  return status
}
