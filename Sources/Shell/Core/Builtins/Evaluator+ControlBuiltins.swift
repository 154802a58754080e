// Builtins that run commands or leave them: eval, source, break, continue, trap.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.14.

extension Evaluator {
  func runEval(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    let words = arguments.first?.matches("--") ?? false ? Array<Bytes>(arguments.dropFirst()) : arguments
    let script = Bytes(words.joined(separator: [ASCII.space]))
    return try nested { () throws(Unwind) in try evaluate(script: script, firstLine: max(line, 1)) }
  }

  func runSource(_ fields: [Bytes]) throws(Unwind) -> Int32 {
    let arguments = fields.count > 1 && fields[1].matches("--") ? Array(fields[2...]) : Array(fields[1...])
    guard let file = arguments.first else { throw failure(fields[0] + ": a file name is missing".bytes) }
    let path = file.contains(ASCII.slash) ? file : findSource(file)
    let script: Bytes
    do {
      let handle = try host.open(path, .read)
      defer { host.close(handle) }
      script = try readAll(handle)
    } catch {
      throw failure(fields[0] + ": ".bytes + file + ": ".bytes + error.message)
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

  /// Everything that a handle has to say.
  func readAll(_ handle: HostHandle) throws(HostError) -> Bytes {
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

  // MARK: trap

  func runTrap(_ arguments: [Bytes]) -> Int32 {
    var operands = arguments[...]
    if operands.first?.matches("--") ?? false { operands.removeFirst() }
    if operands.first?.matches("-p") ?? false {
      return listTraps(operands.dropFirst().map { Signal.trapName($0) ?? $0 })
    }
    guard let first = operands.first else { return listTraps([]) }
    var action: Bytes? = first
    // One operand, or a number in the place of the action: everything named is reset.
    if operands.count == 1 || first.allSatisfy(ASCII.isDigit) && !first.isEmpty {
      action = nil
    } else {
      operands.removeFirst()
      if first.matches("-") { action = nil }
    }
    state.outerTraps = [:]
    var status: Int32 = 0
    for operand in operands {
      guard let name = Signal.trapName(operand) else {
        report("trap: ".bytes + operand + ": no such signal".bytes)
        status = 1
        continue
      }
      setTrap(name, action)
    }
    return status
  }

  private func setTrap(_ name: Bytes, _ action: Bytes?) {
    state.traps[name] = action
    if action != nil, let number = Signal.named(name)?.number { host.watchSignals([number]) }
  }

  /// The traps as commands that set them again, in the order of their numbers.
  private func listTraps(_ names: [Bytes]) -> Int32 {
    let traps = state.outerTraps.isEmpty ? state.traps : state.outerTraps
    var text = Bytes()
    for name in ["EXIT".bytes] + Signal.table.map { $0.name.bytes } {
      guard let action = traps[name], names.isEmpty || names.contains(name) else { continue }
      text += "trap -- ".bytes + SyntaxPrinter.inQuotes(action) + [ASCII.space] + name + [ASCII.newline]
    }
    return output("trap", text)
  }
}
