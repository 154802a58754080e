// A script that this shell, dash and bash run side by side.

import Testing

/// One line of the tables in this folder: what it prints is what the models print.
struct ModelCase: CustomTestStringConvertible, ExpressibleByStringLiteral {
  /// A shell that others measure themselves by.
  enum Model { case dash, bash }

  let script: String
  /// The only model, where the two differ.
  let only: Model?
  /// In which way the other one differs.
  let reason: String

  init(_ script: String, only: Model, _ reason: String) {
    (self.script, self.only, self.reason) = (script, only, reason)
  }

  init(stringLiteral script: String) { (self.script, only, reason) = (script, nil, "") }

  var testDescription: String { script }

  static let all: [ModelCase] =
    expansion + arithmetic + redirection + grammar + globs + pipelines + options + builtins + traps + errors
}
