// An i8042 with a keyboard and a mouse, scripted: answers commands as the hardware does, and types what a test says.

import DriverSupport

/// The fake device behind ports 60 and 64.
final class FakeController: PortBus {
  // What a test can bend.
  var hasMouse = true
  var mouseID: UInt8 = 4
  /// What the mouse says when it is enabled again.
  var heldByMouse: [UInt8] = []
  var isDead = false
  /// Status reads for which the input buffer stays full after a write.
  var slowness = 0
  /// The keyboard asks for a repetition of its next bytes.
  var keyboardResends = 0
  var keyboardIsMute = false

  // What a test can look at.
  private(set) var configuration: UInt8 = 0b0100_0111
  private(set) var keyboardLights: UInt8 = 0
  private(set) var isKeyboardEnabled = false
  private(set) var isMouseEnabled = false
  private(set) var accesses = 0

  private var output: [(value: UInt8, isMouse: Bool)] = []
  private var busy = 0
  private var command: UInt8?
  private var keyboardCommand: UInt8?
  private var mouseCommand: UInt8?
  private var rates: [UInt8] = []

  var hasOutput: Bool { !output.isEmpty }

  func read8(_ offset: Int) -> UInt8 {
    accesses += 1
    if isDead { return 0xFF }
    if offset == 4 {
      if busy > 0 { busy -= 1 }
      return (output.isEmpty ? 0 : 1) | (busy > 0 ? 2 : 0) | (output.first?.isMouse == true ? 0x20 : 0)
    }
    return output.isEmpty ? 0 : output.removeFirst().value
  }

  func write8(_ offset: Int, _ value: UInt8) {
    accesses += 1
    precondition(busy == 0 || isDead, "written to a controller that was not ready")
    busy = slowness
    if offset == 4 { return control(value) }
    let pending = command
    command = nil
    switch pending {
    case 0x60: configuration = value
    case 0xD4: toMouse(value)
    default: toKeyboard(value)
    }
  }

  func type(_ bytes: UInt8...) { for byte in bytes { output.append((byte, false)) } }
  func mouse(_ bytes: UInt8...) { for byte in bytes { output.append((byte, true)) } }

  private func control(_ value: UInt8) {
    command = nil
    switch value {
    case 0x20: output.append((configuration, false))
    case 0x60, 0xD4: command = value
    case 0xA7: configuration |= 0x20
    case 0xA8:
      if hasMouse { configuration &= ~0x20 }
      for byte in heldByMouse { mouse(byte) }
      heldByMouse = []
    case 0xAA:
      configuration = 0b0111_0100
      output.append((0x55, false))
    case 0xAD: configuration |= 0x10
    case 0xAE: configuration &= ~0x10
    default: break
    }
  }

  private func toKeyboard(_ value: UInt8) {
    if keyboardIsMute { return }
    if keyboardResends > 0 {
      keyboardResends -= 1
      return type(0xFE)
    }
    type(0xFA)
    if keyboardCommand == 0xED {
      keyboardLights = value
      keyboardCommand = nil
      return
    }
    switch value {
    case 0xED: keyboardCommand = value
    case 0xF4: isKeyboardEnabled = true
    default: break
    }
  }

  private func toMouse(_ value: UInt8) {
    guard hasMouse else { return }
    mouse(0xFA)
    if mouseCommand == 0xF3 {
      rates.append(value)
      mouseCommand = nil
      return
    }
    switch value {
    case 0xFF:
      rates = []
      mouse(0xAA, 0x00)
    case 0xF3: mouseCommand = value
    case 0xF2:
      let unlocked: UInt8 = rates.suffix(3) == [200, 200, 80] ? 4 : rates.suffix(3) == [200, 100, 80] ? 3 : 0
      mouse(min(unlocked, mouseID))
    case 0xF4: isMouseEnabled = true
    default: break
    }
  }
}
