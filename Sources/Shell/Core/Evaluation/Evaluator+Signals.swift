// The evaluator's answer to signals: traps, and Ctrl+C.
//
// The host only collects; what came is looked at between two commands.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.11 and 2.14, trap.

extension Evaluator {
  /// How many commands run between two looks at the host: a look is a call of the system.
  private static var commandsPerCheck: Int { 16 }

  /// Answers signals that came. Looks only now and then, unless a command that ran makes it worth while.
  func checkSignals() throws(Unwind) {
    signalCountdown -= 1
    if signalCountdown <= 0 { try answerSignals() }
  }

  /// Answers signals that came: with what `trap` set, else Ctrl+C leaves the command and others end the shell.
  func answerSignals() throws(Unwind) {
    signalCountdown = Self.commandsPerCheck
    if host.takeInterrupt() { try answer(Signal.interrupt) }
    for number in host.takeSignals() { try answer(number) }
  }

  /// Does what one signal asks for.
  func answer(_ number: Int32) throws(Unwind) {
    guard let signal = Signal.table.first(where: { $0.number == number }) else { return }
    if let action = state.traps[signal.name.bytes] {
      if !action.isEmpty { try runTrap(action) }
    } else if number == Signal.interrupt {
      throw .interrupted
    } else if signal.endsProcess {
      throw .exit(128 + number)
    }
  }

  /// Runs the action of a trap; `$?` is afterwards what it was before.
  private func runTrap(_ action: Bytes) throws(Unwind) {
    let (status, outer, place) = (state.lastStatus, state.trapStatus, line)
    state.trapStatus = status
    defer {
      state.trapStatus = outer
      line = place
    }
    _ = try nested { () throws(Unwind) in try evaluate(script: action, firstLine: max(line, 1)) }
    state.lastStatus = status
  }

  /// Runs what `trap … EXIT` set, once, and returns the status that the shell ends with.
  func runExitTrap(_ status: Int32) -> Int32 {
    guard let action = state.traps.removeValue(forKey: "EXIT".bytes), !action.isEmpty else { return status }
    state.lastStatus = status
    do {
      try runTrap(action)
    } catch {
      if case .exit(let other) = error { return other }
      if case .failure(let other) = error { return other }
    }
    return status
  }
}
