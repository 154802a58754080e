// Builtins about former commands: history and fc.
//
// Specification: POSIX.1-2017, fc.

extension Evaluator {
  func runHistory(_ arguments: [Bytes]) -> Int32 {
    if arguments.first?.matches("-c") ?? false {
      history.clear()
      return 0
    }
    var count = history.entries.count
    if let argument = arguments.first {
      guard let number = argument.decimalValue, number >= 0 else {
        return usageError("history", argument + ": a number is wanted here".bytes)
      }
      count = min(count, Int(min(number, Int64(Limits.historyEntries))))
    }
    var text = Bytes()
    for index in (history.entries.count - count)..<history.entries.count {
      let number = Bytes(decimal: index + 1)
      text += Bytes(repeating: ASCII.space, count: max(0, 5 - number.count)) + number + "  ".bytes
      text += history.entries[index] + [ASCII.newline]
    }
    return output("history", text)
  }

  // MARK: fc

  private struct FixOptions {
    var lists = false
    var runsAgain = false
    var isReversed = false
    var hidesNumbers = false
    var editor: Bytes?
  }

  /// `fc`: lists, repeats or edits former commands.
  func runFixCommand(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    var options = FixOptions()
    var operands = arguments[...]
    while let option = operands.first, option.count > 1, option[0] == ASCII.minus, !ASCII.isDigit(option[1]) {
      operands.removeFirst()
      if option.matches("--") { break }
      for letter in option.dropFirst() {
        switch letter {
        case UInt8(ascii: "l"): options.lists = true
        case UInt8(ascii: "s"): options.runsAgain = true
        case UInt8(ascii: "r"): options.isReversed = true
        case UInt8(ascii: "n"): options.hidesNumbers = true
        case UInt8(ascii: "e"): options.editor = operands.popFirst() ?? []
        default: return usageError("fc", option + ": no such option".bytes)
        }
      }
    }
    // The command that asks is in the history already, and is not meant.
    var entries = history.entries
    if let last = entries.last, last.starts(with: "fc".utf8) { entries.removeLast() }
    if options.runsAgain { return try runAgain(operands, entries) }
    let usual = options.lists ? -min(16, max(entries.count, 1)) : -1
    guard var first = Self.index(of: operands.first ?? Bytes(decimal: usual), in: entries),
      var last = Self.index(
        of: operands.dropFirst().first ?? (options.lists ? "-1".bytes : operands.first ?? "-1".bytes), in: entries)
    else { return usageError("fc", "no such command in the history".bytes) }
    if first > last {
      (first, last) = (last, first)
      options.isReversed.toggle()
    }
    let indices = options.isReversed ? Array((first...last).reversed()) : Array(first...last)
    if options.lists {
      let lines = indices.map { index in
        (options.hidesNumbers ? Bytes() : Bytes(decimal: index + 1)) + [ASCII.tab] + entries[index] + [ASCII.newline]
      }
      return output("fc", Bytes(lines.joined()))
    }
    return try edit(Bytes(indices.map { entries[$0] + [ASCII.newline] }.joined()), with: options.editor)
  }

  /// The entry that a number, a negative distance from the end, or the beginning of a command means.
  private static func index(of text: Bytes, in entries: [Bytes]) -> Int? {
    if let number = text.decimalValue {
      let index = number < 0 ? entries.count + Int(max(number, -1 << 32)) : Int(min(number, 1 << 32)) - 1
      return entries.isEmpty ? nil : min(max(index, 0), entries.count - 1)
    }
    return entries.lastIndex { $0.starts(with: text) }
  }

  private func runAgain(_ operands: ArraySlice<Bytes>, _ entries: [Bytes]) throws(Unwind) -> Int32 {
    var operands = operands
    var change: (old: Bytes, new: Bytes)?
    if let operand = operands.first, let equals = operand.firstIndex(of: ASCII.equals), equals > 0 {
      change = (Bytes(operand[..<equals]), Bytes(operand[(equals + 1)...]))
      operands.removeFirst()
    }
    guard let index = Self.index(of: operands.first ?? "-1".bytes, in: entries) else {
      return usageError("fc", "no such command in the history".bytes)
    }
    var command = entries[index]
    if let change, let place = command.indices.first(where: { command[$0...].starts(with: change.old) }) {
      command.replaceSubrange(place..<(place + change.old.count), with: change.new)
    }
    return try runAnew(command)
  }

  /// Shows a command, notes it, and runs it.
  private func runAnew(_ command: Bytes) throws(Unwind) -> Int32 {
    write(to: 2, command.last == ASCII.newline ? command : command + [ASCII.newline])
    history.add(command)
    return try nested { () throws(Unwind) in try evaluate(script: command, firstLine: max(line, 1)) }
  }

  private func edit(_ text: Bytes, with editor: Bytes?) throws(Unwind) -> Int32 {
    let path = "/tmp/.fc-".bytes + Bytes(decimal: host.process.number)
    let program = editor ?? state.value("FCEDIT") ?? state.value("EDITOR") ?? "vi".bytes
    do {
      let file = try host.open(path, .write)
      defer { host.close(file) }
      try host.write(file, text)
    } catch {
      report("fc: ".bytes + path + ": ".bytes + error.message)
      return 1
    }
    let status = try runProgram([program, path], [])
    var changed = Bytes()
    do {
      let file = try host.open(path, .read)
      defer { host.close(file) }
      changed = try readAll(file)
    } catch {
      return 1
    }
    _ = try runProgram(["rm".bytes, "-f".bytes, path], [])
    return status == 0 ? try runAnew(changed) : status
  }
}
