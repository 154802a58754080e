// The evaluator's variables and parameters.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.5.

extension Evaluator {
  /// The value of a variable, positional or special parameter; nil when it is not set. `@` and `*` are joined.
  func parameter(_ name: Bytes) -> Bytes? {
    guard let first = name.first else { return nil }
    if ASCII.startsName(first) {
      if name.matches("LINENO") { return Bytes(decimal: max(line, 1)) }
      return state.value(name)
    }
    if ASCII.isDigit(first) {
      guard let number = name.decimalValue else { return nil }
      if number == 0 { return state.name }
      return number <= state.positional.count ? state.positional[Int(number) - 1] : nil
    }
    switch first {
    case ASCII.hash: return Bytes(decimal: state.positional.count)
    case ASCII.question: return Bytes(decimal: Int(state.lastStatus))
    case ASCII.dollar: return Bytes(decimal: shellProcess.number)
    case ASCII.exclamation: return state.lastBackground.map { Bytes(decimal: $0.number) }
    case ASCII.minus: return state.options.letters
    default:
      let separator = first == ASCII.asterisk ? state.separators.prefix(1) : [ASCII.space]
      return state.positional.isEmpty ? nil : Bytes(state.positional.joined(separator: separator))
    }
  }

  /// Sets a variable. A read-only one is an error that ends the command.
  func assign(_ name: Bytes, _ value: Bytes) throws(Unwind) {
    guard trySet(name, value) else { throw failure(name + ": is read only".bytes) }
  }

  /// Sets a variable; false when it is read only.
  func trySet(_ name: Bytes, _ value: Bytes) -> Bool {
    var variable = state.variables[name] ?? Variable()
    guard !variable.isReadOnly else { return false }
    variable.value = value
    if state.options.contains(.exportAll) { variable.isExported = true }
    state.variables[name] = variable
    if name.first == UInt8(ascii: "O"), name.matches("OPTIND") { state.optionOffset = 0 }
    if name.first == UInt8(ascii: "P"), name.matches("PATH") { state.knownPrograms = [:] }
    return true
  }

  /// Hides a variable until the running function ends.
  func makeLocal(_ name: Bytes) {
    guard let scope = state.localScopes.indices.last else { return }
    guard !state.localScopes[scope].contains(where: { $0.name == name }) else { return }
    state.localScopes[scope].append((name, state.variables[name]))
    state.variables[name]?.value = nil
  }

  /// Puts back what the last function's `local` hid.
  func leaveLocalScope() {
    for (name, hidden) in state.localScopes.popLast() ?? [] { state.variables[name] = hidden }
  }
}

extension Evaluator: ArithmeticVariables {
  func arithmeticValue(of name: Bytes) throws(ArithmeticError) -> Bytes? {
    let value = parameter(name)
    if value == nil, state.options.contains(.failOnUnset) {
      throw ArithmeticError(message: name + ": is not set".bytes)
    }
    return value
  }

  func setArithmetic(_ name: Bytes, to value: Bytes) throws(ArithmeticError) {
    guard trySet(name, value) else { throw ArithmeticError(message: name + ": is read only".bytes) }
  }
}
