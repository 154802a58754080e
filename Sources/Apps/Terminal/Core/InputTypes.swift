// Keys, mouse events and modifiers in the terms of a terminal: what the application's event becomes before it is
// encoded.

/// Modifier keys. The raw value plus one is xterm's modifier parameter.
public struct KeyModifiers: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public static let shift = KeyModifiers(rawValue: 1)
  public static let alt = KeyModifiers(rawValue: 2)
  public static let control = KeyModifiers(rawValue: 4)
  public static let meta = KeyModifiers(rawValue: 8)
}

/// A key, as far as a terminal tells keys apart.
public enum TerminalKey: Equatable, Sendable {
  /// A key that types: the character with Shift applied, without Control and Alt.
  case character(Unicode.Scalar)
  /// A key of the numeric pad that types.
  case keypad(Unicode.Scalar)
  case enter, keypadEnter, tab, backspace, escape
  case up, down, right, left, home, end, insert, delete, pageUp, pageDown
  /// F1 to F20.
  case function(Int)
}

/// A mouse button, or none.
public enum MouseButton: UInt8, Sendable {
  case left = 0
  case middle = 1
  case right = 2
  case none = 3
  case wheelUp = 64
  case wheelDown = 65
}

/// What the mouse did.
public enum MouseAction: Sendable {
  case press, release, motion
}

/// One mouse event over the grid: zero-based cell, and pixels from the grid's corner.
public struct MouseReport: Sendable {
  public var action: MouseAction
  public var button: MouseButton
  public var column: Int
  public var row: Int
  public var x: Int
  public var y: Int
  public var modifiers: KeyModifiers

  public init(
    _ action: MouseAction, _ button: MouseButton, column: Int, row: Int, x: Int = 0, y: Int = 0,
    modifiers: KeyModifiers = []
  ) {
    self.action = action
    self.button = button
    self.column = column
    self.row = row
    self.x = x
    self.y = y
    self.modifiers = modifiers
  }
}
