// The keyboard as a whole: held modifiers, locks, a dead key that waits, and from them the text of a key.

import Protocols

/// Modifiers and locks, and the way from keys to characters.
struct KeyboardState {
  var keymap: Keymap
  /// One bit for each of the usages E0 to E7.
  private var heldModifiers: UInt8 = 0
  private var capsLock = false
  /// On from the start: most people expect the keypad to type digits.
  private var numLock = true
  private var scrollLock = false
  /// A dead key that waits for its letter: a combining mark, or 0.
  private var dead: UInt32 = 0

  init(keymap: Keymap) { self.keymap = keymap }

  /// Lights: bit 0 Num Lock, 1 Caps Lock, 2 Scroll Lock.
  var lights: UInt8 { (numLock ? 1 : 0) | (capsLock ? 2 : 0) | (scrollLock ? 4 : 0) }

  var modifiers: Modifiers {
    var result: Modifiers = []
    if heldModifiers & 0x22 != 0 { result.insert(.shift) }
    if heldModifiers & 0x11 != 0 { result.insert(.control) }
    if heldModifiers & 0x88 != 0 { result.insert(.superKey) }
    if heldModifiers & 0x04 != 0 { result.insert(.alt) }
    if heldModifiers & 0x40 != 0 { result.insert(keymap.hasAltGraph ? .altGraph : .alt) }
    if capsLock { result.insert(.capsLock) }
    if numLock { result.insert(.numLock) }
    return result
  }

  static func isModifier(_ usage: UInt16) -> Bool { usage >= KeyUsage.leftControl && usage <= KeyUsage.rightSuper }

  /// True for keys that do not repeat: modifiers and locks.
  static func isStill(_ usage: UInt16) -> Bool {
    isModifier(usage) || usage == KeyUsage.capsLock || usage == KeyUsage.numLock || usage == KeyUsage.scrollLock
  }

  /// Keeps track of a key.
  mutating func note(_ usage: UInt16, pressed: Bool) {
    if Self.isModifier(usage) {
      let bit = UInt8(1) << UInt8(usage & 7)
      heldModifiers = pressed ? heldModifiers | bit : heldModifiers & ~bit
    }
    guard pressed else { return }
    switch usage {
    case KeyUsage.capsLock: capsLock.toggle()
    case KeyUsage.numLock: numLock.toggle()
    case KeyUsage.scrollLock: scrollLock.toggle()
    default: break
    }
  }

  /// The key that a program should see: without Num Lock the keypad moves the caret.
  func meaning(_ usage: UInt16) -> UInt16 {
    guard usage >= KeyUsage.keypad1, usage <= KeyUsage.keypadPeriod else { return usage }
    guard !numLock || modifiers.contains(.shift) else { return usage }
    switch usage {
    case 0x59: return KeyUsage.end
    case 0x5A: return KeyUsage.down
    case 0x5B: return KeyUsage.pageDown
    case 0x5C: return KeyUsage.left
    case 0x5E: return KeyUsage.right
    case 0x5F: return KeyUsage.home
    case 0x60: return KeyUsage.up
    case 0x61: return KeyUsage.pageUp
    case KeyUsage.keypad0: return KeyUsage.insert
    case KeyUsage.keypadPeriod: return KeyUsage.delete
    default: return usage
    }
  }

  /// The character of a key without modifiers; 0 if it has none.
  func base(_ usage: UInt16) -> UInt32 {
    let scalar = keymap.scalar(usage, shift: false, altGraph: false)
    return DeadKeys.isMark(scalar) ? DeadKeys.spacing(scalar) : scalar
  }

  /// What a press of this key types: none, one or two characters (an accent that does not fit its letter).
  mutating func text(_ usage: UInt16) -> [UInt32] {
    let modifiers = modifiers
    guard modifiers.isDisjoint(with: [.control, .alt, .superKey]) else { return [] }
    let typed = keypad(usage) ?? character(usage, modifiers)
    guard typed != 0 else {
      // Enter, Tab, Escape and the like give up a waiting accent; modifiers do not.
      if !Self.isStill(usage) { dead = 0 }
      return []
    }
    let waiting = dead
    dead = 0
    if DeadKeys.isMark(typed) {
      if waiting == 0 {
        dead = typed
        return []
      }
      return waiting == typed
        ? [DeadKeys.spacing(typed)] : [DeadKeys.spacing(waiting), DeadKeys.spacing(typed)]
    }
    guard waiting != 0 else { return [typed] }
    if typed == 0x20 { return [DeadKeys.spacing(waiting)] }
    if let composed = DeadKeys.compose(waiting, typed) { return [composed] }
    return [DeadKeys.spacing(waiting), typed]
  }

  private func character(_ usage: UInt16, _ modifiers: Modifiers) -> UInt32 {
    var shift = modifiers.contains(.shift)
    let altGraph = modifiers.contains(.altGraph)
    if capsLock, !altGraph, keymap.isLetter(usage) { shift.toggle() }
    return keymap.scalar(usage, shift: shift, altGraph: altGraph)
  }

  /// The character of a keypad key; nil for other keys.
  private func keypad(_ usage: UInt16) -> UInt32? {
    switch usage {
    case KeyUsage.keypadDivide: return 0x2F
    case KeyUsage.keypadMultiply: return 0x2A
    case KeyUsage.keypadMinus: return 0x2D
    case KeyUsage.keypadPlus: return 0x2B
    case KeyUsage.keypad1...KeyUsage.keypadPeriod:
      guard meaning(usage) == usage else { return 0 }
      if usage == KeyUsage.keypad0 { return 0x30 }
      if usage == KeyUsage.keypadPeriod { return 0x2E }
      return 0x31 + UInt32(usage - KeyUsage.keypad1)
    default: return nil
    }
  }

  /// A fresh start for a new reader: no accent waits.
  mutating func forgetDeadKey() { dead = 0 }
}
