// Lines for the log, in the form that sudo's have.

import Accounts

/// What the log is told.
public enum SudoLogLine {
  /// `ann : TTY=pty:3 ; PWD=/home/ann ; USER=root ; COMMAND=/bin/ls -l`, with a reason in front where there is one.
  public static func text(
    _ request: SudoRequest, _ judgement: SudoJudgement, terminal: [UInt8], reason: String = ""
  ) -> [UInt8] {
    var line = judgement.caller.name + Array(" : ".utf8)
    if !reason.utf8.isEmpty { line += Array((reason + " ; ").utf8) }
    line += field("TTY", terminal.isEmpty ? Array("none".utf8) : terminal)
    line += field("PWD", request.directory)
    line += Array("USER=".utf8) + judgement.target.name
    let words: [[UInt8]] =
      if case .granted(let plan) = judgement.outcome, !plan.program.isEmpty {
        [plan.program] + plan.arguments.dropFirst()
      } else {
        request.arguments
      }
    if !words.isEmpty { line += Array(" ; COMMAND=".utf8) + Array(words.joined(separator: [0x20])) }
    return line
  }

  private static func field(_ name: String, _ value: [UInt8]) -> [UInt8] {
    Array((name + "=").utf8) + value + Array(" ; ".utf8)
  }
}
