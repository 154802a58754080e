// A PS/2 keyboard: brought up, listened to, its lights kept.

import Protocols

/// The keyboard's side of the driver.
struct Keyboard {
  private enum Command {
    static let lights: UInt8 = 0xED
    static let enable: UInt8 = 0xF4
    static let setDefaults: UInt8 = 0xF6
    static let selfTestPassed: UInt8 = 0xAA
  }

  var link = DeviceLink()
  private var decoder = ScanCodeDecoder()
  private var lights: UInt8 = 0

  init() {}

  /// Brings the keyboard up: at the start, and when one was plugged in.
  mutating func bringUp() {
    link.reset()
    link.enqueue(DeviceCommand(bytes: [Command.setDefaults]))
    link.enqueue(DeviceCommand(bytes: [Command.enable]))
    link.enqueue(DeviceCommand(bytes: [Command.lights, scanLights]))
  }

  /// Lights as HID has them: bit 0 Num Lock, 1 Caps Lock, 2 Scroll Lock.
  mutating func setLights(_ lights: UInt8) {
    guard lights & 7 != self.lights else { return }
    self.lights = lights & 7
    link.enqueue(DeviceCommand(bytes: [Command.lights, scanLights]))
  }

  /// PS/2 orders them Scroll, Num, Caps.
  private var scanLights: UInt8 { (lights & 4) >> 2 | (lights & 3) << 1 }

  mutating func receive(_ byte: UInt8, now: UInt64, _ events: inout [InputEvent]) {
    // A command that failed is not repeated: a keyboard without lights types all the same.
    guard link.receive(byte, now: now) == .input else { return }
    // AA is also the release of left Shift.
    if byte == Command.selfTestPassed, !decoder.isHeld(KeyUsage.leftShift) {
      append(decoder.releaseAll(), now, &events)
      return bringUp()
    }
    append(decoder.decode(byte), now, &events)
  }

  private func append(_ changes: [KeyChange], _ now: UInt64, _ events: inout [InputEvent]) {
    for change in changes {
      events.append(InputEvent(.key, code: change.usage, state: change.isPressed ? 1 : 0, time: now))
    }
  }
}
