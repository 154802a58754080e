// orbital: the compositor. Serves `orbital:` (Protocols/Orbital.swift), reads `input:consumer`, draws on `display:0`.
//
// What happens is OrbitalModel's to decide and OrbitalCompositor's to draw; here are only handles and the event loop.

import ABI
import Graphics
import System

/// A font of the system, for titles in any script that the apps can show.
func font(_ name: String) -> [UInt8]? { try? FileSystem.readFile("file:/share/fonts/\(name)", limit: 8 << 20) }

do throws(Errno) {
  if let interface = font("Inter-roman.var.ttf") {
    try? FontLibrary.shared.register(interface, family: .interface)
  }
  for name in ["DejaVuSans.ttf", "NotoSansSymbols2-Regular.ttf"] {
    FontLibrary.shared.registerFallback { font(name) }
  }
  let server = try OrbitalServer()
  try server.run()
} catch {
  Streams.printError("orbital: \(error.message)")
  CurrentProcess.exit(1)
}
