// Keys, as the editors see them.

/// A key press, or a pasted text.
public enum Key: Equatable, Sendable {
  /// A character; `Characters.invalidMark` is set in a byte that is no UTF-8.
  case character(UInt32)
  /// Ctrl and a letter (or `@[\]^_`), as its byte 0…31; not those that have a name here.
  case control(UInt8)
  /// Alt and a character.
  case alt(UInt32)
  case escape, enter, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case wordLeft, wordRight
  case function(Int)
  case paste([UInt8])

  /// A letter with Ctrl.
  static func ctrl(_ letter: Unicode.Scalar) -> Key { .control(UInt8(truncatingIfNeeded: letter.value) & 0x1F) }

  /// The bytes that a terminal sends: what a recorded macro is stored as.
  var bytes: [UInt8] {
    switch self {
    case .character(let scalar): Characters.bytes(scalar)
    case .control(let byte): [byte]
    case .alt(let scalar): [0x1B] + Characters.bytes(scalar)
    case .escape: [0x1B]
    case .enter: [0x0D]
    case .tab: [0x09]
    case .backspace: [0x7F]
    case .backTab: Array("\u{1b}[Z".utf8)
    case .delete: Array("\u{1b}[3~".utf8)
    case .insert: Array("\u{1b}[2~".utf8)
    case .up: Array("\u{1b}[A".utf8)
    case .down: Array("\u{1b}[B".utf8)
    case .right: Array("\u{1b}[C".utf8)
    case .left: Array("\u{1b}[D".utf8)
    case .home: Array("\u{1b}[H".utf8)
    case .end: Array("\u{1b}[F".utf8)
    case .pageUp: Array("\u{1b}[5~".utf8)
    case .pageDown: Array("\u{1b}[6~".utf8)
    case .wordRight: Array("\u{1b}[1;5C".utf8)
    case .wordLeft: Array("\u{1b}[1;5D".utf8)
    case .function(let number): Array("\u{1b}[\(number + 10)~".utf8)
    case .paste(let text): Array("\u{1b}[200~".utf8) + text + Array("\u{1b}[201~".utf8)
    }
  }

  /// The character of the key; nil for any other key.
  var scalar: UInt32? {
    if case .character(let value) = self { return value }
    return nil
  }

  /// The ASCII character of the key; nil for any other key.
  var ascii: UInt8? { scalar.flatMap { $0 < 0x80 ? UInt8($0) : nil } }
}
