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
      if fields.count == 1, let builtin = Builtin(fields[0]) { declares = builtin.isDeclaration }
    }
    var prepared = PreparedCommand(fields: fields, assignments: [], redirections: command.redirections)
    if fields.isEmpty {
      // Each assignment sees the ones before it.
      for assignment in command.assignments {
        let value = try expandText(assignment.value, isAssignment: true)
        trace([assignment.name + [ASCII.equals] + value])
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
    trace(command.assignments.map { $0.name + [ASCII.equals] + SyntaxPrinter.quote($0.value) } + command.fields)
    switch meaning(of: name) {
    case .builtin(.exec): return try runExec(command)
    case .builtin(let builtin) where builtin.isSpecial:
      for assignment in command.assignments { try assign(assignment.name, assignment.value) }
      return try redirected(command.redirections, onFailure: 1) { () throws(Unwind) in
        try run(builtin, command.fields)
      }
    case .builtin(let builtin):
      return try withAssignments(command) { () throws(Unwind) in try run(builtin, command.fields) }
    case .function(let function):
      return try withAssignments(command) { () throws(Unwind) in
        try nested { () throws(Unwind) in try call(function, Bytes.arguments(of: command.fields)) }
      }
    case .external:
      return try redirected(command.redirections, onFailure: 1) { () throws(Unwind) in
        try runProgram(command.fields, command.assignments)
      }
    }
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
    return try redirected(command.redirections, onFailure: 1, body)
  }

  /// `exec`: redirections stay; with a command, its end is the end of this shell.
  private func runExec(_ command: PreparedCommand) throws(Unwind) -> Int32 {
    var opened: [HostHandle] = []
    guard try apply(command.redirections, opened: &opened) else { throw Unwind.failure(1) }
    state.ownedHandles += opened
    let fields = Bytes.arguments(of: command.fields)
    if fields.isEmpty { return 0 }
    throw .exit(try runProgram(fields, command.assignments))
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
    return try finish(running, plumbing)
  }

  private func trace(_ words: [Bytes]) {
    guard state.options.contains(.trace) else { return }
    let prefix = state.value("PS4") ?? "+ ".bytes
    write(to: 2, prefix + words.joined(separator: [ASCII.space]) + [ASCII.newline])
  }
}

extension Array where Element == UInt8 {
  /// The fields behind a command's name.
  static func arguments(of fields: [Bytes]) -> [Bytes] { Array<Bytes>(fields.dropFirst()) }
}
