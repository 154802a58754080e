// From keys, the mouse, focus and pastes to the bytes that a program in the terminal expects: xterm's PC-style keys
// with modifier parameters, the X10 and SGR mouse forms, bracketed paste. The other direction of Screen; pure
// functions.

/// Encodes input for the program.
enum InputEncoder {
  private static let escape: UInt8 = 0x1B

  // MARK: - Keys

  static func encode(_ key: TerminalKey, _ modifiers: KeyModifiers, _ modes: TerminalModes) -> [UInt8] {
    switch key {
    case .character(let scalar): return character(scalar, modifiers)
    case .keypad(let scalar):
      if modes.contains(.applicationKeypad), modifiers.isEmpty, let final = keypadFinal(scalar) {
        return [escape, 0x4F, final]
      }
      return character(scalar, modifiers)
    case .keypadEnter where modes.contains(.applicationKeypad) && modifiers.isEmpty: return [escape, 0x4F, 0x4D]
    case .enter, .keypadEnter: return prefixed(modes.contains(.newLine) ? [0x0D, 0x0A] : [0x0D], modifiers)
    case .tab: return modifiers.contains(.shift) ? [escape, 0x5B, 0x5A] : prefixed([0x09], modifiers)
    case .backspace: return prefixed([modifiers.contains(.control) ? 0x08 : 0x7F], modifiers)
    case .escape: return prefixed([escape], modifiers)
    case .up: return cursorKey(0x41, modifiers, modes)
    case .down: return cursorKey(0x42, modifiers, modes)
    case .right: return cursorKey(0x43, modifiers, modes)
    case .left: return cursorKey(0x44, modifiers, modes)
    case .home: return cursorKey(0x48, modifiers, modes)
    case .end: return cursorKey(0x46, modifiers, modes)
    case .insert: return editingKey(2, modifiers)
    case .delete: return editingKey(3, modifiers)
    case .pageUp: return editingKey(5, modifiers)
    case .pageDown: return editingKey(6, modifiers)
    case .function(let number): return functionKey(number, modifiers)
    }
  }

  private static func prefixed(_ bytes: [UInt8], _ modifiers: KeyModifiers) -> [UInt8] {
    modifiers.contains(.alt) ? [escape] + bytes : bytes
  }

  private static func character(_ scalar: Unicode.Scalar, _ modifiers: KeyModifiers) -> [UInt8] {
    var bytes: [UInt8] = []
    if modifiers.contains(.control), let control = control(scalar.value) {
      bytes = [control]
    } else {
      appendUTF8(scalar.value, to: &bytes)
    }
    return prefixed(bytes, modifiers)
  }

  /// The control character that a key stands for with Control held.
  private static func control(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x40...0x5F: UInt8(truncatingIfNeeded: scalar - 0x40)
    case 0x61...0x7A: UInt8(truncatingIfNeeded: scalar - 0x60)
    case 0x20, 0x32: 0
    case 0x33...0x37: UInt8(truncatingIfNeeded: scalar - 0x33 + 0x1B)
    case 0x38, 0x3F: 0x7F
    case 0x2F, 0x2D: 0x1F
    case 0x7E, 0x60: 0x1E
    default: nil
    }
  }

  private static func keypadFinal(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x30...0x39, 0x2A...0x2F: UInt8(truncatingIfNeeded: scalar.value + 0x40)
    case 0x3D: 0x58
    default: nil
    }
  }

  private static func cursorKey(_ final: UInt8, _ modifiers: KeyModifiers, _ modes: TerminalModes) -> [UInt8] {
    if modifiers.isEmpty { return [escape, modes.contains(.applicationCursor) ? 0x4F : 0x5B, final] }
    return [escape] + Array("[1;\(modifiers.rawValue + 1)".utf8) + [final]
  }

  private static func editingKey(_ number: Int, _ modifiers: KeyModifiers) -> [UInt8] {
    let parameter = modifiers.isEmpty ? "" : ";\(modifiers.rawValue + 1)"
    return [escape] + Array("[\(number)\(parameter)~".utf8)
  }

  private static func functionKey(_ number: Int, _ modifiers: KeyModifiers) -> [UInt8] {
    if (1...4).contains(number) {
      let final = UInt8(truncatingIfNeeded: 0x4F + number)
      return modifiers.isEmpty
        ? [escape, 0x4F, final] : [escape] + Array("[1;\(modifiers.rawValue + 1)".utf8) + [final]
    }
    let codes = [15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]
    guard number >= 5, number - 5 < codes.count else { return [] }
    return editingKey(codes[number - 5], modifiers)
  }

  // MARK: - Mouse

  static func encode(_ report: MouseReport, _ tracking: MouseTracking, _ modes: TerminalModes) -> [UInt8] {
    guard isWanted(report, tracking) else { return [] }
    let isSGR = modes.contains(.mouseSGR) || modes.contains(.mousePixels)
    var code = Int(report.button.rawValue)
    if report.action == .release && !isSGR { code = 3 }
    if report.action == .motion { code += 32 }
    if tracking != .x10 {
      // Shift is kept for selecting text and never reported with a press.
      if report.modifiers.contains(.alt) { code += 8 }
      if report.modifiers.contains(.control) { code += 16 }
    }
    if isSGR {
      let pixels = modes.contains(.mousePixels)
      let x = pixels ? report.x : report.column
      let y = pixels ? report.y : report.row
      let final = report.action == .release ? "m" : "M"
      return Array("\u{1B}[<\(code);\(x + 1);\(y + 1)\(final)".utf8)
    }
    // The old form has one byte a coordinate and cannot say more than 223.
    guard let column = UInt8(exactly: report.column + 33), let row = UInt8(exactly: report.row + 33) else { return [] }
    return [escape, 0x5B, 0x4D, UInt8(truncatingIfNeeded: code + 32), column, row]
  }

  private static func isWanted(_ report: MouseReport, _ tracking: MouseTracking) -> Bool {
    let isWheel = report.button.rawValue >= 64
    switch tracking {
    case .off: return false
    case .x10: return report.action == .press && !isWheel
    case .normal: return report.action != .motion
    case .buttonMotion: return report.action != .motion || report.button != .none
    case .anyMotion: return true
    }
  }

  // MARK: - Paste

  /// Text as it may be sent: no control characters but tab and line end, which becomes CR; framed if the program asked.
  static func paste(_ text: [UInt8], bracketed: Bool) -> [UInt8] {
    var result = bracketed ? Array("\u{1B}[200~".utf8) : []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == 0x0D || byte == 0x0A {
        if byte == 0x0D, index < text.count, text[index] == 0x0A { index += 1 }
        result.append(0x0D)
      } else if byte == 0xC2, index < text.count, (0x80...0x9F).contains(text[index]) {
        // An 8-bit control in UTF-8.
        index += 1
      } else if byte == 0x09 || byte >= 0x20 && byte != 0x7F {
        result.append(byte)
      }
    }
    return bracketed ? result + Array("\u{1B}[201~".utf8) : result
  }
}
