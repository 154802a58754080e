// login: asks for a name and, where the account has one, for a password; then runs the user's shell in the user's home.
//
// Started on each text terminal by whoever serves it, and again when it has ended.

import ABI
import Accounts
import Protocols
import SudoCore
import System
import UtilitySupport

/// How patient it is.
private enum Patience {
  /// Milliseconds before the answer to a wrong password: guessing takes that long.
  static let delay: UInt64 = 2000
  /// Tries before it ends; whoever serves the terminal starts it afresh.
  static let tries = 5
}

/// Collects signals for as long as the program runs: Ctrl+C at the prompt does not end it.
private final class CollectedSignals {
  private let queue: SignalQueue

  init() throws(Errno) { queue = try SignalQueue([.interrupt, .quit]) }
}

let loginProgram = Utility("login", "", "Begin a session on this terminal.") { tool in
  guard CurrentProcess.user == 0 else {
    tool.report("only whoever serves a terminal can log others in")
    return 1
  }
  let signals = try? CollectedSignals()
  let status = LoginSession(tool).run()
  withExtendedLifetime(signals) {}
  return status
}

/// The dialogue at the start of a session.
private struct LoginSession {
  private let tool: Tool
  private let prompt = Prompt(fromInputTo: Streams.output, isInterruptible: false)

  init(_ tool: Tool) { self.tool = tool }

  private func write(_ text: String) { try? Streams.writeAll(Streams.output, text.bytes) }

  func run() -> Int32 {
    let host = hostName().text
    write("\n\(host): Apus on the serial console\nLog in as \"user\" (no password) or \"root\".\n\n")
    for _ in 0..<Patience.tries {
      guard case .typed(let typed) = prompt.line("\(host) login: ") else { return 0 }
      let name = typed.filter { $0 > 0x20 }
      if name.isEmpty { continue }
      guard let accounts = try? AccountDatabase().load(withSecrets: true) else {
        tool.report("the accounts cannot be read")
        return 1
      }
      let account = accounts.user(name)
      let hash = account == nil ? nil : accounts.shadow(name)?.hash
      var isRight = hash == PasswordHash.none
      if !isRight {
        guard case .typed(let password) = prompt.secret("Password: ") else { return 0 }
        isRight = fits(password, hash)
      }
      if let account, isRight { return start(account) }
      SystemClock.sleep(milliseconds: Patience.delay)
      write("Login incorrect\n")
    }
    return 1
  }

  /// Takes as long for an account that there is not.
  private func fits(_ password: Bytes, _ hash: PasswordHash?) -> Bool {
    guard let hash, hash != .locked else {
      _ = PasswordHash(of: password, salt: Bytes(repeating: 0, count: PasswordHash.saltLength))
      return false
    }
    return hash.fits(password)
  }

  private func start(_ account: UserEntry) -> Int32 {
    if let motd = try? FileSystem.readFile("/etc/motd", limit: 1 << 16) { write(motd.text) }
    var request = SpawnRequest(account.shellPath, ["-" + Paths.name(account.shellPath)])
    let hasHome = (try? FileSystem.status(account.homePath))?.kind == FileKind.directory.rawValue
    if !hasHome { write("No directory \(account.homePath): starting in /\n") }
    request.directory = hasHome ? account.homePath : "/"
    let environment = Environment.all.map { $0.bytes }
    request.environment = SudoEnvironment.session(account, shell: account.shellPath.bytes, keeping: environment)
      .map { $0.text }
    request.group = .own
    request.user = account.user
    request.userGroup = account.group
    do throws(Errno) {
      let child = try request.start()
      try? Terminal.setForeground(Streams.input, group: child.id)
      let status = try child.wait()
      try? Terminal.setForeground(Streams.input, group: CurrentProcess.processGroup)
      try? Terminal.setMode(Streams.input, .cooked)
      return status.shellStatus
    } catch {
      tool.report(account.shellPath, error)
      return 1
    }
  }
}
