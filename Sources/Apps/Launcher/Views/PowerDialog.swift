// Asks before the machine is turned off or restarted.

import ABI
import Graphics
import OrbToolkit
import Protocols
import System

enum PowerDialog {
  enum Command {
    case restart
    case shutDown
  }

  /// Opens the question in a dialog window.
  static func open(_ command: Command, in application: Application) {
    let box = WindowBox()
    let cancel = Button("Cancel") { box.window?.close() }.asCancel()
    let window = Notice.make(
      title: "\(command.name) now?",
      text: "This is the live system: files that you made or changed will be gone. Programs are closed at once.",
      icon: command.icon,
      buttons: [
        cancel,
        Button(command.name, style: .destructive) {
          if let problem = perform(command) {
            box.window?.close()
            application.open(Notice.window(title: "That did not work", text: problem))
          }
        },
      ])
    window.initialFocus = cancel
    box.window = window
    window.didClose = { box.window = nil }
    application.open(window)
  }

  /// Tells the power service; a sentence if that failed.
  private static func perform(_ command: Command) -> String? {
    let word = command == .restart ? PowerCommand.reboot : PowerCommand.shutdown
    do throws(Errno) {
      let handle = try Handle.open("power:", .write)
      try handle.writeAll(word.description)
      return nil
    } catch {
      return "The power service answered with an error (\(error.name))."
    }
  }
}

/// Lets a window's buttons reach it; emptied when it closes.
final class WindowBox {
  var window: Window?
}
