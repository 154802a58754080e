// The entries of a menu.

/// One entry of a menu.
public enum MenuItem {
  case action(Action)
  case separator
  /// A menu that opens beside this one.
  case submenu(String, [MenuItem])
  /// A word above a group of entries.
  case header(String)

  /// An entry without an action object of its own.
  public static func item(
    _ title: String, shortcut: Shortcut? = nil, isEnabled: Bool = true, isChecked: Bool? = nil,
    run: @escaping () -> Void
  ) -> MenuItem {
    .action(Action("", title, shortcut: shortcut, isEnabled: isEnabled, isChecked: isChecked, run: run))
  }

  var isSelectable: Bool {
    switch self {
    case .action(let action): action.isEnabled
    case .submenu: true
    case .separator, .header: false
    }
  }

  var title: String {
    switch self {
    case .action(let action): action.title
    case .submenu(let title, _), .header(let title): title
    case .separator: ""
    }
  }
}
