// What a widget can be told by its window.
//
// Events are values without references to the tree: handing one on allocates nothing. Positions are in logical pixels
// of the receiving widget; the window converts them while an event bubbles up.

import Graphics

/// An event on its way through the tree.
public enum Event: Sendable {
  case pointer(PointerEvent)
  case scroll(ScrollEvent)
  case key(KeyEvent)
  /// Text from the keyboard, after layout, dead keys and AltGr.
  case text(Unicode.Scalar)
  /// The widget got or lost the keyboard focus. Does not bubble.
  case focus(FocusChange)
}

/// A button of the pointer. The numbers are those of the ABI's `PointerButton`.
public enum PointerButton: UInt16, Sendable {
  case left = 1
  case right = 2
  case middle = 3
  case back = 4
  case forward = 5
}

/// The pointer did something.
public struct PointerEvent: Equatable, Sendable {
  public enum Phase: UInt8, Sendable {
    case down
    case up
    /// Also while a button is held: then only the widget that took the press is told.
    case move
    /// The pointer came over the widget (or one of its children). Does not bubble.
    case enter
    /// The pointer left the widget and all its children. Does not bubble.
    case leave
    /// A press will not end in a release (the window lost the pointer). Does not bubble.
    case cancel
  }

  public var phase: Phase
  public var position: Point
  /// Of `down` and `up`.
  public var button: PointerButton
  /// 1 for a click, 2 for a double click, and so on; of `down` and `up`.
  public var clickCount: Int
  public var modifiers: KeyModifiers

  public init(
    _ phase: Phase, at position: Point, button: PointerButton = .left, clickCount: Int = 1,
    modifiers: KeyModifiers = []
  ) {
    self.phase = phase
    self.position = position
    self.button = button
    self.clickCount = clickCount
    self.modifiers = modifiers
  }
}

/// The wheel turned or two fingers moved.
public struct ScrollEvent: Equatable, Sendable {
  public var position: Point
  /// In notches of a wheel; right and down positive, fractions from touchpads.
  public var deltaX: Double
  public var deltaY: Double
  public var modifiers: KeyModifiers

  public init(at position: Point, deltaX: Double = 0, deltaY: Double, modifiers: KeyModifiers = []) {
    self.position = position
    self.deltaX = deltaX
    self.deltaY = deltaY
    self.modifiers = modifiers
  }
}

/// A key went down, repeats, or came up.
public struct KeyEvent: Equatable, Sendable {
  public enum Phase: UInt8, Sendable {
    case down
    case `repeat`
    case up
  }

  public var key: Key
  public var modifiers: KeyModifiers
  public var phase: Phase

  public init(_ key: Key, _ modifiers: KeyModifiers = [], phase: Phase = .down) {
    self.key = key
    self.modifiers = modifiers
    self.phase = phase
  }

  /// True for a press and its repeats.
  public var isPress: Bool { phase != .up }

  /// True if this is a press of `key` with exactly these modifiers (locks do not count).
  public func matches(_ key: Key, _ modifiers: KeyModifiers = []) -> Bool {
    isPress && self.key == key && self.modifiers.forShortcut == modifiers
  }
}

/// Why the keyboard focus came or that it went.
public enum FocusChange: UInt8, Sendable {
  /// By Tab, arrow keys or a shortcut: the ring is shown.
  case gainedByKeyboard
  case gainedByPointer
  /// By the program (a dialog opened, a dialog closed).
  case gainedByProgram
  case lost
}
