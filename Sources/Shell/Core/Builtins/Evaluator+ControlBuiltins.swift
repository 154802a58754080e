// Builtins that run commands or leave them: eval, source, command, type, break, trap, and aliases.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.14; command, type, alias, unalias.

extension Evaluator {
  func runEval(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    let script = Bytes(arguments.joined(separator: [ASCII.space]))
    return try nested { () throws(Unwind) in try evaluate(script: script, firstLine: max(line, 1)) }
  }

  func runSource(_ fields: [Bytes]) throws(Unwind) -> Int32 {
    guard fields.count > 1 else { return usageError(fields[0].text, "a file name is missing".bytes) }
    let path = fields[1].contains(ASCII.slash) ? fields[1] : findSource(fields[1])
    let script: Bytes
    do {
      let handle = try host.open(path, .read)
      defer { host.close(handle) }
      script = try readAll(handle)
    } catch {
      throw failure(fields[0] + ": ".bytes + fields[1] + ": ".bytes + error.message)
    }
    let outerLine = line
    defer { line = outerLine }
    return try nested { () throws(Unwind) in
      do throws(Unwind) {
        return try evaluate(script: script, firstLine: 1)
      } catch .leaveFunction(let status) {
        return status
      }
    }
  }

  /// A file to read, along PATH; the name itself when it is not there.
  private func findSource(_ name: Bytes) -> Bytes {
    for directory in (state.value("PATH") ?? []).pieces(separatedBy: ASCII.colon) {
      let path = directory + [ASCII.slash] + name
      if host.isAccessible(path, .read), !isDirectory(path) { return path }
    }
    return name
  }

  private func readAll(_ handle: HostHandle) throws(HostError) -> Bytes {
    var bytes = Bytes()
    while true {
      let more = try host.read(handle, upTo: Limits.readSize)
      if more.isEmpty { return bytes }
      bytes += more
    }
  }

  func runLoopControl(_ builtin: Builtin, _ fields: [Bytes]) throws(Unwind) -> Int32 {
    var count = 1
    if fields.count > 1 {
      guard let number = fields[1].decimalValue, number > 0 else {
        throw failure(fields[0] + ": a number of loops is wanted here: ".bytes + fields[1])
      }
      count = Int(min(number, Int64(max(loopDepth, 1))))
    }
    guard loopDepth > 0 else { return 0 }
    count = min(count, loopDepth)
    throw builtin == .breakLoop ? .leaveLoops(count) : .continueLoop(count)
  }

  // MARK: command, type

  func runCommand(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    guard let first = arguments.first else { return 0 }
    if first.matches("-v") || first.matches("-V") {
      var status: Int32 = 0
      for name in arguments.dropFirst() where describe(name, briefly: first.matches("-v")) != 0 { status = 1 }
      return status
    }
    let isMarked = first.matches("--") || first.matches("-p")
    let fields = isMarked ? Array<Bytes>(arguments.dropFirst()) : arguments
    guard let name = fields.first else { return 0 }
    if let builtin = Builtin(name) { return try run(builtin, fields) }
    return try runProgram(fields, [])
  }

  func runType(_ arguments: [Bytes]) -> Int32 {
    var status: Int32 = 0
    for name in arguments where describe(name, briefly: false) != 0 { status = 1 }
    return status
  }

  private func describe(_ name: Bytes, briefly: Bool) -> Int32 {
    if let text = state.aliases[name] {
      let quoted = SyntaxPrinter.quote(text)
      let brief = "alias ".bytes + name + [ASCII.equals] + quoted
      return finishOutput("type", briefly ? brief : name + " is an alias for ".bytes + quoted)
    }
    if ReservedWord(name) != nil { return finishOutput("type", briefly ? name : name + " is a reserved word".bytes) }
    switch meaning(of: name) {
    case .builtin: return finishOutput("type", briefly ? name : name + " is a shell builtin".bytes)
    case .function(let definition):
      let text = name + " is a function\n".bytes + SyntaxPrinter.text(of: .function(definition))
      return briefly ? finishOutput("type", name) : output("type", text)
    case .external:
      guard let path = findProgram(name) else {
        if !briefly { report("type: ".bytes + name + ": not found".bytes) }
        return 1
      }
      return finishOutput("type", briefly ? path : name + " is ".bytes + path)
    }
  }

  // MARK: trap

  func runTrap(_ arguments: [Bytes]) -> Int32 {
    guard arguments.count > 1 else {
      if let name = arguments.first {
        state.traps[Self.trapName(name) ?? name] = nil
        return 0
      }
      let names = state.traps.keys.sorted { $0.lexicographicallyPrecedes($1) }
      let lines = names.map { name in
        "trap -- ".bytes + SyntaxPrinter.quote(state.traps[name] ?? []) + [ASCII.space] + name + [ASCII.newline]
      }
      return output("trap", Bytes(lines.joined()))
    }
    let action = arguments[0]
    for argument in arguments.dropFirst() {
      guard let name = Self.trapName(argument) else { return usageError("trap", argument + ": no such signal".bytes) }
      state.traps[name] = action.matches("-") ? nil : action
    }
    return 0
  }

  private static func trapName(_ text: Bytes) -> Bytes? {
    if text.matches("0") || text.matches("EXIT") { return "EXIT".bytes }
    return Signal.named(text)?.name.bytes
  }

  // MARK: Aliases

  func runAlias(_ arguments: [Bytes]) -> Int32 {
    func line(_ name: Bytes, _ text: Bytes) -> Bytes {
      "alias ".bytes + name + [ASCII.equals] + SyntaxPrinter.quote(text) + [ASCII.newline]
    }
    if arguments.isEmpty {
      let names = state.aliases.keys.sorted { $0.lexicographicallyPrecedes($1) }
      return output("alias", Bytes(names.map { line($0, state.aliases[$0] ?? []) }.joined()))
    }
    var status: Int32 = 0
    for argument in arguments {
      if let equals = argument.firstIndex(of: ASCII.equals), equals > 0 {
        state.aliases[Bytes(argument[..<equals])] = Bytes(argument[(equals + 1)...])
      } else if let text = state.aliases[argument] {
        status = output("alias", line(argument, text))
      } else {
        report("alias: ".bytes + argument + ": not found".bytes)
        status = 1
      }
    }
    return status
  }

  func runUnalias(_ arguments: [Bytes]) -> Int32 {
    if arguments.first?.matches("-a") ?? false {
      state.aliases = [:]
      return 0
    }
    var status: Int32 = 0
    for name in arguments where state.aliases.removeValue(forKey: name) == nil {
      report("unalias: ".bytes + name + ": not found".bytes)
      status = 1
    }
    return status
  }
}
