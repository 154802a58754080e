// How turning off and restarting appear in the start menu and in its search.

import Graphics
import OrbToolkit

extension PowerDialog.Command {
  static let all: [PowerDialog.Command] = [.shutDown, .restart]

  var name: String { self == .restart ? "Restart" : "Shut down" }
  var icon: VectorIcon { self == .restart ? Symbols.restart : Symbols.power }
  var summary: String { self == .restart ? "Start the machine anew" : "Turn the machine off" }

  /// What people type for it, in small letters.
  private var words: [String] {
    self == .restart ? ["restart", "reboot"] : ["shut down", "shutdown", "power off", "turn off", "quit"]
  }

  /// Whether `text`, in small letters, begins one of its names.
  func matches(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return !wanted.isEmpty && words.contains { $0.utf8.starts(with: wanted) }
  }
}
