// The PS/2 driver against a fake controller: bringing up, typing, moving, faults and plugging.

import DriverSupport
import Protocols
import Testing

@testable import PS2Core

/// A driver on a fake controller, run until nothing is left to do.
private final class Rig {
  let controller = FakeController()
  var driver: PS2Driver<FakeController>
  var now: UInt64 = 1_000_000

  init(_ prepare: (FakeController) -> Void = { _ in }) {
    prepare(controller)
    driver = PS2Driver(controller)
    driver.start(now: now)
    settle()
  }

  /// Interrupts while bytes wait, time-outs until there are none. Bounded, so that a hang is a failure.
  func settle() {
    for _ in 0..<20_000 {
      if controller.hasOutput {
        driver.interrupt(now: now)
      } else if let deadline = driver.deadline {
        now = max(now, deadline)
        driver.timeOut(now: now)
      } else {
        return
      }
    }
    Issue.record("the driver does not come to rest")
  }

  func type(_ bytes: UInt8...) -> [InputEvent] {
    for byte in bytes { controller.type(byte) }
    return take()
  }

  func mouse(_ bytes: UInt8...) -> [InputEvent] {
    for byte in bytes { controller.mouse(byte) }
    return take()
  }

  func take() -> [InputEvent] {
    settle()
    defer { driver.clearEvents() }
    return driver.events
  }
}

@Test func ps2BringsBothDevicesUp() {
  let rig = Rig()
  #expect(rig.controller.isKeyboardEnabled && rig.controller.isMouseEnabled)
  #expect(rig.controller.configuration & 0b0111_0011 == 0b0100_0011, "interrupts, translation, both clocks")
  #expect(rig.driver.events.isEmpty)
}

/// The driver died while the mouse was moving.
@Test(arguments: [[0x38], [0x08, 0x9C, 0x9C, 0x00, 0x28], [UInt8](repeating: 0x20, count: 16)])
func ps2StartsWhileTheMouseMoves(held: [UInt8]) {
  let rig = Rig { $0.heldByMouse = held }
  #expect(rig.controller.isKeyboardEnabled && rig.controller.isMouseEnabled)
  #expect(rig.controller.configuration & 0b0111_0011 == 0b0100_0011, "interrupts, translation, both clocks")
}

@Test func ps2IsPatientWithASlowController() {
  let rig = Rig { $0.slowness = 3 }
  #expect(rig.controller.isKeyboardEnabled && rig.controller.isMouseEnabled)
}

@Test func ps2TypesWithoutAMouse() {
  let rig = Rig { $0.hasMouse = false }
  #expect(rig.controller.configuration & 0b0010_0010 == 0b0010_0000, "no interrupt of a port without a mouse")
  #expect(rig.type(0x1E).map(\.code) == [KeyUsage.a])
}

@Test func ps2GivesUpOnAControllerThatIsNotThere() {
  let rig = Rig { $0.isDead = true }
  #expect(rig.controller.accesses < 500_000, "bounded")
}

@Test func ps2RepeatsWhatTheKeyboardDidNotGet() {
  let rig = Rig { $0.keyboardResends = 2 }
  #expect(rig.controller.isKeyboardEnabled)
}

@Test func ps2TypesOnAKeyboardThatKnowsNoCommands() {
  let rig = Rig { $0.keyboardIsMute = true }
  #expect(rig.type(0x10).map(\.code) == [KeyUsage.letter("q")])
}

@Test func ps2KeysHavePressAndRelease() {
  let rig = Rig()
  let events = rig.type(0x1E, 0x1E, 0x1E, 0x9E)
  #expect(events.map(\.code) == [KeyUsage.a, KeyUsage.a])
  #expect(events.map(\.state) == [1, 0], "the keyboard's own repeats are dropped")
}

@Test func ps2LightsFollow() {
  let rig = Rig()
  rig.driver.setLights(0b010, now: rig.now)
  rig.settle()
  #expect(rig.controller.keyboardLights == 0b100, "Caps Lock is bit 2 for the keyboard")
  rig.driver.setLights(0b101, now: rig.now)
  rig.settle()
  #expect(rig.controller.keyboardLights == 0b011)
}

@Test func ps2MouseMovesPressesAndScrolls() {
  let rig = Rig()
  #expect(rig.mouse(0x08, 5, 3, 0).map { [$0.a, $0.b] } == [[5, -3]], "up is positive for the mouse only")
  #expect(rig.mouse(0x38, 0xFE, 0xFF, 0).map { [$0.a, $0.b] } == [[-2, 1]])
  let press = rig.mouse(0x09, 0, 0, 0x10)
  #expect(press.map(\.code) == [PointerButton.left.rawValue, PointerButton.back.rawValue])
  #expect(press.map(\.state) == [1, 1])
  #expect(rig.mouse(0x08, 0, 0, 0).map(\.state) == [0, 0])
  #expect(rig.mouse(0x08, 0, 0, 0x0F).map(\.b) == [-120])
  #expect(rig.mouse(0x08, 0, 0, 0x01).map(\.b) == [120])
}

@Test func ps2MouseWithoutWheelHasThreeBytes() {
  let rig = Rig { $0.mouseID = 0 }
  #expect(rig.mouse(0x08, 1, 0, 0x08, 2, 0).map(\.a) == [1, 2])
}

@Test func ps2MouseFindsItsFeetAfterALostByte() {
  let rig = Rig()
  _ = rig.mouse(0x08, 1)
  rig.now += 100_000_000
  #expect(rig.mouse(0x08, 7, 0, 0).map(\.a) == [7], "the torn packet is dropped by time")
  #expect(rig.mouse(0x01, 0x02, 0x08, 9, 0, 0).map(\.a) == [9], "bytes that cannot begin a packet are dropped")
}

@Test func ps2OverflowMovesNothing() {
  let rig = Rig()
  #expect(rig.mouse(0x49, 255, 0, 0).map(\.kind) == [InputEventKind.button.rawValue])
}

@Test func ps2ANewMouseIsConfigured() {
  let rig = Rig { $0.mouseID = 3 }
  _ = rig.mouse(0x09, 0, 0, 0)
  rig.controller.mouseID = 4
  let events = rig.mouse(0xAA, 0x00)
  #expect(events.map(\.state) == [0], "what was held is let go")
  #expect(rig.mouse(0x08, 0, 0, 0x20).map(\.code) == [PointerButton.forward.rawValue])
}

@Test func ps2ANewKeyboardIsEnabledAndLit() {
  let rig = Rig()
  rig.driver.setLights(2, now: rig.now)
  _ = rig.type(0x1D)
  let events = rig.type(0xAA)
  #expect(events.map(\.code) == [KeyUsage.leftControl] && events.map(\.state) == [0])
  #expect(rig.controller.keyboardLights == 4)
}

@Test func ps2LeftShiftIsNotANewKeyboard() {
  let rig = Rig()
  #expect(rig.type(0x2A, 0xAA).map(\.code) == [KeyUsage.leftShift, KeyUsage.leftShift])
}

@Test(arguments: 1...8)
func ps2SurvivesAnyBytes(_ seed: Int) {
  let rig = Rig()
  var state = UInt64(seed)
  for _ in 0..<4000 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let byte = UInt8(truncatingIfNeeded: state >> 33)
    if state >> 63 == 0 { rig.controller.type(byte) } else { rig.controller.mouse(byte) }
    rig.now += state >> 40
    rig.driver.interrupt(now: rig.now)
    if let deadline = rig.driver.deadline, deadline <= rig.now { rig.driver.timeOut(now: rig.now) }
    rig.driver.clearEvents()
  }
  rig.settle()
}
