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

func start() -> Int32 {
  var options = Options(CurrentProcess.arguments.map { $0.bytes })
  if let unknown = options.unknown {
    Streams.printError("sh: no such option: -" + unknown.text)
    return 2
  }
  if case .input = options.source, Terminal.isTerminal(Streams.input), Terminal.isTerminal(Streams.error) {
    options.isInteractive = true
  }
  let signals = options.isInteractive ? try? Signals() : nil
  if signals != nil { options.options.formUnion([.interactive, .monitor, .emacsKeys]) }
  let evaluator = Evaluator(
    host: SystemHost(signals: signals, shellPath: ownPath()), name: options.name, arguments: options.arguments,
    environment: Environment.all.map { $0.bytes }, standard: [HostHandle(0), HostHandle(1), HostHandle(2)],
    options: options.options)
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
      return InteractiveShell(evaluator, signals).run()
    }
    return evaluator.run(script: (try? Streams.readAll(Streams.input)) ?? [])
  }
}

CurrentProcess.exit(start())
