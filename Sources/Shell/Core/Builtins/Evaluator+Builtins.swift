// Which builtin runs what, and the small ones.

extension Evaluator {
  /// Runs a builtin; `fields` start with its name.
  func run(_ builtin: Builtin, _ fields: [Bytes]) throws(Unwind) -> Int32 {
    let arguments = Bytes.arguments(of: fields)
    switch builtin {
    case .colon, .trueValue: return 0
    case .hash: return runHash(arguments)
    case .falseValue: return 1
    case .dot, .source: return try runSource(fields)
    case .breakLoop, .continueLoop: return try runLoopControl(builtin, fields)
    case .eval: return try runEval(arguments)
    case .exec:
      if arguments.isEmpty { return 0 }
      try runLast(arguments, [])
    case .exit: throw .exit(try status(fields, or: state.trapStatus ?? state.lastStatus))
    case .returnFrom: throw .leaveFunction(try status(fields, or: state.lastStatus))
    case .export, .readonly: return try runDeclaration(builtin, arguments)
    case .local: return try runLocal(arguments)
    case .set: return try runSet(arguments)
    case .shift: return try runShift(fields)
    case .unset: return try runUnset(arguments)
    case .read: return try runRead(arguments)
    case .getopts: return try runGetopts(arguments)
    case .times: return runTimes()
    case .trap: return runTrap(arguments)
    case .alias: return runAlias(arguments)
    case .unalias: return runUnalias(arguments)
    case .cd: return try runChangeDirectory(arguments)
    case .pwd: return finishOutput("pwd", workingDirectory(isPhysical: arguments.last?.matches("-P") ?? false))
    case .command: return try runCommand(arguments)
    case .type: return runType(arguments)
    case .echo: return runEcho(arguments)
    case .printf: return runPrintf(arguments)
    case .test, .bracket: return runTest(fields)
    case .jobs: return runJobs(arguments)
    case .fg, .bg: return try runContinue(builtin, arguments)
    case .wait: return try runWait(arguments)
    case .kill: return runKill(arguments)
    case .history: return runHistory(arguments)
    case .umask: return runUmask(arguments)
    case .ulimit: return runUlimit(arguments)
    case .fc: return try runFixCommand(arguments)
    case .help:
      let lines = Builtin.allCases.map { "  ".bytes + $0.usage.bytes + [ASCII.newline] }
      return output("help", "The shell runs these commands itself:\n".bytes + lines.joined())
    }
  }

  // MARK: Shared

  /// Writes a builtin's output; a failure is reported under its name.
  func output(_ name: String, _ bytes: Bytes) -> Int32 {
    guard let error = write(to: 1, bytes) else { return 0 }
    if error == .brokenPipe {
      isPipeBroken = true
    } else {
      report(name.bytes + ": write error: ".bytes + error.message)
    }
    return 1
  }

  func finishOutput(_ name: String, _ line: Bytes) -> Int32 { output(name, line + [ASCII.newline]) }

  /// Reports a wrong use of a builtin.
  func usageError(_ name: String, _ message: Bytes) -> Int32 {
    report(name.bytes + ": ".bytes + message)
    return 2
  }

  /// The exit status given as an argument.
  private func status(_ fields: [Bytes], or usual: Int32) throws(Unwind) -> Int32 {
    guard fields.count > 1 else { return usual }
    guard let number = fields[1].decimalValue else {
      throw failure(fields[0] + ": a status has to be a number: ".bytes + fields[1])
    }
    return Int32(number & 0xff)
  }

  // MARK: Small ones

  private func runEcho(_ arguments: [Bytes]) -> Int32 {
    var words = arguments[...]
    var endsLine = true
    var interprets = false
    while let option = words.first, option.first == ASCII.minus, option.count > 1,
      option.dropFirst().allSatisfy({ "neE".utf8.contains($0) })
    {
      for letter in option.dropFirst() {
        if letter == UInt8(ascii: "n") { endsLine = false } else { interprets = letter == UInt8(ascii: "e") }
      }
      words.removeFirst()
    }
    var text = Bytes(words.joined(separator: [ASCII.space]))
    if interprets {
      let (decoded, isStopped) = FormatPrinter.interpret(text)
      text = decoded
      if isStopped { endsLine = false }
    }
    return output("echo", endsLine ? text + [ASCII.newline] : text)
  }

  private func runPrintf(_ arguments: [Bytes]) -> Int32 {
    let arguments = arguments.first?.matches("--") ?? false ? Array<Bytes>(arguments.dropFirst()) : arguments
    guard let format = arguments.first else { return usageError("printf", "a format is missing".bytes) }
    let result = FormatPrinter.format(format, Array<Bytes>(arguments.dropFirst()))
    for message in result.errors { report("printf: ".bytes + message) }
    let status = output("printf", result.output)
    return result.errors.isEmpty ? status : 1
  }

  private func runTest(_ fields: [Bytes]) -> Int32 {
    var arguments = Bytes.arguments(of: fields)
    if fields[0].matches("[") {
      guard arguments.last?.matches("]") ?? false else { return usageError("[", "']' is missing".bytes) }
      arguments.removeLast()
    }
    do {
      return try TestExpression.evaluate(arguments, self) ? 0 : 1
    } catch {
      return usageError("test", error.message)
    }
  }

  private func runTimes() -> Int32 {
    let times = host.processorTime()
    func text(_ nanoseconds: Int64) -> Bytes {
      let hundredths = nanoseconds / 10_000_000
      let fraction = Bytes(decimal: hundredths % 100)
      return Bytes(decimal: hundredths / 6000) + "m".bytes + Bytes(decimal: hundredths / 100 % 60) + ".".bytes
        + (fraction.count < 2 ? [ASCII.zero] : []) + fraction + "s".bytes
    }
    let lines = [times.own, times.children].map { text($0) + " 0m0.00s\n".bytes }
    return output("times", Bytes(lines.joined()))
  }
}
