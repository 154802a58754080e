// Builtins about variables and parameters: export, readonly, local, unset, set, shift.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.14.

extension Evaluator {
  func runDeclaration(_ builtin: Builtin, _ arguments: [Bytes]) throws(Unwind) -> Int32 {
    if arguments.isEmpty || arguments[0].matches("-p") { return listDeclarations(builtin) }
    for argument in arguments where !argument.matches("--") {
      let (name, value) = Self.declaration(argument)
      guard name.isShellName else {
        throw failure(builtin.name + ": ".bytes + argument + ": not a variable's name".bytes)
      }
      if let value { try assign(name, value) }
      var variable = state.variables[name] ?? Variable()
      if builtin == .export { variable.isExported = true } else { variable.isReadOnly = true }
      state.variables[name] = variable
    }
    return 0
  }

  private func listDeclarations(_ builtin: Builtin) -> Int32 {
    var text = Bytes()
    for name in state.variables.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let variable = state.variables[name],
        builtin == .export ? variable.isExported : variable.isReadOnly
      else { continue }
      text += builtin.name + [ASCII.space] + name
      if let value = variable.value { text += [ASCII.equals] + SyntaxPrinter.inQuotes(value) }
      text.append(ASCII.newline)
    }
    return output(builtin.name.text, text)
  }

  private static func declaration(_ argument: Bytes) -> (name: Bytes, value: Bytes?) {
    guard let equals = argument.firstIndex(of: ASCII.equals) else { return (argument, nil) }
    return (Bytes(argument[..<equals]), Bytes(argument[(equals + 1)...]))
  }

  func runLocal(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    guard !state.localScopes.isEmpty else { return usageError("local", "only a function has local variables".bytes) }
    for argument in arguments {
      let (name, value) = Self.declaration(argument)
      guard name.isShellName else { return usageError("local", argument + ": not a variable's name".bytes) }
      makeLocal(name)
      if let value { try assign(name, value) }
    }
    return 0
  }

  func runUnset(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    var names = arguments[...]
    var unsetsFunctions = false
    while let option = names.first, option.first == ASCII.minus, option.count > 1 {
      names.removeFirst()
      if option.matches("--") { break }
      guard option.matches("-f") || option.matches("-v") else {
        throw failure("unset: ".bytes + option + ": no such option".bytes)
      }
      unsetsFunctions = option.matches("-f")
    }
    for name in names {
      if unsetsFunctions {
        state.functions[name] = nil
        continue
      }
      guard name.isShellName else { throw failure("unset: ".bytes + name + ": not a variable's name".bytes) }
      if state.variables[name]?.isReadOnly ?? false { throw failure("unset: ".bytes + name + ": is read only".bytes) }
      state.variables[name] = nil
      if name.matches("PATH") { state.knownPrograms = [:] }
    }
    return 0
  }

  func runShift(_ fields: [Bytes]) throws(Unwind) -> Int32 {
    var count = 1
    if fields.count > 1 {
      guard let number = fields[1].decimalValue, number >= 0 else {
        throw failure("shift: a number is wanted here: ".bytes + fields[1])
      }
      count = Int(min(number, Int64(Int32.max)))
    }
    guard count <= state.positional.count else { throw failure("shift: there are not so many arguments".bytes) }
    state.positional.removeFirst(count)
    return 0
  }

  // MARK: set

  func runSet(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    if arguments.isEmpty { return listVariables() }
    var rest = arguments[...]
    while let argument = rest.first, argument.first == ASCII.minus || argument.first == ASCII.plus {
      if argument.matches("+") { break }
      rest.removeFirst()
      if argument.matches("--") {
        state.positional = Array(rest)
        return 0
      }
      if argument.matches("-") {
        change(.trace, false)
        change(.verbose, false)
        break
      }
      let turnsOn = argument[0] == ASCII.minus
      for letter in argument.dropFirst() {
        if letter == UInt8(ascii: "o") {
          guard let name = rest.popFirst() else { return listOptions(asCommands: !turnsOn) }
          guard let entry = ShellOptions.table.first(where: { name.matches($0.name) }) else {
            throw failure("set: ".bytes + name + ": no such option".bytes)
          }
          change(entry.option, turnsOn)
        } else if let entry = ShellOptions.table.first(where: { $0.letter == letter }) {
          change(entry.option, turnsOn)
        } else {
          throw failure("set: ".bytes + [argument[0], letter] + ": no such option".bytes)
        }
      }
    }
    if !rest.isEmpty { state.positional = Array(rest) }
    return 0
  }

  private func change(_ option: ShellOptions, _ turnsOn: Bool) {
    state.options.change(option, to: turnsOn)
  }

  private func listOptions(asCommands: Bool) -> Int32 {
    var text = Bytes()
    for entry in ShellOptions.table {
      let isOn = state.options.contains(entry.option)
      if asCommands {
        text += (isOn ? "set -o " : "set +o ").bytes + entry.name.bytes
      } else {
        text += entry.name.bytes + Bytes(repeating: ASCII.space, count: max(1, 16 - entry.name.utf8.count))
        text += (isOn ? "on" : "off").bytes
      }
      text.append(ASCII.newline)
    }
    return output("set", text)
  }

  private func listVariables() -> Int32 {
    var text = Bytes()
    for name in state.variables.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let value = state.value(name) else { continue }
      text += name + [ASCII.equals] + SyntaxPrinter.inQuotes(value) + [ASCII.newline]
    }
    return output("set", text)
  }
}
