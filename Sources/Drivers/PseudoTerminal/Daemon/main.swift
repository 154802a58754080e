// ptyd: serves `pty:` (System/Protocols/PseudoTerminal.swift). The line discipline is PseudoTerminalCore's.

import ABI
import SchemeServer
import System

do throws(Errno) {
  let port = try SchemePort(registering: "pty")
  try port.serve(TerminalServer(port))
} catch {
  Streams.printError("ptyd: \(error.message)")
  CurrentProcess.exit(1)
}
