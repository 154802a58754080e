// The driver: controller, keyboard and mouse, as a machine that is told of interrupts and of time.
//
// Use: `start`, then `interrupt` whenever either line fires and `timeOut` when `deadline` has come; take `events` and
// clear them after each call. No call waits; each reads a bounded number of bytes.

import DriverSupport
import Protocols

/// An i8042 controller with its devices.
public struct PS2Driver<Bus: PortBus> {
  private let controller: Controller<Bus>
  private var setup: ControllerSetup?
  private var setupRetry: UInt64 = 0
  /// False where there is no controller (machines without PS/2): nothing ever happens then.
  public private(set) var isPresent = false
  private var keyboard = Keyboard()
  private var mouse = Mouse()
  private var hasMouse = false
  /// Set while a byte waits for a busy controller.
  private var sendRetry: UInt64?

  /// What people did since the last `clearEvents`.
  public private(set) var events: [InputEvent] = []

  /// Bytes taken in one go: more than both devices can hold, so a controller gone mad cannot keep us.
  private static var burst: Int { 64 }

  public init(_ bus: Bus) {
    controller = Controller(bus: bus)
    events.reserveCapacity(64)
  }

  public mutating func clearEvents() { events.removeAll(keepingCapacity: true) }

  /// When `timeOut` wants to be called; nil: only interrupts matter.
  public var deadline: UInt64? {
    if setup != nil { return setupRetry }
    let earliest = min(sendRetry ?? .max, keyboard.link.deadline ?? .max, mouse.link.deadline ?? .max)
    return earliest == .max ? nil : earliest
  }

  /// Begins to set the controller up. Interrupts may come from now on.
  public mutating func start(now: UInt64) {
    isPresent = controller.isPresent
    guard isPresent else { return }
    setup = ControllerSetup(now: now)
    advanceSetup(now)
  }

  /// An interrupt line fired: takes every byte that waits.
  public mutating func interrupt(now: UInt64) {
    guard isPresent else { return }
    if setup != nil { return advanceSetup(now) }
    for _ in 0..<Self.burst {
      guard let byte = controller.receive() else { break }
      if byte.isMouse {
        mouse.receive(byte.value, now: now, &events)
      } else {
        keyboard.receive(byte.value, now: now, &events)
      }
      transmit(now)
    }
  }

  /// `deadline` has come.
  public mutating func timeOut(now: UInt64) {
    if setup != nil { return advanceSetup(now) }
    // Bytes whose interrupt got lost are still there.
    interrupt(now: now)
    _ = keyboard.link.timeOut(now: now)
    mouse.timeOut(now: now)
    transmit(now)
  }

  /// Lights as HID has them: bit 0 Num Lock, 1 Caps Lock, 2 Scroll Lock.
  public mutating func setLights(_ lights: UInt8, now: UInt64) {
    keyboard.setLights(lights)
    if setup == nil { transmit(now) }
  }

  private mutating func advanceSetup(_ now: UInt64) {
    guard var machine = setup else { return }
    switch machine.advance(controller, now: now) {
    case .waiting(let time):
      setup = machine
      setupRetry = time
    case .finished(let found):
      setup = nil
      hasMouse = found
      keyboard.bringUp()
      if found { mouse.bringUp() }
      transmit(now)
    }
  }

  /// Sends what the links have to say, as far as the controller takes it.
  private mutating func transmit(_ now: UInt64) {
    sendRetry = nil
    if keyboard.link.wantsToSend {
      guard controller.canSend else { return retry(now) }
      if let byte = keyboard.link.nextByte(now: now) { controller.send(data: byte) }
    }
    if mouse.link.wantsToSend {
      guard controller.canSend else { return retry(now) }
      controller.send(.writeToMouse)
      // The command is taken within microseconds on real machines and at once on virtual ones.
      var patience = Self.burst
      while !controller.canSend, patience > 0 { patience -= 1 }
      guard controller.canSend else { return retry(now) }
      if let byte = mouse.link.nextByte(now: now) { controller.send(data: byte) }
    }
  }

  private mutating func retry(_ now: UInt64) { sendRetry = now &+ ControllerSetup.retry }
}
