// A menu in a window of its own, for panels that are too low to hold one.

import Graphics

extension Menu {
  /// Opens a popup window with the entries; its lower left corner lies at a point of the screen.
  @discardableResult
  public static func openWindow(_ items: [MenuItem], bottomLeft: Point, in application: Application) -> Window {
    let closer = Closer()
    let menu = Menu(items.map { closer.closing($0) })
    let height = menu.naturalHeight
    var options = WindowOptions()
    options.kind = .popup
    options.isBorderless = true
    options.isResizable = false
    options.position = (bottomLeft.x, max(0, bottomLeft.y - height))
    let window = Window(title: "Menu", options: options) { menu }
    window.minimumSize = .zero
    window.activationDidChange = { active in if !active { closer.window?.close() } }
    window.keyFilter = { event in
      guard event.matches(.escape) else { return false }
      closer.window?.close()
      return true
    }
    window.didClose = { closer.window = nil }
    closer.window = window
    application.open(window)
    return window
  }

  /// Closes the window before an entry runs.
  private final class Closer {
    var window: Window?

    func closing(_ item: MenuItem) -> MenuItem {
      switch item {
      case .action(let action):
        let wrapped = Action(
          action.id, action.title, icon: action.icon, shortcut: action.shortcut, isEnabled: action.isEnabled,
          isChecked: action.isChecked
        ) { [self] in
          window?.close()
          action.perform()
        }
        wrapped.isDestructive = action.isDestructive
        return .action(wrapped)
      case .submenu(let title, let items): return .submenu(title, items.map { closing($0) })
      case .separator, .header: return item
      }
    }
  }
}
