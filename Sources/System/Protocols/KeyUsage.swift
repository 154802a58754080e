// Names for the keys that drivers, the compositor and the toolkit speak of: usage numbers of the keyboard page of the
// HID Usage Tables 1.5, section 10. A usage names a place on the keyboard; what it types is the keymap's business.

/// HID usage numbers (`InputEvent.code` of a key).
public enum KeyUsage {
  public static let a: UInt16 = 0x04
  public static let z: UInt16 = 0x1D
  public static let digit1: UInt16 = 0x1E
  public static let digit0: UInt16 = 0x27
  public static let enter: UInt16 = 0x28
  public static let escape: UInt16 = 0x29
  public static let backspace: UInt16 = 0x2A
  public static let tab: UInt16 = 0x2B
  public static let space: UInt16 = 0x2C
  public static let minus: UInt16 = 0x2D
  public static let equal: UInt16 = 0x2E
  public static let leftBracket: UInt16 = 0x2F
  public static let rightBracket: UInt16 = 0x30
  public static let backslash: UInt16 = 0x31
  /// The key left of Enter on ISO keyboards (# in Britain and Germany).
  public static let nonUSHash: UInt16 = 0x32
  public static let semicolon: UInt16 = 0x33
  public static let apostrophe: UInt16 = 0x34
  public static let grave: UInt16 = 0x35
  public static let comma: UInt16 = 0x36
  public static let period: UInt16 = 0x37
  public static let slash: UInt16 = 0x38
  public static let capsLock: UInt16 = 0x39
  public static let f1: UInt16 = 0x3A
  public static let f2: UInt16 = 0x3B
  public static let f4: UInt16 = 0x3D
  public static let f10: UInt16 = 0x43
  public static let f11: UInt16 = 0x44
  public static let f12: UInt16 = 0x45
  public static let printScreen: UInt16 = 0x46
  public static let scrollLock: UInt16 = 0x47
  public static let pause: UInt16 = 0x48
  public static let insert: UInt16 = 0x49
  public static let home: UInt16 = 0x4A
  public static let pageUp: UInt16 = 0x4B
  public static let delete: UInt16 = 0x4C
  public static let end: UInt16 = 0x4D
  public static let pageDown: UInt16 = 0x4E
  public static let right: UInt16 = 0x4F
  public static let left: UInt16 = 0x50
  public static let down: UInt16 = 0x51
  public static let up: UInt16 = 0x52
  public static let numLock: UInt16 = 0x53
  public static let keypadDivide: UInt16 = 0x54
  public static let keypadMultiply: UInt16 = 0x55
  public static let keypadMinus: UInt16 = 0x56
  public static let keypadPlus: UInt16 = 0x57
  public static let keypadEnter: UInt16 = 0x58
  public static let keypad1: UInt16 = 0x59
  public static let keypad0: UInt16 = 0x62
  public static let keypadPeriod: UInt16 = 0x63
  /// The key right of the left Shift on ISO keyboards (< > | in Germany).
  public static let nonUSBackslash: UInt16 = 0x64
  public static let menu: UInt16 = 0x65
  public static let mute: UInt16 = 0x7F
  public static let volumeUp: UInt16 = 0x80
  public static let volumeDown: UInt16 = 0x81
  public static let leftControl: UInt16 = 0xE0
  public static let leftShift: UInt16 = 0xE1
  public static let leftAlt: UInt16 = 0xE2
  public static let leftSuper: UInt16 = 0xE3
  public static let rightControl: UInt16 = 0xE4
  public static let rightShift: UInt16 = 0xE5
  public static let rightAlt: UInt16 = 0xE6
  public static let rightSuper: UInt16 = 0xE7

  /// The usage of a letter's key on a US keyboard ("a" to "z"); nil for others.
  public static func letter(_ character: Unicode.Scalar) -> UInt16? {
    guard character.value >= 0x61, character.value <= 0x7A else { return nil }
    return a + UInt16(truncatingIfNeeded: character.value - 0x61)
  }
}
