// consoled: a terminal on the serial console: log-in and shell over `debug:line`.
//
// Makes a pseudo-terminal, copies bytes both ways, and starts /bin/login on it, again whenever it ends. Ends with an
// error when the terminal service does: init starts it again. Ends at once when the kernel's command line says
// `console=none`.

import ABI
import Protocols
import System

/// Copies between the serial line and the terminal. Lives as long as the program, so its handlers keep it.
final class SerialConsole {
  private let loop: EventLoop
  private let serial: Handle
  private let terminal: PseudoTerminal
  private var child: Child?
  /// Why it cannot go on: the terminal service went away.
  private var failure: Errno?

  private final class Child {
    let process: ChildProcess
    var source: UInt64 = 0
    init(_ process: consuming ChildProcess) { self.process = process }
  }

  init() throws(Errno) {
    loop = try EventLoop()
    serial = try Handle.open("debug:line", [.read, .write, .nonBlocking])
    terminal = try PseudoTerminal(size: TerminalSize(columns: 80, rows: 24))
  }

  func run() throws(Errno) {
    try loop.add(serial.raw) { _ in self.copyInput() }
    try loop.add(terminal.master.raw) { _ in self.copyOutput() }
    try startLogin()
    try loop.run()
    if let failure { throw failure }
  }

  private func copyInput() {
    var buffer = [UInt8](repeating: 0, count: 1024)
    guard let count = try? serial.read(into: &buffer), count > 0 else { return }
    try? terminal.master.writeAll(Array(buffer[0..<count]))
  }

  private func copyOutput() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    do throws(Errno) {
      let count = try terminal.master.read(into: &buffer)
      try? serial.writeAll(Array(buffer[0..<count]))
    } catch .wouldBlock {
      return
    } catch {
      failure = error
      loop.stop()
    }
  }

  private func startLogin() throws(Errno) {
    var request = SpawnRequest("/bin/login", ["login"])
    request.handles = [terminal.slave.raw, terminal.slave.raw, terminal.slave.raw]
    request.group = .own
    request.environment = ["TERM=vt100", "PATH=/bin"]
    let child = Child(try request.start())
    self.child = child
    try Terminal.setMode(terminal.slave.raw, .cooked)
    try Terminal.setForeground(terminal.slave.raw, group: child.process.id)
    child.source = try loop.add(child.process.handle.raw) { _ in self.loginEnded() }
  }

  private func loginEnded() {
    guard let child, (try? child.process.poll()) != nil else { return }
    loop.remove(child.source)
    self.child = nil
    // A log-in that cannot start is tried again, but not in a tight circle.
    loop.after(milliseconds: 200) { try? self.startLogin() }
  }
}

let commandLine = (try? FileSystem.readFile("sys:command-line", limit: 4096)) ?? []
if commandLine.split(separator: 0x20).contains(where: { $0.elementsEqual("console=none".utf8) }) {
  CurrentProcess.exit(0)
}
do throws(Errno) {
  try SerialConsole().run()
} catch {
  Streams.printError("consoled: \(error.message)")
  CurrentProcess.exit(1)
}
