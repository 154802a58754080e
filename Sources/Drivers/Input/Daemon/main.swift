// inputd: serves `input:` (System/Protocols/Input.swift). What keys mean is InputCore's.

import ABI
import SchemeServer
import System

do throws(Errno) {
  let server = try InputServer()
  try server.run()
} catch {
  Streams.printError("inputd: \(error.message)")
  CurrentProcess.exit(1)
}
