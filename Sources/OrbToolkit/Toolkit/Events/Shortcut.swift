// A key with modifiers that runs an action.

/// A key combination.
public struct Shortcut: Hashable, Sendable {
  public var key: Key
  public var modifiers: KeyModifiers

  public init(_ key: Key, _ modifiers: KeyModifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  public static func control(_ key: Key) -> Shortcut { Shortcut(key, .control) }
  public static func controlShift(_ key: Key) -> Shortcut { Shortcut(key, [.control, .shift]) }
  public static func alt(_ key: Key) -> Shortcut { Shortcut(key, .alt) }

  /// True if the press is this combination.
  public func matches(_ event: KeyEvent) -> Bool { event.matches(key, modifiers) }

  /// As menus show it: "Ctrl+Shift+S".
  public var title: String {
    var text = ""
    if modifiers.contains(.superKey) { text += "Super+" }
    if modifiers.contains(.control) { text += "Ctrl+" }
    if modifiers.contains(.alt) { text += "Alt+" }
    if modifiers.contains(.shift) { text += "Shift+" }
    return text + key.title
  }
}
