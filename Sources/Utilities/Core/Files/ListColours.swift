// The colours of names, from the variable LS_COLORS.
//
// Specification: GNU coreutils 9.1, dircolors.

import ABI
import System
import UtilitySupport

/// Colours by kind and by the end of names.
struct ListColours {
  private var kinds: [(key: Bytes, colour: Bytes)] = []
  private var endings: [(ending: Bytes, colour: Bytes)] = []

  private static let standard =
    "di=01;34:ln=01;36:pi=33:cd=01;33:ex=01;32:su=37;41:sg=30;43:st=37;44:ow=34;42:tw=30;42:or=:mi="

  init() {
    take(Self.standard.bytes)
    take((Environment["LS_COLORS"] ?? "").bytes)
  }

  private mutating func take(_ text: Bytes) {
    for entry in text.split(separator: UInt8(ascii: ":")) {
      guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let (key, colour) = (Bytes(entry[..<equals]), Bytes(entry[(equals + 1)...]))
      if key.first == UInt8(ascii: "*") {
        endings.append((Bytes(key.dropFirst()), colour))
      } else {
        kinds.removeAll { $0.key == key }
        kinds.append((key, colour))
      }
    }
  }

  private func kind(_ key: String) -> Bytes? {
    kinds.first { $0.key.elementsEqual(key.utf8) && !$0.colour.isEmpty && !$0.colour.elementsEqual("0".utf8) }?.colour
  }

  /// The colour of a file; nil for none. `target`: what a link leads to.
  func colour(_ name: Bytes, _ status: FileStatus, target: FileStatus?) -> Bytes? {
    switch status.fileKind {
    case .directory, .scheme:
      if status.mode & 0o1000 != 0, status.mode & 0o002 != 0, let colour = kind("tw") { return colour }
      if status.mode & 0o002 != 0, let colour = kind("ow") { return colour }
      if status.mode & 0o1000 != 0, let colour = kind("st") { return colour }
      return kind("di")
    case .symbolicLink: return target == nil ? kind("or") ?? kind("ln") : kind("ln")
    case .pipe: return kind("pi")
    case .characterDevice: return kind("cd")
    case .regular:
      if status.mode & 0o4000 != 0, let colour = kind("su") { return colour }
      if status.mode & 0o2000 != 0, let colour = kind("sg") { return colour }
      if status.mode & 0o111 != 0, let colour = kind("ex") { return colour }
      let lower = name.map(Character8.lowered)
      let found = endings.last { ending in
        name.suffix(ending.ending.count).elementsEqual(ending.ending)
          || lower.suffix(ending.ending.count).elementsEqual(ending.ending)
      }
      return found?.colour ?? kind("fi")
    }
  }
}
