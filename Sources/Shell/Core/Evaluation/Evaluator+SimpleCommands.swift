// The evaluator's simple commands: assignments, builtins, functions, programs.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.9.1.

extension Evaluator {
  func run(_ command: SimpleCommand) throws(Unwind) -> Int32 {
    if line > 0 || !state.options.contains(.interactive) { line = command.line }
    return try run(try prepare(command))
  }

  /// Expands a command. Arguments of `export` and the like that spell assignments are not split.
  func prepare(_ command: SimpleCommand) throws(Unwind) -> PreparedCommand {
    substitutionStatus = nil
    var fields: [Bytes] = []
    var declares = false
    for word in command.words {
      if declares, let assignment = word.assignment {
        fields.append(assignment.name + [ASCII.equals] + (try expandText(assignment.value, isAssignment: true)))
      } else {
        fields += try expandFields([word])
      }
      if fields.count == 1, command.words.count > 1 { declares = Builtin(fields[0])?.isDeclaration ?? false }
    }
    var prepared = PreparedCommand(fields: fields, assignments: [], redirections: command.redirections)
    if fields.isEmpty {
      // Each assignment sees the ones before it.
      for assignment in command.assignments {
        let value = try expandText(assignment.value, isAssignment: true)
        try trace { [assignment.name + [ASCII.equals] + value] }
        try assign(assignment.name, value)
      }
    } else {
      for assignment in command.assignments {
        prepared.assignments.append((assignment.name, try expandText(assignment.value, isAssignment: true)))
      }
    }
    return prepared
  }

  /// What a name stands for; functions go before ordinary builtins, special builtins before functions.
  func meaning(of name: Bytes) -> Meaning {
    let builtin = Builtin(name)
    if let builtin, builtin.isSpecial { return .builtin(builtin) }
    if let function = state.functions[name] { return .function(function) }
    return builtin.map { .builtin($0) } ?? .external
  }

  func run(_ command: PreparedCommand) throws(Unwind) -> Int32 {
    guard let name = command.fields.first else {
      return try redirected(command.redirections, onFailure: 1) { () throws(Unwind) in substitutionStatus ?? 0 }
    }
    try trace {
      command.assignments.map { $0.name + [ASCII.equals] + SyntaxPrinter.quote($0.value) } + command.fields
    }
    switch meaning(of: name) {
    case .builtin(.exec): return try runExec(command)
    case .builtin(.command) where command.fields.count > 1 && command.fields[1].matches("exec"):
      var inner = command
      inner.fields.removeFirst()
      return try runExec(inner)
    case .builtin(let builtin) where builtin.isSpecial:
      for assignment in command.assignments { try assign(assignment.name, assignment.value) }
      var isEntered = false
      let status = try redirected(command.redirections, onFailure: 2) { () throws(Unwind) in
        isEntered = true
        return try run(checked: builtin, command.fields)
      }
      // A special builtin that cannot be redirected ends a script (2.8.1).
      if !isEntered { throw .failure(status) }
      return status
    case .builtin(let builtin):
      return try withAssignments(command) { () throws(Unwind) in try run(checked: builtin, command.fields) }
    case .function(let function):
      return try withAssignments(command) { () throws(Unwind) in
        try nested { () throws(Unwind) in try call(function, Bytes.arguments(of: command.fields)) }
      }
    case .external:
      return try redirected(command.redirections, onFailure: 1) { () throws(Unwind) in
        if isDirectoryToEnter(command) { return try changeDirectory(to: name, isPhysical: false, isShown: false) }
        return try runProgram(command.fields, command.assignments)
      }
    }
  }

  /// Whether the command is nothing but the path of a directory, which this shell's language takes for `cd`.
  private func isDirectoryToEnter(_ command: PreparedCommand) -> Bool {
    guard !state.options.contains(.posix), command.fields.count == 1, command.assignments.isEmpty,
      let name = command.fields.first, name.contains(ASCII.slash) || name.matches("..")
    else { return false }
    return isDirectory(name)
  }

