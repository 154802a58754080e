// The evaluator: runs syntax trees on a host.
//
// This file holds its state and the ways in; lists and pipelines, simple commands, expansion, redirections, processes
// and builtins are extensions in the files beside it.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.8 to 2.14.

/// A running shell.
public final class Evaluator<Host: ShellHost> {
  /// The system around it.
  public var host: Host
  /// What a subshell copies.
  public internal(set) var state: ShellState
  /// Background and stopped jobs.
  var jobs = JobTable()
  /// Nesting of running commands.
  var depth = 0
  /// How many conditions surround the running command: in those a failure does not end the shell (`set -e`).
  var conditionDepth = 0
  /// How many loops surround the running command inside its function.
  var loopDepth = 0
  /// Status of the last command substitution of the running command: the status of a command without a name.
  var substitutionStatus: Int32?
  /// The line of the running command, for messages; 0 when a person is typing.
  var line = 0
  /// Former commands for the builtin `history`; the line editor adds to it.
  public var history = History()
  /// Whether `break` ended the loop that ran last.
  var wasLoopLeft = false
  /// Handles that a redirection in force will put back: `exec` inside it must not close them.
  var pinned: [HostHandle] = []
  /// Commands until signals are looked at again.
  var signalCountdown = 0
  /// Whether a builtin wrote to a pipe that nobody reads any more: what ends every other program ends this shell, too.
  var isPipeBroken = false
  /// Whether a trapped signal ended the last `wait`.
  var isWaitInterrupted = false
  /// How deep commands may nest.
  let depthLimit: Int
  /// `$$`: the process of the shell that was started first, also in those that run parts of its script.
  let shellProcess: ProcessNumber

  /// A shell named `name` (`$0`) whose commands find `standard` as handles 0, 1 and 2, and `inherited` under the host's
  /// own numbers. `depthLimit` says how deep its stack lets commands nest; `shellProcess` is the shell of which this
  /// one runs a part.
  public init(
    host: Host, name: Bytes, arguments: [Bytes] = [], environment: [Bytes] = [], standard: [HostHandle],
    options: ShellOptions = [], depthLimit: Int = Limits.evaluationDepth, shellProcess: ProcessNumber? = nil,
    inherited: [Int] = []
  ) {
    self.host = host
    self.depthLimit = depthLimit
    self.shellProcess = shellProcess ?? host.process
    state = ShellState(name: name)
    state.positional = arguments
    state.options = options
    for (number, handle) in standard.enumerated() { state.handles[number] = .host(handle) }
    for number in inherited { state.handles[number] = .host(HostHandle(number)) }
    for entry in environment {
      guard let equals = entry.firstIndex(of: ASCII.equals) else { continue }
      let name = Bytes(entry[..<equals])
      guard name.isShellName else { continue }
      state.variables[name] = Variable(value: Bytes(entry[(equals + 1)...]), isExported: true)
    }
    state.variables["IFS".bytes] = Variable(value: [ASCII.space, ASCII.tab, ASCII.newline])
    state.variables["OPTIND".bytes] = Variable(value: [UInt8(ascii: "1")])
    state.variables["PS2".bytes] = Variable(value: "> ".bytes)
    state.variables["PS4".bytes] = Variable(value: "+ ".bytes)
    state.variables["PPID".bytes] = Variable(value: Bytes(decimal: self.host.parentProcess.number))
    state.variables["PWD".bytes] = Variable(value: self.host.currentDirectory(), isExported: true)
  }

  /// What happened to a command that a person typed.
  public enum Outcome: Equatable {
    /// Show the next prompt.
    case finished
    /// Leave the shell with this status.
    case exit(Int32)
  }

  // MARK: Ways in

  /// Runs a whole script, command by command, and returns the status that the shell exits with.
  public func run(script: Bytes) -> Int32 {
    var status: Int32
    do {
      status = try evaluate(script: script, firstLine: 1)
      try answerSignals()
    } catch {
      status = exitStatus(of: error)
    }
    return runExitTrap(status)
  }

  /// Runs a script that comes in pieces, each command as soon as it is complete, so that commands can read what follows
  /// it from the same place. `nextLine` gives a line with its end; nil at the end.
  public func run(lines nextLine: () -> Bytes?) -> Int32 {
    var status: Int32 = 0
    var text = Bytes()
    var firstLine = 1
    do {
      while let line = nextLine() {
        text += line
        var attempt = parser(for: text, expectsMore: true, firstLine: firstLine)
        do throws(ParseError) { while try attempt.nextCommand() != nil {} } catch {
          if error.isIncomplete { continue }
        }
        status = try evaluate(script: text, firstLine: firstLine)
        firstLine += text.count { $0 == ASCII.newline }
        text = []
      }
      if !text.isEmpty { status = try evaluate(script: text, firstLine: firstLine) }
    } catch {
      status = exitStatus(of: error)
    }
    return runExitTrap(status)
  }

