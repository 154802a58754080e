// A script with what it prints.

import Testing

/// One line of the tables in this folder.
struct ScriptCase: CustomTestStringConvertible {
  let script: String
  let output: String
  var status: Int32 = 0
  /// Whether the script uses something that bash has and dash has not.
  var onlyBash = false

  init(_ script: String, _ output: String, status: Int32 = 0, onlyBash: Bool = false) {
    (self.script, self.output, self.status, self.onlyBash) = (script, output, status, onlyBash)
  }

  var testDescription: String { script }
}
