// A program as another user: root starts it itself, everybody else has sudod do it.

import ABI
import Accounts
import Protocols
import SudoCore
import System
import UtilitySupport

/// How `sudo`, `su` and `newgrp` get their work done.
struct Elevation {
  /// Wrong passwords before sudo gives up; su does after one.
  static let tries = 3

  let tool: Tool
  let request: SudoRequest
  /// The question for the password of that user.
  var question: (String) -> String = { _ in "Password: " }
  /// Wrong passwords that are forgiven.
  var tries = 1
  /// What is said to a wrong password when there is no further try.
  var failure = "Authentication failure"
  /// No questions (`sudo -n`).
  var isSilent = false
  /// Passwords come from the standard input (`sudo -S`).
  var readsInput = false

  /// The status of the program, or 1.
  func perform() -> Int32 { CurrentProcess.user == 0 ? asRoot() : throughDaemon() }

  /// Says why not. Messages that begin with the name of the program, or with a sentence, stand for themselves.
  private func refuse(_ text: Bytes) {
    let message = text.text
    let isSentence = tool.name.isSame(as: "sudo") && (text.starts(with: "sudo: ".utf8) || text.last == 0x2e)
    if isSentence { Streams.printError(message) } else { tool.report(message) }
  }

  // MARK: By ourselves

  private func asRoot() -> Int32 {
    guard let accounts = try? AccountDatabase().load(withSecrets: true) else {
      tool.report("the accounts cannot be read")
      return 1
    }
    let judge = SudoJudge(accounts, SudoRules([]), host: hostName()) { path in
      guard let status = try? FileSystem.status(path.text) else { return false }
      return status.kind == FileKind.regular.rawValue && status.mode & 0o111 != 0
    }
    switch judge.judge(request, caller: 0) {
    case .failure(let refusal):
      refuse(refusal.message.bytes)
      return 1
    case .success(let judgement):
      switch judgement.outcome {
      case .denied(let reason):
        refuse(reason.bytes)
        return 1
      case .listed:
        tool.output.write("User root may run the following commands on \(hostName().text):\n    (ALL : ALL) ALL\n")
        return 0
      case .granted(let plan): return plan.program.isEmpty ? 0 : start(plan)
      }
    }
  }

  private func start(_ plan: SudoPlan) -> Int32 {
    var system = SpawnRequest(plan.program.text, plan.arguments.map { $0.text })
    system.environment = plan.environment.map { $0.text }
    system.directory = plan.directory.text
    system.user = plan.user
    system.userGroup = plan.group
    do throws(Errno) {
      let supervision = try Supervision()
      let child = try system.start()
      try supervision.wait(for: child.handle.raw) { try? Processes.kill(Int64(child.id), $0) }
      return try child.wait().shellStatus
    } catch {
      tool.report(plan.program.text, error)
      return error == .noSuchEntry ? 127 : 126
    }
  }

  // MARK: Through the daemon

  private func throughDaemon() -> Int32 {
    do throws(Errno) {
      let client = try SudoClient()
      var answer = try client.begin(request, terminal: Prompt.terminal)
      if answer.verdict == .passwordWanted {
        guard let proven = try prove(client, user: answer.text.text) else { return 1 }
        answer = proven
      }
      switch answer.verdict {
      case .granted:
        if request.kind == .list { tool.output.write(answer.text) }
        let startsProgram = request.kind == .run || request.kind == .switchUser || request.kind == .switchGroup
        return startsProgram ? try client.run() : 0
      default:
        refuse(answer.text)
        return 1
      }
    } catch {
      tool.report(error == .noSuchDevice ? "the service sudod does not run here" : "sudo:", error)
      return 1
    }
  }

  /// Asks for the password until it is right.
  /// - Returns: what the daemon says then; nil when it was not, which the person has been told.
  private func prove(
    _ client: borrowing SudoClient, user: String
  ) throws(Errno) -> (verdict: SudoVerdict, text: Bytes)? {
    if isSilent {
      tool.report("a password is required")
      return nil
    }
    guard let prompt = readsInput ? Prompt(fromInputTo: Streams.error, isInterruptible: true) : Prompt() else {
      tool.report(
        "a terminal is required to read the password; either use the -S option to read from standard input")
      tool.report("a password is required")
      return nil
    }
    for attempt in 1...max(tries, 1) {
      guard case .typed(let typed) = prompt.secret(question(user)) else {
        if tries > 1 {
          let plural = attempt == 2 ? "" : "s"
          tool.report(attempt == 1 ? "a password is required" : "\(attempt - 1) incorrect password attempt\(plural)")
        } else {
          tool.report(failure)
        }
        return nil
      }
      let answer = try client.password(typed)
      let isWrong = answer.verdict == .wrongPassword || (answer.verdict == .denied && answer.text.isEmpty)
      if !isWrong { return answer }
      if attempt < tries, answer.verdict == .wrongPassword {
        Streams.printError("Sorry, try again.")
      } else {
        tool.report(tries > 1 ? "\(attempt) incorrect password attempts" : failure)
        return nil
      }
    }
    return nil
  }
}

/// The machine's name.
func hostName() -> Bytes {
  ((try? FileSystem.readFile("/etc/hostname", limit: 256)) ?? "apus".bytes).filter { $0 > 0x20 }
}
