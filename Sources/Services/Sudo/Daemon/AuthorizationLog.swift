// What sudod tells the log: who did what as whom, and who was not let.

import ABI
import Accounts
import SudoCore
import System

/// Lines of `log:sudo`.
enum AuthorizationLog {
  static func write(
    _ session: SudoSession, _ request: SudoRequest, _ judgement: SudoJudgement, reason: String = ""
  ) {
    write(SudoLogLine.text(request, judgement, terminal: session.terminal, reason: reason))
  }

  static func write(_ text: String) { write(Array(text.utf8)) }

  /// Opened each time: the log may have been restarted, and it happens rarely.
  private static func write(_ line: [UInt8]) {
    try? Handle.open("log:sudo", .write).writeAll(line + [0x0A])
  }
}
