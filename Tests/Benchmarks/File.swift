// Files of this machine that the rows need.

import Graphics
import System

enum File {
  /// The content; empty where there is no such file.
  static func read(_ path: String) -> [UInt8] { (try? FileSystem.readFile(path)) ?? [] }

  /// The system's fonts, as far as Debian's packages are installed.
  static func fonts() -> FontLibrary {
    let fonts = FontLibrary()
    let folder = "/usr/share/fonts/truetype"
    try? fonts.register(read("\(folder)/jetbrains-mono/JetBrainsMono-Regular.ttf"), family: .monospace)
    try? fonts.register(read("\(folder)/inter-vf/Inter-roman.var.ttf"), family: .interface)
    return fonts
  }
}
