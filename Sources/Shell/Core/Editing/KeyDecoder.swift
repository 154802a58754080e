// Terminal input to keys: UTF-8 and escape sequences, in whatever pieces they arrive.
//
// An escape byte waits for what follows it: on a serial line the rest of a sequence may come much later.
//
// Specification: ECMA-48 (CSI), xterm control sequences (modifiers, bracketed paste).

/// Decodes keys from bytes.
struct KeyDecoder {
  private enum State: Equatable {
    case ground
    case escape
    case singleShift
    case sequence
  }

  private var state = State.ground
  private var parameters = Bytes()
  private var character = Bytes()

  /// Sequences longer than this are garbage.
  private static let longestSequence = 32

  /// Takes one byte; a key when it completes one.
  mutating func feed(_ byte: UInt8) -> Key? {
    switch state {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .singleShift:
      state = .ground
      return Self.letterKey(byte, modifier: 1)
    case .sequence: return sequence(byte)
    }
  }

  private mutating func ground(_ byte: UInt8) -> Key? {
    if !character.isEmpty {
      guard byte & 0xc0 == 0x80 else {
        character = []
        return ground(byte)
      }
      character.append(byte)
      guard character.count >= expectedLength else { return nil }
      let complete = character
      character = []
      return UTF8Scanner.length(complete[...]) == complete.count ? .text(complete) : .unknown
    }
    switch byte {
    case ASCII.escape:
      state = .escape
      return nil
    case ASCII.carriageReturn, ASCII.newline: return .enter
    case ASCII.tab: return .tab
    case ASCII.delete, ASCII.backspace: return .backspace
    case 0..<0x20: return .control(byte)
    case 0x20..<0x80: return .text([byte])
    case 0xc2..<0xf5:
      character = [byte]
      return nil
    default: return .unknown
    }
  }

  private var expectedLength: Int {
    guard let first = character.first else { return 0 }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  }

  private mutating func escape(_ byte: UInt8) -> Key? {
    switch byte {
    case ASCII.leftBracket:
      state = .sequence
      parameters = []
      return nil
    case UInt8(ascii: "O"):
      state = .singleShift
      return nil
    case ASCII.escape: return nil
    default:
      state = .ground
      return .alt(byte)
    }
  }

  private mutating func sequence(_ byte: UInt8) -> Key? {
    guard byte < 0x40 else {
      state = .ground
      return key(final: byte)
    }
    parameters.append(byte)
    if byte < 0x20 || parameters.count > Self.longestSequence {
      state = .ground
      return .unknown
    }
    return nil
  }

  private func key(final: UInt8) -> Key {
    let numbers = parameters.pieces(separatedBy: ASCII.semicolon).map { $0.decimalValue ?? 1 }
    let modifier = numbers.count > 1 ? numbers[1] : 1
    guard final == ASCII.tilde else { return Self.letterKey(final, modifier: modifier) }
    switch numbers.first ?? 1 {
    case 1, 7: return .home
    case 2: return .insert
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    case 200: return .pasteStart
    case 201: return .pasteEnd
    default: return .unknown
    }
  }

  private static func letterKey(_ letter: UInt8, modifier: Int64) -> Key {
    switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): modifier > 1 ? .wordRight : .right
    case UInt8(ascii: "D"): modifier > 1 ? .wordLeft : .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: .unknown
    }
  }
}
