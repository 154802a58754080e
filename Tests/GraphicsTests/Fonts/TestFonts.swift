// The fonts that the tests read, from where Debian's packages put them.

import Glibc
import Graphics
import Testing

enum TestFonts {
  static let inter = "/usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf"
  static let jetBrainsMono = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"
  static let jetBrainsMonoBold = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf"
  static let dejaVuSans = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
  static let symbols = "/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf"

  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "\(path) is missing: install fonts-inter-variable fonts-jetbrains-mono fonts-dejavu-core fonts-noto-core"
    }
  }

  /// All bytes of a file.
  static func load(_ path: String) throws -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { throw Missing(path: path) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // SAFETY: the block is as long as fread is told.
      let count = unsafe fread(&block, 1, block.count, file)
      if count == 0 { return bytes }
      bytes += block.prefix(count)
    }
  }

  /// The same file with a table renamed, so that it is not found.
  static func without(_ table: String, _ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let name = Array(table.utf8)
    for record in stride(from: 12, to: min(bytes.count - 4, 12 + 16 * 64), by: 16)
    where Array(bytes[record..<(record + 4)]) == name {
      bytes[record] = UInt8(ascii: "x")
    }
    return bytes
  }

  /// A library set up as in the OS.
  static func library() throws -> FontLibrary {
    let library = FontLibrary()
    try library.register(load(inter), family: .interface)
    try library.register(load(jetBrainsMono), family: .monospace, weight: 400)
    try library.register(load(jetBrainsMonoBold), family: .monospace, weight: 700)
    try library.registerFallback(load(dejaVuSans))
    try library.registerFallback(load(symbols))
    return library
  }
}
