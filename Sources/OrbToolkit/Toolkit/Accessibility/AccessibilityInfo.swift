// What a widget says about itself: role, name, value, state, actions.

import Graphics

/// What kind of thing a part of the interface is.
public enum AccessibilityRole: String, Sendable {
  case window, group, text, button, toggle, checkBox, radio, textField, textArea, list, row, table, columnHeader, cell
  case grid, menuBar, menu, menuItem, comboBox, slider, progress, tabList, tab, toolBar, statusBar, separator, image
  case toolTip, dialog, scrollArea, scrollBar, splitter, search, link, canvas
}

/// What can be asked of a part.
public enum AccessibilityAction: String, Sendable {
  case press, increment, decrement, showMenu, dismiss
}

/// Role, name, value and state of a widget.
public struct AccessibilityInfo: Equatable, Sendable {
  public struct State: OptionSet, Equatable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let checked = State(rawValue: 1 << 0)
    public static let selected = State(rawValue: 1 << 1)
    public static let expanded = State(rawValue: 1 << 2)
    public static let readOnly = State(rawValue: 1 << 3)
    public static let invalid = State(rawValue: 1 << 4)
    public static let isDefault = State(rawValue: 1 << 5)
    public static let disabled = State(rawValue: 1 << 6)
    public static let focused = State(rawValue: 1 << 7)
    public static let modal = State(rawValue: 1 << 8)
    public static let mixed = State(rawValue: 1 << 9)
  }

  public var role: AccessibilityRole
  public var name: String
  public var value: String
  public var state: State
  public var actions: [AccessibilityAction]

  public init(
    _ role: AccessibilityRole, name: String = "", value: String = "", state: State = [],
    actions: [AccessibilityAction] = []
  ) {
    self.role = role
    self.name = name
    self.value = value
    self.state = state
    self.actions = actions
  }
}