  /// What remains to be done when a person leaves the shell; the status that it ends with.
  public func finish(_ status: Int32) -> Int32 { runExitTrap(status) }

  /// A parser for `script` that knows this shell's aliases and language.
  public func parser(for script: Bytes, expectsMore: Bool = false, firstLine: Int = 1) -> Parser {
    var parser = Parser(script, aliases: state.aliases, expectsMore: expectsMore, firstLine: firstLine)
    parser.isPOSIX = state.options.contains(.posix)
    return parser
  }

  /// Runs a profile: an error or `exit` in it ends the profile only. Returns its status.
  @discardableResult
  public func runProfile(_ script: Bytes) -> Int32 {
    do {
      return try evaluate(script: script, firstLine: 1)
    } catch {
      return exitStatus(of: error)
    }
  }

  /// Sets `$?`.
  public func setStatus(_ status: Int32) { state.lastStatus = status }

  /// Runs what a person typed. Errors end the command only.
  public func run(typed list: CommandList) -> Outcome {
    do {
      line = 0
      _ = try run(list)
    } catch {
      if case .exit(let status) = error { return .exit(status) }
      state.lastStatus = exitStatus(of: error)
      if case .interrupted = error { write(to: 2, [ASCII.newline]) }
    }
    reportFinishedJobs()
    return .finished
  }

  /// Runs a script in this shell, as `eval`, `.` and `-c` do.
  func evaluate(script: Bytes, firstLine: Int) throws(Unwind) -> Int32 {
    var parser = parser(for: script, firstLine: firstLine)
    var status: Int32 = 0
    var shownLines = 0
    while true {
      let list: CommandList?
      do {
        parser.aliases = state.aliases
        parser.isPOSIX = state.options.contains(.posix)
        list = try parser.nextCommand()
      } catch {
        report("syntax error: ".bytes + error.description, withLine: false)
        throw .failure(2)
      }
      if state.options.contains(.verbose) {
        shownLines = show(script, from: shownLines, to: parser.isAtEnd ? .max : parser.currentLine() - firstLine)
      }
      guard let list else { return status }
      status = try run(list)
    }
  }

  /// Writes the lines that the parser has read (`set -v`). Returns how many have been shown.
  private func show(_ script: Bytes, from first: Int, to last: Int) -> Int {
    let lines = script.pieces(separatedBy: ASCII.newline)
    for line in lines[min(first, lines.count)..<max(min(first, lines.count), min(last, lines.count))] {
      if !line.isEmpty { write(to: 2, line + [ASCII.newline]) }
    }
    return max(first, last)
  }

  private func exitStatus(of unwind: Unwind) -> Int32 {
    switch unwind {
    case .exit(let status), .failure(let status), .leaveFunction(let status): status
    case .leaveLoops, .continueLoop: state.lastStatus
    case .interrupted: 130
    }
  }

  // MARK: Output

  /// Writes to a handle of the running command. Failures are for those who ask.
  @discardableResult
  func write(to number: Int, _ bytes: Bytes) -> HostError? {
    switch state.handles[number] {
    case .capture(let capture)?: capture.output += bytes
    case .host(let handle)?:
      if bytes.isEmpty { return nil }
      do { try host.write(handle, bytes) } catch { return error }
    case nil: return .badHandle
    }
    return nil
  }

  /// Writes a message to the error output: `name: line 3: message`.
  func report(_ message: Bytes, withLine: Bool = true) {
    var text = state.name + ": ".bytes
    if withLine, line > 0 { text += "line ".bytes + Bytes(decimal: line) + ": ".bytes }
    write(to: 2, text + message + [ASCII.newline])
  }

  /// Writes a message and makes the error that ends the command.
  func failure(_ message: Bytes, status: Int32 = 2) -> Unwind {
    report(message)
    return .failure(status)
  }

  /// Runs `body` one level deeper, and fails when the script nests deeper than the stack allows.
  func nested<Result>(_ body: () throws(Unwind) -> Result) throws(Unwind) -> Result {
    guard depth < depthLimit else {
      throw failure("commands are nested too deeply (does a function call itself without end?)".bytes)
    }
    depth += 1
    defer { depth -= 1 }
    return try body()
  }

  /// Gives the shell a variable, as the program around it does for HISTFILE and the like.
  public func setVariable(_ name: String, to value: Bytes, isExported: Bool = false) {
    state.variables[name.bytes] = Variable(value: value, isExported: isExported)
  }

  /// Defines an alias, as the program around it does for an interactive shell.
  public func setAlias(_ name: String, to text: String) { state.aliases[name.bytes] = text.bytes }
}
