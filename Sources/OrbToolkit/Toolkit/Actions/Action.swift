// Something that a program can do, once, for menus, toolbars, context menus, shortcuts and the command palette.

import Graphics

/// A command with its title, icon, shortcut and state. Its followers are told when one of them changes.
public final class Action: Source {
  public let id: String
  /// As in a menu ("Save as…").
  public var title: String { didSet { notify() } }
  public var icon: VectorIcon? { didSet { notify() } }
  public var shortcut: Shortcut? { didSet { notify() } }
  /// Further combinations that do the same (Ctrl+Y beside Ctrl+Shift+Z).
  public var alternatives: [Shortcut] = []
  public var isEnabled: Bool { didSet { if isEnabled != oldValue { notify() } } }
  /// nil: the action has no mark.
  public var isChecked: Bool? { didSet { if isChecked != oldValue { notify() } } }
  /// It loses something: shown in the error colour.
  public var isDestructive = false
  private let run: () -> Void

  public init(
    _ id: String, _ title: String, icon: VectorIcon? = nil, shortcut: Shortcut? = nil, isEnabled: Bool = true,
    isChecked: Bool? = nil, run: @escaping () -> Void
  ) {
    self.id = id
    self.title = title
    self.icon = icon
    self.shortcut = shortcut
    self.isEnabled = isEnabled
    self.isChecked = isChecked
    self.run = run
  }

  /// Does it, if it is enabled.
  public func perform() {
    if isEnabled { run() }
  }

  /// True if the press is the shortcut or one of the alternatives.
  public func responds(to event: KeyEvent) -> Bool {
    if let shortcut, shortcut.matches(event) { return true }
    return alternatives.contains { $0.matches(event) }
  }

  /// The title without the ellipsis that a menu shows, and with the shortcut: a tooltip.
  public var toolTip: String {
    var text = title
    if text.utf8.suffix(3).elementsEqual("…".utf8) { text.removeLast() }
    return shortcut.map { "\(text) (\($0.title))" } ?? text
  }
}
