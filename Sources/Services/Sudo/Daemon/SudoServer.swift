// `sudo:`: takes requests, has them judged, checks passwords, and starts what was granted.
//
// Not: deciding (SudoCore). A wrong password is answered late; meanwhile others are served.

import ABI
import Accounts
import Protocols
import SchemeServer
import SudoCore
import System

/// Serves `sudo:`.
final class SudoServer: SchemeServer {
  /// Wrong passwords after which a request is over.
  private static let tries = 3
  /// Nanoseconds that a terminal may take to say its name.
  private static let terminalLimit: UInt64 = 1_000_000_000

  private let port: SchemePort
  private let loop: EventLoop
  private let database = AccountDatabase()
  private var sessions: [UInt64: SudoSession] = [:]
  private var nextID: UInt64 = 1
  private var tickets = SudoTickets()
  private var limiter = GuessLimiter()
  /// Calls whose answer waits for its time.
  private var waiting: [UInt32] = []

  init(_ port: SchemePort, _ loop: EventLoop) {
    self.port = port
    self.loop = loop
  }

  // MARK: Sessions

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    guard path.isEmpty else { throw .noSuchEntry }
    let id = nextID
    nextID += 1
    sessions[id] = SudoSession(caller.user, caller.process)
    return .result(id)
  }

  func close(_ id: UInt64) { sessions.removeValue(forKey: id)?.hangUp() }

  func cancel(_ tag: UInt32) { waiting.removeAll { $0 == tag } }

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    // Closed again, whatever happens, unless a session keeps it.
    let sent = Handle(owning: handle)
    // Who opened it decides: a handle that was passed on gives nobody else's rights.
    guard let session = sessions[id], session.user == caller.user else { throw .badHandle }
    switch SudoOperation(rawValue: operation) {
    case .begin: return try begin(session, data.array, terminal: sent)
    case .password: return try password(session, data.array, caller)
    case .stream:
      try session.setStream(try data.record(UInt32.self), sent)
      return .done
    case .run: return try run(session, namespace: sent)
    case .signal:
      guard let signal = Signal(rawValue: try data.record(UInt32.self)) else { throw .invalidArgument }
      try session.signal(signal)
      return .done
    case .changePassword, .changeShell: return try changeAccount(operation, data.array, caller)
    case nil: throw .notSupported
    }
  }

  private func answer(_ verdict: SudoVerdict, _ text: [UInt8] = []) -> Answer {
    .bytes([UInt8(truncatingIfNeeded: verdict.rawValue)] + text)
  }

  /// Answers later.
  private func answer(_ caller: Caller, _ verdict: SudoVerdict, _ text: [UInt8], at time: UInt64) -> Answer {
    let tag = caller.tag
    waiting.append(tag)
    loop.at(time) { [self] in
      guard let place = waiting.firstIndex(of: tag) else { return }
      waiting.remove(at: place)
      port.reply(tag: tag, answer(verdict, text))
    }
    return .later
  }

  // MARK: A request

  private func begin(_ session: SudoSession, _ data: [UInt8], terminal: borrowing Handle) throws(Errno) -> Answer {
    guard session.request == nil, let request = SudoRequest(data) else { throw .invalidArgument }
    session.request = request
    if terminal.raw != noHandle { session.terminal = Self.name(of: terminal) }
    if request.kind == .forget {
      tickets.forget(session.user, session.terminal)
      return answer(.granted)
    }
    let judge = SudoJudge(try accounts(), rules(), host: Self.host) { Self.isProgram($0) }
    switch judge.judge(request, caller: session.user) {
    case .failure(let refusal): return answer(.denied, Array(refusal.message.utf8))
    case .success(let judgement):
      session.judgement = judgement
      let hasTicket =
        judgement.takesTicket && !request.has(.askAnyway)
        && tickets.isValid(session.user, session.terminal, now: SystemClock.monotonic)
      guard let proof = judgement.proof, !hasTicket else { return prove(session, request, judgement) }
      return answer(.passwordWanted, proof.name)
    }
  }

  /// What follows when the right person sits there.
  private func prove(_ session: SudoSession, _ request: SudoRequest, _ judgement: SudoJudgement) -> Answer {
    session.isProven = true
    switch judgement.outcome {
    case .granted(let plan):
      if !plan.program.isEmpty { AuthorizationLog.write(session, request, judgement) }
      return answer(.granted)
    case .listed(let text): return answer(.granted, text)
    case .denied(let reason):
      AuthorizationLog.write(session, request, judgement, reason: "command not allowed")
      return answer(.denied, Array(reason.utf8))
    }
  }

  private func password(_ session: SudoSession, _ typed: [UInt8], _ caller: Caller) throws(Errno) -> Answer {
    guard let request = session.request, let judgement = session.judgement, let proof = judgement.proof,
      !session.isProven, session.failures < Self.tries
    else { throw .notPermitted }
    if try fits(typed, proof.name, guesser: session.user) {
      if judgement.takesTicket {
        tickets.grant(session.user, session.terminal, now: SystemClock.monotonic)
      }
      return prove(session, request, judgement)
    }
    session.failures += 1
    let isLast = session.failures == Self.tries
    if isLast || !judgement.takesTicket {
      AuthorizationLog.write(
        session, request, judgement,
        reason: "\(session.failures) incorrect password attempt\(session.failures == 1 ? "" : "s")")
    }
    let time = limiter.failed(session.user, now: SystemClock.monotonic)
    return answer(caller, isLast ? .denied : .wrongPassword, [], at: time)
  }

  /// Whether a password is somebody's; it counts as wrong, unseen, while the last wrong one is not answered.
  private func fits(_ typed: [UInt8], _ name: [UInt8], guesser: UInt32) throws(Errno) -> Bool {
    guard limiter.mayGuess(guesser, now: SystemClock.monotonic), typed.count <= PasswordRules.longest,
      let shadow = try accounts().shadow(name), shadow.hash.fits(typed)
    else { return false }
    limiter.succeeded(guesser)
    return true
  }

  private func run(_ session: SudoSession, namespace: borrowing Handle) throws(Errno) -> Answer {
    guard session.isProven, namespace.raw != noHandle, case .granted(let plan) = session.judgement?.outcome,
      !plan.program.isEmpty
    else { throw .notPermitted }
    // One program a request.
    session.isProven = false
    let raw = try session.start(plan, namespace: namespace.raw)
    return .handle(raw, moved: false, rights: [.read, .duplicate, .transfer])
  }

  // MARK: One's own account

  private func changeAccount(_ operation: UInt32, _ data: [UInt8], _ caller: Caller) throws(Errno) -> Answer {
    guard let parts = SudoMessage.unpacked(data), parts.count == 2 else { throw .invalidArgument }
    guard let user = try accounts().user(number: caller.user) else { throw .notPermitted }
    guard try fits(parts[0], user.name, guesser: caller.user) else {
      AuthorizationLog.write("\(user.nameText) : wrong password for a change of the account")
      return answer(caller, .wrongPassword, [], at: limiter.failed(caller.user, now: SystemClock.monotonic))
    }
    do throws(AccountChangeError) {
      if operation == SudoOperation.changePassword.rawValue {
        try AccountChange(database).setPassword(of: user.name, old: parts[0], new: parts[1])
      } else {
        try AccountChange(database).setShell(of: user.name, parts[1])
      }
    } catch { return answer(.denied, Array(error.message.utf8)) }
    AuthorizationLog.write("\(user.nameText) : the account was changed by its user")
    return answer(.granted)
  }

  // MARK: Facts

  private func accounts() throws(Errno) -> AccountSet {
    do throws(AccountFileError) { return try database.load(withSecrets: true) } catch {
      Streams.printError("sudod: the accounts cannot be read")
      throw .inputOutput
    }
  }

  /// The rules, if nobody but root can have written them.
  private func rules() -> SudoRules {
    let path = database.directory + "/sudoers"
    guard let status = try? FileSystem.status(path), status.user == 0, status.mode & 0o022 == 0,
      let text = try? FileSystem.readFile(path, limit: SudoRules.Limits.bytes)
    else { return SudoRules([]) }
    let rules = SudoRules(text)
    for line in rules.badLines { Streams.printError("sudod: \(path):\(line): not understood") }
    return rules
  }

  private static var host: [UInt8] {
    ((try? FileSystem.readFile("/etc/hostname", limit: 256)) ?? Array("apus".utf8)).filter { $0 > 0x20 }
  }

  private static func isProgram(_ path: [UInt8]) -> Bool {
    guard let status = try? FileSystem.status(String(decoding: path, as: UTF8.self)) else { return false }
    return status.kind == FileKind.regular.rawValue && status.mode & 0o111 != 0
  }

  /// The path that a terminal goes by. Only ptyd's count: who sends the handle of another server gets no ticket.
  private static func name(of terminal: borrowing Handle) -> [UInt8] {
    let path = WaitLimit.until(SystemClock.monotonic &+ terminalLimit) {
      (try? terminal.call(Operation.path.rawValue, capacity: 256).output) ?? []
    }
    return path.starts(with: "pty:".utf8) ? path : []
  }
}
