// Bytes of scan code set 1 to key presses and releases.
//
// Handles the prefixes E0 and E1, drops the false shifts that keyboards wrap around some extended keys, and the repeats
// that the keyboard sends while a key is held (repeating is inputd's).

/// A key went down or up.
struct KeyChange: Equatable {
  var usage: UInt16
  var isPressed: Bool
}

/// The decoder of one keyboard.
struct ScanCodeDecoder {
  private enum State: Equatable {
    case plain
    case extended
    /// Behind E1: the two bytes of Pause (1D 45) follow, then E1 9D C5.
    case pause(seen: Int)
  }

  private var state = State.plain
  /// Usages that are held, one bit each (256 of them).
  private var held: [UInt64] = [0, 0, 0, 0]

  init() {}

  func isHeld(_ usage: UInt16) -> Bool {
    usage < 256 && held[Int(usage >> 6)] & (1 << UInt64(usage & 63)) != 0
  }

  /// Takes one byte; up to two changes come out (Pause has no release of its own).
  mutating func decode(_ byte: UInt8) -> [KeyChange] {
    switch (state, byte) {
    case (_, 0xE0):
      state = .extended
      return []
    case (_, 0xE1):
      state = .pause(seen: 0)
      return []
    case (.pause(let seen), _):
      return decodePause(byte, seen)
    case (.extended, _):
      state = .plain
      let code = byte & 0x7F
      // False shifts around Print Screen and the grey keys.
      if code == 0x2A || code == 0x36 { return [] }
      return change(UInt16(ScanCodes.extended(code)), isPressed: byte < 0x80)
    case (.plain, _):
      return change(UInt16(ScanCodes.plain[Int(byte & 0x7F)]), isPressed: byte < 0x80)
    }
  }

  private mutating func decodePause(_ byte: UInt8, _ seen: Int) -> [KeyChange] {
    // Only the make half (1D 45) counts; the break half (9D C5) follows at once.
    if seen == 0, byte & 0x7F == 0x1D {
      state = .pause(seen: byte < 0x80 ? 1 : 2)
      return []
    }
    state = .plain
    guard seen == 1, byte == 0x45 else { return [] }
    return [KeyChange(usage: 0x48, isPressed: true), KeyChange(usage: 0x48, isPressed: false)]
  }

  private mutating func change(_ usage: UInt16, isPressed: Bool) -> [KeyChange] {
    guard usage != 0, isHeld(usage) != isPressed else { return [] }
    held[Int(usage >> 6)] ^= 1 << UInt64(usage & 63)
    return [KeyChange(usage: usage, isPressed: isPressed)]
  }

  /// The keyboard is gone: every held key goes up.
  mutating func releaseAll() -> [KeyChange] {
    state = .plain
    var changes: [KeyChange] = []
    for usage in UInt16(0)..<256 where isHeld(usage) { changes.append(KeyChange(usage: usage, isPressed: false)) }
    held = [0, 0, 0, 0]
    return changes
  }
}
