// The fonts of the tests: those of the host, a library for each harness, because tests run in parallel.

import Foundation
import Graphics
import OrbToolkit

enum TestFonts {
  private static func data(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
  }

  private static let interface = data("/usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf")
  private static let monospace = data("/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf")

  static func library() -> FontLibrary {
    let library = FontLibrary()
    try? library.register(interface, family: .interface)
    try? library.register(monospace, family: .monospace)
    return library
  }
}
