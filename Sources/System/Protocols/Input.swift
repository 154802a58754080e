// Events of keyboards and pointers, as they travel over `input:` and `orbital:`: 24 bytes each.
//
//   input:producer   a driver writes InputEvent records (keys as USB HID usage numbers, no characters); a read waits
//                    for the next change of the keyboard's lights: one byte, bit 0 Num Lock, 1 Caps Lock, 2 Scroll
//                    Lock.
//   input:consumer   the compositor reads them, with modifiers and characters from the keymap filled in. The one opened
//                    last gets the events.
//   input:keymap     write a keymap's name ("us", "gb", "de", "fr"); read the active one.

/// What happened.
public enum InputEventKind: UInt16, Sendable {
  /// `code`: the key; `state`; `a`: the character that it types without modifiers on the active keymap (what a shortcut
  /// is made of), 0 if none.
  case key = 1
  /// Text from the keyboard (after dead keys): `a` is a Unicode scalar.
  case text = 2
  /// Relative motion: `a` = dx, `b` = dy, counts.
  case motion = 3
  /// Absolute position: `a`, `b` in 0 … 65535 of the screen.
  case position = 4
  /// `code`: a `PointerButton`; `state`: 1 pressed, 0 released.
  case button = 5
  /// `a` = horizontal, `b` = vertical, in 1/120 of a wheel's notch, down and right positive.
  case scroll = 6
}

/// Keys held down with a key or a button.
public struct Modifiers: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  public static let shift = Modifiers(rawValue: 1 << 0)
  public static let control = Modifiers(rawValue: 1 << 1)
  public static let alt = Modifiers(rawValue: 1 << 2)
  public static let superKey = Modifiers(rawValue: 1 << 3)
  public static let altGraph = Modifiers(rawValue: 1 << 4)
  public static let capsLock = Modifiers(rawValue: 1 << 5)
  public static let numLock = Modifiers(rawValue: 1 << 6)
}

/// Pointer buttons (`InputEvent.code`).
public enum PointerButton: UInt16, Sendable {
  case left = 1
  case right = 2
  case middle = 3
  case back = 4
  case forward = 5
}

/// One event of a device. 24 bytes.
public struct InputEvent: BitwiseCopyable, Sendable, Equatable {
  /// An `InputEventKind`.
  public var kind: UInt16
  public var modifiers: Modifiers
  /// Key: USB HID usage of the keyboard page (HID Usage Tables 1.5, section 10). Button: `PointerButton`.
  public var code: UInt16
  /// Key: 0 released, 1 pressed, 2 repeated.
  public var state: UInt16
  public var a: Int32
  public var b: Int32
  /// When it happened, in monotonic nanoseconds: drivers give the time of the interrupt.
  public var time: UInt64

  public init(
    _ kind: InputEventKind, code: UInt16 = 0, state: UInt16 = 0, a: Int32 = 0, b: Int32 = 0,
    modifiers: Modifiers = [], time: UInt64 = 0
  ) {
    self.kind = kind.rawValue
    self.modifiers = modifiers
    self.code = code
    self.state = state
    self.a = a
    self.b = b
    self.time = time
  }
}
