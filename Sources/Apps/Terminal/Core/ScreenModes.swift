// SM, RM, DECSET, DECRST, their saving and their reports.

extension Screen {
  mutating func setModes(_ sequence: ControlSequence, on: Bool) {
    for number in sequence.parameters {
      switch number {
      case 4: set(.insert, on)
      case 20: set(.newLine, on)
      default: break
      }
    }
  }

  mutating func setPrivateModes(_ sequence: ControlSequence, on: Bool) {
    for number in sequence.parameters { setPrivateMode(number, on: on) }
  }

  /// Modes that are one flag and nothing else.
  private func flag(_ number: UInt16) -> TerminalModes? {
    switch number {
    case 1: .applicationCursor
    case 5: .reverseVideo
    case 6: .origin
    case 7: .autowrap
    case 12: .cursorBlink
    case 25: .cursorVisible
    case 45: .reverseWrap
    case 66: .applicationKeypad
    case 1004: .focusReporting
    case 1006: .mouseSGR
    case 1007: .alternateScroll
    case 1016: .mousePixels
    case 2004: .bracketedPaste
    case 2026: .synchronizedOutput
    case 2031: .schemeReporting
    case 2048: .resizeReporting
    default: nil
    }
  }

  private func tracking(_ number: UInt16) -> MouseTracking? {
    switch number {
    case 9: .x10
    case 1000: .normal
    case 1002: .buttonMotion
    case 1003: .anyMotion
    default: nil
    }
  }

  private mutating func set(_ mode: TerminalModes, _ on: Bool) {
    if on { modes.insert(mode) } else { modes.remove(mode) }
  }

  private mutating func setPrivateMode(_ number: UInt16, on: Bool) {
    if let mode = flag(number) {
      set(mode, on)
      switch number {
      case 5: damage.markAll()
      case 6:
        move(row: 0)
        move(column: 0)
      case 7 where !on: cursor.isWrapPending = false
      case 2048 where on: reportSize()
      default: break
      }
    } else if let wanted = tracking(number) {
      mouse = on ? wanted : .off
    } else {
      setScreenMode(number, on: on)
    }
  }

  private mutating func setScreenMode(_ number: UInt16, on: Bool) {
    switch number {
    case 47: switchScreen(toAlternate: on)
    case 1047:
      if !on && isAlternate { eraseDisplay(2) }
      switchScreen(toAlternate: on)
    case 1048: if on { saveCursor() } else { restoreCursor() }
    case 1049 where on && !isAlternate:
      saveCursor()
      switchScreen(toAlternate: true)
      eraseDisplay(2)
    case 1049 where !on && isAlternate:
      switchScreen(toAlternate: false)
      restoreCursor()
    default: break
    }
  }

  private func privateMode(_ number: UInt16) -> Bool? {
    if let mode = flag(number) { return modes.contains(mode) }
    if let wanted = tracking(number) { return mouse == wanted }
    switch number {
    case 47, 1047, 1049: return isAlternate
    case 1048: return savedCursor != nil
    default: return nil
    }
  }

  mutating func savePrivateModes(_ sequence: ControlSequence) {
    for number in sequence.parameters { savedModes[number] = privateMode(number) }
  }

  mutating func restorePrivateModes(_ sequence: ControlSequence) {
    for number in sequence.parameters {
      if let value = savedModes[number] { setPrivateMode(number, on: value) }
    }
  }

  /// DECRQM: 1 set, 2 reset, 0 not known.
  mutating func reportMode(_ number: Int, isPrivate: Bool) {
    var value: Bool?
    if isPrivate {
      value = privateMode(UInt16(truncatingIfNeeded: number))
    } else if number == 4 {
      value = modes.contains(.insert)
    } else if number == 20 {
      value = modes.contains(.newLine)
    }
    let state = value == nil ? 0 : value == true ? 1 : 2
    reply("\u{1B}[\(isPrivate ? "?" : "")\(number);\(state)$y")
  }
}
