// sort -c: whether an input is sorted.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Looks for the first line that stands wrong.
struct SortCheck {
  private let tool: Tool
  private let plan: SortPlan

  init(_ tool: Tool, _ plan: SortPlan) { (self.tool, self.plan) = (tool, plan) }

  func run() -> Int32 {
    let path = plan.inputs[0]
    do throws(Errno) {
      let reader = try LineReader(path, separator: plan.separator)
      var last: Bytes?
      var number = 0
      while let slice = reader.next() {
        let line = Bytes(slice)
        number += 1
        if let last, isDisordered(last, line) {
          if plan.checks == .aloud { tool.report("\(shown(path)):\(number): disorder: \(line.text)") }
          return 1
        }
        last = line
      }
      if let failure = reader.failure { throw failure }
      return 0
    } catch {
      tool.report(sortProblem(path, error), error)
      return 2
    }
  }

  private func isDisordered(_ former: Bytes, _ line: Bytes) -> Bool {
    if plan.isUnique { return plan.order.compareKeys(former, 0..<former.count, line, 0..<line.count) >= 0 }
    return plan.order.compare(former, 0..<former.count, line, 0..<line.count) > 0
  }
}

/// What went wrong with an input, before the reason.
func sortProblem(_ path: String, _ error: Errno) -> String {
  error == .isDirectory ? "read failed: \(shown(path))" : "cannot read: \(shown(path))"
}
