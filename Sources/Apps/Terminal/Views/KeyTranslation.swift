// Keys of the toolkit in the terminal's terms, and the characters of keys that are pressed with Control or Alt (the
// input method gives no text for those).

import OrbToolkit
import TerminalCore

enum KeyTranslation {
  static func modifiers(_ modifiers: OrbToolkit.KeyModifiers) -> TerminalCore.KeyModifiers {
    var result: TerminalCore.KeyModifiers = []
    if modifiers.contains(.shift) { result.insert(.shift) }
    if modifiers.contains(.alt) { result.insert(.alt) }
    if modifiers.contains(.control) { result.insert(.control) }
    return result
  }

  /// Keys that type nothing, or are sent whatever they type.
  static func special(_ key: Key) -> TerminalKey? {
    switch key {
    case .enter: return .enter
    case .keypadEnter: return .keypadEnter
    case .tab: return .tab
    case .backspace: return .backspace
    case .escape: return .escape
    case .up: return .up
    case .down: return .down
    case .left: return .left
    case .right: return .right
    case .home: return .home
    case .end: return .end
    case .insert: return .insert
    case .delete: return .delete
    case .pageUp: return .pageUp
    case .pageDown: return .pageDown
    default:
      if key.usage >= Key.f1.usage && key.usage <= Key.f12.usage {
        return .function(Int(key.usage - Key.f1.usage) + 1)
      }
      return nil
    }
  }

  /// The character of a key on a US keyboard, for Control and Alt.
  static func character(_ key: Key) -> Unicode.Scalar? {
    switch key.usage {
    case 0x04...0x1D: Unicode.Scalar(UInt8(truncatingIfNeeded: key.usage - 0x04 + 0x61))
    case 0x1E...0x26: Unicode.Scalar(UInt8(truncatingIfNeeded: key.usage - 0x1E + 0x31))
    case 0x27: "0"
    case 0x2C: " "
    case 0x2D: "-"
    case 0x2E: "="
    case 0x2F: "["
    case 0x30: "]"
    case 0x31: "\\"
    case 0x33: ";"
    case 0x34: "'"
    case 0x35: "`"
    case 0x36: ","
    case 0x37: "."
    case 0x38: "/"
    default: nil
    }
  }

  /// What Shift makes of a character on a US keyboard.
  static func shifted(_ character: Unicode.Scalar) -> Unicode.Scalar? {
    if character.value >= 0x61 && character.value <= 0x7A { return Unicode.Scalar(character.value - 32) }
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("1", "!"), ("2", "@"), ("3", "#"), ("4", "$"), ("5", "%"), ("6", "^"), ("7", "&"), ("8", "*"), ("9", "("),
      ("0", ")"), ("-", "_"), ("=", "+"), ("[", "{"), ("]", "}"), ("\\", "|"), (";", ":"), ("'", "\""), ("`", "~"),
      (",", "<"), (".", ">"), ("/", "?"),
    ]
    return pairs.first { $0.0 == character }?.1
  }
}
