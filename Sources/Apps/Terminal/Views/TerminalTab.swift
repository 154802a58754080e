// One tab: a view, the program in it, and what the tab is called.

import OrbToolkit
import TerminalCore

/// A tab of the terminal.
final class TerminalTab {
  let view: TerminalView
  /// What the program or the shell called it.
  var title: String
  /// The directory of the shell, as it told; new tabs begin there.
  var directory: String?
  /// The program has ended; its output is still shown.
  var hasEnded = false

  init(_ view: TerminalView, title: String) {
    self.view = view
    self.title = title
  }

  /// Something runs that would be lost: a program that has taken the whole screen is the one case a terminal can see.
  var isBusy: Bool { !hasEnded && view.terminal.isAlternateScreen }

  /// The path of a directory that the shell reported ("file://host/path" or a plain path).
  static func path(_ report: [UInt8]) -> String? {
    var path = report[...]
    let prefix = Array("file://".utf8)
    if path.starts(with: prefix) {
      path = path.dropFirst(prefix.count)
      guard let slash = path.firstIndex(of: 0x2F) else { return nil }
      path = path[slash...]
    }
    var result: [UInt8] = []
    var index = path.startIndex
    while index < path.endIndex {
      if path[index] == 0x25, index + 2 < path.endIndex, let high = digit(path[index + 1]),
        let low = digit(path[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(path[index])
        index += 1
      }
    }
    guard result.first == 0x2F, !result.contains(0) else { return nil }
    return String(decoding: result, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