  /// Runs a builtin; one that writes to a pipe without readers ends the shell, as it would end any program.
  private func run(checked builtin: Builtin, _ fields: [Bytes]) throws(Unwind) -> Int32 {
    let status = try run(builtin, fields)
    guard isPipeBroken else { return status }
    isPipeBroken = false
    if state.traps["PIPE".bytes] != nil { return status }
    throw .exit(141)
  }

  /// Runs a builtin or function with its assignments in force, and puts the variables back.
  private func withAssignments(
    _ command: PreparedCommand, _ body: () throws(Unwind) -> Int32
  ) throws(Unwind) -> Int32 {
    var saved: [(Bytes, Variable?)] = []
    defer { for (name, variable) in saved.reversed() { state.variables[name] = variable } }
    for assignment in command.assignments {
      let former = state.variables[assignment.name]
      try assign(assignment.name, assignment.value)
      saved.append((assignment.name, former))
      state.variables[assignment.name]?.isExported = true
    }
    if !saved.isEmpty { state.knownPrograms = [:] }
    return try redirected(command.redirections, onFailure: 1, body)
  }

  /// `exec`: redirections stay; with a command, its end is the end of this shell.
  private func runExec(_ command: PreparedCommand) throws(Unwind) -> Int32 {
    var opened: [HostHandle] = []
    let isApplied = try apply(command.redirections, opened: &opened)
    state.ownedHandles += opened
    guard isApplied else { throw Unwind.failure(2) }
    closeUnusedHandles()
    var fields = Bytes.arguments(of: command.fields)
    if fields.first?.matches("--") ?? false { fields.removeFirst() }
    if fields.isEmpty {
      for assignment in command.assignments { try assign(assignment.name, assignment.value) }
      return 0
    }
    try runLast(fields, command.assignments)
  }

  /// Runs a program in the place of this shell, whose traps are gone with it.
  func runLast(_ fields: [Bytes], _ assignments: [(name: Bytes, value: Bytes)]) throws(Unwind) -> Never {
    state.traps = [:]
    throw .exit(try runProgram(fields, assignments))
  }

  /// Starts a program in the foreground and waits for it.
  func runProgram(
    _ fields: [Bytes], _ assignments: [(name: Bytes, value: Bytes)]
  ) throws(Unwind) -> Int32 {
    let group = JobBuilder(command: Bytes(fields.joined(separator: [ASCII.space])))
    var running = group
    let plumbing = Plumbing(state.handles, &host)
    switch start(fields, assignments, plumbing.table, running.group(hasJobs: hasJobs)) {
    case .success(let process): running.add(process)
    case .failure(let status):
      plumbing.closeWriters(&host)
      plumbing.drain(&host)
      return status
    }
    plumbing.closeWriters(&host)
    signalCountdown = 0
    return try finish(running, plumbing).last ?? 0
  }

  /// Writes a command that is about to run (`set -x`).
  func trace(_ words: () -> [Bytes]) throws(Unwind) {
    guard state.options.contains(.trace) else { return }
    state.options.remove(.trace)
    defer { state.options.insert(.trace) }
    let prefix = try expandPrompt(state.value("PS4") ?? [])
    write(to: 2, prefix + words().joined(separator: [ASCII.space]) + [ASCII.newline])
  }

  /// A prompt with its parameters expanded, as POSIX asks for PS1, PS2 and PS4.
  public func promptText(_ name: String) -> Bytes? {
    guard let prompt = state.value(name) else { return nil }
    do { return try expandPrompt(prompt) } catch { return prompt }
  }

  private func expandPrompt(_ prompt: Bytes) throws(Unwind) -> Bytes {
    guard prompt.contains(ASCII.dollar) || prompt.contains(ASCII.backquote) else { return prompt }
    let status = state.lastStatus
    defer { state.lastStatus = status }
    var parser = parser(for: prompt)
    guard let parts = parser.promptParts() else { return prompt }
    return try expandText(Word([.doubleQuoted(parts)]))
  }
}

extension Array where Element == UInt8 {
  /// The fields behind a command's name.
  static func arguments(of fields: [Bytes]) -> [Bytes] { Array<Bytes>(fields.dropFirst()) }
}
