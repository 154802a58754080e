// Builtins about what names stand for: command, type, hash, alias, unalias.
//
// Specification: POSIX.1-2017, command, type, hash, alias, unalias.

extension Evaluator {
  /// The directories that `command -p` searches: those that every system has.
  private static var standardPath: Bytes { "/bin:/usr/bin".bytes }

  // MARK: command

  func runCommand(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    var operands = arguments[...]
    var isStandard = false
    var description: UInt8?
    while let option = operands.first, option.first == ASCII.minus, option.count > 1 {
      operands.removeFirst()
      if option.matches("--") { break }
      for letter in option.dropFirst() {
        switch letter {
        case UInt8(ascii: "p"): isStandard = true
        case UInt8(ascii: "v"), UInt8(ascii: "V"): description = letter
        default: return usageError("command", option + ": no such option".bytes)
        }
      }
    }
    if let description {
      var status: Int32 = 0
      for name in operands where describe(name, briefly: description == UInt8(ascii: "v")) != 0 { status = 1 }
      return status
    }
    guard let name = operands.first else { return 0 }
    if let builtin = Builtin(name) { return try run(tamed: builtin, Array(operands)) }
    guard isStandard, !name.contains(ASCII.slash), let path = findProgram(name, along: Self.standardPath) else {
      return try runProgram(Array(operands), [])
    }
    return try runProgram([path] + operands.dropFirst(), [])
  }

  /// Runs a builtin whose errors do not end the shell, though it is a special one.
  private func run(tamed builtin: Builtin, _ fields: [Bytes]) throws(Unwind) -> Int32 {
    do {
      return try run(builtin, fields)
    } catch {
      if builtin.isSpecial, case .failure(let status) = error { return status }
      throw error
    }
  }

  // MARK: type

  func runType(_ arguments: [Bytes]) -> Int32 {
    var status: Int32 = 0
    for name in arguments where describe(name, briefly: false) != 0 { status = 1 }
    return status
  }

  private func describe(_ name: Bytes, briefly: Bool) -> Int32 {
    if let text = state.aliases[name] {
      let quoted = SyntaxPrinter.inQuotes(text)
      let brief = "alias ".bytes + name + [ASCII.equals] + quoted
      return finishOutput("type", briefly ? brief : name + " is an alias for ".bytes + text)
    }
    if ReservedWord(name) != nil || name.matches("in") {
      return finishOutput("type", briefly ? name : name + " is a shell keyword".bytes)
    }
    switch meaning(of: name) {
    case .builtin(let builtin):
      let kind = builtin.isSpecial ? " is a special shell builtin" : " is a shell builtin"
      return finishOutput("type", briefly ? name : name + kind.bytes)
    case .function(let definition):
      if briefly { return finishOutput("type", name) }
      let summary = definition.summary.map { ": ".bytes + $0 } ?? []
      return output(
        "type",
        name + " is a function".bytes + summary + [ASCII.newline] + SyntaxPrinter.text(of: .function(definition)))
    case .external:
      guard let path = findProgram(name), host.isAccessible(path, .execute) else {
        if !briefly { report("type: ".bytes + name + ": not found".bytes) }
        return 1
      }
      return finishOutput("type", briefly ? path : name + " is ".bytes + path)
    }
  }

  // MARK: hash

  func runHash(_ arguments: [Bytes]) -> Int32 {
    var names = arguments[...]
    if names.first?.matches("-r") ?? false {
      state.knownPrograms = [:]
      names.removeFirst()
    } else if names.isEmpty {
      let paths = state.knownPrograms.values.sorted { $0.lexicographicallyPrecedes($1) }
      return output("hash", Bytes(paths.map { $0 + [ASCII.newline] }.joined()))
    }
    var status: Int32 = 0
    for name in names {
      if case .external = meaning(of: name), findProgram(name) == nil {
        report("hash: ".bytes + name + ": not found".bytes)
        status = 1
      }
    }
    return status
  }

  // MARK: Aliases

  func runAlias(_ arguments: [Bytes]) -> Int32 {
    let prefix = state.options.contains(.posix) ? Bytes() : "alias ".bytes
    func line(_ name: Bytes, _ text: Bytes) -> Bytes {
      prefix + name + [ASCII.equals] + SyntaxPrinter.inQuotes(text) + [ASCII.newline]
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
        if output("alias", line(argument, text)) != 0 { status = 1 }
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
    guard !arguments.isEmpty else { return usageError("unalias", "a name is missing".bytes) }
    var status: Int32 = 0
    for name in arguments where state.aliases.removeValue(forKey: name) == nil {
      report("unalias: ".bytes + name + ": not found".bytes)
      status = 1
    }
    return status
  }
}
