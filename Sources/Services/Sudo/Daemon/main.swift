// sudod: serves `sudo:` (ABI/Schemes/Sudo.swift). The decisions are SudoCore's.

import ABI
import SchemeServer
import System

do throws(Errno) {
  let loop = try EventLoop()
  let port = try SchemePort(registering: "sudo")
  let server = SudoServer(port, loop)
  try loop.add(port.handle.raw) { _ in try? port.serveWaiting(server) }
  try loop.run()
} catch {
  Streams.printError("sudod: \(error.message)")
  CurrentProcess.exit(1)
}
