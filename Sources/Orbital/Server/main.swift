// orbital: the compositor. Serves `orbital:` (ABI/Schemes/Orbital.swift), reads `input:consumer`, draws on `display:0`.
//
// What happens is OrbitalModel's to decide and OrbitalCompositor's to draw; here are only handles and the event loop.

import ABI
import Graphics
import System

do throws(Errno) {
  if let font = try? FileSystem.readFile("file:/share/fonts/Inter-roman.var.ttf", limit: 8 << 20) {
    try? FontLibrary.shared.register(font, family: .interface)
  }
  let server = try OrbitalServer()
  try server.run()
} catch {
  Streams.printError("orbital: \(error.message)")
  CurrentProcess.exit(1)
}
