// Decides about a request: who may do what, with whose password, and what exactly is started then.
//
// Not: checking the password, tickets, starting anything. The caller's number comes from the kernel; everything else in
// a request may be a lie.

public import Accounts

/// The accounts and rules of one moment.
public struct SudoJudge: Sendable {
  private let accounts: AccountSet
  private let rules: SudoRules
  private let host: [UInt8]
  /// Whether there is a program of this path.
  private let isProgram: @Sendable ([UInt8]) -> Bool

  public init(
    _ accounts: AccountSet, _ rules: SudoRules, host: [UInt8], isProgram: @escaping @Sendable ([UInt8]) -> Bool
  ) {
    self.accounts = accounts
    self.rules = rules
    self.host = host
    self.isProgram = isProgram
  }

  /// - Returns: a judgement, or the reason why there is nothing to judge.
  public func judge(_ request: SudoRequest, caller number: UInt32) -> Result<SudoJudgement, SudoRefusal> {
    guard let caller = accounts.user(number: number) else {
      return .failure(SudoRefusal("you do not exist in the passwd database"))
    }
    switch request.kind {
    case .run, .validate, .list, .forget: return sudo(request, caller)
    case .switchUser: return switchUser(request, caller)
    case .switchGroup: return switchGroup(request, caller)
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// A name or `#NUMBER`.
  private func find(_ user: [UInt8]) -> UserEntry? {
    guard user.first == UInt8(ascii: "#") else { return accounts.user(user) }
    return AccountNumber.parse(user.dropFirst()).flatMap { accounts.user(number: $0) }
  }

  private func hasPassword(_ user: UserEntry) -> Bool {
    // Without a line in the file nobody gets in.
    accounts.shadow(user.name)?.hash != PasswordHash.none
  }

  // MARK: sudo

  private func sudo(_ request: SudoRequest, _ caller: UserEntry) -> Result<SudoJudgement, SudoRefusal> {
    let isOwn = request.user.isEmpty && !request.group.isEmpty
    let wanted = isOwn ? caller : find(request.user.isEmpty ? Array("root".utf8) : request.user)
    guard let target = wanted else { return .failure(SudoRefusal("unknown user \(text(request.user))")) }
    var group: GroupEntry?
    if !request.group.isEmpty {
      group = accounts.group(request.group)
      if group == nil { return .failure(SudoRefusal("unknown group \(text(request.group))")) }
    }
    var judgement = SudoJudgement(
      outcome: .denied(""), proof: caller.user == 0 || !hasPassword(caller) ? nil : caller, caller: caller,
      target: target, takesTicket: true)
    let mine = rules.rules(for: caller, accounts)
    if request.kind == .list {
      judgement.outcome = .listed(rules.list(for: caller, accounts, host: host))
      if mine.allSatisfy({ !$0.needsPassword }), !mine.isEmpty { judgement.proof = nil }
      return .success(judgement)
    }
    guard caller.user == 0 || !mine.isEmpty else {
      judgement.outcome = .denied("\(caller.nameText) is not in the sudoers file.")
      return .success(judgement)
    }
    let plan = SudoPlan(user: target.user, group: group?.group ?? target.group)
    if request.kind != .run {
      judgement.outcome = .granted(plan)
      if !mine.contains(where: { $0.needsPassword }) { judgement.proof = nil }
      return .success(judgement)
    }
    decide(&judgement, request, plan, group)
    return .success(judgement)
  }

  private func decide(
    _ judgement: inout SudoJudgement, _ request: SudoRequest, _ plan: SudoPlan, _ group: GroupEntry?
  ) {
    let (caller, target) = (judgement.caller, judgement.target)
    var plan = plan
    let command = command(request, caller, target)
    plan.program = command.program
    plan.arguments = command.arguments
    let rule = rules.grant(plan.program, to: caller, as: target, group: group, accounts)
    guard caller.user == 0 || rule != nil else {
      let asked = text(Array(([plan.program] + plan.arguments.dropFirst()).joined(separator: [0x20])))
      judgement.outcome = .denied(
        "Sorry, user \(caller.nameText) is not allowed to execute '\(asked)' as \(target.nameText) on \(text(host)).")
      return
    }
    if rule.map({ !$0.needsPassword }) ?? false { judgement.proof = nil }
    guard isProgram(plan.program) else {
      judgement.outcome = .denied("sudo: \(text(command.typed)): command not found")
      return
    }
    let shell = request.has(.login) || request.shell.isEmpty ? Array(target.shellPath.utf8) : request.shell
    plan.environment = SudoEnvironment.sudo(
      target, shell: shell, caller: caller, command: [plan.program] + plan.arguments.dropFirst(),
      keeping: request.environment)
    plan.directory = request.has(.login) ? Array(target.homePath.utf8) : request.directory
    judgement.outcome = .granted(plan)
  }

  /// The program that is meant, its arguments, and what was typed for it.
  private func command(
    _ request: SudoRequest, _ caller: UserEntry, _ target: UserEntry
  ) -> (program: [UInt8], arguments: [[UInt8]], typed: [UInt8]) {
    guard request.has(.shell) || request.has(.login) else {
      let typed = request.arguments.first ?? []
      return (located(typed, in: request.directory), request.arguments, typed)
    }
    let own = request.shell.isEmpty ? Array(caller.shellPath.utf8) : request.shell
    let shell = request.has(.login) ? Array(target.shellPath.utf8) : own
    let line = request.arguments.map { SudoWords.quoted($0) }.joined(separator: [0x20])
    return (shell, arguments(of: shell, isLogin: request.has(.login), line: Array(line)), shell)
  }

  private func arguments(of shell: [UInt8], isLogin: Bool, line: [UInt8]) -> [[UInt8]] {
    let name = Array(shell.split(separator: UInt8(ascii: "/")).last ?? [])
    return [isLogin ? [UInt8(ascii: "-")] + name : name] + (line.isEmpty ? [] : [Array("-c".utf8), line])
  }

  /// The path of a program: a name is looked up where the system's programs are, and nowhere else.
  private func located(_ program: [UInt8], in directory: [UInt8]) -> [UInt8] {
    if program.first == UInt8(ascii: "/") { return program }
    if program.contains(UInt8(ascii: "/")) { return directory + [UInt8(ascii: "/")] + program }
    return Array(SudoEnvironment.path.utf8) + [UInt8(ascii: "/")] + program
  }

  // MARK: su and newgrp

  private func switchUser(_ request: SudoRequest, _ caller: UserEntry) -> Result<SudoJudgement, SudoRefusal> {
    let name = request.user.isEmpty ? Array("root".utf8) : request.user
    guard let target = accounts.user(name) else {
      return .failure(
        SudoRefusal("user \(text(name)) does not exist or the user entry does not contain all the required fields"))
    }
    let account = Array(target.shellPath.utf8)
    // Who has no shell but one that does nothing is not to get another one, except from root.
    let mayChoose = caller.user == 0 || target.user == caller.user || accounts.isPerson(target)
    let shell = request.shell.isEmpty || !mayChoose ? account : request.shell
    var plan = SudoPlan(user: target.user, group: target.group, program: shell)
    plan.arguments = arguments(of: shell, isLogin: request.has(.login), line: []) + request.arguments
    plan.directory = request.has(.login) ? Array(target.homePath.utf8) : request.directory
    plan.environment =
      if request.has(.login) {
        SudoEnvironment.session(target, shell: shell, keeping: request.environment)
      } else if request.has(.keepEnvironment) {
        request.environment
      } else {
        SudoEnvironment.changed(request.environment, for: target, shell: shell)
      }
    let isFree = caller.user == 0 || !hasPassword(target)
    return .success(
      SudoJudgement(
        outcome: .granted(plan), proof: isFree ? nil : target, caller: caller, target: target, takesTicket: false))
  }

  private func switchGroup(_ request: SudoRequest, _ caller: UserEntry) -> Result<SudoJudgement, SudoRefusal> {
    let group = request.group.isEmpty ? accounts.group(number: caller.group) : accounts.group(request.group)
    guard let group else { return .failure(SudoRefusal("group '\(text(request.group))' does not exist")) }
    let isMember = caller.user == 0 || accounts.groupNumbers(of: caller).contains(group.group)
    guard isMember else { return .failure(SudoRefusal("permission denied")) }
    var plan = SudoPlan(user: caller.user, group: group.group, program: Array(caller.shellPath.utf8))
    plan.arguments = arguments(of: plan.program, isLogin: request.has(.login), line: []) + request.arguments
    plan.directory = request.has(.login) ? Array(caller.homePath.utf8) : request.directory
    plan.environment = request.environment
    return .success(
      SudoJudgement(outcome: .granted(plan), proof: nil, caller: caller, target: caller, takesTicket: false))
  }
}

/// Why there is nothing to judge.
public struct SudoRefusal: Error, Equatable, Sendable {
  public var message: String
  public init(_ message: String) { self.message = message }
}
