// How the programs that compare files report wrong calls.

import UtilitySupport

extension Tool {
  /// Reports a wrong call and returns 2.
  func comparisonError(_ message: String) -> Int32 {
    report(message)
    report("Try '\(name) --help' for more information.")
    return 2
  }
}
