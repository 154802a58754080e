// Terminal input to keys: UTF-8 and escape sequences, in whatever pieces they arrive.
//
// An escape byte waits for what follows it: on a serial line the rest of a sequence may come much later. Whoever has a
// clock may call `pause` when nothing came: then the byte was the key Escape.
//
// Specification: ECMA-48 (CSI), xterm control sequences (modifiers, bracketed paste, modifyOtherKeys), `CSI u` keys.

/// Decodes keys from bytes.
struct KeyDecoder {
  private enum State: Equatable {
    case ground
    case escape
    case singleShift
    case sequence
    /// The coordinates of a mouse report in the old form: this many bytes are dropped.
    case mouse(Int)
    case paste
  }

  private var state = State.ground
  private var parameters = Bytes()
  private var character = Bytes()
  private var pasted = Bytes()

  /// Sequences longer than this are garbage.
  private static let longestSequence = 32
  /// A paste is handed on in pieces of about this size.
  private static let pastePiece = 64 * 1024
  private static let pasteEnd = [ASCII.escape] + "[201~".bytes

  /// Whether an escape byte waits for what follows.
  var isEscapeOpen: Bool { state == .escape }

  /// Nothing followed for a while.
  mutating func pause() -> Key? {
    guard isEscapeOpen else { return nil }
    state = .ground
    return .escape
  }

  /// Takes one byte; adds the keys that it completes.
  mutating func feed(_ byte: UInt8, into keys: inout [Key]) {
    switch state {
    case .ground: ground(byte, &keys)
    case .escape: escape(byte, &keys)
    case .singleShift:
      state = .ground
      keys.append(Self.shifted(byte))
    case .sequence: sequence(byte, &keys)
    case .mouse(let count): state = count > 1 ? .mouse(count - 1) : .ground
    case .paste: paste(byte, &keys)
    }
  }

  private mutating func ground(_ byte: UInt8, _ keys: inout [Key]) {
    if !character.isEmpty {
      guard byte & 0xc0 == 0x80 else {
        character = []
        keys.append(.unknown)
        return ground(byte, &keys)
      }
      character.append(byte)
      guard character.count >= expectedLength else { return }
      keys.append(UTF8Scanner.length(character[...]) == character.count ? .text(character) : .unknown)
      character = []
      return
    }
    switch byte {
    case ASCII.escape: state = .escape
    case ASCII.carriageReturn, ASCII.newline: keys.append(.enter)
    case ASCII.tab: keys.append(.tab)
    case ASCII.delete, ASCII.backspace: keys.append(.backspace)
    case 0..<0x20: keys.append(.control(byte))
    case 0x20..<0x80: keys.append(.text([byte]))
    case 0xc2..<0xf5: character = [byte]
    default: keys.append(.unknown)
    }
  }

  private var expectedLength: Int {
    guard let first = character.first else { return 0 }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  }

  private mutating func escape(_ byte: UInt8, _ keys: inout [Key]) {
    switch byte {
    case ASCII.leftBracket:
      state = .sequence
      parameters = []
    case UInt8(ascii: "O"): state = .singleShift
    case ASCII.escape: break
    case 0x80...:
      // Alt and a letter outside ASCII: the letter alone.
      state = .ground
      ground(byte, &keys)
    default:
      state = .ground
      keys.append(.alt(byte))
    }
  }

  private mutating func sequence(_ byte: UInt8, _ keys: inout [Key]) {
    switch byte {
    case 0x40..<0x7f:
      state = .ground
      let key = Self.key(parameters, final: byte)
      if byte == UInt8(ascii: "M"), parameters.isEmpty { state = .mouse(3) }
      if byte == ASCII.tilde, parameters.matches("200") {
        state = .paste
        pasted = []
      } else if let key {
        keys.append(key)
      }
    case 0x20..<0x40:
      parameters.append(byte)
      if parameters.count > Self.longestSequence {
        state = .ground
        keys.append(.unknown)
      }
    default:
      // A control character inside: the sequence was cut off, and this is the next key.
      state = .ground
      keys.append(.unknown)
      ground(byte, &keys)
    }
  }

