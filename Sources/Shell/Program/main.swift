// sh: the shell. `sh`, `sh -c TEXT`, `sh FILE`; see Sources/Shell/Core for the language.

import ABI
import ShellCore
import System

#if os(Linux)
  import Glibc
  // A closed pipe is an error of the builtin that writes, not the end of the shell (in Apus it always is).
  signal(SIGPIPE, SIG_IGN)
#endif

/// Where this program lies, to start it again for parts of a script.
func ownPath() -> Bytes {
  #if os(Linux)
    return ((try? FileSystem.readLink("/proc/self/exe")) ?? "/bin/sh").bytes
  #else
    return "/bin/sh".bytes
  #endif
}

/// Runs a file in the shell if it is there.
func runProfile(_ path: String, _ evaluator: Evaluator<SystemHost>) {
  if let script = try? FileSystem.readFile(path, limit: 1 << 20) { _ = evaluator.runProfile(script) }
}

/// Handles besides the first three that this process was started with. In Apus a program cannot tell them from its
/// library's own.
func openHandles() -> [Int] {
  #if os(Linux)
    return (3...9).filter { number in
      let handle = Handle(owning: RawHandle(number))
      let isOpen = (try? handle.status()) != nil
      _ = handle.release()
      return isOpen
    }
  #else
    return []
  #endif
}

/// Whether the shell was started by the name `sh`, as a log-in shell or not.
func isCalledSh() -> Bool {
  let name = CurrentProcess.arguments.first ?? "sh"
  let last = name.utf8.split(separator: UInt8(ascii: "/")).last.map { Bytes($0) } ?? []
  return last.matches("sh") || last.matches("-sh")
}

/// A line of the input with its end, byte by byte: what follows belongs to the commands. Nil at the end.
func readLine() -> Bytes? {
  var line = Bytes()
  var buffer: Bytes = [0]
  while let count = try? Streams.read(Streams.input, into: &buffer), count > 0 {
    line.append(buffer[0])
    if buffer[0] == UInt8(ascii: "\n") { break }
  }
  return line.isEmpty ? nil : line
}

func start() -> Int32 {
  var options = Options(CurrentProcess.arguments.map { $0.bytes })
  if let unknown = options.unknown {
    Streams.printError("sh: no such option: " + unknown.text)
    return 2
  }
  if case .input = options.source, Terminal.isTerminal(Streams.input), Terminal.isTerminal(Streams.error) {
    options.isInteractive = true
  }
  // Before anything else is opened: what lies behind these numbers came from whoever started the shell.
  let inherited = options.shellProcess == nil ? openHandles() : options.inherited
  let signals = options.isInteractive ? try? Signals() : nil
  if signals != nil { options.options.formUnion([.interactive, .monitor, .emacsKeys]) }
  // `sh` without a person is the shell that scripts from elsewhere expect; everybody else gets the whole language.
  if options.isPOSIX ?? (signals == nil && isCalledSh()) { options.options.insert(.posix) }
  let evaluator = Evaluator(
    host: SystemHost(signals: signals, shellPath: ownPath()), name: options.name, arguments: options.arguments,
    environment: Environment.all.map { $0.bytes }, standard: [HostHandle(0), HostHandle(1), HostHandle(2)],
    options: options.options, depthLimit: Limits.programDepth, shellProcess: options.shellProcess,
    inherited: inherited)
  if evaluator.state.value("PATH") == nil { evaluator.setVariable("PATH", to: "/bin".bytes, isExported: true) }
  // Whoever types gets the system's aliases, in a terminal window as after a log-in.
  if options.isLogin || signals != nil { runProfile("/etc/profile", evaluator) }
  if options.isLogin {
    if let home = evaluator.state.value("HOME") { runProfile(home.text + "/.profile", evaluator) }
  }
  switch options.source {
  case .text(let text): return evaluator.run(script: text)
  case .file(let path):
    guard let script = try? FileSystem.readFile(path.text) else {
      Streams.printError("sh: " + path.text + ": No such file or directory")
      return 127
    }
    return evaluator.run(script: script)
  case .handle(let number):
    let script = Handle(owning: RawHandle(truncatingIfNeeded: number))
    return evaluator.run(script: (try? script.readAll()) ?? [])
  case .input:
    if let signals {
      if let home = evaluator.state.value("HOME") { runProfile(home.text + "/.shrc", evaluator) }
      return evaluator.finish(InteractiveShell(evaluator, signals).run())
    }
    return evaluator.run(lines: readLine)
  }
}

CurrentProcess.exit(start())
