// What each escape and control sequence does: the dispatch tables. References: DEC STD 070, ECMA-48 and xterm's
// ctlseqs; where they differ, xterm wins.

extension Screen {
  mutating func escape(intermediates: UInt16, final: UInt8) {
    switch (intermediates, final) {
    case (0, 0x37): saveCursor()
    case (0, 0x38): restoreCursor()
    case (0, 0x44): index()
    case (0, 0x45):
      index()
      carriageReturn()
    case (0, 0x48): tabStops[cursor.column] = true
    case (0, 0x4D): reverseIndex()
    case (0, 0x5A): reportAttributes()
    case (0, 0x63): reset()
    case (0, 0x3D): modes.insert(.applicationKeypad)
    case (0, 0x3E): modes.remove(.applicationKeypad)
    case (0, 0x6E): cursor.active = 2
    case (0, 0x6F): cursor.active = 3
    case (0x23, 0x38): alignmentTest()
    case (0x28, _): designate(0, final)
    case (0x29, _): designate(1, final)
    case (0x2A, _): designate(2, final)
    case (0x2B, _): designate(3, final)
    default: break
    }
  }

  private mutating func designate(_ set: Int, _ final: UInt8) {
    switch final {
    case 0x30: cursor.sets[set] = .lineDrawing
    case 0x41: cursor.sets[set] = .british
    default: cursor.sets[set] = .ascii
    }
  }

  mutating func controlSequence(_ sequence: ControlSequence) {
    switch (sequence.marker, sequence.intermediates) {
    case (0, 0): plainSequence(sequence)
    case (0x3F, 0): privateSequence(sequence)
    case (0x3E, 0): secondarySequence(sequence)
    case (0, 0x20) where sequence.final == 0x71: setCursorShape(sequence.parameter(0))
    case (0, 0x21) where sequence.final == 0x70: softReset()
    case (0, 0x24) where sequence.final == 0x70: reportMode(sequence.parameter(0), isPrivate: false)
    case (0x3F, 0x24) where sequence.final == 0x70: reportMode(sequence.parameter(0), isPrivate: true)
    default: break
    }
  }

  private mutating func plainSequence(_ sequence: ControlSequence) {
    switch sequence.final {
    case 0x40...0x49, 0x60, 0x61, 0x64, 0x65, 0x66, 0x6A, 0x6B, 0x72: cursorSequence(sequence)
    case 0x4A: eraseDisplay(sequence.parameter(0))
    case 0x4B: eraseLine(sequence.parameter(0))
    case 0x4C: insertLines(sequence.parameter(0, or: 1))
    case 0x4D: deleteLines(sequence.parameter(0, or: 1))
    case 0x50: deleteCharacters(sequence.parameter(0, or: 1))
    case 0x53: scrollUp(sequence.parameter(0, or: 1))
    case 0x54 where sequence.parameters.count <= 1: scrollDown(sequence.parameter(0, or: 1))
    case 0x58: eraseCharacters(sequence.parameter(0, or: 1))
    case 0x5A: tabBack(sequence.parameter(0, or: 1))
    case 0x62: repeatLast(sequence.parameter(0, or: 1))
    case 0x63 where sequence.parameter(0) == 0: reportAttributes()
    case 0x67: clearTabs(sequence.parameter(0))
    case 0x68: setModes(sequence, on: true)
    case 0x6C: setModes(sequence, on: false)
    case 0x6D: selectGraphicRendition(sequence)
    case 0x6E: reportStatus(sequence.parameter(0))
    case 0x73: saveCursor()
    case 0x74: windowOperation(sequence)
    case 0x75: restoreCursor()
    default: break
    }
  }

  private mutating func cursorSequence(_ sequence: ControlSequence) {
    let count = sequence.parameter(0, or: 1)
    switch sequence.final {
    case 0x40: insertCharacters(count)
    case 0x41, 0x6B: moveVertically(-count)
    case 0x42, 0x65: moveVertically(count)
    case 0x43, 0x61: moveHorizontally(count)
    case 0x44, 0x6A: moveHorizontally(-count)
    case 0x45:
      moveVertically(count)
      carriageReturn()
    case 0x46:
      moveVertically(-count)
      carriageReturn()
    case 0x47, 0x60: move(column: count - 1)
    case 0x48, 0x66:
      move(row: count - 1)
      move(column: sequence.parameter(1, or: 1) - 1)
    case 0x49: tab(count)
    case 0x64: move(row: count - 1)
    case 0x72: setRegion(sequence.parameter(0), sequence.parameter(1))
    default: break
    }
  }

  private mutating func privateSequence(_ sequence: ControlSequence) {
    switch sequence.final {
    case 0x68: setPrivateModes(sequence, on: true)
    case 0x6C: setPrivateModes(sequence, on: false)
    case 0x4A: eraseDisplay(sequence.parameter(0))
    case 0x4B: eraseLine(sequence.parameter(0))
    case 0x6E: reportPrivateStatus(sequence.parameter(0))
    case 0x72: restorePrivateModes(sequence)
    case 0x73: savePrivateModes(sequence)
    default: break
    }
  }

  private mutating func secondarySequence(_ sequence: ControlSequence) {
    switch sequence.final {
    case 0x63 where sequence.parameter(0) == 0: reply("\u{1B}[>1;400;0c")
    case 0x71 where sequence.parameter(0) == 0: reply("\u{1B}P>|Apus Terminal(1)\u{1B}\\")
    default: break
    }
  }

  private mutating func setCursorShape(_ value: Int) {
    guard value <= 6 else { return }
    if value == 0 || value % 2 == 1 { modes.insert(.cursorBlink) } else { modes.remove(.cursorBlink) }
    cursorShape = value <= 2 ? .block : value <= 4 ? .underline : .bar
  }

  mutating func deviceControl(_ sequence: ControlSequence, data: [UInt8]) {
    // DECRQSS: only the queries that programs make at start-up are answered, the others as invalid.
    guard sequence.intermediates == 0x24 && sequence.final == 0x71 else { return }
    switch data {
    case [0x6D]: reply("\u{1B}P1$r\(renditionReport())m\u{1B}\\")
    case [0x72]: reply("\u{1B}P1$r\(top + 1);\(bottom + 1)r\u{1B}\\")
    case [0x20, 0x71]:
      let shape = Int(cursorShape.rawValue) * 2 + (modes.contains(.cursorBlink) ? 1 : 2)
      reply("\u{1B}P1$r\(shape) q\u{1B}\\")
    default: reply("\u{1B}P0$r\u{1B}\\")
    }
  }
}