  // MARK: Paste

  private mutating func paste(_ byte: UInt8, _ keys: inout [Key]) {
    // Terminals filter this one out of pastes: somebody wants to get out of one that never ends.
    if byte == 3 {
      state = .ground
      keys.append(.paste(pasted))
      keys.append(.control(3))
      pasted = []
      return
    }
    pasted.append(byte)
    if byte == ASCII.tilde, pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
      state = .ground
      keys.append(.paste(Bytes(pasted.dropLast(Self.pasteEnd.count))))
      pasted = []
    } else if pasted.count >= Self.pastePiece, byte == ASCII.newline || byte == ASCII.carriageReturn {
      keys.append(.paste(pasted))
      pasted = []
    } else if pasted.count >= 2 * Self.pastePiece {
      keys.append(.paste(pasted))
      pasted = []
    }
  }

  // MARK: Sequences

  private static func key(_ parameters: Bytes, final: UInt8) -> Key? {
    if let first = parameters.first, first >= ASCII.less { return nil }
    // Sub-parameters behind a colon tell of alternative keys.
    let numbers = parameters.pieces(separatedBy: ASCII.semicolon).map { field in
      (Bytes(field.prefix { $0 != ASCII.colon })).decimalValue ?? 1
    }
    let modifier = Modifiers(numbers.count > 1 ? numbers[1] : 1)
    switch final {
    case ASCII.tilde:
      if numbers.count > 2, numbers[0] == 27 { return character(numbers[2], modifier) }
      return editingKey(numbers.first ?? 1, modifier)
    case UInt8(ascii: "u"): return character(numbers.first ?? 0, modifier)
    // Focus reports and mouse reports are nobody's key.
    case UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "M"): return nil
    default: return letterKey(final, modifier)
    }
  }

  private struct Modifiers {
    let bits: Int64
    init(_ number: Int64) { bits = number > 0 && number < 256 ? number - 1 : 0 }
    var hasShift: Bool { bits & 1 != 0 }
    var hasAlt: Bool { bits & 2 != 0 }
    var hasControl: Bool { bits & 4 != 0 }
  }

  private static func editingKey(_ number: Int64, _ modifier: Modifiers) -> Key {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: modifier.hasControl || modifier.hasAlt ? .alt(UInt8(ascii: "d")) : .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    default: .unknown
    }
  }

  private static func letterKey(_ letter: UInt8, _ modifier: Modifiers) -> Key {
    switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): modifier.hasControl || modifier.hasAlt ? .wordRight : .right
    case UInt8(ascii: "D"): modifier.hasControl || modifier.hasAlt ? .wordLeft : .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "Z"): .backTab
    default: .unknown
    }
  }

  /// What follows `ESC O`: cursor keys in application mode, and the keypad.
  private static func shifted(_ letter: UInt8) -> Key {
    switch letter {
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .text([letter - 0x40])
    default: letterKey(letter, Modifiers(1))
    }
  }

  /// A key that a terminal names by its character and modifiers.
  private static func character(_ code: Int64, _ modifier: Modifiers) -> Key {
    switch code {
    case 9: return modifier.hasShift ? .backTab : .tab
    case 13: return modifier.bits == 0 ? .enter : .alt(ASCII.carriageReturn)
    case 27: return .escape
    case 8, 127: return modifier.hasAlt || modifier.hasControl ? .alt(ASCII.delete) : .backspace
    case 0x20..<0x7f:
      let byte = UInt8(truncatingIfNeeded: code)
      if modifier.hasControl { return .control(byte & 0x1f) }
      return modifier.hasAlt ? .alt(byte) : .text([byte])
    case 0xa0...0x10ffff:
      let bytes = UTF8Scanner.encode(UInt32(truncatingIfNeeded: code))
      return bytes.isEmpty ? .unknown : .text(bytes)
    default: return .unknown
    }
  }
}
