// Keys by their place on the keyboard: USB HID usages of the keyboard page (HID Usage Tables 1.5, section 10).
//
// A key is not a character: shortcuts use keys, text arrives as `Event.text`. SDL's scancodes are the same numbers.

/// A key of the keyboard.
public struct Key: Hashable, Sendable {
  /// The HID usage.
  public let usage: UInt16

  public init(usage: UInt16) {
    self.usage = usage
  }

  /// The key of a letter A-Z or a digit 0-9 on a US keyboard; nil for other characters.
  public init?(_ character: UInt8) {
    switch character {
    case 0x41...0x5A: usage = UInt16(character - 0x41) + 0x04
    case 0x61...0x7A: usage = UInt16(character - 0x61) + 0x04
    case 0x31...0x39: usage = UInt16(character - 0x31) + 0x1E
    case 0x30: usage = 0x27
    default: return nil
    }
  }

  public static let a = Key(usage: 0x04)
  public static let b = Key(usage: 0x05)
  public static let c = Key(usage: 0x06)
  public static let d = Key(usage: 0x07)
  public static let e = Key(usage: 0x08)
  public static let f = Key(usage: 0x09)
  public static let g = Key(usage: 0x0A)
  public static let h = Key(usage: 0x0B)
  public static let i = Key(usage: 0x0C)
  public static let j = Key(usage: 0x0D)
  public static let k = Key(usage: 0x0E)
  public static let l = Key(usage: 0x0F)
  public static let m = Key(usage: 0x10)
  public static let n = Key(usage: 0x11)
  public static let o = Key(usage: 0x12)
  public static let p = Key(usage: 0x13)
  public static let q = Key(usage: 0x14)
  public static let r = Key(usage: 0x15)
  public static let s = Key(usage: 0x16)
  public static let t = Key(usage: 0x17)
  public static let u = Key(usage: 0x18)
  public static let v = Key(usage: 0x19)
  public static let w = Key(usage: 0x1A)
  public static let x = Key(usage: 0x1B)
  public static let y = Key(usage: 0x1C)
  public static let z = Key(usage: 0x1D)
  public static let digit0 = Key(usage: 0x27)
  public static let digit1 = Key(usage: 0x1E)
  public static let digit9 = Key(usage: 0x26)
  public static let enter = Key(usage: 0x28)
  public static let escape = Key(usage: 0x29)
  public static let backspace = Key(usage: 0x2A)
  public static let tab = Key(usage: 0x2B)
  public static let space = Key(usage: 0x2C)
  public static let minus = Key(usage: 0x2D)
  public static let equal = Key(usage: 0x2E)
  public static let comma = Key(usage: 0x36)
  public static let period = Key(usage: 0x37)
  public static let slash = Key(usage: 0x38)
  public static let f1 = Key(usage: 0x3A)
  public static let f2 = Key(usage: 0x3B)
  public static let f3 = Key(usage: 0x3C)
  public static let f4 = Key(usage: 0x3D)
  public static let f5 = Key(usage: 0x3E)
  public static let f6 = Key(usage: 0x3F)
  public static let f9 = Key(usage: 0x42)
  public static let f10 = Key(usage: 0x43)
  public static let f11 = Key(usage: 0x44)
  public static let f12 = Key(usage: 0x45)
  public static let insert = Key(usage: 0x49)
  public static let home = Key(usage: 0x4A)
  public static let pageUp = Key(usage: 0x4B)
  public static let delete = Key(usage: 0x4C)
  public static let end = Key(usage: 0x4D)
  public static let pageDown = Key(usage: 0x4E)
  public static let right = Key(usage: 0x4F)
  public static let left = Key(usage: 0x50)
  public static let down = Key(usage: 0x51)
  public static let up = Key(usage: 0x52)
  public static let keypadDivide = Key(usage: 0x54)
  public static let keypadMultiply = Key(usage: 0x55)
  public static let keypadMinus = Key(usage: 0x56)
  public static let keypadPlus = Key(usage: 0x57)
  public static let keypadEnter = Key(usage: 0x58)
  public static let menu = Key(usage: 0x65)
  public static let leftControl = Key(usage: 0xE0)
  public static let leftShift = Key(usage: 0xE1)
  public static let leftAlt = Key(usage: 0xE2)
  public static let leftSuper = Key(usage: 0xE3)
  public static let rightControl = Key(usage: 0xE4)
  public static let rightShift = Key(usage: 0xE5)
  public static let rightAlt = Key(usage: 0xE6)
  public static let rightSuper = Key(usage: 0xE7)

  /// True for Enter on either part of the keyboard.
  public var isEnter: Bool { self == .enter || self == .keypadEnter }

  /// Shift, Control, Alt and Super.
  public var isModifier: Bool { usage >= 0xE0 && usage <= 0xE7 }

  /// What menus and tooltips call the key ("S", "F2", "Delete"); "?" for keys without a name here.
  public var title: String {
    switch usage {
    case 0x04...0x1D: return String(Unicode.Scalar(UInt8(usage & 0xFF) - 0x04 + 0x41))
    case 0x1E...0x26: return String(Unicode.Scalar(UInt8(usage & 0xFF) - 0x1E + 0x31))
    case 0x27: return "0"
    case 0x3A...0x45: return "F\(usage - 0x3A + 1)"
    default: return Key.names.first { $0.key == self }?.name ?? "?"
    }
  }

  private static let names: [(key: Key, name: String)] = [
    (.enter, "Enter"), (.keypadEnter, "Enter"), (.escape, "Esc"), (.backspace, "Backspace"), (.tab, "Tab"),
    (.space, "Space"), (.minus, "−"), (.equal, "+"), (.comma, ","), (.period, "."), (.slash, "/"),
    (.insert, "Insert"), (.home, "Home"), (.pageUp, "Page Up"), (.delete, "Delete"), (.end, "End"),
    (.pageDown, "Page Down"), (.right, "→"), (.left, "←"), (.down, "↓"), (.up, "↑"), (.menu, "Menu"),
  ]
}
