// The terminal's window, with real programs in it.

import ABI
import Graphics
public import OrbToolkit
import System
import TerminalCore

/// Makes terminal windows.
public enum TerminalWindow {
  /// A window whose tabs run a command; nil: the user's shell.
  public static func make(command: [String]? = nil, application: Application) -> Window {
    let platform = application.platform
    return make { view, directory, onEnd in
      do throws(Errno) {
        let session = try TerminalSession(
          command ?? [shell], columns: view.terminal.columns, rows: view.terminal.rows, directory: directory,
          platform: platform)
        let reference = Unretained(view)
        session.onOutput = { reference.widget.feed($0) }
        session.onEnd = onEnd
        view.process = session
        view.tellSize()
        return nil
      } catch {
        return "“\((command ?? [shell]).joined(separator: " "))” could not be started: \(error)"
      }
    }
  }

  /// A window with programs of one's own.
  public static func make(start: @escaping TerminalPane.Starter) -> Window {
    let pane = TerminalPane(start: start)
    let window = Window(title: "Terminal", minimumSize: Size(width: 240, height: 120)) { pane }
    window.actions = pane.commands?.all ?? []
    return window
  }

  /// The user's shell.
  private static var shell: String { Environment["SHELL"] ?? "sh" }
}
