// Bytes of a terminal to keys, in whatever pieces they arrive.
//
// An escape byte waits for what follows it; whoever reads the terminal calls `flush` when nothing did for a moment.
// Specification: ECMA-48 (CSI), xterm control sequences (modifiers, bracketed paste).

/// Decodes keys.
public struct KeyDecoder: Sendable {
  private enum State: Sendable { case ground, escape, singleShift, sequence, paste }

  private var state = State.ground
  private var parameters: [UInt8] = []
  private var character: [UInt8] = []
  private var pasted: [UInt8] = []

  /// Sequences longer than this are garbage.
  private static let longestSequence = 32
  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  public init() {}

  /// Whether a key has begun that may be complete.
  public var isWaiting: Bool { state == .escape || state == .sequence || state == .singleShift || !character.isEmpty }

  /// Keys that the bytes complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes { take(byte, &keys) }
    return keys
  }

  /// What has begun is all there is.
  public mutating func flush() -> [Key] {
    defer {
      if state != .paste { state = .ground }
      character = []
    }
    switch state {
    case .escape: return [.escape]
    case .singleShift: return [.alt(0x4F)]
    case .sequence: return [.alt(0x5B)] + parameters.map { .character(UInt32($0)) }
    case .paste: return []
    case .ground: return character.map { .character(Characters.invalidMark | UInt32($0)) }
    }
  }

  private mutating func take(_ byte: UInt8, _ keys: inout [Key]) {
    switch state {
    case .ground: ground(byte, &keys)
    case .escape: escape(byte, &keys)
    case .singleShift:
      state = .ground
      if let key = Self.letterKey(byte, modifier: 1) {
        keys.append(key)
      } else {
        // No sequence after all, but an O behind an Escape.
        keys.append(.alt(0x4F))
        take(byte, &keys)
      }
    case .sequence:
      if byte >= 0x40, byte < 0x7F {
        state = .ground
        if let key = finish(byte) { keys.append(key) }
      } else {
        parameters.append(byte)
        if byte < 0x20 || byte >= 0x7F || parameters.count > Self.longestSequence { state = .ground }
      }
    case .paste:
      pasted.append(byte)
      if byte == 0x7E, pasted.count >= 6, pasted.suffix(6).elementsEqual(Self.pasteEnd) {
        state = .ground
        keys.append(.paste(Array(pasted.dropLast(6))))
        pasted = []
      }
    }
  }

  private mutating func ground(_ byte: UInt8, _ keys: inout [Key]) {
    if !character.isEmpty {
      character.append(byte)
      complete(&keys)
      return
    }
    switch byte {
    case 0x1B: state = .escape
    case 0x0D: keys.append(.enter)
    case 0x09: keys.append(.tab)
    case 0x7F, 0x08: keys.append(.backspace)
    case 0..<0x20: keys.append(.control(byte))
    case 0x20..<0x80: keys.append(.character(UInt32(byte)))
    default:
      character = [byte]
      complete(&keys)
    }
  }

  /// Takes the characters from the bytes that are collected.
  private mutating func complete(_ keys: inout [Key]) {
    while let first = character.first {
      let expected = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
      let isOpen = character.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
      if isOpen, first < 0xF5, character.count < expected { return }
      let (value, length) = Characters.scalar(character, 0)
      if value < 0x80 {
        let rest = character
        character = []
        for byte in rest { take(byte, &keys) }
        return
      }
      keys.append(.character(value))
      character.removeFirst(length)
    }
  }

  private mutating func escape(_ byte: UInt8, _ keys: inout [Key]) {
    state = .ground
    switch byte {
    case 0x5B:
      state = .sequence
      parameters = []
    case 0x4F: state = .singleShift
    case 0x1B:
      keys.append(.escape)
      state = .escape
    case 0x20..<0x7F: keys.append(.alt(UInt32(byte)))
    default:
      keys.append(.escape)
      take(byte, &keys)
    }
  }

  private mutating func finish(_ final: UInt8) -> Key? {
    var numbers: [Int] = []
    for part in parameters.split(separator: 0x3B, omittingEmptySubsequences: false) {
      var value = 0
      for digit in part where digit >= 0x30 && digit <= 0x39 { value = min(value * 10 + Int(digit - 0x30), 1000) }
      numbers.append(value)
    }
    let modifier = numbers.count > 1 ? numbers[1] : 1
    guard final == 0x7E else { return Self.letterKey(final, modifier: modifier) }
    switch numbers.first ?? 0 {
    case 1, 7: return .home
    case 2: return .insert
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    case 11...15: return .function((numbers.first ?? 11) - 10)
    case 17...21: return .function((numbers.first ?? 17) - 11)
    case 23, 24: return .function((numbers.first ?? 23) - 12)
    case 200:
      state = .paste
      pasted = []
      return nil
    default: return nil
    }
  }

  private static func letterKey(_ letter: UInt8, modifier: Int) -> Key? {
    switch letter {
    case 0x41: return .up
    case 0x42: return .down
    case 0x43: return modifier > 1 ? .wordRight : .right
    case 0x44: return modifier > 1 ? .wordLeft : .left
    case 0x48: return .home
    case 0x46: return .end
    case 0x5A: return .backTab
    case 0x50...0x53: return .function(Int(letter - 0x50) + 1)
    default: return nil
    }
  }
}
