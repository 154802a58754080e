// A PS/2 mouse: asked for its wheel and its fourth and fifth button, then listened to.
//
// The wheel is unlocked by setting three sample rates in a row (200, 100, 80; for five buttons 200, 200, 80) and asking
// for the device's number (Microsoft, "Microsoft Mouse Extensions", IntelliMouse).

import Protocols

/// The mouse's side of the driver.
struct Mouse {
  private enum Command {
    static let setSampleRate: UInt8 = 0xF3
    static let identify: UInt8 = 0xF2
    static let enable: UInt8 = 0xF4
    static let reset: UInt8 = 0xFF
  }
  /// Reports a second: smooth, and still a modest number of interrupts.
  private static let reportRate: UInt8 = 100
  /// A reset may take that long. Nanoseconds.
  private static let resetPatience: UInt64 = 1_500_000_000

  var link = DeviceLink()
  private var decoder = MousePacketDecoder()
  private var buttons: UInt8 = 0

  init() {}

  mutating func bringUp() {
    link.reset()
    decoder = MousePacketDecoder()
    link.enqueue(DeviceCommand(bytes: [Command.reset], answerLength: 2, patience: Mouse.resetPatience))
    configure()
  }

  private mutating func configure() {
    for rates: [UInt8] in [[200, 100, 80], [200, 200, 80]] {
      for rate in rates { link.enqueue(DeviceCommand(bytes: [Command.setSampleRate, rate])) }
      link.enqueue(DeviceCommand(bytes: [Command.identify], answerLength: 1))
    }
    link.enqueue(DeviceCommand(bytes: [Command.setSampleRate, Mouse.reportRate]))
    link.enqueue(DeviceCommand(bytes: [Command.enable]))
  }

  mutating func receive(_ byte: UInt8, now: UInt64, _ events: inout [InputEvent]) {
    switch link.receive(byte, now: now) {
    case .consumed, .failed: return
    case .completed(let command, let answer):
      if command.bytes == [Command.identify], let id = answer.first { decoder.kind = MouseKind(id: id) }
    case .input:
      // Before "enable" is through there are no packets.
      guard link.isIdle else { return }
      switch decoder.decode(byte, now: now) {
      case .none: break
      case .packet(let packet): append(packet, now, &events)
      case .plugged:
        append(MousePacket(), now, &events)
        decoder = MousePacketDecoder()
        configure()
      }
    }
  }

  /// The time of a command is over. Without an answer to the reset there is no mouse; one plugged in later says so.
  mutating func timeOut(now: UInt64) {
    if case .failed(let command) = link.timeOut(now: now), command.bytes == [Command.reset] { link.reset() }
  }

  private mutating func append(_ packet: MousePacket, _ now: UInt64, _ events: inout [InputEvent]) {
    if packet.x != 0 || packet.y != 0 {
      events.append(InputEvent(.motion, a: Int32(packet.x), b: Int32(packet.y), time: now))
    }
    let changed = packet.buttons ^ buttons
    buttons = packet.buttons
    for (bit, button) in [PointerButton.left, .right, .middle, .back, .forward].enumerated()
    where changed & (1 << UInt8(bit)) != 0 {
      events.append(
        InputEvent(
          .button, code: button.rawValue, state: packet.buttons & (1 << UInt8(bit)) != 0 ? 1 : 0, time: now))
    }
    if packet.wheel != 0 { events.append(InputEvent(.scroll, b: Int32(packet.wheel) * 120, time: now)) }
  }
}
