// The welcome window: what this is, three keys worth knowing, and that nothing is kept.

import Graphics
public import OrbToolkit
import System

/// The content of the welcome window.
public enum Welcome {
  /// A program that the window offers to open.
  private struct Offer {
    let title: String
    let text: String
    let icon: VectorIcon
    let program: String
  }

  private static let offers = [
    Offer(title: "Files", text: "Look around", icon: AppIcons.files, program: "files"),
    Offer(title: "Terminal", text: "A shell and its tools", icon: AppIcons.terminal, program: "terminal"),
    Offer(title: "Editor", text: "Write something", icon: AppIcons.editor, program: "editor"),
    Offer(title: "Calculator", text: "Exact to the digit", icon: AppIcons.calculator, program: "calculator"),
  ]

  private static let keys = [
    ("Super", "open the start menu, then type"), ("Alt+Tab", "switch between windows"),
    ("Super+←  Super+→", "put a window on one half of the screen"), ("Ctrl+Shift+P", "find any command of an app"),
  ]

  /// - Parameter start: starts a program by name; tests put their own here.
  public static func window(start: @escaping (String) -> Void = Welcome.start) -> Window {
    var options = WindowOptions()
    options.isResizable = false
    return Window(title: "Welcome", size: Size(width: 560, height: 462), options: options) {
      Padding(Insets(top: 28, left: 32, bottom: 24, right: 32)) {
        Column(spacing: 20) {
          head()
          programs(start)
          keyTable()
          note()
        }
      }
    }
  }

  private static func head() -> Widget {
    Row(spacing: 16) {
      Icon(AppIcons.apus, side: 56)
      Column(spacing: 4) {
        Label("Welcome to Apus", .title)
        Label("A small desktop system written in Swift, from the interrupt handler to the calculator.", tone: .dim)
      }.grow()
    }
  }

  private static func programs(_ start: @escaping (String) -> Void) -> Widget {
    Grid(columns: 2, spacing: 12, isUniform: true) {
      for offer in offers {
        ProgramCard(icon: offer.icon, title: offer.title, text: offer.text) { start(offer.program) }
      }
    }
  }

  private static func keyTable() -> Widget {
    Grid(columns: 2, spacing: 16, verticalSpacing: 6) {
      for (key, text) in keys {
        Label(key, .emphasis).lines(1)
        Label(text, tone: .dim).lines(1).grow()
      }
    }
  }

  private static func note() -> Widget {
    Padding(Insets(horizontal: 14, vertical: 10), background: .sunken) {
      Row(spacing: 12, alignment: .center) {
        Icon(Symbols.info, tone: .accent)
        Label("This is the live system. Changes are lost at power-off.").grow()
      }
    }
  }

  /// Starts a program of the system. A failure is the program's to report; here there is nobody to tell.
  public static func start(_ program: String) {
    var request = SpawnRequest(program, [program])
    request.group = .own
    _ = try? request.start()
  }
}
